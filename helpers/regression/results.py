"""What is asked of measurements, and what a fit has to say about its parameters."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.validation import points, vector


@dataclass(frozen=True)
class Fit:
    """Parameters, how far to trust them, and what is left unexplained.

    Attributes
    ----------
    parameters : ndarray, shape (p,)
        NaN if the fit did not converge: no number would be an answer.
    standard_errors : ndarray, shape (p,), in units of the parameters
        The roots of the diagonal of the covariance.
    covariance : ndarray, shape (p, p)
        With `sigma` it follows from these errors as they are; without, they are taken as all alike and as large as the
        scatter about the fit says (curve_fit calls the two absolute_sigma=True and False).
    chi_squared : float
        Σ (residual / sigma)²; without `sigma` Σ residual², in units of y².
    degrees_of_freedom : int
        N - p.
    residuals : ndarray, shape (N,), in units of y
        y minus model.
    converged : bool
    reason : str
        Why the search ended, for people.
    warnings : tuple of str
        What to be wary of, though there is an answer.
    """

    parameters: Any
    standard_errors: Any
    covariance: Any
    chi_squared: float
    degrees_of_freedom: int
    residuals: Any
    converged: bool
    reason: str
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class SteppedFit(Fit):
    """A `Fit` with the way to it: `path`, shape (iterations + 1, p), from the start on."""

    path: Any
    iterations: int


def chi_squared(y: Any, model: Any, sigma: Any) -> float:
    """Return how far measurements lie from a model, in units of their errors.

        χ² = Σ (y_i - model_i)² / σ_i²

    Parameters
    ----------
    y, model : array_like, shape (N,)
        Measured and predicted values.
    sigma : float or array_like, shape (N,), in units of y
        The standard error of each measurement.

    Returns
    -------
    chi_squared : float
        For a true model and Gaussian errors it is about N, less one for each fitted parameter, give or take √(2N).

    Raises
    ------
    TypeError, ValueError
        If these are no numbers of one shape, or an error is not positive.

    Examples
    --------
    >>> chi_squared([1.0, 2.0, 4.0], [1.0, 2.0, 3.0], sigma=0.5)
    4.0
    """
    y, sigma = measurements(y, sigma)
    model = vector(model, "model")
    if model.shape != y.shape:
        raise ValueError(f"model must have the shape of y, {y.shape}, got {model.shape}")
    return chi_squared_of(y - model, sigma)


def measurements(y: Any, sigma: Any) -> tuple[Any, Any]:
    """Return y and its errors (1 where `sigma` is None) as arrays of shape (N,)."""
    y = vector(y, "y")
    errors = points(1.0 if sigma is None else sigma, "sigma")
    if np.shape(errors) not in ((), y.shape):
        raise ValueError(f"sigma must be a number or have the shape of y, {y.shape}, got {np.shape(errors)}")
    if not np.all(errors > 0):
        raise ValueError(
            f"sigma must be positive, got {np.min(errors)}; leave a point with no error out, or give it one"
        )
    return y, np.broadcast_to(errors, y.shape)


def told(parameters: Any, root: Any, residuals: Any, misfit: Any, sigma: Any, reason: str, warnings: list[str]) -> Fit:
    """Return the result of a fit that converged.

    Parameters
    ----------
    parameters : (p,)
    root : (p, p)
        C, with (JᵀJ)⁻¹ = C Cᵀ.
    residuals : (N,), in units of y
    misfit : (N,)
        The residuals in units of their errors, bent if the loss is.
    sigma : None, or the errors
    reason : str
    warnings : list of str
    """
    freedom, scale = len(residuals) - len(parameters), 1.0
    if sigma is None and freedom:
        scale = math.sqrt(misfit @ misfit / freedom)
    elif sigma is None:
        scale = math.inf
        warnings = [*warnings, "there are as many parameters as points: nothing tells how large their errors are"]
    covariance = root @ root.T * scale**2 if scale < math.inf else np.full(root.shape, scale)
    errors = np.sqrt(np.diag(covariance))
    chi = chi_squared_of(residuals, sigma)
    return Fit(parameters, errors, covariance, chi, freedom, residuals, True, reason, tuple(warnings))


def failed(count: int, residuals: Any, sigma: Any, reason: str) -> Fit:
    """Return the result of a fit of so many parameters that has no answer."""
    nothing, freedom = np.full(count, np.nan), len(residuals) - count
    chi = chi_squared_of(residuals, sigma)
    return Fit(nothing, nothing, np.outer(nothing, nothing), chi, freedom, residuals, False, reason, ())


def chi_squared_of(residuals: Any, sigma: Any) -> float:
    """Return Σ (residual / sigma)², or Σ residual² without sigma."""
    with np.errstate(over="ignore"):  # of residuals where a fit ran away
        return float(np.sum((residuals / (1.0 if sigma is None else sigma)) ** 2))
