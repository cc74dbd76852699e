"""Zeros of functions of one number, by Newton and Raphson's method."""

from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.evaluation import sample
from helpers.optimise.search import Search, Stuck, search, short
from helpers.taylor import taylor_coefficients
from helpers.validation import points, require_function

WORTH_A_LOOK = 1e-6  # of x: a step that is shorter may have led to a zero


def newton_raphson(f: Callable[[Any], Any], x0: float, *, max_iterations: int = 1000) -> Search:
    """Find a zero of `f`: follow the tangent down to the axis, again and again.

        x ← x - f(x) / f′(x)

    Parameters
    ----------
    f : callable, a number -> a number
    x0 : float
        The start. Which zero is found, and whether one is found, depends on it.
    max_iterations : int

    Returns
    -------
    Search
        Not converged: at a flat tangent, in a cycle, outside the domain, on the way to infinity.

    Raises
    ------
    TypeError, ValueError
        If `f` is no function or has no value or slope at x0.

    Notes
    -----
    Near a simple zero each step doubles the number of right digits; near a double one it halves the error.

    Examples
    --------
    >>> newton_raphson(lambda x: x**2 - 2, 1.0).x
    1.4142135623730951
    >>> newton_raphson(lambda x: x**3 - 2 * x + 2, 0.0).reason
    'it goes round in a cycle and is back at x = 1; it will be so for ever'

    References
    ----------
    E. Süli and D. Mayers, "An Introduction to Numerical Analysis", Cambridge 2003, section 1.4.
    """
    require_function(f)
    start = points(x0, "x0")
    if np.ndim(start):
        raise ValueError(f"x0 must be a number, got shape {np.shape(start)}; for a minimum of several see `newton`")

    def step(path: list[Any]) -> tuple[Any, str]:
        x = path[-1]
        height, slope = taylor_coefficients(f, x, 1)
        if height == 0:
            _require_alone(f, x, max(abs(x), abs(start)) or 1.0)
            return x, "f is exactly zero there"
        if slope == 0:
            raise Stuck(f"the tangent at x = {short(x)} is flat and meets the axis nowhere")
        new = x - height / slope
        close = abs(new - x) <= WORTH_A_LOOK * abs(new)
        return new, "f is zero there, to rounding" if close and _vanishes(f, new) else ""

    return search(step, start, max_iterations)


def _require_alone(f: Callable[[Any], Any], x: float, size: float) -> None:
    """Raise Stuck if f is also zero beside x: a plateau, or what became too small to tell from zero."""
    beside = sample(f, x + 0.0123 * size * np.array([-1.0, 1.0]))
    if np.any(beside == 0):
        raise Stuck(f"f is zero at x = {short(x)}, but also beside it: flat there, or too small to tell from zero")


def _vanishes(f: Callable[[Any], Any], x: float) -> bool:
    """Tell whether f(x) is no larger than its changes from float to float, and these are small, unlike at a pole."""
    unit = np.spacing(abs(x))
    around = sample(f, x + unit * np.arange(-8, 9))
    farther = sample(f, x + unit * np.array([-1e12, 1e12]))
    spread = np.nanmax(around) - np.nanmin(around)
    return bool(abs(around[8]) <= spread <= 1e-6 * np.nanmax(np.abs(farther)))
