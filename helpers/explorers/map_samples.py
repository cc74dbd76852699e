"""Sampling a learner's own map of the plane: how fine a grid it needs, and where it has no value or no slope."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.explorers.curve import Array
from helpers.explorers.sampled_map import SHAKIEST, SampledMap

PlaneMap = Callable[[Any, Any], Any]
Domain = tuple[tuple[float, float], tuple[float, float]]

COARSEST, MOST = 16, 4500  # intervals along an axis, at first; samples in the end
SMOOTH = 3e-8  # error, relative to the range of the map, at which no finer grid is needed
BROKEN = 1e-3  # error above which a cell counts as a hole: there is a jump, or a fold
STEP = 1e-5  # of the width of the domain, for difference quotients


def sample_plane(f: PlaneMap, domain: Domain) -> SampledMap:
    """Return samples of the map `f` over `domain`, on the coarsest grid that shows it as it is.

    Parameters
    ----------
    f : callable, (x, y) -> (u, v)
        numpy code, or code for one point at a time.
    domain : ((float, float), (float, float))

    Raises
    ------
    TypeError, ValueError
        If `f` does not return two numbers per point, or has no value anywhere on `domain`.

    Examples
    --------
    >>> polar = sample_plane(lambda r, t: (r * np.cos(t), r * np.sin(t)), ((0.0, 2.0), (0.0, 6.0)))
    >>> polar(2.0, 1.0).round(4), round(float(np.linalg.det(polar.jacobian(1.5, 2.0))), 4)
    (array([1.0806, 1.6829]), 1.5)
    """
    intervals = [COARSEST, COARSEST]
    while True:
        x, y = (np.linspace(*ends, n + 1) for ends, n in zip(domain, intervals, strict=True))
        plane = _sampled(f, x, y)
        if not np.isfinite(plane.samples[:, 0, 0]).all(axis=0).any():
            raise ValueError("f has no value anywhere on the domain; choose a domain where it has")
        rough = [_error(f, plane, *shift) for shift in ((SHAKIEST, 0.0), (0.0, SHAKIEST), (SHAKIEST, SHAKIEST))]
        finer = [n * (2 if (error > SMOOTH).any() else 1) for n, error in zip(intervals, rough, strict=False)]
        if finer == intervals or (finer[0] + 1) * (finer[1] + 1) > MOST:
            broken = np.max(rough, axis=0) > BROKEN
            return SampledMap(plane.x, plane.y, np.nan_to_num(plane.samples), plane.whole & ~broken)
        intervals = finer


def _error(f: PlaneMap, plane: SampledMap, *shift: float) -> Array:
    """Return for each cell how far the picture is from `f` at one place in it, relative to the range of f."""
    x, y = (ends[:-1] + part * np.diff(ends) for ends, part in zip((plane.x, plane.y), shift, strict=True))
    points = np.meshgrid(x, y, indexing="ij")
    values = plane.samples[:, 0, 0]
    size = np.nanmax(values, axis=(1, 2)) - np.nanmin(values, axis=(1, 2))
    with np.errstate(all="ignore"):
        miss = np.abs(plane(*points) - evaluate(f, *points)) / np.where(size > 0, size, 1.0)[:, np.newaxis, np.newaxis]
    found: Array = np.where(plane.whole, np.nan_to_num(miss, nan=1.0), 0.0).max(axis=0)
    return found


def _sampled(f: PlaneMap, x: Array, y: Array) -> SampledMap:
    """Return the samples on a grid; a cell is whole if they are finite at all its corners."""
    points = np.meshgrid(x, y, indexing="ij")
    at_x, at_y = (axis.ravel() for axis in points)
    samples = np.empty((2, 2, 2, len(at_x)))
    samples[:, 0, 0] = evaluate(f, at_x, at_y)
    slopes = _exact(f, at_x, at_y) or _differences(f, at_x, at_y, STEP * (x[-1] - x[0]), STEP * (y[-1] - y[0]))
    samples[:, 1, 0], samples[:, 0, 1], samples[:, 1, 1] = slopes
    samples = samples.reshape(2, 2, 2, len(x), len(y))
    finite = np.asarray(np.isfinite(samples).all(axis=(0, 1, 2)))
    return SampledMap(x, y, samples, finite[:-1, :-1] & finite[1:, :-1] & finite[:-1, 1:] & finite[1:, 1:])


def _exact(f: PlaneMap, x: Array, y: Array) -> list[Array] | None:
    """Return ∂f/∂x, ∂f/∂y and ∂²f/∂x∂y, each of shape (2, n), from the engine; None if it cannot follow f."""
    from helpers.autodiff.expansion import expand

    def component(dx: float, dy: float, i: int, t: Any) -> Any:
        return f(x + dx * t, y + dy * t)[i]

    def along(dx: float, dy: float) -> tuple[Array, Array]:
        on_line = [expand(partial(component, dx, dy, i), np.zeros_like(x), 2) for i in range(2)]
        _, slope, half = (np.stack(rows) for rows in zip(*on_line, strict=True))
        return slope, 2 * half

    try:
        with np.errstate(all="ignore"):
            # Along a diagonal the second derivative is f_xx ± 2 f_xy + f_yy.
            twist = (along(1.0, 1.0)[1] - along(1.0, -1.0)[1]) / 4
            return [along(1.0, 0.0)[0], along(0.0, 1.0)[0], twist]
    except (TypeError, ValueError, IndexError, ArithmeticError):
        return None


def _differences(f: PlaneMap, x: Array, y: Array, dx: float, dy: float) -> list[Array]:
    """Return the same by central differences: finer than a line is thick, they are."""
    along_x = evaluate(f, x + dx, y) - evaluate(f, x - dx, y)
    along_y = evaluate(f, x, y + dy) - evaluate(f, x, y - dy)
    wide_x, wide_y = 10 * dx, 10 * dy  # A second difference divides by the step twice, and rounding with it.
    above, below = (evaluate(f, x + wide_x, y + s) - evaluate(f, x - wide_x, y + s) for s in (wide_y, -wide_y))
    return [along_x / (2 * dx), along_y / (2 * dy), (above - below) / (4 * wide_x * wide_y)]


def evaluate(f: PlaneMap, x: Array, y: Array) -> Array:
    """Return u and v at each point, shape (2, ...), NaN where there is no value.

    Examples
    --------
    >>> evaluate(lambda x, y: (math.sqrt(x), 3 * y), np.array([4.0, -1.0]), np.array([1.0, 2.0]))
    array([[ 2., nan],
           [ 3., nan]])
    """
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pair = _at_once(f, x, y)
        if pair is None:
            # Written for one point at a time (math, if): asked point by point, where it also fails by its own words.
            points = zip(x.flat, y.flat, strict=True)
            pair = np.array([_pair(f, float(a), float(b)) for a, b in points]).T.reshape(2, *x.shape)
    return np.where(np.isfinite(pair).all(axis=0), pair, np.nan)


def _at_once(f: PlaneMap, x: Array, y: Array) -> NDArray[Any] | None:
    try:
        u, v = (np.asarray(part) for part in f(x.copy(), y.copy()))
        if u.dtype.kind in "iuf" and v.dtype.kind in "iuf":
            return np.array([np.broadcast_to(part, x.shape) for part in (u, v)], dtype=float)
    except (TypeError, ValueError, ArithmeticError):
        pass
    return None


def _pair(f: PlaneMap, x: float, y: float) -> tuple[float, float]:
    """Return the two numbers f(x, y), NaN if there are none."""
    call = f"f({x:g}, {y:g})"
    try:
        pair = f(x, y)
    except (ValueError, ArithmeticError):
        return math.nan, math.nan
    if pair is None:
        raise TypeError(f"{call} returned None; does f end in `return ..., ...`?")
    try:
        numbers = np.asarray(pair, dtype=float)
    except (TypeError, ValueError):
        raise TypeError(f"{call} returned {pair!r}; it must return two real numbers, `return u, v`") from None
    if numbers.shape != (2,):
        raise ValueError(f"{call} returned shape {numbers.shape}; it must return two numbers, `return u, v`")
    return float(numbers[0]), float(numbers[1])
