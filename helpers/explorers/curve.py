"""A function as samples that a browser can draw: points, values and slopes, and gaps between its pieces.

Between two samples the picture is the cubic that has the right value *and* the right slope at both ends, so a few
hundred samples are as good as the function itself. `Curve` in `js/src/curve.js` reads the same arrays the same way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Curve:
    """Samples of a function of one number: points, values and slopes, NaN in a gap.

    Parameters
    ----------
    x, y, slope : ndarray, shape (n,)
        Increasing points, the values there and the slopes there.
    """

    x: Array
    y: Array
    slope: Array

    def __call__(self, at: ArrayLike) -> Array:
        """Return the values at `at`, any shape; NaN in a gap and outside."""
        left, width, t, m0, c2, c3 = self._cubic(at)
        return np.where((t >= 0) & (t <= 1), self.y[left] + t * width * (m0 + t * (c2 + t * c3)), np.nan)

    def slope_at(self, at: float) -> float:
        """Return the slope at `at`; NaN in a gap and outside."""
        _, _, t, m0, c2, c3 = self._cubic(at)
        return float(np.where((t >= 0) & (t <= 1), m0 + t * (2 * c2 + 3 * t * c3), np.nan))

    def _cubic(self, at: ArrayLike) -> tuple[NDArray[np.intp], Array, Array, Array, Array, Array]:
        """Return interval, its width, the place t in it, and the coefficients of the cubic in t."""
        points = np.asarray(at, dtype=float)
        left = np.clip(np.searchsorted(self.x, points, side="right") - 1, 0, len(self.x) - 2)
        width = self.x[left + 1] - self.x[left]
        chord = (self.y[left + 1] - self.y[left]) / width
        # Where a slope is missing (the steep end of a square root) the chord stands in.
        m0, m1 = (np.where(np.isfinite(m), m, chord) for m in (self.slope[left], self.slope[left + 1]))
        return left, width, (points - self.x[left]) / width, m0, 3 * chord - 2 * m0 - m1, m0 + m1 - 2 * chord

    def integral(self) -> Curve:
        """Return the area between the curve and the axis, from the left end; NaN after a gap."""
        width = np.diff(self.x)
        # The exact area under each cubic: the trapezium, corrected by the slopes at its ends.
        pieces = width * (self.y[:-1] + self.y[1:]) / 2 - width**2 * np.diff(np.nan_to_num(self.slope)) / 12
        return Curve(self.x, np.concatenate([[0.0], np.cumsum(pieces)]), self.y)

    @property
    def view(self) -> tuple[float, float]:
        """The range of values that a picture should show."""
        return view(self.y)

    def arrays(self) -> dict[str, bytes]:
        """Return the samples as the browser reads them: little-endian doubles."""
        return {name: getattr(self, name).astype("<f8").tobytes() for name in ("x", "y", "slope")}


def view(*values: Array, margin: float = 0.08) -> tuple[float, float]:
    """Return the range of `values` that a picture should show, with a margin.

    That is all of them, unless a pole carries some away: the range is much larger than that of the middle four fifths,
    and most of it lies in one step between neighbours.

    Examples
    --------
    >>> view(np.linspace(0.0, 10.0, 11), margin=0.1)
    (-1.0, 11.0)
    """
    parts = [y[np.isfinite(y)] for y in values]
    finite = np.concatenate(parts)
    low, high = float(finite.min()), float(finite.max())
    bulk = np.quantile(finite, [0.1, 0.9])
    largest_step = max(float(np.abs(np.diff(part)).max(initial=0.0)) for part in parts)
    if largest_step > (high - low) / 10 and 1e-6 * (high - low) < bulk[1] - bulk[0] < (high - low) / 5:
        room = (bulk[1] - bulk[0]) / 4
        low, high = max(low, float(bulk[0] - room)), min(high, float(bulk[1] + room))
    room = margin * (high - low) or max(1.0, abs(high)) / 2
    return low - room, high + room
