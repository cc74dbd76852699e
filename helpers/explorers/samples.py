"""Sampling a learner's own function: what to ask of it, where it has no value, and where it jumps."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.explorers.curve import Array, Curve, view

Function = Callable[[Any], Any]

SAMPLES = 401
HALVINGS = 30  # of an interval in which a gap is looked for: 1e-9 of its width remains


def sample(f: Function, domain: tuple[float, float], *, name: str = "f") -> Curve:
    """Return samples of `f` over `domain`; see `derivatives`.

    Examples
    --------
    >>> curve = sample(lambda x: 1 / x, (-1.0, 2.0))
    >>> curve([-1.0, 0.0, 0.5])
    array([-1., nan,  2.])
    """
    return derivatives(f, domain, 0, name=name)[0]


def derivatives(f: Function, domain: tuple[float, float], highest: int, *, name: str = "f") -> list[Curve]:
    """Return samples of `f` and of its derivatives up to the order `highest` over `domain`.

    Parameters
    ----------
    f : callable
        Function of one number; numpy code, or code for one number at a time.
    domain : (float, float)
    highest : int
        0 for `f` alone.
    name : str
        What messages call `f`.

    Raises
    ------
    TypeError, ValueError
        If `f` is not a function, does not return one number per point, or has no value anywhere on `domain`.

    Examples
    --------
    >>> f, slope = derivatives(np.abs, (-1.0, 1.0), 1)
    >>> slope([-0.5, 0.0, 0.5])
    array([-1., nan,  1.])
    """
    low, high = domain
    x = np.linspace(low, high, SAMPLES)
    y = evaluate(f, x, name=name)
    if not np.isfinite(y).any():
        raise ValueError(f"{name} has no value anywhere on ({low:g}, {high:g}); choose a domain where it has")
    x, y = _with_gaps(lambda points: evaluate(f, points, name=name), x, y, _doubtful(y, np.zeros(SAMPLES - 1)))
    rows = [y, *(np.where(np.isfinite(y), derivative(f, x, order), np.nan) for order in range(1, highest + 2))]
    curves = [_curve(x, y, rows[1])]
    for order in range(1, highest + 1):
        curves.append(_derived(f, x, order, rows[order], rows[order + 1]))
    return curves


def _derived(f: Function, x: Array, order: int, y: Array, slope: Array) -> Curve:
    """Return the curve of a derivative: it has the gaps of `f`, and more where it jumps itself."""
    doubtful = _doubtful(y, (slope[:-1] + slope[1:]) / 2 * np.diff(x))
    known = np.isnan(y[:-1]) | np.isnan(y[1:])
    finer, values = _with_gaps(lambda points: derivative(f, points, order), x, y, doubtful & ~known)
    if len(finer) > len(x):
        slope = np.where(np.isfinite(values), derivative(f, finer, order + 1), np.nan)
    return _curve(finer, values, slope)


def _curve(x: Array, y: Array, slope: Array) -> Curve:
    """Return the curve, without such slopes as would overshoot: those that cross the picture between two samples."""
    low, high = view(y)
    steepest = 2 * (high - low) * SAMPLES / (x[-1] - x[0])
    return Curve(x, y, np.where(np.abs(slope) <= steepest, slope, np.nan))


def _doubtful(y: Array, promised: Array) -> NDArray[np.bool_]:
    """Return for each interval whether there may be a gap: its rise is not as promised, or it leaves the picture."""
    low, high = view(y)
    with np.errstate(invalid="ignore"):
        broken = ~(np.abs(np.diff(y) - promised) < 0.02 * (high - low))
    outside = (y < low) | (y > high)
    defined = np.isfinite(y)
    return (broken | outside[:-1] | outside[1:]) & (defined[:-1] | defined[1:])


def _with_gaps(f: Function, x: Array, y: Array, doubtful: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Return `x` and `y` with the ends of the curve's pieces added, and a point with NaN between two pieces."""
    ends, values, gaps = _find_gaps(f, x, y, np.flatnonzero(doubtful))
    x, first = np.unique(np.concatenate([x, ends, gaps]), return_index=True)
    return x, np.concatenate([y, values, np.full(len(gaps), np.nan)])[first]


