"""Derivatives of ordinary numpy code, exact to rounding.

`derivative` evaluates f on a Taylor series instead of a number (see `helpers.series`) and reads the answer off the
result. Where f does what a series cannot follow, as a function of the `math` module does, finite differences step in.
"""

from collections.abc import Callable
from math import factorial
from typing import Any

import numpy as np

from helpers import differences
from helpers.evaluation import spread
from helpers.rules import NotDifferentiableError
from helpers.series import Series, padded
from helpers.standins import StandIn, letters, lift
from helpers.tangents import Tangents
from helpers.validation import (
    Method,
    first,
    points,
    require_domain,
    require_elementwise,
    require_function,
    require_method,
    require_order,
    values,
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
    Exact means: to rounding, a relative error of some 1e-15 times the number of steps in f. The cost is about three
    evaluations of f for n = 1. `helpers.differences.derivative` tells the error of the other method.

    At a corner, |x| at 0, the slope is the mean of those on both sides; where a function jumps, that of its flat parts.
    Where the tangent is vertical, √x at 0, it is inf. `np.where` and `if` give the slope of the branch that was taken;
    a point singled out by `==` belongs to no branch, and "auto" takes differences there.

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
    require_order(order)
    require_method(method)
    x = x if isinstance(x, StandIn) else points(x)
    if method == "differences":
        return differences.derivative(f, x, order).value
    slope = _by_series(f, x, order, method)
    return float(slope) if isinstance(slope, np.float64) else slope


def expand(f: Callable[[Any], Any], x: Any, order: int, direction: Any = None) -> list[Any]:
    """Return the Taylor coefficients of `f` around `x`, by evaluating it on the series x + v t.

        f(x + v t) = c_0 + c_1 t + ... + c_n t^n + ...

    Parameters
    ----------
    f : callable
    x : float or ndarray, any shape
    order : int, at least 1
    direction : ndarray, optional
        v, in the shape of x; by default 1 everywhere, for an f that acts on each number alone. For order 1 it may have
        one more axis at its end, with many directions, and then c_1 has so too.

    Returns
    -------
    coefficients : list of n + 1 arrays, each in the shape of f(x)
        Nothing is checked: NaN stands where f, or its derivative, is not defined.

    Raises
    ------
    NotDifferentiableError
        If `f` does something that a series cannot follow.

    Examples
    --------
    >>> [float(c) for c in expand(np.exp, 0.0, 3)]
    [1.0, 1.0, 0.5, 0.16666666666666666]
    """
    letter = next(letters)
    elementwise = direction is None
    direction = np.ones(np.shape(x))[()] if elementwise else direction
    many = np.shape(direction)[np.ndim(x) :]
    zero = np.zeros(np.shape(x))[()]
    velocity = Tangents(direction, letter) if many else direction
    seed = Series([np.copy(x)[()], velocity, *(order - 1) * [zero]], letter)
    y = run(f, seed, x)
    if seed.kin(y):
        c, *rest = padded(seed.rows(y, seed))[0]
        return [c, *(r.data if isinstance(r, Tangents) and r.letter == letter else r for r in rest)]
    constant = y if isinstance(y, StandIn) else values(y)
    shape = np.shape(constant) or (np.shape(x) if elementwise else ())
    return [np.broadcast_to(constant, shape), *np.zeros((order, *shape, *many))]


def run(f: Callable[[Any], Any], seed: StandIn, x: Any) -> Any:
    """Return what f makes of the stand-in `seed` for `x`.

    Raises
    ------
    NotDifferentiableError
        If that fails although f(x) does not. If f itself is at fault, its own error comes through.
    """
    with np.errstate(all="ignore"):
        try:
            y = f(seed)
            return lift(values(y) if y is None else y)
        except NotDifferentiableError:
            raise
        except Exception as error:
            f(np.copy(x)[()])
            raise NotDifferentiableError(f"f cannot be differentiated: {error}") from error


def _by_series(f: Callable[[Any], Any], x: Any, order: int, method: Method) -> Any:
    try:
        row = expand(f, x, order)
    except NotDifferentiableError:
        if method == "exact" or isinstance(x, StandIn):
            raise
        return differences.derivative(f, x, order).value
    except (TypeError, ValueError):
        if not np.ndim(x):
            raise
        # f may be made for single numbers, as `if x > 0` is.
        return spread([derivative(f, number, order, method=method) for number in x.flat], x)
    require_elementwise(row[0], x)
    require_domain(row[0], x)
    slope = row[order] * float(factorial(order))
    return _mended(f, x, order, method, slope) if np.any(np.isnan(slope)) else slope


def _mended(f: Callable[[Any], Any], x: Any, order: int, method: Method, slope: Any) -> Any:
    """Replace a slope that came out as 0 · inf, as that of √(x⁴) does at 0, by differences."""
    where = np.isnan(slope).reshape(-1, *np.shape(x)).any(axis=0)
    if method == "exact":
        raise ValueError(
            f"the derivative at x = {first(x, where)} comes out as 0 · inf; rewrite f, or take differences"
        )
    slope = np.array(slope)
    slope[..., where] = differences.derivative(f, x[where], order).value
    return slope[()]
