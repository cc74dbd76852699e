"""What every explorer asks of its arguments, with messages that name the way out."""

from __future__ import annotations

import inspect
import math
from collections.abc import Sequence


def function_of_two(f: object) -> None:
    """Raise TypeError unless `f` can be called with two numbers."""
    if not callable(f):
        raise TypeError(f"f must be a function of two numbers, got {type(f).__name__}; write `def f(x, y): return ...`")
    try:
        inspect.signature(f).bind(0.0, 0.0)
    except ValueError:  # numpy's own functions keep their signature to themselves
        return
    except TypeError as error:
        raise TypeError(f"f must take two numbers, but {error}; write `def f(x, y): return ...`") from None


def function(f: object, name: str = "f") -> None:
    """Raise TypeError unless `f` can be called."""
    if not callable(f):
        raise TypeError(
            f"{name} must be a function of one number, got {type(f).__name__}; write `def {name}(x): return ...`"
        )


def interval(domain: Sequence[float], name: str = "domain") -> tuple[float, float]:
    """Return `domain` as two floats, the lower first.

    Raises
    ------
    TypeError
        If it is not a pair of numbers.
    ValueError
        If it is empty, reversed or not finite.
    """
    try:
        low, high = (float(end) for end in domain)
    except (TypeError, ValueError):
        raise TypeError(f"{name} must be a pair of numbers (low, high), got {domain!r}") from None
    if not (math.isfinite(low) and math.isfinite(high)):
        raise ValueError(f"{name} must be finite, got ({low:g}, {high:g}); choose the part to look at")
    if low >= high:
        raise ValueError(f"{name} must run from low to high, got ({low:g}, {high:g}); swap or widen it")
    return low, high


def inside(value: float, domain: tuple[float, float], name: str = "at") -> float:
    """Return `value` as a float.

    Raises
    ------
    TypeError
        If it is not a number.
    ValueError
        If it lies outside `domain`.
    """
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise TypeError(f"{name} must be a number, got {value!r}") from None
    if not domain[0] <= number <= domain[1]:
        raise ValueError(
            f"{name} = {number:g} lies outside the domain ({domain[0]:g}, {domain[1]:g}); choose a point inside"
        )
    return number


def rectangle(domain: Sequence[Sequence[float]]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return `domain` as two intervals, along x and along y.

    Raises
    ------
    TypeError, ValueError
        If it is not a pair of pairs, or as `interval`.
    """
    try:
        along_x, along_y = domain
    except (TypeError, ValueError):
        raise TypeError(
            f"domain must be two pairs of numbers, ((left, right), (bottom, top)), got {domain!r}"
        ) from None
    return interval(along_x, "domain along x"), interval(along_y, "domain along y")


def point(at: Sequence[float], domain: tuple[tuple[float, float], tuple[float, float]]) -> dict[str, float]:
    """Return x and y of a point in the rectangle.

    Raises
    ------
    TypeError, ValueError
        If it is not a pair of numbers, or lies outside.
    """
    try:
        x, y = at
    except (TypeError, ValueError):
        raise TypeError(f"at must be a pair of numbers (x, y), got {at!r}") from None
    return {"x": inside(x, domain[0], "at: x"), "y": inside(y, domain[1], "at: y")}


def positive(value: float, name: str) -> float:
    """Return `value` as a float; raise TypeError unless it is a number, ValueError unless it is above zero."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise TypeError(f"{name} must be a number, got {value!r}") from None
    if not 0 < number < math.inf:
        raise ValueError(f"{name} must be positive and finite, got {number:g}")
    return number


def whole(value: int, bounds: tuple[int, int], name: str) -> None:
    """Raise TypeError unless `value` is a whole number, ValueError unless it lies within `bounds`."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{name} must be a whole number, got {value!r}")
    if not bounds[0] <= value <= bounds[1]:
        raise ValueError(f"{name} must be from {bounds[0]} to {bounds[1]}, got {value}")


def nudges(domain: tuple[float, float]) -> dict[str, float]:
    """Return the smallest and the largest nudge of x that an explorer offers."""
    width = domain[1] - domain[0]
    return {"smallest": width / 3000, "largest": width / 3}


def nudge(at: float, domain: tuple[float, float]) -> dict[str, float]:
    """Return where x and its nudge begin: both x and x + dx lie in the domain."""
    size = (domain[1] - domain[0]) / 6
    return {"x": min(at, domain[1] - size), "dx": size}
