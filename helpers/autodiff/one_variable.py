"""Slopes of functions of one number.

The function is evaluated on a Taylor series instead of a number, and the answer is read off the result. Where its code
does what a series cannot follow, as a function of the `math` module does, finite differences step in.
"""

from collections.abc import Callable
from math import factorial
from typing import Any

import numpy as np

from helpers import differences
from helpers.autodiff.expansion import expand, require_followed
from helpers.autodiff.rules import NotDifferentiableError
from helpers.autodiff.standins import StandIn
from helpers.autodiff.ways import admitted
from helpers.evaluation import spread
from helpers.validation import (
    HIGHEST_ORDER,
    Method,
    first,
    points,
    require_domain,
    require_elementwise,
    require_function,
    require_method,
    require_whole,
)


def derivative(f: Callable[[Any], Any], x: Any, order: int = 1, *, method: Method = "auto") -> Any:
    """Return the derivative of `f` at `x`.

        f′(x) = lim (f(x + h) - f(x)) / h as h goes to 0;      order n: the derivative of the derivative ..., n times

    Parameters
    ----------
    f : callable
        Numpy code that acts on each number alone. For a number it may also return an array: a curve t -> (x, y).
    x : array_like, any shape
    order : int, 1 to 100
    method : {"auto", "exact", "differences"}
        "exact" differentiates the code of f, "differences" its values; "auto" does the first where it can.

    Returns
    -------
    slope : float or ndarray, in units of f per unit of x to the power n
        A float if both x and f(x) are numbers. An array has the shape of f(x), a constant f that of x.

    Raises
    ------
    TypeError
        If `f` is no function of real numbers or, with "exact", does something that cannot be differentiated.
    ValueError
        If f(x) is not finite (the message names the point), if f does not act elementwise, if there is no derivative.

    Notes
    -----
    Exact means: to rounding, a relative error of some 1e-15 times the number of steps in f. The cost for n = 1 is about
    three evaluations of f on large arrays, and some microseconds for each step of f on small ones; it grows with n².
    `helpers.differences.derivative` tells the error of the other method.

    At a corner, |x| at 0, the slope is the mean of those on both sides; where a function jumps, that of its flat parts.
    Where the tangent is vertical, √x at 0, it is inf. `np.where` and `if` give the slope of the branch that was taken;
    a point singled out by `==` belongs to no branch, and "auto" takes differences there. Where the terms of f cancel,
    as those of (1 - cos x) / x² do near 0, f has lost digits itself, and its n-th derivative has lost n times as many.

    Examples
    --------
    >>> derivative(lambda x: x**3, 2.0)
    12.0
    >>> derivative(np.sin, [0.0, np.pi], order=1)
    array([ 1., -1.])

    Speed, acceleration and jerk of a ball that is thrown up:

    >>> [derivative(lambda t: 20 * t - 4.9 * t**2, 1.0, order=n) for n in (1, 2, 3)]
    [10.2, -9.8, 0.0]

    References
    ----------
    A. Griewank and A. Walther, "Evaluating Derivatives", 2nd ed., SIAM 2008, chapter 13.
    """
    require_function(f)
    require_whole(order, "order", 1, HIGHEST_ORDER)
    require_method(method)
    x = x if isinstance(x, StandIn) else points(x)
    if method == "differences":
        return differences.derivative(f, x, order).value
    slope = _by_series(f, x, order, method)
    return float(slope) if isinstance(slope, np.float64) else slope


def _by_series(f: Callable[[Any], Any], x: Any, order: int, method: Method) -> Any:
    try:
        row = _followed(f, x, order)
    except NotDifferentiableError as error:
        if method == "exact" or isinstance(x, StandIn):
            raise
        return admitted(differences.derivative(f, x, order), error)
    if row is None:
        return _one_by_one(f, x, order, method)
    with np.errstate(over="ignore"):
        slope = row[order] * float(factorial(order))
    if order > 1 and not isinstance(x, StandIn) and np.any(np.isinf(slope) & np.isfinite(row[order])):
        raise ValueError(f"the derivative of order {order} is too large for a float")
    return _mended(f, x, order, method, slope) if np.isnan(slope).any() else slope


def _followed(f: Callable[[Any], Any], x: Any, order: int) -> list[Any] | None:
    """Return the Taylor coefficients of f at x, or None if f takes one number at a time."""
    try:
        row = expand(f, x, order)
    except NotDifferentiableError:
        raise
    except (TypeError, ValueError):
        if not np.ndim(x):
            raise
        return None
    require_elementwise(row[0], x)
    require_domain(row[0], x)
    _require_alone(f, x, row)
    return row


def _require_alone(f: Callable[[Any], Any], x: Any, row: list[Any]) -> None:
    """Raise an error if f was not followed, or if its values depend on the other numbers, as those of cumsum(x) do.

    A few of the numbers are enough, in reverse order and on their own.
    """
    if not np.ndim(x) or isinstance(x, StandIn):
        return
    if np.size(x) == 1:
        require_followed(row[0], row[1], f, x)
        return
    few = slice(None, None, -max(1, np.size(x) // 50))
    count = min(50, np.size(x) // 2)
    try:
        with np.errstate(all="ignore"):
            alone = f(np.ravel(x)[few][:count].copy())
    except (TypeError, ValueError, IndexError):  # It has arrays of its own, made for as many numbers as there are.
        alone = None
    if np.shape(alone) == (count,) and np.shape(row[0]) == np.shape(x):
        together = np.ravel(row[0])[few][:count]
        size = np.max(np.abs(x), where=np.isfinite(x), initial=0.0)
        noise = 16 * np.finfo(float).eps * size  # What rounding may leave where the numbers themselves cancel.
        if np.equal(alone, together).all() or np.allclose(alone, together, rtol=1e-6, atol=noise, equal_nan=True):
            return
        require_followed(row[0], row[1], f, x)
        raise ValueError(
            "f must act on each number alone, but its value for the last one depends on the others; "
            "a function of several inputs has partial derivatives instead"
        )
    require_followed(row[0], row[1], f, x)


def _one_by_one(f: Callable[[Any], Any], x: Any, order: int, method: Method) -> Any:
    """Differentiate an f that is made for single numbers, as `if x > 0` is."""
    try:
        return spread([derivative(f, number, order, method="exact") for number in x.flat], x)
    except (NotDifferentiableError, ValueError) as error:
        if method == "exact":
            raise
        return admitted(differences.derivative(f, x, order), error)


def _mended(f: Callable[[Any], Any], x: Any, order: int, method: Method, slope: Any) -> Any:
    """Replace a slope that came out as 0 · inf, as that of √(x⁴) does at 0, by differences."""
    where = np.isnan(slope).reshape(-1, *np.shape(x)).any(axis=0)
    reason = ValueError(f"the derivative at x = {first(x, where)} comes out as 0 · inf; rewrite f, or take differences")
    if method == "exact":
        raise reason
    slope = np.array(slope)
    slope[..., where] = admitted(differences.derivative(f, x[where], order), reason)
    return slope[()]
