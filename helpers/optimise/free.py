"""Minima and stationary points of functions that may be moved freely: by Newton's method, and by descent."""

from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.autodiff import gradient, hessian
from helpers.optimise.search import Search, Stuck, largest, like, of_vectors, search, settled, short
from helpers.optimise.stationary import is_lowest, kind_of, named
from helpers.validation import require_positive


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
        if not slopes.any() and not curvatures.any() and len(path) > 1:
            raise Stuck(f"at x = {short(x)} f is flat, or too small to tell from zero")
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
    if not isinstance(momentum, int | float | np.number) or not 0 <= momentum < 1:
        raise ValueError(f"momentum must be at least 0 and less than 1, got {momentum!r}")
    steepest, looked = 0.0, np.inf

    def step(path: list[Any]) -> tuple[Any, str]:
        nonlocal steepest, looked
        x = path[-1]
        slopes = gradient(f, x)
        slope = largest(slopes)
        steepest = max(steepest, slope)
        if slope <= looked / 2:  # The Hessian costs more than the step: not at each of them.
            looked = slope
            size = max(largest(x), largest(start)) or 1.0
            if is_lowest(f, x, slopes, hessian(f, x), steepest, size, moved=len(path) > 1):
                return x, "the gradient has vanished, and f rises, or stays, on all sides"
        if slope == 0:
            raise Stuck(f"the gradient is zero at x = {short(x)}, but that is no minimum: move off it")
        last = x - path[-2] if len(path) > 1 else 0.0
        new = x - learning_rate * slopes + momentum * last
        if np.array_equal(new, x):
            raise Stuck(f"the steps from x = {short(x)} are lost in rounding, though the slope is {slope:.0e}")
        return new, ""

    return like(x0, search(step, start, max_iterations))
