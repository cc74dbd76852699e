"""Stationary points on a line or surface g(x) = 0: where the contours of f touch it (Lagrange multipliers)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.autodiff import gradient, hessian, jacobian
from helpers.autodiff.standins import lift
from helpers.optimise.search import Search, Stuck, largest, search, settled, short
from helpers.optimise.stationary import Kind, kind_of
from helpers.validation import points, require_function, vector

SAME = 1e-6  # stationary points that are closer, relative to the box, are one
STARTS = 40  # times the number of inputs: so many starts in a row that find nothing new are enough
MOST = 100  # isolated points; more are a curve


@dataclass(frozen=True)
class ConstrainedSearch(Search):
    """A `Search` that also tells the price of the constraints.

    Attributes
    ----------
    multipliers : ndarray, shape (k,)
        λ: how much the stationary value of f changes if the constraint g = 0 is relaxed to g = ε, per ε.
    """

    multipliers: Any


@dataclass(frozen=True)
class StationaryPoint:
    """A stationary point of f on g = 0, with its multipliers (k,), the value of f, and its kind on g = 0."""

    x: Any
    multipliers: Any
    value: float
    kind: Kind


def lagrange(
    f: Callable[[Any], Any], g: Callable[[Any], Any], x0: Any, *, max_iterations: int = 100
) -> ConstrainedSearch:
    """Find a stationary point of `f` on the constraint `g` = 0, by Newton's method on the equations of Lagrange.

        ∇f = Σ λ_k ∇g_k,      g_k = 0

    Parameters
    ----------
    f : callable, (n,) -> a number
    g : callable, (n,) -> a number or, for several constraints, (k,)
    x0 : array_like, shape (n,)
        Need not satisfy the constraint.
    max_iterations : int

    Returns
    -------
    ConstrainedSearch
        With the multipliers in the convention above; whoever writes f + λ g has the opposite sign.

    Raises
    ------
    TypeError, ValueError
        As `gradient` and `jacobian`, at x0.

    Examples
    --------
    The largest rectangle with a half circumference of 10 is a square, and a little more circumference is worth 5 times
    as much area:

    >>> found = lagrange(lambda p: p[0] * p[1], lambda p: p[0] + p[1] - 10, [1.0, 2.0])
    >>> found.x, found.multipliers
    (array([5., 5.]), array([5.]))
    """
    require_function(f)
    require_function(g, "g")
    start = vector(x0, "x0")
    n, constraints = len(start), _as_several(g)

    def step(path: list[Any]) -> tuple[Any, str]:
        x = path[-1]
        slopes, normals, multipliers = _prices(f, constraints, x)
        values = np.array(constraints(x), dtype=float)
        corner = np.zeros((len(values), len(values)))
        system = np.block([[_curvatures(f, constraints, multipliers, x), -normals.T], [normals, corner]])
        try:
            change = np.linalg.solve(system, np.concatenate([normals.T @ multipliers - slopes, -values]))
        except np.linalg.LinAlgError:
            raise Stuck(f"the equations at x = {short(x)} have no single solution: do the constraints agree?") from None
        new = x + change[:n]
        return new, settled(path, new)

    found = search(step, start, max_iterations)
    price = _prices(f, constraints, found.x)[2] if found.converged else np.full(np.shape(constraints(start)), np.nan)
    return ConstrainedSearch(**vars(found), multipliers=price)


def lagrange_all(
    f: Callable[[Any], Any], g: Callable[[Any], Any], box: Sequence[tuple[float, float]]
) -> list[StationaryPoint]:
    """Find all stationary points of `f` on `g` = 0 in a box, and tell minima from maxima and saddles.

    Parameters
    ----------
    f : callable, (n,) -> a number
    g : callable, (n,) -> a number or (k,)
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
    return sorted((_point(f, _as_several(g), x) for x in found), key=lambda point: point.value)


def _point(f: Callable[[Any], Any], constraints: Callable[[Any], Any], x: Any) -> StationaryPoint:
    _, normals, multipliers = _prices(f, constraints, x)
    along = np.linalg.svd(normals)[2][len(normals) :]
    curvatures = along @ _curvatures(f, constraints, multipliers, x) @ along.T
    return StationaryPoint(x, multipliers, float(f(x.copy())), kind_of(curvatures))


def _prices(f: Callable[[Any], Any], constraints: Callable[[Any], Any], x: Any) -> tuple[Any, Any, Any]:
    """Return ∇f, the rows ∇g_k, and the multipliers with which these come closest to it."""
    slopes, normals = gradient(f, x), jacobian(constraints, x)
    return slopes, normals, np.linalg.lstsq(normals.T, slopes)[0]


def _curvatures(f: Callable[[Any], Any], constraints: Callable[[Any], Any], multipliers: Any, x: Any) -> Any:
    return hessian(lambda p: f(p) - multipliers @ lift(constraints(p)), x)


def _as_several(g: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def constraints(p: Any) -> Any:
        value = g(np.copy(p))
        return value if np.ndim(value) else [value]

    return constraints


def _sides(box: Any) -> tuple[Any, Any]:
    sides = points(box, "box")
    if np.ndim(sides) != 2 or sides.shape[1] != 2 or not np.all(sides[:, 0] < sides[:, 1]):
        raise ValueError(f"box must be a pair (low, high) with low < high for each input, got {box!r}")
    return sides[:, 0], sides[:, 1]
