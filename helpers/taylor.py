"""Taylor polynomials: near one point, a few numbers say nearly everything about a function of one number.

f(x) ≈ f(a) + f′(a) (x - a) + f″(a) (x - a)² / 2! + ...
"""

from collections.abc import Callable
from math import factorial
from typing import Any

import numpy as np

from helpers import differences
from helpers.autodiff.expansion import expand
from helpers.autodiff.rules import NotDifferentiableError
from helpers.autodiff.ways import admitted
from helpers.evaluation import evaluate, unwrapped
from helpers.richardson import Estimate
from helpers.validation import (
    HIGHEST_ORDER,
    Method,
    points,
    real_array,
    require_domain,
    require_function,
    require_method,
    require_whole,
)


def taylor_coefficients(f: Callable[[Any], Any], a: Any, order: int, *, method: Method = "auto") -> Any:
    """Return the coefficients of the Taylor polynomial of `f` about `a`.

        c_k = f⁽ᵏ⁾(a) / k!,      k = 0, 1, ..., order

    Parameters
    ----------
    f : callable, a number -> a number
    a : float
    order : int, 0 to 100
    method : {"auto", "exact", "differences"}
        As for `helpers.derivative`. Differences lose three or four digits per order.

    Returns
    -------
    coefficients : ndarray, shape (order + 1,); c_k in units of f per unit of x to the power k

    Raises
    ------
    TypeError
        If `f` is no function of real numbers or, with "exact", does something that cannot be differentiated.
    ValueError
        If `a` or f(a) is not a finite number, or if f has no such derivatives there.

    Examples
    --------
    >>> taylor_coefficients(np.exp, 0.0, 3)
    array([1.        , 1.        , 0.5       , 0.16666667])
    """
    require_function(f)
    require_method(method)
    require_whole(order, "order", 0, HIGHEST_ORDER)
    a = points(a, "a")
    if np.ndim(a):
        raise ValueError(f"a must be a number, got shape {np.shape(a)}; for several inputs see quadratic_approximation")
    coefficients = _coefficients(f, a, order, method)
    if np.ndim(coefficients) > 1:
        raise ValueError(f"f(a) must be a number, got shape {np.shape(coefficients)[1:]}; expand each output alone")
    require_domain(coefficients[0], a)
    if not np.all(np.isfinite(coefficients)):
        raise ValueError(f"f has no Taylor series of order {order} about {a}: a derivative is not finite there")
    return coefficients


def taylor_polynomial(f: Callable[[Any], Any], a: Any, order: int, *, method: Method = "auto") -> Callable[[Any], Any]:
    """Return the Taylor polynomial of `f` about `a`: the polynomial of this degree that is closest to f near a.

        p(x) = Σ f⁽ᵏ⁾(a) / k! (x - a)^k

    Parameters
    ----------
    f, a, order, method
        As for `taylor_coefficients`, which also tells the errors.

    Returns
    -------
    polynomial : callable
        Takes a number or an array of any shape.

    Examples
    --------
    >>> p = taylor_polynomial(np.cos, 0.0, 4)
    >>> round(p(0.1), 10)
    0.9950041667
    """
    coefficients = taylor_coefficients(f, a, order, method=method)
    at = points(a, "a")
    return lambda x: unwrapped(np.polyval(coefficients[::-1], real_array(x, "x") - at))


def _coefficients(f: Callable[[Any], Any], a: Any, order: int, method: Method) -> Any:
    reason: Exception | None = None
    if method != "differences":
        try:
            found = np.array(expand(f, a, max(order, 1))[: order + 1])
            if method == "exact" or not np.any(np.isnan(found)):
                return found
            reason = ValueError(f"a coefficient about {a} comes out as 0 · inf")
        except NotDifferentiableError as error:
            if method == "exact":
                raise
            reason = error
    rows = [Estimate(evaluate(f, a), 0.0)]
    for k in range(1, order + 1):
        slope = differences.derivative(f, a, k)
        rows.append(Estimate(slope.value / factorial(k), slope.error / factorial(k)))
    estimate = Estimate(*map(np.array, zip(*rows, strict=True)))
    return admitted(estimate, reason) if reason else estimate.value
