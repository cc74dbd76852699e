"""Zeros, minima and stationary points of functions that may be moved freely: Newton's two methods, and descent."""

from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.autodiff import gradient, hessian
from helpers.evaluation import sample
from helpers.optimise.search import Search, Stuck, largest, like, of_vectors, search, settled, short
from helpers.optimise.stationary import kind_of, named
from helpers.taylor import taylor_coefficients
from helpers.validation import points, require_function, require_positive

NEAR = 1e-8  # a minimum that is so near, relative to the numbers on the way, is found
WORTH_A_LOOK = 1e-6  # a step that is shorter, relative to the numbers on the way, may have led to a zero


def newton_raphson(f: Callable[[Any], Any], x0: float, *, max_iterations: int = 200) -> Search:
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
            return x, "f is exactly zero there"
        if slope == 0:
            raise Stuck(f"the tangent at x = {short(x)} is flat and meets the axis nowhere")
        new = x - height / slope
        near = abs(new - x) <= WORTH_A_LOOK * max(abs(new), abs(start))
        return new, "f is zero there, to rounding" if near and _vanishes(f, new, start) else ""

    return search(step, start, max_iterations)


def _vanishes(f: Callable[[Any], Any], x: float, start: float) -> bool:
    """Tell whether f(x) is no larger than its changes from float to float, and these are small, as at a pole they are
    not."""
    unit = np.finfo(float).eps * max(abs(x), 1e-4 * abs(start))
    around = sample(f, x + unit * np.arange(-8, 9))
    farther = sample(f, x + unit * np.array([-1e12, 1e12]))
    spread = np.nanmax(around) - np.nanmin(around)
    return bool(abs(around[8]) <= spread <= 1e-6 * np.nanmax(np.abs(farther)))


def newton(f: Callable[[Any], Any], x0: Any, *, max_iterations: int = 100) -> Search:
    """Find a stationary point of `f`: jump to that of the parabola, bowl or saddle that fits f best, again and again.

        x ← x - H⁻¹ ∇f

    Parameters
    ----------
    f : callable, a number or (n,) -> a number
    x0 : float or array_like, shape (n,)
    max_iterations : int

    Returns
    -------
    Search
        Its `reason` says whether the point is a minimum, a maximum or a saddle: the method takes what is near.

    Raises
    ------
    TypeError, ValueError
        As `gradient`, at x0.

    Examples
    --------
    >>> valley = lambda p: (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2
    >>> found = newton(valley, [-1.2, 1.0])
    >>> found.x, found.iterations, found.reason
    (array([1., 1.]), 7, 'the gradient is exactly zero there; by the curvature it is a minimum')
    """
    f, start = of_vectors(f, x0)
    most_curved = 0.0

    def step(path: list[Any]) -> tuple[Any, str]:
        nonlocal most_curved
        x = path[-1]
        slopes, curvatures = gradient(f, x), hessian(f, x)
        most_curved = max(most_curved, largest(curvatures))
        kind = named(kind_of(curvatures, most_curved))
        if not slopes.any():
            return x, f"the gradient is exactly zero there; by the curvature it is {kind}"
        try:
            new = x - np.linalg.solve(curvatures, slopes)
        except np.linalg.LinAlgError:
            raise Stuck(f"the Hessian at x = {short(x)} is singular: f has no curvature in some direction") from None
        reason = settled(path, new)
        return new, reason and f"{reason}; by the curvature it is {kind}"

    return like(x0, search(step, start, max_iterations))


def gradient_descent(
    f: Callable[[Any], Any], x0: Any, learning_rate: float, momentum: float = 0.0, *, max_iterations: int = 10_000
) -> Search:
    """Find a minimum of `f`: go downhill, a little at a time.

        x ← x - η ∇f + μ (the last step)

    Parameters
    ----------
    f : callable, a number or (n,) -> a number
    x0 : float or array_like, shape (n,)
    learning_rate : float
        η, positive, in units of x² per unit of f.
    momentum : float
        μ, from 0 up to but not including 1: which part of a step goes into the next.
    max_iterations : int

    Returns
    -------
    Search
        Not converged: if η is too large (x grows, or jumps back and forth) or too small (it creeps), if f has no
        minimum that way, or on a saddle.

    Raises
    ------
    TypeError, ValueError
        As `gradient` at x0; if `learning_rate` or `momentum` is out of range.

    Notes
    -----
    Ends when the gradient has all but vanished *and* the curvature says that the minimum is near: a gradient alone
    also vanishes on the way to infinity, and a small step may only mean a small η.

    Examples
    --------
    >>> bowl = lambda p: p[0] ** 2 + 5 * p[1] ** 2
    >>> gradient_descent(bowl, [1.0, 1.0], learning_rate=0.1).x.round(6) + 0.0
    array([0., 0.])
    >>> gradient_descent(bowl, [1.0, 1.0], learning_rate=0.3).converged
    False
    """
    f, start = of_vectors(f, x0)
    require_positive(learning_rate, "learning_rate")
    if not isinstance(momentum, int | float) or not 0 <= momentum < 1:
        raise ValueError(f"momentum must be at least 0 and less than 1, got {momentum!r}")
    steepest, looked = 0.0, np.inf

    def step(path: list[Any]) -> tuple[Any, str]:
        nonlocal steepest, looked
        x = path[-1]
        slopes = gradient(f, x)
        slope = largest(slopes)
        steepest = max(steepest, slope)
        if slope <= min(NEAR * steepest, looked / 2):  # The Hessian costs more than the step: not at each of them.
            looked = slope
            curvatures = hessian(f, x)
            to_go = largest(np.linalg.lstsq(curvatures, slopes, rcond=1e-10)[0])
            kind = kind_of(curvatures)
            if to_go <= NEAR * largest(path) and kind in ("minimum", "undecided"):
                return x, f"the gradient has vanished; by the curvature it is {named(kind)}"
            if slope == 0:
                raise Stuck(f"the gradient is zero at x = {short(x)}, but that is {named(kind)}: move off it")
        last = x - path[-2] if len(path) > 1 else 0.0
        return x - learning_rate * slopes + momentum * last, ""

    return like(x0, search(step, start, max_iterations))
