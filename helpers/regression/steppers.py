"""Three ways down the valley of χ², short enough to read, with the path that each takes.

All see the model as the plane that touches it, y - model ≈ r - J δ. They differ in the step δ that they make of it.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.optimise.search import Search, Stuck, search
from helpers.regression.results import SteppedFit, failed, told
from helpers.regression.tangent import Problem, Tangent
from helpers.validation import require_positive

Rule = Callable[[Tangent], Any]
ENOUGH = 1e-6  # of the residuals: a smaller gain is lost in the rounding of their squares


def steepest_descent(
    model: Callable[..., Any],
    x: Any,
    y: Any,
    start: Any,
    sigma: Any = None,
    *,
    learning_rate: float,
    max_iterations: int = 10_000,
) -> SteppedFit:
    """Fit a model by going downhill: against the gradient of χ².

        b ← b - η ∇χ²,      ∇χ² = -2 Jᵀ r

    Parameters
    ----------
    model, x, y, start, sigma
        As for `fit`.
    learning_rate : float
        η, positive, the same for all parameters, whatever their units.
    max_iterations : int

    Returns
    -------
    SteppedFit

    Raises
    ------
    TypeError, ValueError
        As `fit`, and if `learning_rate` is not positive.

    Examples
    --------
    >>> line = lambda x, m, c: m * x + c
    >>> steepest_descent(line, [0, 1, 2], [1, 3, 5], start=[0, 0], learning_rate=0.05).parameters.round(6)
    array([2., 1.])
    """
    require_positive(learning_rate, "learning_rate")
    problem = Problem(model, x, y, start, sigma)
    return _walked(problem, lambda here: 2 * learning_rate * here.slopes.T @ here.misfit, max_iterations)


def gauss_newton(
    model: Callable[..., Any], x: Any, y: Any, start: Any, sigma: Any = None, *, max_iterations: int = 100
) -> SteppedFit:
    """Fit a model by jumping to the lowest point of the plane's χ², again and again.

        b ← b + δ,      JᵀJ δ = Jᵀ r

    Parameters
    ----------
    model, x, y, start, sigma
        As for `fit`.
    max_iterations : int

    Returns
    -------
    SteppedFit
        Far from the answer a jump may go too far, and away.

    Raises
    ------
    TypeError, ValueError
        As `fit`.

    Examples
    --------
    For a model that is linear in its parameters, one step is enough:

    >>> gauss_newton(lambda x, m, c: m * x + c, [0, 1, 2], [1, 3, 5], start=[0, 0]).path.round(9)
    array([[0., 0.],
           [2., 1.]])
    """
    return _walked(Problem(model, x, y, start, sigma), lambda here: here.step, max_iterations)


def levenberg_marquardt(
    model: Callable[..., Any], x: Any, y: Any, start: Any, sigma: Any = None, *, max_iterations: int = 500
) -> SteppedFit:
    """Fit a model by steps between the two: downhill where jumps fail, jumps where they succeed.

        b ← b + δ,      (JᵀJ + λ diag JᵀJ) δ = Jᵀ r

    λ is tenfold after a step that would raise χ², which is not taken, and a tenth after one that lowers it.

    Parameters
    ----------
    model, x, y, start, sigma
        As for `fit`.
    max_iterations : int

    Returns
    -------
    SteppedFit

    Raises
    ------
    TypeError, ValueError
        As `fit`.

    References
    ----------
    D. W. Marquardt, Journal of the Society for Industrial and Applied Mathematics 11 (1963) 431.
    """
    problem, damping = Problem(model, x, y, start, sigma), 1e-3

    def rule(here: Tangent) -> Any:
        nonlocal damping
        squares = here.slopes.T @ here.slopes
        while damping < 1e16:
            damped = squares + damping * np.diag(np.diag(squares))
            step = np.linalg.solve(damped, here.slopes.T @ here.misfit)
            there = problem.misfit(here.b + step)
            if there @ there < here.misfit @ here.misfit:
                damping /= 10
                return step
            damping *= 10
        raise Stuck("no step, however short, lowers χ²")

    return _walked(problem, rule, max_iterations)


def _walked(problem: Problem, rule: Rule, max_iterations: int) -> SteppedFit:
    last: Tangent | None = None

    def step(path: list[Any]) -> tuple[Any, str]:
        nonlocal last
        last = problem.tangent(path[-1])
        if last.arrived:
            return path[-1], "nothing is left to gain"
        try:
            return path[-1] + rule(last), ""
        except Stuck:
            if last.offset > ENOUGH * last.size:
                raise
            return path[-1], "nothing is left to gain, as far as the rounding of χ² allows to tell"

    found = search(step, problem.start, max_iterations)
    return _result(problem, found, last)


def _result(problem: Problem, found: Search, last: Tangent | None) -> SteppedFit:
    with np.errstate(all="ignore"):
        residuals = problem.residuals(found.path[-1])
    if found.converged and last is not None:
        result = told(found.x, last.root, residuals, last.misfit, problem.sigma, found.reason, [])
    else:
        result = failed(len(problem.start), residuals, problem.sigma, found.reason)
    return SteppedFit(**vars(result), path=found.path, iterations=found.iterations)
