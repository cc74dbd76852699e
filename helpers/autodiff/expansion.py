"""Running a function on a stand-in for its argument, and reading the result."""

from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.autodiff.rules import NotDifferentiableError
from helpers.autodiff.series import Series
from helpers.autodiff.standins import StandIn, letters, lift, plain
from helpers.validation import values


def expand(f: Callable[[Any], Any], x: Any, order: int, directions: Any = None) -> list[Any]:
    """Return the Taylor coefficients of `f` around `x`, by evaluating it on the series x + v t.

        f(x + v t) = c_0 + c_1 t + ... + c_n t^n + ...

    Parameters
    ----------
    f : callable
    x : float or ndarray, any shape
    order : int, at least 1
    directions : ndarray, optional
        v, in the shape of x; by default 1 everywhere, for an f that acts on each number alone. With one more axis at
        its end it holds many directions, and then c_1 has one more axis too, c_2 two: half the second derivatives.

    Returns
    -------
    coefficients : list of n + 1 arrays, each in the shape of f(x), but for the axes of directions
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
    elementwise, shape = directions is None, np.shape(x)
    velocity = np.full(shape, 1.0) if elementwise else np.array(directions)
    many = velocity.shape[len(shape) :]
    zeros = [np.zeros(shape + k * many) for k in range(2, order + 1)]
    row = [velocity, *zeros] if shape or many else [velocity[()], *(zero[()] for zero in zeros)]
    seed = Series([x.copy() if shape else x, *row], next(letters), axes=len(many))
    y = run(f, seed, x)
    if not (elementwise and shape):  # Then a few numbers are enough to see it: see `derivative`.
        require_followed(y, y.coefficients[1] if seed.kin(y) else 0.0, f, x)
    if seed.kin(y):
        return list(y.coefficients)
    constant = y if isinstance(y, StandIn) else values(y)
    shape = np.shape(constant) or (shape if elementwise else ())
    return [np.broadcast_to(constant, shape), *(np.zeros(shape + k * many) for k in range(1, order + 1))]


def run(f: Callable[[Any], Any], seed: StandIn, x: Any) -> Any:
    """Return what f makes of the stand-in `seed` for `x`.

    Raises
    ------
    NotDifferentiableError
        If that fails although f(x) does not, even where f swallows the error. If f itself is at fault, its own error
        comes through.
    """
    failures = NotDifferentiableError.count
    with np.errstate(all="ignore"):
        try:
            y = f(seed)
            y = lift(values(y) if y is None else y)
        except NotDifferentiableError:
            raise
        except Exception as error:
            f(np.copy(x)[()])
            raise NotDifferentiableError(f"f cannot be differentiated: {error}") from error
    if NotDifferentiableError.count != failures:
        raise NotDifferentiableError("f catches the error that says where it cannot be followed")
    return y


def require_followed(y: Any, slopes: Any, f: Callable[[Any], Any], x: Any) -> None:
    """Raise a NotDifferentiableError unless y, found with a stand-in for x, has the value f(x).

    It has not if f looks at the type of its argument, or changes arrays behind each other's back. What cancellation
    makes of rounding is allowed for: a small part of what `slopes`, as large as they are, could make of x.
    """
    if isinstance(x, StandIn):
        return
    with np.errstate(all="ignore"):
        found, right = plain(y), plain(lift(f(np.copy(x)[()])))
        if np.shape(right) in (np.shape(found), ()):
            if np.equal(found, right).all():
                return
            size, steep = (np.max(np.abs(a), initial=0.0, where=np.isfinite(a)) for a in (right, plain(slopes)))
            atol = 1e-6 * size + 1e-9 * steep * np.max(np.abs(x))
            if np.allclose(found, right, rtol=0, atol=atol, equal_nan=True):
                return
    raise NotDifferentiableError("f computes something else when it is followed: does it look at the type of x?")
