"""Checks of graphs: a curve through marked points, and the graph of a slope beside the graph of its function."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.check.comparison import Side
from helpers.check.incorrect import Incorrect, quietly
from helpers.check.slopes import slope
from helpers.check.subject import read, subject

Floats = NDArray[np.float64]


def curve(answer: Any, through: Sequence[tuple[float, float]], *, rtol: float = 0.02) -> None:
    """Check that the graph of `answer` passes through points that were read off a graph.

        |answer(x_i) - y_i| <= rtol * (max y - min y)

    Parameters
    ----------
    answer : function, expression or text
    through : sequence of (x, y)
        Two points are enough to judge, three or more to name a shift.
    rtol : float
        Relative to the range of the y.

    Raises
    ------
    Incorrect
        Whose misconception is `offset_missing`, `scaled`, `reflected` or `shifted_wrong_way` where such a change of the
        answer leads through all the points.

    Examples
    --------
    >>> marked = [(0, 4), (1, 1), (2, 0), (4, 4)]
    >>> curve("(x - 2)**2", through=marked)
    >>> try:
    ...     curve("(x + 2)**2", through=marked)
    ... except Incorrect as miss:
    ...     print(miss.misconception)
    shifted_wrong_way
    """
    points = np.asarray(through, dtype=float)
    if points.ndim != 2 or points.shape[1] != 2 or not np.isfinite(points).all():
        raise ValueError(f"through must be pairs (x, y) of numbers, got shape {points.shape}")
    x, y = points.T
    tolerance = rtol * float(np.ptp(y) or np.max(np.abs(y)) or 1.0)
    with quietly():
        graph = _graph(read(answer, ("x",), any_letter=True))
        heights = graph(x)
        off = ~(np.abs(heights - y) <= tolerance)
        if not off.any():
            return
        worst = int(np.argmax(np.where(np.isnan(heights), np.inf, np.abs(heights - y))))
        where = f"Your graph misses {off.sum()} of {off.size} marked points: at x = {x[worst]:.4g} it"
        raise Incorrect(f"{where} {_verdict(heights[worst], y[worst])}.", _change_that_fits(graph, x, y, tolerance))


def _verdict(height: float, wanted: float) -> str:
    if math.isnan(height):
        return "has no value"
    return "is too high" if height > wanted else "is too low"


def _graph(side: Side) -> Callable[[Floats], Floats]:
    return lambda x: np.array([float(side((float(value),))) for value in x])


def _change_that_fits(graph: Callable[[Floats], Floats], x: Floats, y: Floats, tolerance: float) -> str | None:
    """Return which simple change of the graph leads it through all the points, if one does."""
    heights = graph(x)

    def fits(changed: Floats) -> bool:
        return bool(np.all(np.abs(changed - y) <= tolerance))

    factor = float(heights @ y / (heights @ heights or 1.0))
    if fits(heights + np.mean(y - heights)):
        return "offset_missing"
    if factor > 0 and fits(factor * heights):
        return "scaled"
    if fits(-heights):
        return "reflected"
    if len(x) < 3:  # the same rise over the same run is found in many places of a graph
        return None
    if any(fits(graph(x + shift)) for shift in _shifts(graph, x, y)):
        return "shifted_wrong_way"
    return "reflected" if fits(graph(-x)) else None


def _shifts(graph: Callable[[Floats], Floats], x: Floats, y: Floats) -> Floats:
    """Return the few horizontal shifts that bring the graph nearest to the points."""
    reach = 3 * float(np.ptp(x))
    centre, best = 0.0, np.zeros(0)
    for _ in range(4):
        shifts = centre + np.linspace(-reach, reach, 241)
        misfits = np.array([np.max(np.abs(graph(x + shift) - y)) for shift in shifts])
        best = shifts[np.argsort(misfits)[:3]]
        centre, reach = float(best[0]), reach / 60
    return best


def slopes_match(candidate: Any, of: Any, *, at: Sequence[float]) -> None:
    """Check that the graph of `candidate` shows the slopes of the graph of `of`.

    First the signs are compared, then which places are steeper: the order in which one looks at two pictures.

    Parameters
    ----------
    candidate, of : functions, expressions or texts
    at : sequence of floats
        Where to look.

    Raises
    ------
    Incorrect
        Whose misconception is `function_not_derivative`, `sign_lost`, `order_too_high` or `antiderivative_given` where
        the candidate is that.

    Examples
    --------
    >>> slopes_match("2*x", of="x**2", at=[-1, 0, 2])
    >>> slopes_match("x**2", of="x**2", at=[-1, 1, 2])
    Traceback (most recent call last):
    helpers.check.incorrect.Incorrect: At x = -1 the graph falls, but this candidate is positive there.
    This is the function itself, not its slope: where the graph is flat the slope is zero, however high it is.
    """
    x = np.asarray(at, dtype=float)
    with quietly():
        f = subject(of)
        slopes = _graph(slope(f).at)(x)
        if not np.isfinite(slopes).all():
            raise ValueError(f"of has no slope at x = {x[~np.isfinite(slopes)][0]:g}")
        graph = _graph(read(candidate, f.names, any_letter=True))
        mismatch = _mismatch(x, slopes, graph(x))
        if mismatch is not None:
            raise Incorrect(mismatch, _what_it_is(graph, of, x))


def _mismatch(x: Floats, slopes: Floats, values: Floats) -> str | None:
    """Say in words where the candidate contradicts the graph, or return None."""
    largest = float(np.max(np.abs(slopes))) or 1.0
    for place, rise, value in zip(x, slopes, values, strict=True):
        where = f"At x = {place:.4g}"
        shown = "positive" if value > 0 else "negative"
        if math.isnan(value):
            return f"{where} the graph has a slope, but this candidate has no value there."
        if abs(rise) <= 1e-6 * largest:
            if abs(value) > 0.02 * largest:
                return f"{where} the graph is flat, but this candidate is not zero there."
        elif rise * value <= 0:
            moves = "climbs" if rise > 0 else "falls"
            return f"{where} the graph {moves}, but this candidate is {shown if value else 'zero'} there."
    return _wrong_steepness(x, np.abs(slopes), np.abs(values), 0.02 * largest)


def _wrong_steepness(x: Floats, steepness: Floats, values: Floats, tolerance: float) -> str | None:
    off = np.abs(values - steepness)
    if not np.any(off > tolerance):
        return None
    for i, j in np.argwhere((steepness[:, None] > 1.5 * steepness) & (values[:, None] < values)):
        return (
            f"The signs fit, but at x = {x[i]:.4g} the graph is much steeper than at x = {x[j]:.4g}, "
            "and this candidate says otherwise."
        )
    worst = int(np.argmax(off))
    compared = "steeper" if steepness[worst] > values[worst] else "less steep"
    return f"The signs fit, but at x = {x[worst]:.4g} the graph is {compared} than this candidate says."


def _what_it_is(graph: Callable[[Floats], Floats], of: Any, x: Floats) -> str | None:
    f = subject(of)
    values, step = graph(x), 1e-4
    height = _graph(read(of, f.names))
    curves = {
        "function_not_derivative": (values, height(x)),
        "sign_lost": (values, -_graph(slope(f).at)(x)),
        "order_too_high": (values, _graph(slope(f, 2).at)(x)),
        "antiderivative_given": ((graph(x + step) - graph(x - step)) / (2 * step), height(x)),
    }
    for name, (found, expected) in curves.items():
        if np.max(np.abs(found - expected)) <= 1e-4 * np.max(np.abs(expected)) > 0:
            return name
    return None
