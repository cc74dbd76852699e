"""The quadratic at a point, a bowl, a cap or a saddle: its heights, its curvatures, and which of them it is."""

from __future__ import annotations

import math
from typing import NamedTuple

from helpers.explorers.curve import Array


class Bowl(NamedTuple):
    """The height, the slopes and the second derivatives at a point; called, the quadratic made of them.

    Examples
    --------
    >>> saddle = Bowl(f=1.0, fx=0.0, fy=0.0, fxx=0.0, fxy=2.0, fyy=0.0)
    >>> saddle.curvatures[:2], math.degrees(saddle.curvatures[2])
    ((2.0, -2.0), 45.0)
    """

    f: float
    fx: float
    fy: float
    fxx: float
    fxy: float
    fyy: float

    def __call__(self, dx: Array, dy: Array) -> Array:
        """Return the quadratic at a distance from the point."""
        bend = self.fxx * dx**2 + 2 * self.fxy * dx * dy + self.fyy * dy**2
        return self.f + self.fx * dx + self.fy * dy + bend / 2

    @property
    def curvatures(self) -> tuple[float, float, float]:
        """The larger and the smaller eigenvalue of the Hessian, and the direction of the larger in radians."""
        mean, half = (self.fxx + self.fyy) / 2, math.hypot((self.fxx - self.fyy) / 2, self.fxy)
        return mean + half, mean - half, math.atan2(2 * self.fxy, self.fxx - self.fyy) / 2


def kind_of(larger: float, smaller: float, straight: float) -> str:
    """Return what the curvatures tell of a stationary point; nothing if one of them is zero and both agree else.

    Examples
    --------
    >>> kind_of(2.0, 1.0, 1e-6), kind_of(2.0, -1.0, 1e-6), kind_of(2.0, 0.0, 1e-6)
    ('minimum', 'saddle', '')
    """
    if larger > straight and smaller < -straight:
        return "saddle"
    if min(abs(larger), abs(smaller)) <= straight:
        return ""
    return "maximum" if larger < 0 else "minimum"
