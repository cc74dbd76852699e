"""A quantity over a rectangle as a square grid that a browser can draw: values, and how far each cell can be trusted.

Between the nodes of a smooth quantity the picture is the polynomial through the six nearest in each direction, so a
few thousand nodes are as good as the function itself. Beside a crease it is the plane patch between four nodes, and a
cell with a jump or an edge in it has no values. `Field` in `js/src/field.js` reads the same arrays the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.explorers.curve import Array

Rectangle = tuple[tuple[float, float], tuple[float, float]]

GAP, CREASED, SMOOTH = 0, 2, 6  # how many nodes a cell is drawn from in each direction
PROBE = (0.4, 0.7)  # where in a cell it is tried out: off its lines of symmetry
TOO_FAR = 0.05  # of the quantity's range: what misses the truth by more has a jump in between
NEGLIGIBLE = 1e-6  # of the quantity's range: rounding and interpolation, not a number to read


@dataclass(frozen=True)
class Field:
    """A quantity on the nodes of a square grid; NaN where it has no value.

    Parameters
    ----------
    domain : ((float, float), (float, float))
        The ends of the grid along x and along y.
    values : ndarray, shape (n, n)
        Row j, column i: the value at the node number i along x and j along y.
    quality : ndarray of uint8, shape (n - 1, n - 1)
        For each cell between nodes, from how many of them it is drawn in each direction; 0 in a gap.
    negligible : float
        What is nearer to zero counts as zero.
    """

    domain: Rectangle
    values: Array
    quality: NDArray[np.uint8]
    negligible: float

    @classmethod
    def tried(cls, domain: Rectangle, values: Array, truth: Array, noise: float = 0.0) -> Field:
        """Return the field whose cells are drawn so that they agree best with the `truth` at `probes(domain, n)`.

        Differences up to `noise` mean nothing.
        """
        negligible = NEGLIGIBLE * extent(values) + noise
        cell = np.arange(len(values) - 1)
        i, j = np.meshgrid(cell, cell)
        smooth, creased = (
            np.abs(_interpolate(values, (i, j), (i + PROBE[0], j + PROBE[1]), taps) - truth)
            for taps in (SMOOTH, CREASED)
        )
        quality = np.where(smooth <= creased + negligible, SMOOTH, CREASED)
        near = np.fmin(smooth, creased) <= TOO_FAR * extent(values) + negligible
        return cls(domain, values, np.where(near, quality, GAP).astype(np.uint8), negligible)

    def __call__(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Return the values at points, any shape; NaN in a gap and outside."""
        found = self.unrounded(x, y)
        return np.where(np.abs(found) < self.negligible, 0.0, found)

    def unrounded(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Return the same, also where it is negligible."""
        last = len(self.values) - 1
        u, v = (
            (np.asarray(points, dtype=float) - low) / (high - low) * last
            for points, (low, high) in zip((x, y), self.domain, strict=True)
        )
        with np.errstate(invalid="ignore"):
            outside = ~((u >= 0) & (u <= last) & (v >= 0) & (v <= last))
        u, v = np.where(outside, 0, u), np.where(outside, 0, v)
        i, j = (np.minimum(np.floor(place).astype(int), last - 1) for place in (u, v))
        quality = np.where(outside, GAP, self.quality[j, i])
        found = np.full(quality.shape, np.nan)
        for taps in (CREASED, SMOOTH):
            found = np.where(quality == taps, _interpolate(self.values, (i, j), (u, v), taps), found)
        return found

    def arrays(self) -> dict[str, Any]:
        """Return the field as the browser reads it: little-endian doubles, and a byte for each cell."""
        return {
            "values": self.values.astype("<f8").tobytes(),
            "quality": self.quality.tobytes(),
            "negligible": self.negligible,
        }


def nodes(domain: Rectangle, n: int) -> tuple[Array, Array]:
    """Return x and y of the nodes, each of shape (n, n)."""
    x, y = np.meshgrid(*(np.linspace(low, high, n) for low, high in domain))
    return x, y


def probes(domain: Rectangle, n: int) -> tuple[Array, Array]:
    """Return x and y of a point in each cell, each of shape (n - 1, n - 1)."""
    x, y = np.meshgrid(
        *(
            low + (high - low) * (np.arange(n - 1) + part) / (n - 1)
            for (low, high), part in zip(domain, PROBE, strict=True)
        )
    )
    return x, y


def extent(values: Array) -> float:
    """Return the height of the range of values that a picture shows, poles cut off; 0 if there is nothing to show.

    Examples
    --------
    >>> extent(np.array([[1.0, 3.0], [np.nan, 2.0]]))
    2.0
    """
    if not np.isfinite(values).any():
        return 0.0
    low, high = _shown(values)
    return high - low


def view(values: Array) -> tuple[float, float]:
    """Return the range of values that a picture should show, with a margin.

    Examples
    --------
    >>> view(np.array([[0.0, 10.0], [5.0, 5.0]]))
    (-0.5, 10.5)
    """
    low, high = _shown(values)
    room = 0.05 * (high - low) or max(1.0, abs(high)) / 2
    return low - room, high + room


def _shown(values: Array) -> tuple[float, float]:
    """Return the lowest and the highest value, unless a pole carries some away.

    Then the range is much larger than that of the middle four fifths, and much of it lies between two neighbours.
    """
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    bulk = np.nanquantile(values, [0.1, 0.9])
    steepest = max(float(np.nan_to_num(np.abs(np.diff(values, axis=axis))).max()) for axis in (0, 1))
    if steepest > 0.4 * (high - low) and 1e-6 * (high - low) < bulk[1] - bulk[0] < (high - low) / 5:
        room = (bulk[1] - bulk[0]) / 4
        low, high = max(low, float(bulk[0] - room)), min(high, float(bulk[1] + room))
    return low, high


def _interpolate(
    values: Array, cell: tuple[NDArray[np.intp], NDArray[np.intp]], at: tuple[ArrayLike, ArrayLike], taps: int
) -> Array:
    """Return the polynomial through `taps` x `taps` nodes around a cell, at a place given in units of a cell."""
    left, below = (np.clip(number - taps // 2 + 1, 0, len(values) - taps) for number in cell)
    across, up = _weights(np.asarray(at[0]) - left, taps), _weights(np.asarray(at[1]) - below, taps)
    total = np.zeros(np.shape(left))
    for row in range(taps):
        for column in range(taps):
            total += up[row] * across[column] * values[below + row, left + column]
    return total


def _weights(t: Array, taps: int) -> list[Array]:
    """Return Lagrange's polynomials at t: number k is one at the node k and zero at the others."""
    return [np.prod([(t - other) / (k - other) for other in range(taps) if other != k], axis=0) for k in range(taps)]
