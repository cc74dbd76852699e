"""A map of the plane as samples that a browser can draw: values and slopes on a grid, and holes where it has none.

Within a cell of the grid the picture is the bicubic surface that has the right value, slopes and twist at all four
corners, so a few thousand samples are as good as the map itself. `SampledMap` in `js/src/sampled_map.js` reads the same
array the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.explorers.curve import Array

# The error of a cubic's slope is largest at this place between two samples.
SHAKIEST = (1 - 1 / np.sqrt(3)) / 2


@dataclass(frozen=True)
class SampledMap:
    """Samples of a map (x, y) -> (u, v).

    Parameters
    ----------
    x, y : ndarray, shapes (k,) and (l,)
        The lines of the grid, evenly spaced.
    samples : ndarray, shape (2, 2, 2, k, l)
        The first index chooses u or v, the next two how often it is differentiated along x and along y.
    whole : ndarray of bool, shape (k - 1, l - 1)
        Whether the map goes through a cell without a gap.
    """

    x: Array
    y: Array
    samples: Array
    whole: NDArray[np.bool_]

    def __call__(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Return u and v at the points, shape (2, ...); NaN in a hole and outside."""
        return self._at(x, y)[:, 0, 0]

    def jacobian(self, x: float, y: float) -> Array:
        """Return the Jacobian matrix at one point, shape (2, 2); NaN in a hole and outside."""
        at = self._at(x, y)
        return np.stack([at[:, 1, 0], at[:, 0, 1]], axis=-1)

    def _at(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Return u and v, differentiated none or one time along x and along y, shape (2, 2, 2, ...)."""
        x, y = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(y, dtype=float))
        i, along_x = _weights(self.x, x)
        j, along_y = _weights(self.y, y)
        corner = np.arange(2).reshape((2,) + (1,) * x.ndim)
        corners = self.samples[:, :, :, (i + corner)[:, np.newaxis], (j + corner)[np.newaxis]]
        at = np.einsum("opqab...,mpa...,nqb...->omn...", corners, along_x, along_y)
        inside = (x >= self.x[0]) & (x <= self.x[-1]) & (y >= self.y[0]) & (y <= self.y[-1])
        return np.where(inside & self.whole[i, j], at, np.nan)

    def arrays(self) -> dict[str, Any]:
        """Return the samples as the browser reads them: little-endian doubles, and a byte for each cell."""
        return {
            "size": self.samples.shape[-2:],
            "samples": self.samples.astype("<f8").tobytes(),
            "whole": self.whole.astype("u1").tobytes(),
        }


def _weights(lines: Array, at: Array) -> tuple[NDArray[np.intp], Array]:
    """Return the interval of each point, and the weights of its ends, shape (2, 2, 2, ...).

    The indices of the weights: the value or the slope that is wanted; the value or the slope that is given; its end.
    """
    width = lines[1] - lines[0]
    left = np.clip(np.floor((at - lines[0]) / width).astype(int), 0, len(lines) - 2)
    t = (at - lines[left]) / width
    value = [[1 - t * t * (3 - 2 * t), t * t * (3 - 2 * t)], [width * t * (1 - t) ** 2, width * t * t * (t - 1)]]
    rise = 6 * t * (1 - t) / width
    slope = [[-rise, rise], [(1 - t) * (1 - 3 * t), t * (3 * t - 2)]]
    return left, np.array([value, slope])
