"""What the inputs of a function are called, and how many there are."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import sympy

from helpers.check.answers import is_symbolic
from helpers.check.evaluation import UnsupportedError
from helpers.check.incorrect import Incorrect
from helpers.check.sampling import Box
from helpers.check.subject import expression_of, parameters

_CUSTOMARY = ("x", "y", "z")


def is_function(part: Any) -> bool:
    """Tell a Python function from an expression."""
    return callable(part) and not is_symbolic(part)


def names_of(parts: Sequence[Any], wanted: tuple[str, ...], inputs: int | None) -> tuple[str, ...]:
    """Return the inputs that are wanted, or all there are, and then the parameters.

    Parameters
    ----------
    parts : sequence of functions, expressions and texts
    wanted : tuple of str
        Empty if the author leaves the choice to us.
    inputs : int, optional
        How many there are, for a function of one vector, which cannot tell.

    Examples
    --------
    >>> names_of(["a*x*y"], ("x", "y"), None), names_of([lambda p: p[0]], (), 2)
    (('x', 'y', 'a'), ('x', 'y'))
    """
    functions = [part for part in parts if is_function(part)]
    if functions:
        own = argument_names(functions[0])
        if not wanted:
            return customary(inputs) if inputs is not None and len(own) == 1 < inputs else own
        return wanted + tuple(name for name in own if name not in wanted) if set(wanted) < set(own) else wanted
    if not wanted and isinstance(parts[0], sympy.Lambda):
        wanted = tuple(symbol.name for symbol in parts[0].variables)
    symbols = {symbol.name for part in parts for symbol in _symbols(part, wanted)}
    return wanted + tuple(sorted(symbols - set(wanted)))


def _symbols(part: Any, wanted: tuple[str, ...]) -> set[Any]:
    try:
        expression = expression_of(part, wanted)
    except (Incorrect, UnsupportedError) as error:
        raise ValueError(f"of={part!r} is not a function: {error}") from None
    if expression is None:
        raise TypeError(f"of must be a function, an expression, a text or a list of them, got {type(part).__name__}")
    return set(expression.free_symbols)


def argument_names(function: Callable[..., Any]) -> tuple[str, ...]:
    """Return what a function calls its inputs, as far as it says."""
    if isinstance(function, np.ufunc):
        return customary(function.types[0].index("->"))  # "dd->d" takes two
    return parameters(function)


def inputs_told_by(at: Any, domain: Box | None) -> int | None:
    """Return how many inputs a point, or a box, has; None if neither tells."""
    if at is not None:
        return int(np.shape(at)[-1]) if np.ndim(at) else 1
    return None if domain is None or isinstance(domain[0], int | float) else len(domain)


def customary(count: int) -> tuple[str, ...]:
    """Return names for so many inputs that have none."""
    return _CUSTOMARY[:count] if count <= 3 else tuple(f"x{i + 1}" for i in range(count))
