"""An instrument to measure with: a warm plate that nobody has a formula for, and a thermometer that trembles.

A seed makes the plate, and the same seed makes the tremble: whoever repeats the same readings in the same order gets
the same numbers, and whoever reads twice at one place gets two.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.autodiff import derivative, gradient
from helpers.validation import points, require_whole

Array = NDArray[np.float64]

WIDTH_METRES = 1.0
MEAN_CELSIUS = 40.0
WAVES = 4
_GRID = 65


class Instrument:
    """A thermometer on a square plate of one metre: what one reading says is off by a random error.

        reading = T(x, y) + error,     error normal, with standard deviation `noise`

    Parameters
    ----------
    seed : int
        Which plate, and which errors.
    noise : float, in °C
        Standard deviation of the error of one reading; 0 for an instrument that never errs.

    Attributes
    ----------
    noise : float, in °C
    readings : int
        How many readings were taken so far.

    Raises
    ------
    ValueError
        If `seed` is no whole number from 0, or `noise` is negative.

    Examples
    --------
    >>> instrument = Instrument(seed=3, noise=0.01)
    >>> first, second = instrument(0.5, 0.5), instrument(0.5, 0.5)
    >>> first == second, abs(first - second) < 0.1, instrument.readings
    (False, True, 2)
    >>> Instrument(seed=3, noise=0.01)(0.5, 0.5) == first
    True
    """

    def __init__(self, seed: int = 0, noise: float = 0.01) -> None:
        require_whole(seed, "seed", 0)
        if not isinstance(noise, int | float | np.number) or not 0 <= noise < np.inf:
            raise ValueError(f"noise must be a standard deviation of at least 0 °C, got {noise!r}")
        self.noise = float(noise)
        self.readings = 0
        plate, self._errors = (np.random.default_rng(stream) for stream in np.random.SeedSequence(seed).spawn(2))
        angle = plate.uniform(0, 2 * np.pi, WAVES)
        # Between half a wave and one and a half on the plate: what bends must bend on the scale of the plate.
        self._turns = plate.uniform(np.pi, 3 * np.pi, WAVES) * np.array([np.cos(angle), np.sin(angle)])
        self._starts = plate.uniform(0, 2 * np.pi, WAVES)
        self._heights = plate.uniform(2.0, 5.0, WAVES)

    def __call__(self, x: ArrayLike, y: ArrayLike) -> float | Array:
        """Take one reading at each point.

        Parameters
        ----------
        x, y : array_like, in m, from 0 to 1
            Numbers, or arrays of shapes that fit together.

        Returns
        -------
        temperature : float or ndarray, in °C

        Raises
        ------
        ValueError
            If a point lies beyond the plate; that takes no reading.
        """
        x, y = np.broadcast_arrays(_on_plate(x, "x"), _on_plate(y, "y"))
        self.readings += x.size
        found = self._temperature(x, y) + self.noise * self._errors.standard_normal(x.shape)
        return np.asarray(found) if x.ndim else float(found)

    def slope(self, x: float, y: float) -> Array:
        """Return the true gradient (∂T/∂x, ∂T/∂y), in °C per m: what only the maker of the plate knows."""
        at = [float(_on_plate(x, "x")), float(_on_plate(y, "y"))]
        return np.asarray(gradient(lambda p: self._temperature(p[0], p[1]), at))

    def bound(self, order: int) -> float:
        """Return what the data sheet says: the largest derivative of that order on the plate, along x or along y.

        Parameters
        ----------
        order : int, 1 to 4

        Returns
        -------
        bound : float, in °C per m to the power of `order`
            The largest size, rounded up to two digits.

        Examples
        --------
        >>> instrument = Instrument(seed=3)
        >>> bool(instrument.bound(1) >= np.abs(instrument.slope(0.2, 0.7)).max())
        True
        """
        require_whole(order, "order", 1, 4)
        x, y = np.meshgrid(*2 * [np.linspace(0, WIDTH_METRES, _GRID)])
        along_x = derivative(lambda s: self._temperature(s, y), x, order)
        along_y = derivative(lambda s: self._temperature(x, s), y, order)
        largest = float(max(np.abs(along_x).max(), np.abs(along_y).max()))
        unit = 10.0 ** (np.floor(np.log10(largest)) - 1)
        return float(f"{np.ceil(largest / unit) * unit:.6g}")

    def _temperature(self, x: Any, y: Any) -> Any:
        """Return the true temperature in °C: waves of heat across the plate."""
        waves = zip(self._heights, *self._turns, self._starts, strict=True)
        return sum((height * np.sin(a * x + b * y + start) for height, a, b, start in waves), MEAN_CELSIUS)


def _on_plate(place: ArrayLike, name: str) -> Array:
    """Return `place` as an array; raise ValueError if some of it lies beyond the plate."""
    at = np.asarray(points(place, name))
    if (beyond := at[(at < 0) | (at > WIDTH_METRES)]).size:
        raise ValueError(f"{name} = {beyond.flat[0]:g} m lies beyond the plate, which reaches from 0 to 1 m")
    return at
