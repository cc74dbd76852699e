"""A dip of the stick: where, and what it told. Numbers, with their units, and how they are written."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.sandpit.floor import SIZE, Array, Floor

LEVELS = {1: "the height", 2: "the height and the Jacobian", 3: "the height, the Jacobian and the Hessian"}


@dataclass(frozen=True, eq=False, repr=False)
class Dip:
    """What one dip of the stick told.

    Attributes
    ----------
    x, y : float
        Where, in metres from the left and from the lower edge of the map.
    height : float
        Of the floor, in metres; below zero, since it is measured upwards from the surface. The depth is `-height`.
    jacobian : ndarray, shape (2,), or None
        The slopes (∂h/∂x, ∂h/∂y), in metres per metre; it points uphill. None at level 1.
    hessian : ndarray, shape (2, 2), or None
        How the slopes change, in 1/m. None at levels 1 and 2.
    """

    x: float
    y: float
    height: float
    jacobian: Array | None = None
    hessian: Array | None = None

    def __repr__(self) -> str:
        named = {"x": self.x, "y": self.y, "height": self.height}
        arrays = {"jacobian": self.jacobian, "hessian": self.hessian}
        parts = [f"{name}={value:.4g}" for name, value in named.items()]
        parts += [f"{name}={np.round(array, 4).tolist()}" for name, array in arrays.items() if array is not None]
        return f"Dip({', '.join(parts)})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dip) and self.numbers() == other.numbers()

    def __hash__(self) -> int:
        return hash((self.x, self.y))

    def copy(self) -> Dip:
        """Return the same with arrays of its own: to change them harms nobody."""
        return Dip(self.x, self.y, self.height, _copy(self.jacobian), _copy(self.hessian))

    def numbers(self) -> list[float]:
        """Return x, y, the height and, as far as they are known, ∂h/∂x, ∂h/∂y, ∂²h/∂x², ∂²h/∂x∂y, ∂²h/∂y²."""
        known = [self.x, self.y, self.height]
        if self.jacobian is not None:
            known += self.jacobian.tolist()
        if self.hessian is not None:
            known += self.hessian[np.triu_indices(2)].tolist()
        return known


def _copy(array: Array | None) -> Array | None:
    return None if array is None else array.copy()


def dip(floor: Floor, x: float, y: float, level: int) -> Dip:
    """Return what a dip at (x, y) tells at `level`."""
    return Dip(
        x,
        y,
        float(floor(x, y)),
        floor.jacobian(x, y) if level >= 2 else None,
        floor.hessian(x, y) if level >= 3 else None,
    )


def coordinate(value: Any, name: str) -> float:
    """Return a coordinate as a float.

    Raises
    ------
    TypeError
        If it is not a number.
    ValueError
        If it lies outside the pit, or is NaN.

    Examples
    --------
    >>> coordinate(11, "x")
    Traceback (most recent call last):
        ...
    ValueError: x = 11 lies outside the pit, which reaches from 0 to 10 m
    """
    number = value.item() if isinstance(value, np.ndarray) and value.ndim == 0 else value
    if isinstance(number, bool | np.bool_) or not isinstance(number, int | float | np.number) or np.iscomplex(number):
        raise TypeError(f"{name} must be a number of metres from 0 to {SIZE:g}, got {value!r}")
    if math.isnan(number):
        raise ValueError(f"{name} is nan, which is no number; look for a division by zero")
    if not 0 <= number <= SIZE:
        raise ValueError(f"{name} = {number:.4g} lies outside the pit, which reaches from 0 to {SIZE:g} m")
    return float(number)


def metres(value: float) -> str:
    """Return a length or a height in metres, to the centimetre, with a true minus sign.

    Examples
    --------
    >>> metres(-1.234)
    '−1.23 m'
    """
    return f"{decimal(value)} m"


def decimal(value: float) -> str:
    """Return a number with two decimals and a true minus sign.

    Examples
    --------
    >>> decimal(-0.5), decimal(-0.001)
    ('−0.50', '0.00')
    """
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def place(x: float, y: float) -> str:
    """Return a place as it is written: coordinates in metres.

    Examples
    --------
    >>> place(2, 7.25)
    '(2.00, 7.25)'
    """
    return f"({decimal(x)}, {decimal(y)})"
