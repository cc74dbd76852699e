"""Fitting a model of any form: scipy searches with our exact Jacobian, and what it finds is checked.

A search that stopped is not one that arrived: scipy reports success when steps or gains have become small, which they
also do in a long valley, or on the way to infinity. So the last point is moved on by Newton's method, and must then
be a minimum, with nothing left to gain and all parameters determined.
"""

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.autodiff import DifferencesWarning
from helpers.regression.results import Fit, failed, told
from helpers.regression.tangent import ROUNDINGS, LostError, Problem, Tangent
from helpers.validation import require_whole

BEND = 0.1  # how far rounding of the parameters may turn a column of the Jacobian


def fit(
    model: Callable[..., Any],
    x: Any,
    y: Any,
    start: Any,
    sigma: Any = None,
    loss: str = "linear",
    *,
    max_evaluations: int = 2000,
) -> Fit:
    """Fit the parameters of a model to measurements by least squares.

        Σ ρ(((y_i - model(x_i, b)) / σ_i)²) as small as possible,      ρ(z) = z for the loss "linear"

    Parameters
    ----------
    model : callable, model(x, b_1, ..., b_p) -> (N,)
        Numpy code. It gets x as it is.
    x : array_like, shape (N,), or (k, N) for k inputs
    y : array_like, shape (N,)
    start : array_like, shape (p,)
        A first guess of the parameters. A bad one may lead to another minimum, or nowhere.
    sigma : float or array_like, shape (N,), in units of y, optional
        The standard errors of y; without them they are taken as all alike and estimated from the scatter.
    loss : {"linear", "soft_l1", "huber", "cauchy", "arctan"}
        All but the first make fliers, which are off by more than σ (or by more than 1, without `sigma`), count for
        less, in this order. They are scipy's; the errors of the parameters are then approximate.
    max_evaluations : int

    Returns
    -------
    Fit

    Raises
    ------
    TypeError, ValueError
        If the arguments do not fit together, or the model is not finite at `start`.

    Notes
    -----
    On the non-linear data sets of NIST (StRD) ten of the eleven certified digits are reached from either start.

    Examples
    --------
    A cup of tea that cools from 80 to 20 degrees (without errors of measurement, so that the answer is known):

    >>> minutes = np.array([0.0, 5.0, 10.0, 20.0, 40.0])
    >>> cooling = lambda t, above, rate: 20 + above * np.exp(-rate * t)
    >>> fit(cooling, minutes, cooling(minutes, 60.0, 0.05), start=[50.0, 0.1]).parameters.round(12)
    array([6.e+01, 5.e-02])

    References
    ----------
    Search: M. A. Branch, T. F. Coleman and Y. Li, SIAM Journal on Scientific Computing 21 (1999) 1, as scipy has it.
    """
    require_whole(max_evaluations, "max_evaluations", at_least=1)
    problem = Problem(model, x, y, start, sigma, loss)
    problem.slopes(problem.start)  # Here whoever uses `math` is told, and errors of the model come through.
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", DifferencesWarning)
        b = _search(problem, max_evaluations)
        try:
            here, minimum = _polished(problem, problem.tangent(b))
            complaint = _complaint(problem, here, minimum)
        except LostError as lost:
            return failed(len(b), problem.residuals(b), problem.sigma, str(lost))
        residuals = problem.residuals(here.b)
    if complaint:
        return failed(len(b), residuals, problem.sigma, f"at {here.b} {complaint}")
    return told(here.b, here.root, residuals, here.misfit, problem.sigma, "nothing is left to gain", [])


def _search(problem: Problem, max_evaluations: int) -> Any:
    from scipy.optimize import least_squares

    def slopes(b: Any) -> Any:
        try:
            return np.nan_to_num(-problem.slopes(b), posinf=0.0, neginf=0.0)
        except ValueError:  # outside the domain, where the search is on its way back
            return np.zeros((len(problem.y), len(b)))

    return least_squares(
        problem.misfit,
        problem.start,
        slopes,
        x_scale="jac",
        ftol=1e-15,
        xtol=1e-15,
        gtol=None,
        max_nfev=max_evaluations,
    ).x


def _polished(problem: Problem, here: Tangent) -> tuple[Tangent, bool]:
    """Go on by Newton's method, and tell whether it ended in a minimum: a sum of squares is flat to rounding long
    before its slope is."""
    for _ in range(20):
        curvature = problem.curvature(here)
        if np.linalg.eigvalsh(curvature)[0] <= 0:
            return here, False
        step = here.root @ np.linalg.solve(curvature, here.root.T @ (here.slopes.T @ here.misfit))
        try:
            there = problem.tangent(here.b + step)
        except LostError:
            break
        if there.offset >= here.offset or there.size > (1 + 1e-9) * here.size + ROUNDINGS * here.noise:
            break
        here = there
    return here, True


def _complaint(problem: Problem, here: Tangent, minimum: bool) -> str:
    """Return what is wrong with the point where a search ended, or ""."""
    if not minimum:
        return "it ended on a saddle, or where the model bends away from the data; try another start"
    if not here.arrived:
        share = here.offset / here.size
        return f"it ended on the way: a step still explains {share:.0e} of the residuals; try another start"
    try:
        near = problem.tangent(here.b + np.linalg.norm(here.root, axis=1) * here.noise)
    except LostError as lost:
        return str(lost)
    turned = np.linalg.norm(near.slopes - here.slopes, axis=0) > BEND * np.linalg.norm(here.slopes, axis=0)
    return "it runs away to where the parameters change nothing any more; try another start" if np.any(turned) else ""
