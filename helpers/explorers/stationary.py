"""Where a sampled surface is level: all stationary points on a map, for a learner who wants to be taken there."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from helpers.explorers.curve import Array
from helpers.explorers.field import Field

MANY = 500  # cells in which there may be one: then the surface is level all over
NEWTON_STEPS = 40
LONGEST_STEP = 0.05  # of the domain's sides
SAME = 0.005  # of the domain's sides: two points that are nearer are one


def stationary_points(fields: dict[str, Field], flat: float) -> list[tuple[float, float]]:
    """Return where the gradient vanishes, each point once: Newton's steps on the samples, from every likely cell.

    A cell is likely if each slope has both signs at its corners, or is zero there.

    Parameters
    ----------
    fields : dict of Field
        The slopes and the curvatures, named as in `surface_samples`.
    flat : float
        Which slope counts as zero.

    Returns
    -------
    points : list of (float, float)
        Empty if there are none, or too many to go to.

    Examples
    --------
    >>> from helpers.explorers.surface_samples import sample
    >>> stationary_points(sample(lambda x, y: (x - 0.3) ** 2 + x * y, ((-1.0, 1.0), (-1.0, 1.0)), 2), 1e-6)
    [(0.0, 0.6)]
    """
    fx, fy = fields["fx"], fields["fy"]
    likely = _has_both_signs(fx.values) & _has_both_signs(fy.values)
    if not 0 < np.count_nonzero(likely) <= MANY:
        return []
    row, column = np.nonzero(likely)
    ends = np.array(fx.domain)
    spans = ends[:, 1] - ends[:, 0]
    width, height = spans.tolist()
    points = ends[:, 0] + spans * (np.column_stack([column, row]) + 0.5) / (len(fx.values) - 1)
    for _ in range(NEWTON_STEPS):
        points = points - np.clip(_newton_step(fields, points), -LONGEST_STEP * spans, LONGEST_STEP * spans)
    level = np.hypot(fx(*points.T), fy(*points.T)) <= flat  # not where it is NaN
    found: list[list[list[float]]] = []  # what several cells have led to
    for x, y in points[level].tolist():
        near = [same for same in found if math.hypot((x - same[0][0]) / width, (y - same[0][1]) / height) <= SAME]
        if near:
            near[0].append([x, y])
        else:
            found.append([[x, y]])
    middles = [np.mean(same, axis=0).tolist() for same in found]
    return sorted((_tidy(x, width), _tidy(y, height)) for x, y in middles)


def _has_both_signs(values: Array) -> NDArray[np.bool_]:
    """Return for each cell whether its corners lie on both sides of zero, or on it; False in a gap."""
    corners = np.stack([values[:-1, :-1], values[:-1, 1:], values[1:, :-1], values[1:, 1:]])
    both: NDArray[np.bool_] = (corners.min(axis=0) <= 0) & (corners.max(axis=0) >= 0)
    return both


def _newton_step(fields: dict[str, Field], points: Array) -> Array:
    """Return H⁻¹ ∇f at each point; along a valley floor, where H has no inverse, straight to the floor."""
    fx, fy, fxx, fxy, fyy = (fields[name].unrounded(*points.T) for name in ("fx", "fy", "fxx", "fxy", "fyy"))
    curvatures = np.nan_to_num(np.stack([fxx, fxy, fxy, fyy], axis=-1)).reshape(-1, 2, 2)
    slopes = np.nan_to_num(np.stack([fx, fy], axis=-1))
    step: Array = (np.linalg.pinv(curvatures, rcond=1e-8, hermitian=True) @ slopes[..., None])[..., 0]
    return step


def _tidy(place: float, span: float) -> float:
    """Return a place without the noise of rounding: 0.6, not 0.6000000000000002."""
    return round(place, 9 - math.floor(math.log10(span))) + 0.0
