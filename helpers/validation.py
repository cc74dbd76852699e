"""What the engine asks of its inputs, and how it says so.

Arithmetic on a list of words or on None fails somewhere deep inside, with a message about something else. These checks
stand at the door: they name the thing, what was found, and what to do.
"""

from typing import Any, Literal, get_args

import numpy as np

HIGHEST_ORDER = 100

Method = Literal["auto", "exact", "differences"]


def require_function(f: Any, name: str = "f") -> None:
    """Raise a TypeError unless `f` can be called."""
    if not callable(f):
        raise TypeError(f"{name} must be a function, got {f!r}; write `lambda x: ...` around an expression")


def require_method(method: Any) -> None:
    """Raise a ValueError unless `method` is a way to differentiate."""
    if not isinstance(method, str) or method not in get_args(Method):
        raise ValueError(f"method must be one of {', '.join(get_args(Method))}, got {method!r}")


def require_whole(number: Any, name: str, at_least: int, at_most: int | None = None) -> None:
    """Raise a ValueError unless `number` is a whole number in that range."""
    whole = isinstance(number, int | np.integer) and not isinstance(number, bool)
    if not whole or number < at_least or (at_most is not None and number > at_most):
        scope = f"of at least {at_least}" if at_most is None else f"from {at_least} to {at_most}"
        raise ValueError(f"{name} must be a whole number {scope}, got {number!r}")


def require_positive(number: Any, name: str) -> None:
    """Raise a ValueError unless `number` is a finite number above zero."""
    if not isinstance(number, int | float | np.number) or not 0 < number < np.inf:
        raise ValueError(f"{name} must be a positive number, got {number!r}")


def real_array(a: Any, name: str) -> Any:
    """Return `a` as floating-point numbers: a scalar as `np.float64`, all else as an array of its own.

    Raises
    ------
    TypeError
        If `a` holds anything but real numbers.

    Examples
    --------
    >>> real_array([1, 2], "x")
    array([1., 2.])
    >>> real_array("two", "x")
    Traceback (most recent call last):
        ...
    TypeError: x must be a real number or an array of them, got 'two'
    """
    try:
        array = np.asarray(a)
        real = array.astype(float) if array.dtype.kind in "biufO" and a is not None else None
    except (TypeError, ValueError, OverflowError):  # ragged lists, objects that are no numbers, integers too large
        real = None
    if real is None:
        raise TypeError(f"{name} must be a real number or an array of them, got {a!r}")
    return real[()]


def points(x: Any, name: str = "x") -> Any:
    """Return `x` as a `np.float64` or an array, after checking that one can differentiate there.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers.
    ValueError
        If `x` is empty, or holds NaN or an infinity.
    """
    x = real_array(x, name)
    if not np.size(x):
        raise ValueError(f"{name} must hold at least one number, got an empty array")
    if not np.isfinite(x).all():
        raise ValueError(f"{name} must be finite, got {first(x, ~np.isfinite(x))}; leave such points out")
    return x


def vector(a: Any, name: str = "x") -> Any:
    """Return `a` as an array of shape (n,), after the same checks.

    Examples
    --------
    >>> vector(3.0)
    Traceback (most recent call last):
        ...
    ValueError: x must have shape (n,), got (); wrap a scalar as [x]
    """
    a = points(a, name)
    if np.ndim(a) != 1:
        advice = "flatten it" if np.ndim(a) else f"wrap a scalar as [{name}]"
        raise ValueError(f"{name} must have shape (n,), got {np.shape(a)}; {advice}")
    return a


def table(a: Any, name: str) -> Any:
    """Return `a` as an array of shape (rows, columns), after the same checks."""
    a = points(a, name)
    if np.ndim(a) != 2:
        raise ValueError(f"{name} must have two axes, got shape {np.shape(a)}; one row is written [[1.0, 2.0]]")
    return a


def values(y: Any) -> Any:
    """Return what f returned as a `np.float64` or an array, after checking that it is made of real numbers."""
    if y is None:
        raise TypeError("f returned None; does it end with a `return`?")
    y = real_array(y, "f(x)")
    if not np.size(y):
        raise ValueError("f returned an empty array; it must return at least one number")
    return y


def require_elementwise(y: Any, x: Any) -> None:
    """Raise a ValueError unless the shape of f(x) ends with that of x (a vector per number stands in front)."""
    if np.shape(y)[np.ndim(y) - np.ndim(x) :] != np.shape(x):
        raise ValueError(
            f"f must act on each number alone, but x has shape {np.shape(x)} and f(x) {np.shape(y)}; "
            "a function of several inputs has partial derivatives instead"
        )


def require_domain(y: Any, x: Any) -> None:
    """Raise a ValueError that names the first point at which f(x) is not finite."""
    if not (finite := np.isfinite(y)).all():
        raise ValueError(f"f({first(x, ~finite)}) is {first(y, ~finite)}; x must lie in the domain of f")


def first(a: Any, where: Any) -> float:
    """Return the first entry of `a`, spread to the shape of `where`, at which `where` is true."""
    return float(np.broadcast_to(a, np.shape(where))[where].flat[0])
