"""Call a function of several inputs, however it wants them, and find the formulas behind its outputs.

`lambda x, y: [x * y, x + y]` takes its inputs one by one, `lambda p: A @ p` as one vector. What is true of
`helpers.check.tracing` is true here: a function that decides by its input has no formula.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import sympy

from helpers.check.tracing import UFUNCS, Symbolic, agrees, formula_of, with_traceable_math


@dataclass(frozen=True)
class Call:
    """How a function of several inputs is called with a point.

    Attributes
    ----------
    function : callable
    places : tuple of int, or None
        Which coordinate each argument is; None stands for a function of one vector.

    Examples
    --------
    >>> Call(lambda y, x: x - y, (1, 0))([5.0, 2.0])
    3.0
    >>> Call(lambda p: p[0] - p[1])([5.0, 2.0])
    3.0
    """

    function: Callable[..., Any]
    places: tuple[int, ...] | None = None

    def __call__(self, p: Any, parameters: Sequence[Any] = ()) -> Any:
        """Return what the function makes of the inputs `p`, which may be stand-ins for numbers."""
        if self.places is None:
            return self.function(p)
        coordinates = [*(p[i] for i in range(len(p))), *parameters]
        return self.function(*(coordinates[i] for i in self.places))


@dataclass(frozen=True)
class Component:
    """One output of a function of several inputs; with index None the whole of one that has a single output."""

    call: Call
    inputs: int
    index: int | None = None

    def __call__(self, *point: float) -> Any:
        return self.of_vector(np.array(point[: self.inputs]), point[self.inputs :])

    def of_vector(self, p: Any, parameters: Sequence[Any] = ()) -> Any:
        result = self.call(p, parameters)
        return result if self.index is None else result[self.index]


class Entry(Symbolic):
    """A stand-in for one entry of a vector: NumPy asks entries for methods that are named as its functions."""

    def __getattr__(self, name: str) -> Any:
        if name not in UFUNCS:
            raise AttributeError(name)
        return lambda: Entry(UFUNCS[name](self.expression))

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        if method != "__call__" or not any(isinstance(value, np.ndarray) for value in inputs):
            return super().__array_ufunc__(ufunc, method, *inputs, **options)
        rows = np.broadcast(*(np.asarray(value, dtype=np.object_) for value in inputs))
        return np.array([ufunc(*entries) for entries in rows], dtype=np.object_).reshape(rows.shape)


def trace_outputs(call: Call, names: Sequence[str], inputs: int) -> tuple[list[Any], bool] | None:
    """Return the formulas of all outputs, and whether the function returns one number and no list of them; or None.

    Examples
    --------
    >>> trace_outputs(Call(lambda p: np.sin(p) * p[0]), ["x", "y"], 2)
    ([x*sin(x), x*sin(y)], False)
    """
    symbols = [sympy.Symbol(name, real=True) for name in names]
    traceable = replace(call, function=with_traceable_math(call.function))
    for kind in (Entry, lambda symbol: symbol):  # sympy's own functions want symbols
        p, parameters = [kind(symbol) for symbol in symbols[:inputs]], [kind(symbol) for symbol in symbols[inputs:]]
        try:
            result = np.asarray(traceable(np.array(p, dtype=object), parameters), dtype=np.object_)
            formulas = [formula_of(output) for output in result.flat]
            if _sound(call, formulas, names, inputs, single=result.ndim == 0):
                return formulas, result.ndim == 0
        except Exception:  # whatever it is that the function cannot do with a symbol
            continue
    return None


def _sound(call: Call, formulas: Sequence[Any], names: Sequence[str], inputs: int, *, single: bool) -> bool:
    """Compare the formulas with the function itself at a few points."""

    def output(index: int) -> Callable[..., Any]:
        def value(*point: float) -> Any:
            result = call(np.array(point[:inputs]), point[inputs:])
            return result if single else np.ravel(np.asarray(result, dtype=np.object_))[index]

        return value

    return bool(formulas) and all(
        isinstance(expression, sympy.Expr) and agrees(output(index), expression, names)
        for index, expression in enumerate(formulas)
    )
