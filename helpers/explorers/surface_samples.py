"""Sampling a learner's own function of two numbers: its values, its slopes and its curvatures over a rectangle."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from itertools import islice
from typing import Any

import numpy as np

from helpers.explorers.curve import Array
from helpers.explorers.field import Field, Rectangle, nodes, probes, view

Function2 = Callable[[Any, Any], Any]

NODES = 73  # along each side: 72 cells, which make 18 meshes of 4 for a wire frame
FEWER_NODES = 61  # where f has to be asked for one point at a time
LONGEST_STEP = 0.1  # of the domain's width, in the differences that stand in where the code cannot be followed
STEPS = 12  # each of them shorter by √2
TRUSTED = 1e-2  # relative error of a difference above which there is no slope to speak of
NOISE = 1e-9  # of the size of f, and per length of the domain: slopes that are due to rounding

NAMES = ("f", "fx", "fy", "fxx", "fxy", "fyy")
"""What the quantities are called: the height, the slopes along x and y, and the entries of the Hessian."""


def sample(f: Function2, domain: Rectangle, highest: int) -> dict[str, Field]:
    """Return samples of `f` and of its partial derivatives up to the order `highest` over `domain`, by name.

    Parameters
    ----------
    f : callable
        Function of two numbers; numpy code, or code for two numbers at a time.
    domain : ((float, float), (float, float))
    highest : int
        1 for the slopes "fx" and "fy", 2 for the curvatures "fxx", "fxy" and "fyy" too.

    Raises
    ------
    TypeError, ValueError
        If `f` does not return one number per point, or has no value anywhere on `domain`.

    Examples
    --------
    >>> fields = sample(lambda x, y: x**2 * y, ((-1.0, 1.0), (-1.0, 1.0)), 2)
    >>> [round(float(fields[name](0.5, 0.3)), 6) for name in ("f", "fx", "fy", "fxy")]
    [0.075, 0.3, 0.25, 1.0]
    """
    try:
        fields = _fields(f, domain, NODES, lambda points: _exact(f, points, highest))
    except (TypeError, ValueError, ArithmeticError):
        fields = _fields(f, domain, FEWER_NODES, lambda points: _by_differences(f, points, domain, highest))
    if not np.isfinite(fields["f"].values).any():
        (left, right), (low, high) = domain
        raise ValueError(
            f"f has no value anywhere on ({left:g}, {right:g}) x ({low:g}, {high:g}); choose a domain where it has"
        )
    return fields


def _fields(f: Function2, domain: Rectangle, n: int, derivatives: Callable[[Array], list[Array]]) -> dict[str, Field]:
    """Return f and its derivatives by name, sampled at n x n nodes and tried at a point in each cell."""
    at_nodes, at_probes = (_quantities(f, *points, derivatives) for points in (nodes(domain, n), probes(domain, n)))
    (left, right), (low, high) = domain
    size = float(np.abs(view(at_nodes[0])).max()) if np.isfinite(at_nodes[0]).any() else 0.0
    return {
        name: Field.tried(
            domain, values, truth, NOISE * size / (right - left) ** name.count("x") / (high - low) ** name.count("y")
        )
        for name, values, truth in zip(NAMES, at_nodes, at_probes, strict=False)
    }


def _quantities(f: Function2, x: Array, y: Array, derivatives: Callable[[Array], list[Array]]) -> list[Array]:
    """Return f and its derivatives, each in the shape of x, NaN where there is none."""
    points = np.stack([x.ravel(), y.ravel()])
    height = evaluate(f, *points)
    with np.errstate(all="ignore"):
        slopes = derivatives(points)
    defined = np.isfinite(height)
    found = [height, *(np.where(defined & np.isfinite(slope), slope, np.nan) for slope in slopes)]
    return [quantity.reshape(x.shape) for quantity in found]


def _exact(f: Function2, points: Array, highest: int) -> list[Array]:
    """Return the derivatives of all orders at all points, from one evaluation of f on series.

    Raises
    ------
    TypeError, ValueError, ArithmeticError
        If the code of f does not take arrays, or does what a series cannot follow.
    """
    from helpers.autodiff.expansion import expand

    n = points.shape[1]
    along = np.zeros((2, n, 2))  # both axes are followed at once
    along[0, :, 0] = along[1, :, 1] = 1.0
    row = expand(lambda p: f(p[0], p[1]), points.copy(), highest, along)
    if np.shape(row[0]) not in ((), (n,)):
        raise ValueError("f does not act on each point alone")
    slope = np.broadcast_to(row[1], (n, 2))
    found = [slope[:, 0], slope[:, 1]]
    if highest > 1:
        half = np.broadcast_to(row[2], (n, 2, 2))
        found += [2 * half[:, 0, 0], half[:, 0, 1] + half[:, 1, 0], 2 * half[:, 1, 1]]
    return found


def _by_differences(f: Function2, points: Array, domain: Rectangle, highest: int) -> list[Array]:
    """Return the same from values of f alone, and silently: finer than a line is thick, they are."""
    width, height = (high - low for low, high in domain)
    found = [_along(f, points, (width, 0.0), 1) / width, _along(f, points, (0.0, height), 1) / height]
    if highest > 1:
        across, up = _along(f, points, (width, 0.0), 2), _along(f, points, (0.0, height), 2)
        # Along the diagonal all three curvatures act together.
        mixed = (_along(f, points, (width, height), 2) - across - up) / 2
        found += [across / width**2, mixed / (width * height), up / height**2]
    return found


def _along(f: Function2, points: Array, direction: tuple[float, float], order: int) -> Array:
    """Return the derivative of t -> f(point + t direction) at each point; NaN where the quotients do not settle."""
    from helpers.richardson import Estimate, ladder, weigh

    def on_line(t: Array) -> Array:
        return evaluate(f, points[0] + t * direction[0], points[1] + t * direction[1])

    start = np.zeros(points.shape[1])
    best, size = Estimate(np.full(start.shape, np.nan), np.full(start.shape, np.inf)), start
    for rung in islice(ladder(on_line, start, order, 2 * LONGEST_STEP, order / 2), STEPS):
        best, size = weigh(best, rung), np.fmax(size, rung.size)
    return np.where(best.error <= TRUSTED * np.abs(best.value) + 1e-6 * size, best.value, np.nan)


def evaluate(f: Function2, x: Array, y: Array) -> Array:
    """Return `f` at each point, shape (n,), NaN where it has no value.

    Examples
    --------
    >>> evaluate(lambda x, y: math.sqrt(x) + y, np.array([-1.0, 4.0]), np.array([0.0, 1.0]))
    array([nan,  3.])
    """
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            z = np.asarray(f(x.copy(), y.copy()))
        except (TypeError, ValueError, ArithmeticError):
            z = np.empty(0)
        if z.shape != x.shape or z.dtype.kind not in "iuf":
            # Written for two numbers at a time (math, if): asked point by point, where it also fails by its own words.
            z = np.array([_number(f, *point) for point in zip(x.tolist(), y.tolist(), strict=True)])
    return np.where(np.isfinite(z), z, np.nan).astype(float)


def _number(f: Function2, x: float, y: float) -> float:
    """Return the number f(x, y), NaN if there is none."""
    try:
        z = f(x, y)
    except (ValueError, ArithmeticError):
        return math.nan
    if type(z) in (float, int):  # which most are: the rest takes longer than many an f
        return float(z)
    number = np.asarray(z)
    if z is None:
        raise TypeError(f"f({x:g}, {y:g}) returned None; does f end in `return ...`?")
    if number.dtype.kind not in "biufc":
        raise TypeError(f"f({x:g}, {y:g}) returned {type(z).__name__}; it must return a number")
    if number.shape != ():
        raise ValueError(f"f({x:g}, {y:g}) returned shape {number.shape}; it must return one number for two numbers")
    # Python's (-1)**0.5 is complex: over the real plane there is no value.
    return float(number.real) if number.imag == 0 else math.nan
