"""Least squares for models that are linear in their parameters, to the last digit that the data allow.

The orthogonal decomposition A = QR solves it without squaring the condition of A, as the textbook's normal equations
do. What rounding does to it is measured with exact sums and taken back in a second pass (iterative refinement).

Sources: Å. Björck, "Numerical Methods for Least Squares Problems", SIAM 1996, sections 2.4 and 2.9; T. J. Dekker, "A
floating-point technique for extending the available precision", Numerische Mathematik 18 (1971) 224.
"""

import math
from typing import Any

import numpy as np

from helpers.regression.results import Fit, failed, measurements, told
from helpers.validation import table, vector

SINGULAR = 1e13  # scaled condition: of columns that depend on each other it is above 3e14
LARGE = 1e120  # the square, and its sums, must be a float
ILL_CONDITIONED = 1e8  # half of the digits are lost


class DependentError(ValueError):
    """Several sets of parameters fit equally well."""


def fit_line(x: Any, y: Any, sigma: Any = None) -> Fit:
    """Fit y = m x + c.

    Parameters
    ----------
    x, y : array_like, shape (N,)
    sigma : float or array_like, shape (N,), in units of y, optional
        The standard errors of y.

    Returns
    -------
    Fit
        With the parameters (m, c).

    Raises
    ------
    TypeError, ValueError
        As `fit_linear`.

    Examples
    --------
    >>> line = fit_line([0.0, 1.0, 2.0, 3.0], [1.0, 3.0, 4.0, 6.0])
    >>> line.parameters.round(9), line.standard_errors.round(3)
    (array([1.6, 1.1]), array([0.141, 0.265]))
    """
    x = vector(x)
    return fit_linear(np.column_stack([x, np.ones(len(x))]), y, sigma)


def fit_linear(design: Any, y: Any, sigma: Any = None) -> Fit:
    """Fit y = A b, a sum of known functions with unknown factors b.

    Parameters
    ----------
    design : array_like, shape (N, p)
        A: in column j what y would be if parameter j were 1 and the others 0.
    y : array_like, shape (N,)
    sigma : float or array_like, shape (N,), in units of y, optional
        The standard errors of y; without them they are taken as all alike and estimated from the scatter.

    Returns
    -------
    Fit
        Not converged if columns of A depend on each other. A warning if b is ill-conditioned: then changes of the data
        in their last digits change it visibly.

    Raises
    ------
    TypeError, ValueError
        If the shapes do not agree, if there are fewer points than parameters, or a number is not finite.

    Notes
    -----
    On well-conditioned data all digits of b are right. The cost is that of exact sums, about 1 µs per entry of A.

    Examples
    --------
    A parabola through four points that lie on one:

    >>> fit_linear([[1, 0, 0], [1, 1, 1], [1, 2, 4], [1, 3, 9]], [1, 2, 5, 10]).parameters.round(12) + 0.0
    array([1., 0., 1.])
    """
    A = table(design, "design")
    y, errors = measurements(y, sigma)
    if len(A) != len(y):
        raise ValueError(f"design must have a row for each of the {len(y)} values of y, got shape {A.shape}")
    require_enough(A.shape[1], len(y))
    try:
        b, residuals, root, condition = solve(A, y, 1 / errors)
    except DependentError as error:
        unexplained = y - A @ np.linalg.lstsq(A / errors[:, None], y / errors)[0]
        return failed(A.shape[1], unexplained, None if sigma is None else errors, str(error))
    warnings = [] if condition < ILL_CONDITIONED else [_warning(condition)]
    return told(b, root, residuals, residuals / errors, None if sigma is None else errors, "solved", warnings)


def solve(A: Any, y: Any, weight: Any, passes: int = 2) -> tuple[Any, Any, Any, float]:
    """Return b that minimises |w (y - A b)|, y - A b, C with (AᵀWA)⁻¹ = C Cᵀ, and the condition of A.

    Raises
    ------
    DependentError
        If there are several such b. The condition is that of A with columns of length 1: units do not matter.
    """
    unit = np.max(weight)  # Squares of very small or large weights would not be floats.
    weight = weight / unit
    with np.errstate(over="ignore", invalid="ignore"):
        Q, R = np.linalg.qr(A * weight[:, None])
    if not np.isfinite(R).all() or not np.max(np.abs([*R.flat, *y])) < LARGE:
        raise ValueError(f"numbers beyond {LARGE:.0e} cannot be fitted; take larger units")
    lengths = np.linalg.norm(R, axis=0)
    _, singular, directions = np.linalg.svd(R / np.where(lengths > 0, lengths, 1.0))
    if not singular[-1] * SINGULAR > singular[0]:
        columns = np.flatnonzero(np.abs(directions[-1]) > 1e-6).tolist()
        raise DependentError(f"parameters {columns} cannot be told apart: other values of them fit just as well")
    C = np.linalg.inv(R)
    b, residuals = np.zeros(A.shape[1]), np.zeros(len(y))
    for _ in range(passes):
        missing = exact_product(A, -b, y, -residuals)
        d = Q.T @ (weight * missing) - C.T @ exact_product(A.T, -(weight**2) * residuals)
        b, residuals = b + C @ d, residuals + missing - Q @ d / weight
    return b, exact_product(A, -b, y), C / unit, float(singular[0] / singular[-1])


def exact_product(A: Any, v: Any, *more: Any) -> Any:
    """Return A v + more, as if computed exactly and rounded once.

    Examples
    --------
    >>> exact_product(np.array([[1e16, 1.0, -1e16]]), np.ones(3))
    array([1.])
    """

    def halves(z: Any) -> tuple[Any, Any]:
        shifted = (2.0**27 + 1) * z
        high = shifted - (shifted - z)
        return high, z - high

    product, (a_high, a_low), (v_high, v_low) = A * v, halves(A), halves(v)
    rest = ((a_high * v_high - product) + a_high * v_low + a_low * v_high) + a_low * v_low
    return np.array([math.fsum(row) for row in np.column_stack([product, rest, *more]).tolist()])


def require_enough(parameters: int, points: int) -> None:
    """Raise a ValueError if there are fewer points than parameters."""
    if points < parameters:
        raise ValueError(f"{parameters} parameters cannot be found from {points} points; measure more, or fit less")


def _warning(condition: float) -> str:
    return (
        f"ill-conditioned ({condition:.0e}): expect about {15 - round(math.log10(condition))} digits; "
        "a smaller degree, or x counted from its mean, does better"
    )
