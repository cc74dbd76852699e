"""Asking a function for values: all at once if it takes arrays, else number by number."""

from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.validation import require_elementwise, values


def evaluate(f: Callable[[Any], Any], x: Any) -> Any:
    """Return f(x) for a number or an array x.

    A function made for single numbers, with `math` or `if x > 0` in it, is called for each entry. f gets a copy of x,
    and numpy's warnings are silenced: what is not finite shows in the result.

    Raises
    ------
    TypeError
        If f does not return real numbers. Errors of f itself come through.

    Examples
    --------
    >>> import math
    >>> evaluate(math.floor, np.array([0.5, 2.5]))
    array([0., 2.])
    """
    with np.errstate(all="ignore"):
        if not np.ndim(x):
            return values(f(x))
        try:
            y = values(f(x.copy()))
            require_elementwise(y, x)
        except (TypeError, ValueError, ArithmeticError):
            return spread([values(f(number)) for number in x.flat], x)
        return y


def sample(f: Callable[[Any], Any], x: Any) -> Any:
    """Return f(x), with NaN where f refuses with a ValueError or ArithmeticError, as `math.log` does at -1.

    Examples
    --------
    >>> import math
    >>> sample(math.log, np.array([-1.0, 1.0]))
    array([nan,  0.])
    """
    try:
        return evaluate(f, x)
    except (ValueError, ArithmeticError):
        return spread([sample(f, number) for number in x.flat], x) if np.ndim(x) else np.nan


def spread(results: list[Any], x: Any) -> Any:
    """Return the results for the entries of x as one array; the shape of a single result stands in front of x's.

    Examples
    --------
    >>> spread([[1, 10], [2, 20], [3, 30]], np.zeros(3))
    array([[ 1,  2,  3],
           [10, 20, 30]])
    """
    y = np.array(results)
    return np.moveaxis(y, 0, -1).reshape(y.shape[1:] + np.shape(x))


def unwrapped(a: Any) -> Any:
    """Return an array as it is, and a number of numpy's as Python's own."""
    return a if np.ndim(a) else float(a)
