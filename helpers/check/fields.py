"""The function of several inputs that a question is about, in one form, however the author wrote it.

A scalar field has one output, a vector field several. Each output is a `Subject`: a formula where there is one, else
a function to be measured.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

import numpy as np
import sympy

from helpers.check.field_tracing import Call, Component, trace_outputs
from helpers.check.forms import listed, places
from helpers.check.incorrect import quietly
from helpers.check.naming import argument_names, inputs_told_by, is_function, names_of
from helpers.check.sampling import Box, Point, sample_box
from helpers.check.subject import Subject, subject, tidied

Probes = Callable[[], Iterator[Point]]


@dataclass(frozen=True)
class Field:
    """A function of several inputs, the first of `names`, and of parameters, the other names.

    Attributes
    ----------
    names : tuple of str
    inputs : int
    outputs : tuple of Subject
    single : bool
        Whether it has one output, and not a list of them.
    measured : dict
        What is already known of derivatives that have to be measured, which is dear.
    """

    names: tuple[str, ...]
    inputs: int
    outputs: tuple[Subject, ...]
    single: bool
    measured: dict[Any, Any] = dataclass_field(default_factory=dict, compare=False)

    @property
    def variables(self) -> list[Any]:
        return [sympy.Symbol(name, real=True) for name in self.names[: self.inputs]]

    @property
    def has_formulas(self) -> bool:
        return all(output.expression is not None for output in self.outputs)

    def defined(self, point: Point) -> bool:
        """Tell whether all outputs have a value at a point."""
        return not any(
            math.isnan(output.formula(point) if output.expression is not None else output(point))
            for output in self.outputs
        )

    def points(self, domain: Box | None) -> list[Point]:
        """Return the points at which to look at it; only some of them if each has to be measured."""
        points = sample_box(domain, self.inputs, len(self.names) - self.inputs, self.defined)
        return points if self.has_formulas else points[::11]


def field(
    of: Any,
    variables: Sequence[str] | str | None = None,
    *,
    at: Any = None,
    domain: Box | None = None,
    wrt: str | None = None,
) -> Field:
    """Return what `of` (a function, an expression, a text, or a list of those) stands for.

    Parameters
    ----------
    of : callable, sympy expression, Lambda or Matrix, text, or a list of them
        A Python function takes its inputs one by one, or as one vector if it has one parameter only.
    variables : sequence of str, optional
        By default the sorted symbols of expressions, the parameters of a Python function.
    at : one point, or a list of points, optional
    domain : (low, high), or one such pair for each input, optional
        Both tell how many inputs a function of one vector has, and where a function without a formula has a value.

    wrt : str, optional
        An input that an expression has even if it does not show there.

    Raises
    ------
    TypeError, ValueError
        If it stands for nothing: a mistake of the exercise, not of the learner.

    Examples
    --------
    >>> field(["r*cos(t)", "r*sin(t)"]).names
    ('r', 't')
    >>> field(lambda x, y: [x * y, x + y, 7]).outputs[2].expression
    7
    """
    with quietly():
        return _read(of, (variables,) if isinstance(variables, str) else tuple(variables or ()), at, domain, wrt)


def _read(of: Any, wanted: tuple[str, ...], at: Any, domain: Box | None, wrt: str | None) -> Field:
    parts, single = _parts(of)
    names = names_of(parts, wanted, inputs_told_by(at, domain))
    if wrt not in (None, *names) and not wanted and not any(map(is_function, parts)):
        names = tuple(sorted([*names, str(wrt)]))
    if not names:
        raise ValueError(f"of={of!r} has no inputs; name them, as in variables=('x', 'y')")
    count = len(wanted) or len(names)

    def probes() -> Iterator[Point]:
        yield from places(at, names, count) if at is not None else ()
        yield from sample_box(domain, count, len(names) - count)

    read = [_outputs(part, names, count, probes) for part in parts]
    if not single and not all(alone for _, alone in read):
        raise TypeError(
            "of must be a list of functions that return one number each, or one function that returns a list"
        )
    outputs = tuple(output for part, _ in read for output in part)
    return Field(names, count, outputs, single and read[0][1])


def scalar_field(of: Any, variables: Any, at: Any, domain: Box | None, wrt: str | None = None) -> Field:
    """Return a field with a single output; raise ValueError if `of` has several."""
    f = field(of, variables, at=at, domain=domain, wrt=wrt)
    if len(f.outputs) != 1:
        raise ValueError(f"of must have one output, got {len(f.outputs)}; a function with several has a jacobian")
    return f


def _parts(of: Any) -> tuple[list[Any], bool]:
    entries = listed(of)
    if entries is None:
        return [of], True
    parts = [part for entry in entries for part in (listed(entry) if listed(entry) is not None else [entry])]
    if not parts:
        raise ValueError("of is an empty list; it needs at least one output")
    return parts, False


def _outputs(part: Any, names: tuple[str, ...], inputs: int, probes: Probes) -> tuple[list[Subject], bool]:
    """Return the outputs of one entry of `of`, and whether it is a number that it returns."""
    if not is_function(part):
        return [subject(part, names)], True
    own = argument_names(part)
    if len(own) == 1 < inputs:
        call = Call(part)
    else:
        call = Call(
            part, tuple(names.index(name) for name in own) if set(own) <= set(names) else tuple(range(len(names)))
        )
    with sympy.evaluate(False):
        unsimplified = trace_outputs(call, names, inputs)
    traced = trace_outputs(call, names, inputs)
    if traced is None:
        return _measured_outputs(call, names, inputs, probes)
    formulas, alone = traced
    written = [tidied(output) for output in unsimplified[0]] if unsimplified else [None] * len(formulas)
    indices = [None] if alone else range(len(formulas))
    components = [Component(call, inputs, index) for index in indices]
    return [Subject(names, *of) for of in zip(formulas, written, components, strict=True)], alone


def _measured_outputs(call: Call, names: tuple[str, ...], inputs: int, probes: Probes) -> tuple[list[Subject], bool]:
    """Call the function where it may be defined, to see what it returns."""
    trouble: Exception | None = None
    for point in probes():
        try:
            shape = np.shape(call(np.array(point[:inputs]), point[inputs:]))
        except Exception as error:  # there may be better points
            trouble = error
            continue
        if len(shape) > 1:
            raise TypeError(f"of must return a number or a flat list of numbers, got shape {shape}")
        indices = range(shape[0]) if shape else [None]
        return [Subject(names, None, None, Component(call, inputs, index)) for index in indices], not shape
    raise ValueError(f"of has no value at any of the points that were tried: {trouble}") from trouble
