"""Stationary points on a line or surface g(x) = 0: where the contours of f touch it (Lagrange multipliers)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.autodiff import gradient, hessian, jacobian
from helpers.autodiff.standins import lift
from helpers.optimise.search import Search, Stuck, largest, search, settled, short
from helpers.validation import require_function, vector

AGREES = 1e-6  # what is left of an equation, relative to its terms
LOST = 1e-4  # so small a part of a slope is none


@dataclass(frozen=True)
class ConstrainedSearch(Search):
    """A `Search` that also tells the price of the constraints.

    Attributes
    ----------
    multipliers : ndarray, shape (k,)
        λ: how much the stationary value of f changes if the constraint g = 0 is relaxed to g = ε, per ε.
    """

    multipliers: Any


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
    n, constraints = len(start), as_several(g)

    steep_f, steep_g = largest(gradient(f, start)), largest(jacobian(constraints, start))

    def step(path: list[Any]) -> tuple[Any, str]:
        x = path[-1]
        slopes, normals, multipliers = prices(f, constraints, x)
        values, k = np.array(constraints(x), dtype=float), len(normals)
        system = np.block([[curvatures_of(f, constraints, multipliers, x), -normals.T], [normals, np.zeros((k, k))]])
        # Along a curve of stationary points the equations have many solutions: the nearest will do.
        missing = np.concatenate([normals.T @ multipliers - slopes, -values])
        new = x + np.linalg.lstsq(system, missing)[0][:n]
        reason = settled(path, new)
        if reason and largest(values) > AGREES * steep_g * max(1.0, largest(x)):
            raise Stuck(f"it settles at x = {short(x)}, where the constraint does not hold: can it be satisfied?")
        if reason and largest(missing[:n]) > AGREES * max(largest(slopes), steep_f):
            raise Stuck(f"it settles at x = {short(x)}, where ∇f is no sum of multiples of ∇g")
        if reason and _vanish(normals, constraints, x, steep_g):
            raise Stuck(f"at x = {short(x)} ∇g vanishes, or two constraints agree: there are no multipliers")
        return new, reason

    found = search(step, start, max_iterations)
    price = prices(f, constraints, found.x)[2] if found.converged else np.full(np.shape(constraints(start)), np.nan)
    return ConstrainedSearch(**vars(found), multipliers=price)


def _vanish(normals: Any, constraints: Callable[[Any], Any], x: Any, steep: float) -> bool:
    """Tell whether a direction of the constraints is lost: beside where they started, and beside how they bend."""
    bend = hessian(lambda p: np.sum(lift(constraints(p))), x)
    least = np.linalg.svd(normals, compute_uv=False)[-1]
    return bool(least <= LOST * min(steep, largest(bend) * largest(x)))


def prices(f: Callable[[Any], Any], constraints: Callable[[Any], Any], x: Any) -> tuple[Any, Any, Any]:
    """Return ∇f, the rows ∇g_k, and the multipliers with which these come closest to it."""
    slopes, normals = gradient(f, x), jacobian(constraints, x)
    return slopes, normals, np.linalg.lstsq(normals.T, slopes)[0]


def curvatures_of(f: Callable[[Any], Any], constraints: Callable[[Any], Any], multipliers: Any, x: Any) -> Any:
    return hessian(lambda p: f(p) - multipliers @ lift(constraints(p)), x)


def as_several(g: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def constraints(p: Any) -> Any:
        value = g(np.copy(p))
        if value is None:
            raise TypeError("g returned None; does it end with a `return`?")
        return value if np.ndim(value) else [value]

    return constraints
