"""The floor of a sandpit: a few hollows, one of them deepest, drawn from a seed.

Each hollow is a bell upside down, round or oval; the floor is their sum and so is smooth everywhere:

    h(x, y) = -Σ depth · exp(-q/2),    q = vᵀ W v,    v = (x, y) - centre

Heights are measured from the sand's surface upwards, so the floor has heights below zero, and its lowest point is the
deepest: the global minimum of h. The other hollows end in local minima.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

SIZE = 10.0  # metres, each side of a pit
_GRID = 51  # points along each side, among which the minima are looked for first
_NEWTON_STEPS = 20


@dataclass(frozen=True)
class Floor:
    """A floor made of n hollows.

    Parameters
    ----------
    depth : ndarray, shape (n,), in metres
    centre : ndarray, shape (n, 2), in metres
    W : ndarray, shape (n, 2, 2), in 1/m²
        How narrow each hollow is, in which direction; positive definite.
    """

    depth: Array
    centre: Array
    W: Array

    def __call__(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Return the height of the floor in metres, below zero; `x` and `y` may be arrays of one shape."""
        return np.asarray(-self._bells(x, y)[0].sum(-1))

    def jacobian(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Return the slopes (∂h/∂x, ∂h/∂y), without a unit (metres per metre), shape (..., 2)."""
        bell, pull = self._bells(x, y)
        return np.asarray(np.einsum("...n,...ni->...i", bell, pull))

    def hessian(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Return how the slopes change, in 1/m, shape (..., 2, 2)."""
        bell, pull = self._bells(x, y)
        return np.asarray(np.einsum("...n,...nij->...ij", bell, self.W - pull[..., :, None] * pull[..., None, :]))

    def _bells(self, x: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
        """Return what each hollow takes away, shape (..., n), and W v, shape (..., n, 2)."""
        v = np.stack([np.asarray(x, dtype=float), np.asarray(y, dtype=float)], axis=-1)[..., None, :] - self.centre
        pull = np.einsum("nij,...nj->...ni", self.W, v)
        return self.depth * np.exp(-np.einsum("...ni,...ni->...n", v, pull) / 2), pull

    @cached_property
    def minima(self) -> Array:
        """The minima inside the pit, the deepest first, shape (m, 2), in metres.

        They are looked for on a grid of 20 cm; from there Newton's method leads to each, to rounding.
        """
        ends = np.linspace(0.0, SIZE, _GRID)
        x, y = np.meshgrid(ends, ends, indexing="ij")
        h = self(x, y)
        inner = h[1:-1, 1:-1]
        shifts = [(i, j) for i in (0, 1, 2) for j in (0, 1, 2) if (i, j) != (1, 1)]
        lowest = np.all([inner < h[i : _GRID - 2 + i, j : _GRID - 2 + j] for i, j in shifts], axis=0)
        points = np.stack([x[1:-1, 1:-1][lowest], y[1:-1, 1:-1][lowest]], axis=-1)
        for _ in range(_NEWTON_STEPS):
            points = points + self._downhill(points)
        # In a long valley two starts may lead to one minimum, or one out of the pit.
        points = points[np.all((points > 0) & (points < SIZE), axis=-1)]
        points = points[np.argsort(self(*points.T))]
        apart = np.linalg.norm(points[:, None] - points, axis=-1) > 1e-6
        return points[np.all(np.triu(~apart, k=1) == 0, axis=0)]

    def _downhill(self, points: Array) -> Array:
        """Return Newton's steps, turned downhill where the floor curves down and never longer than two grid steps."""
        curvature, axes = np.linalg.eigh(self.hessian(*points.T))
        along = np.einsum("...ji,...j->...i", axes, self.jacobian(*points.T)) / np.maximum(np.abs(curvature), 1e-3)
        step = -np.einsum("...ij,...j->...i", axes, along)
        longest = 2 * SIZE / (_GRID - 1)
        return np.asarray(step * longest / np.maximum(np.linalg.norm(step, axis=-1, keepdims=True), longest))


@cache
def floor(seed: int) -> Floor:
    """Return the floor of the pit number `seed`: the same on every machine.

    Only uniform random numbers of NumPy's default generator are used, a stream that does not depend on the machine.
    A floor that would make no good game is drawn again: see `is_fair`.

    Examples
    --------
    >>> round(float(floor(7)(5.0, 5.0)), 6)
    -0.779232
    """
    random = np.random.default_rng(seed)
    while not is_fair(drawn := _draw(random)):
        pass
    return drawn


def _draw(random: np.random.Generator) -> Floor:
    """Return a floor with six to eight hollows, and a wide and shallow one beneath them all."""
    n = 6 + int(3 * random.random())
    centre = 0.8 + (SIZE - 1.6) * random.random((n, 2))
    depth = 0.5 + random.random(n)
    widths = 0.75 + 0.45 * random.random((n, 2))
    angle = np.pi * random.random(n)
    basin = SIZE / 2 + 2 * (random.random(2) - 0.5)
    turn = np.stack([np.cos(angle), -np.sin(angle), np.sin(angle), np.cos(angle)], axis=-1).reshape(n, 2, 2)
    W = np.einsum("nij,nj,nkj->nik", turn, widths**-2, turn)
    return Floor(np.append(depth, 0.5), np.vstack([centre, basin]), np.concatenate([W, np.eye(2)[None] / 4.0**2]))


def is_fair(floor: Floor) -> bool:
    """Return whether a floor makes a good game.

    It has at least four minima; the deepest is deeper than the next by a fifth at least, and lies one metre or more
    from the edge and three from the middle, where everybody would look first.
    """
    minima = floor.minima
    if len(minima) < 4:
        return False
    heights = floor(*minima.T)
    off = np.abs(minima[0] - SIZE / 2)
    return bool(heights[0] < 1.2 * heights[1] and off.max() <= SIZE / 2 - 1 and np.hypot(*off) >= 3)
