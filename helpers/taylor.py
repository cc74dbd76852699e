"""Polynomials in place of functions: near one point, a few numbers say nearly everything about f.

f(x) ≈ f(a) + f′(a) (x - a) + f″(a) (x - a)² / 2! + ...             of one number
f(x) ≈ f(a) + J (x - a)                                             of several: the tangent plane
f(x) ≈ f(a) + ∇f · (x - a) + (x - a) · H (x - a) / 2                and the parabola or saddle that fits best
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import factorial
from typing import Any

import numpy as np

from helpers import differences
from helpers.autodiff import derivative, gradient, hessian, jacobian
from helpers.autodiff.expansion import expand
from helpers.autodiff.rules import NotDifferentiableError
from helpers.autodiff.ways import admitted
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
    values,
    vector,
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
    return lambda x: _number(np.polyval(coefficients[::-1], _step(x, at)))


def linearise(f: Callable[[Any], Any], a: Any, *, method: Method = "auto") -> Callable[[Any], Any]:
    """Return the linear function that touches `f` at `a`: its tangent line or plane.

        L(x) = f(a) + J (x - a),      J: f′(a), the gradient or the Jacobian

    Parameters
    ----------
    f : callable, a number or (n,) -> a number or (m,)
    a : float or array_like, shape (n,)
    method : {"auto", "exact", "differences"}
        As for `helpers.derivative`.

    Returns
    -------
    linear : callable
        Takes what f takes; also many inputs at once, an array of shape (n, ...) or, for a number, of any shape.

    Raises
    ------
    TypeError, ValueError
        As `jacobian`.

    Examples
    --------
    √x near 100, in one's head:

    >>> linearise(np.sqrt, 100.0)(102.0)
    10.1
    """
    require_function(f)
    at = points(a, "a") if np.ndim(a) == 0 else vector(a, "a")
    value, several = _value(f, at), np.ndim(at)
    if several:
        slope = jacobian(f, at, method=method) if np.ndim(value) else gradient(f, at, method=method)
    else:
        slope = derivative(f, at, method=method)

    def linear(x: Any) -> Any:
        step = _step(x, at)
        change = np.tensordot(slope, step, axes=1) if several else np.multiply.outer(slope, step)
        return _number(np.reshape(value, np.shape(value) + (1,) * (np.ndim(change) - np.ndim(value))) + change)

    return linear


@dataclass(frozen=True)
class Quadratic:
    """f(a), the slopes and the curvatures there; `value, gradient, hessian = q` unpacks them, q(x) is the parabola."""

    about: Any
    value: Any
    gradient: Any
    hessian: Any

    def __iter__(self) -> Iterator[Any]:
        return iter((self.value, self.gradient, self.hessian))

    def __call__(self, x: Any) -> Any:
        """Return f(a) + ∇f · d + d · H d / 2 with d = x - a, for one x or for many, of shape (n, ...)."""
        d = _step(x, self.about)
        if not np.ndim(self.about):
            return _number(self.value + (self.gradient + self.hessian / 2 * d) * d)
        slope = _beside(self.gradient, d) + np.tensordot(self.hessian, d, 1) / 2
        return _number(self.value + np.sum(slope * d, axis=0))


def quadratic_approximation(f: Callable[[Any], Any], a: Any, *, method: Method = "auto") -> Quadratic:
    """Return the parabola, bowl, cap or saddle that fits `f` best near `a`.

        q(x) = f(a) + ∇f · (x - a) + (x - a) · H (x - a) / 2

    Parameters
    ----------
    f : callable, a number or (n,) -> a number
    a : float or array_like, shape (n,)
    method : {"auto", "exact", "differences"}
        As for `helpers.derivative`.

    Returns
    -------
    Quadratic
        With `value`, `gradient` (n,) and `hessian` (n, n), for a number a all of them numbers; itself a function of x.

    Raises
    ------
    TypeError, ValueError
        As `gradient`.

    Examples
    --------
    >>> q = quadratic_approximation(lambda p: np.exp(p[0]) * np.cos(p[1]), [0.0, 0.0])
    >>> q.hessian
    array([[ 1.,  0.],
           [ 0., -1.]])
    >>> q([0.1, 0.2])
    1.085
    """
    require_function(f)
    if np.ndim(a) == 0:
        value, slope, half = taylor_coefficients(f, a, 2, method=method).tolist()
        return Quadratic(float(a), value, slope, 2 * half)
    at = vector(a, "a")
    slopes = gradient(f, at, method=method)
    return Quadratic(at, float(_value(f, at)), slopes, hessian(f, at, method=method))


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
    rows = [Estimate(_value(f, a), 0.0)]
    for k in range(1, order + 1):
        slope = differences.derivative(f, a, k)
        rows.append(Estimate(slope.value / factorial(k), slope.error / factorial(k)))
    estimate = Estimate(*map(np.array, zip(*rows, strict=True)))
    return admitted(estimate, reason) if reason else estimate.value


def _value(f: Callable[[Any], Any], a: Any) -> Any:
    with np.errstate(all="ignore"):
        return values(f(np.copy(a)[()]))


def _number(y: Any) -> Any:
    return y if np.ndim(y) else float(y)


def _step(x: Any, a: Any) -> Any:
    """Return x - a, for one point x or for many, which stand side by side: x has shape (n, ...)."""
    x = real_array(x, "x")
    if np.ndim(a) and np.shape(x)[:1] != np.shape(a):
        raise ValueError(f"x must have shape {np.shape(a)}, or ({len(a)}, ...) for many points; got {np.shape(x)}")
    return x - _beside(a, x)


def _beside(vector: Any, points: Any) -> Any:
    """Return `vector` as a column beside `points`, so that numpy lines up their first axes."""
    return np.reshape(vector, np.shape(vector) + (1,) * (np.ndim(points) - 1)) if np.ndim(vector) else vector
