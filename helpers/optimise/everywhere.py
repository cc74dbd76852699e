"""All stationary points on a constraint, and what kind they are: `lagrange` from many starts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.optimise.constrained import as_several, curvatures_of, lagrange, prices
from helpers.optimise.search import largest
from helpers.optimise.stationary import Kind, kind_of
from helpers.validation import points

SAME = 1e-6  # stationary points that are closer, relative to the box, are one
STARTS = 40  # times the number of inputs: so many starts in a row that find nothing new are enough
MOST = 100  # isolated points; more are a curve


@dataclass(frozen=True)
class StationaryPoint:
    """A stationary point of f on g = 0, with its multipliers (k,), the value of f, and its kind on g = 0."""

    x: Any
    multipliers: Any
    value: float
    kind: Kind


def lagrange_all(
    f: Callable[[Any], Any], g: Callable[[Any], Any], box: Sequence[tuple[float, float]]
) -> list[StationaryPoint]:
    """Find all stationary points of `f` on `g` = 0 in a box, and tell what kind they are.

    Parameters
    ----------
    f, g
        As for `lagrange`.
    box : n pairs (low, high), in units of x

    Returns
    -------
    points : list of StationaryPoint, ordered by the value of f
        A kind holds among the neighbours on g = 0, by the curvature along it.

    Raises
    ------
    TypeError, ValueError
        As `lagrange`; if `box` is none; if there are more than 100 points, as on a curve that is stationary all along.

    Notes
    -----
    `lagrange` is started from points strewn over the box (always the same ones), until 40 n starts in a row have found
    nothing new. A point that attracts only a small region can be missed.

    Examples
    --------
    The points of a circle that lie farthest to either side:

    >>> for point in lagrange_all(lambda p: p[0], lambda p: p[0] ** 2 + p[1] ** 2 - 4, [(-3, 3), (-3, 3)]):
    ...     print(point.x.round(6) + 0.0, point.kind)
    [-2.  0.] minimum
    [2. 0.] maximum
    """
    low, high = _sides(box)
    strewn, rest = np.random.default_rng(0), 0
    found: list[Any] = []
    failure: ValueError | None = None
    while rest < STARTS * len(low):
        rest += 1
        try:
            x = lagrange(f, g, strewn.uniform(low, high)).x
        except ValueError as error:  # a start where f or g is not defined
            failure = error
            continue
        new = all(largest((x - point) / (high - low)) > SAME for point in found)
        if new and np.all((low <= x) & (x <= high)):  # not so for NaN
            found.append(x)
            rest = 0
        if len(found) > MOST:
            raise ValueError(f"more than {MOST} stationary points in the box: is f stationary along a whole curve?")
    if failure and not found:
        raise failure
    return sorted((_point(f, as_several(g), x, low, high) for x in found), key=lambda point: point.value)


def _point(f: Callable[[Any], Any], constraints: Callable[[Any], Any], x: Any, low: Any, high: Any) -> StationaryPoint:
    _, normals, multipliers = prices(f, constraints, x)
    along = np.linalg.svd(normals)[2][len(normals) :]
    # How curved f is a little farther on tells how small a curvature counts as none.
    nearby = x + 0.01 * (np.where(2 * x < low + high, high, low) - x)
    curved = [along @ curvatures_of(f, constraints, multipliers, p) @ along.T for p in (x, nearby)]
    return StationaryPoint(
        x, multipliers, float(f(x.copy())), kind_of(curved[0], max(map(largest, curved), default=0.0))
    )


def _sides(box: Any) -> tuple[Any, Any]:
    sides = points(box, "box")
    if np.ndim(sides) != 2 or sides.shape[1] != 2 or not np.all(sides[:, 0] < sides[:, 1]):
        raise ValueError(f"box must be a pair (low, high) with low < high for each input, got {box!r}")
    return sides[:, 0], sides[:, 1]