def _find_gaps(f: Function, x: Array, y: Array, doubtful: NDArray[np.intp]) -> tuple[Array, Array, Array]:
    """Return the ends of the curve's pieces in the doubtful intervals, the values there, and a point in each gap.

    Halve each interval towards its larger step: a steep but unbroken rise shrinks away, a jump stays.
    """
    low, high = view(y)
    a, b, ya, yb = x[doubtful], x[doubtful + 1], y[doubtful], y[doubtful + 1]
    height = _step(ya, yb)
    for _ in range(HALVINGS):
        middle = (a + b) / 2
        value = f(middle)
        # Beyond the picture on the same side there may be a pole: it is nearer to the end that is further out.
        pole = ((ya > high) & (yb > high)) | ((ya < low) & (yb < low))
        right = np.where(pole, np.abs(yb) > np.abs(ya), _step(value, yb) > _step(ya, value))
        a, ya = np.where(right, middle, a), np.where(right, value, ya)
        b, yb = np.where(right, b, middle), np.where(right, yb, value)
    jump = _step(ya, yb) > np.minimum(height, high - low) / 10
    jump |= np.minimum(np.abs(ya), np.abs(yb)) > 1e6 * (high - low)  # a pole between branches of the same height
    ends, values = np.concatenate([a[jump], b[jump]]), np.concatenate([ya[jump], yb[jump]])
    # The branch of a pole ends at no height: only an end that the picture can show is worth a sample.
    shown = np.abs(values - (low + high) / 2) <= high - low
    return ends[shown], values[shown], ((a + b) / 2)[jump]


def _step(y0: Array, y1: Array) -> Array:
    """Return the height between two values; infinite if just one of them is defined, 0 if neither is."""
    defined = np.isfinite(y0).astype(int) + np.isfinite(y1)
    with np.errstate(invalid="ignore"):
        return np.where(defined == 2, np.abs(y1 - y0), np.where(defined == 1, np.inf, 0.0))


def derivative(f: Function, x: Array, order: int) -> Array:
    """Return the derivative of `f` at each point of `x`, shape (n,), NaN where there is none."""
    defined = np.isfinite(evaluate(f, x))
    slope = np.full(x.shape, np.nan)
    with np.errstate(all="ignore"):
        slope[defined] = _exact(f, x[defined], order)
    return np.where(np.isfinite(slope), slope, np.nan)


def _exact(f: Function, x: Array, order: int) -> Array:
    """Return the derivatives at `x`, NaN at those points (the end of a square root, say) where there is none."""
    from helpers.autodiff import DifferencesWarning
    from helpers.autodiff import derivative as exact

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DifferencesWarning)  # Finer than a line is thick, they are.
            return np.broadcast_to(exact(f, x, order), x.shape)
    except ValueError:
        if len(x) <= 1:
            return np.full(x.shape, np.nan)
        # One point is enough to refuse them all, most often the first or the last: narrow it down.
        parts = np.split(x, [1, len(x) // 2, len(x) - 1])
        return np.concatenate([_exact(f, part, order) for part in parts if len(part)])


def evaluate(f: Function, x: Array, *, name: str = "f") -> Array:
    """Return `f` at each point of `x`, shape (n,), NaN where it has no value.

    Examples
    --------
    >>> evaluate(lambda x: math.sqrt(x), np.array([-1.0, 0.0, 4.0]))
    array([nan,  0.,  2.])
    """
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            y = np.asarray(f(x.copy()))
        except (TypeError, ValueError, ArithmeticError):
            y = np.empty(0)
        if y.shape != x.shape or y.dtype.kind not in "iuf":
            # Written for one number at a time (math, if): asked point by point, where it also fails by its own words.
            y = np.array([_number(f, float(point), name) for point in x])
    return np.where(np.isfinite(y), y, np.nan).astype(float)


def _number(f: Function, point: float, name: str) -> float:
    """Return the number f(point), NaN if there is none."""
    try:
        y = f(point)
    except (ValueError, ArithmeticError):
        return math.nan
    number = np.asarray(y)
    if y is None:
        raise TypeError(f"{name}({point:g}) returned None; does {name} end in `return ...`?")
    if number.dtype.kind not in "biufc":
        raise TypeError(f"{name}({point:g}) returned {type(y).__name__}; it must return a number")
    if number.shape != ():
        raise ValueError(f"{name}({point:g}) returned shape {number.shape}; it must return one number for one number")
    # Python's (-1)**0.5 is complex: for a graph over the real line there is no value.
    return float(number.real) if number.imag == 0 else math.nan
