"""What kind of point it is where the gradient vanishes."""

from collections.abc import Callable
from typing import Any, Literal

import numpy as np

from helpers.autodiff import gradient, hessian
from helpers.optimise.search import largest, of_vectors, short

Kind = Literal["minimum", "maximum", "saddle", "undecided"]

FLAT = 1e-11  # a curvature that is smaller, relative to the largest, may be zero
NEAR = 1e-8  # a minimum that is so near, relative to the size of x, is found
ROUNDING = 1e-14  # of the largest curvature or slope: as good as zero
NOT_THERE = 1e-2  # a point that is further off from where its parabola has no slope is not stationary


def classify(f: Callable[[Any], Any], x: Any) -> Kind:
    """Tell a minimum from a maximum and a saddle, by the curvatures of `f` at a stationary point.

        all eigenvalues of H positive: minimum;  all negative: maximum;  some of each: saddle;  else: undecided

    Parameters
    ----------
    f : callable, a number or (n,) -> a number
    x : float or array_like, shape (n,)
        Where the gradient of f vanishes, to two digits or better.

    Returns
    -------
    kind : "minimum", "maximum", "saddle" or "undecided"
        Undecided if a curvature is zero: then higher orders decide, which this test does not see.

    Raises
    ------
    TypeError, ValueError
        As `hessian`, and if the gradient at `x` is far from zero.

    Examples
    --------
    >>> [classify(f, [0, 0]) for f in (lambda p: p[0] ** 2 + p[1] ** 2, lambda p: p[0] * p[1], lambda p: p[0] ** 4)]
    ['minimum', 'saddle', 'undecided']
    """
    f, at = of_vectors(f, x)
    slopes, curvatures = gradient(f, at), hessian(f, at)
    step = np.linalg.lstsq(curvatures, slopes, rcond=FLAT)[0]
    unexplained = largest(slopes - curvatures @ step)
    size = max(1.0, largest(at))
    if largest(step) > NOT_THERE * size or unexplained > NOT_THERE * size * largest(curvatures):
        raise ValueError(f"x must be a stationary point, but at x = {short(x)} the gradient is {short(slopes)}")
    return kind_of(curvatures)


def kind_of(curvatures: Any, elsewhere: float = 0.0) -> Kind:
    """Return what a symmetric matrix of second derivatives says of a stationary point.

    A curvature counts as zero beside a far larger one, here or `elsewhere` (where it may be due to x being inexact).

    Examples
    --------
    >>> kind_of(np.diag([1.0, -2.0]))
    'saddle'
    """
    eigenvalues = np.linalg.eigvalsh(curvatures)
    flat = max(FLAT * largest(eigenvalues), NEAR * elsewhere)
    up, down = bool(np.any(eigenvalues > flat)), bool(np.any(eigenvalues < -flat))
    if up and down:
        return "saddle"
    if (not up and not down) or np.any(np.abs(eigenvalues) <= flat):
        return "undecided"
    return "minimum" if up else "maximum"


def is_lowest(
    f: Callable[[Any], Any], x: Any, slopes: Any, curvatures: Any, steepest: float, size: float, *, moved: bool
) -> bool:
    """Tell whether a descent has arrived.

    Where f bends, it must bend upwards and have its lowest point within reach. Where it does not, its values decide:
    they must not fall to either side. If it bends nowhere, a search that moved there may be on its way to infinity.
    """
    bends, directions = np.linalg.eigh(curvatures)
    flat = np.abs(bends) <= ROUNDING * largest(bends)
    along = directions.T @ slopes
    to_go = along[~flat] / bends[~flat]
    if np.any(bends[~flat] < 0) or np.any(np.abs(to_go) > NEAR * size):
        return False
    if np.any(np.abs(along[flat]) > ROUNDING * steepest) or (moved and flat.all()):
        return False
    level = float(f(x.copy()))
    sides = [float(f(x + side * 1e-3 * size * v)) for v in directions.T[flat] for side in (-1, 1)]
    return all(height >= level - ROUNDING * abs(level) for height in sides)


def named(kind: Kind) -> str:
    """Return the kind with its article."""
    return "undecided" if kind == "undecided" else f"a {kind}"
