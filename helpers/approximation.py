"""Simple functions in place of f near one point: the tangent line or plane, and the parabola, bowl or saddle.

f(x) ≈ f(a) + J (x - a)
f(x) ≈ f(a) + ∇f · (x - a) + (x - a) · H (x - a) / 2
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.autodiff import derivative, gradient, hessian, jacobian
from helpers.evaluation import unwrapped
from helpers.taylor import taylor_coefficients
from helpers.validation import Method, points, real_array, require_function, values, vector


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
    at = real_array(a, "a")
    at = vector(at, "a") if np.ndim(at) else points(at, "a")
    value, several = _value(f, at), np.ndim(at)
    if several:
        slope = jacobian(f, at, method=method) if np.ndim(value) else gradient(f, at, method=method)
    else:
        slope = derivative(f, at, method=method)
    if not np.isfinite(slope).all():
        raise ValueError(f"f has no finite slope at a = {a}; choose another point")

    def linear(x: Any) -> Any:
        step = _step(x, at)
        change = np.tensordot(slope, step, axes=1) if several else np.multiply.outer(slope, step)
        return unwrapped(np.reshape(value, np.shape(value) + (1,) * (np.ndim(change) - np.ndim(value))) + change)

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
            return unwrapped(self.value + (self.gradient + self.hessian / 2 * d) * d)
        slope = _beside(self.gradient, d) + np.tensordot(self.hessian, d, 1) / 2
        return unwrapped(self.value + np.sum(slope * d, axis=0))


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
    if np.ndim(real_array(a, "a")) == 0:
        value, slope, half = taylor_coefficients(f, a, 2, method=method).tolist()
        return Quadratic(float(a), value, slope, 2 * half)
    at = vector(a, "a")
    slopes = gradient(f, at, method=method)
    return Quadratic(at, float(_value(f, at)), slopes, hessian(f, at, method=method))


def _value(f: Callable[[Any], Any], a: Any) -> Any:
    with np.errstate(all="ignore"):
        return values(f(np.copy(a)[()]))


def _step(x: Any, a: Any) -> Any:
    """Return x - a, for one point x or for many, which stand side by side: x has shape (n, ...)."""
    x = real_array(x, "x")
    if np.ndim(a) and np.shape(x)[:1] != np.shape(a):
        raise ValueError(f"x must have shape {np.shape(a)}, or ({len(a)}, ...) for many points; got {np.shape(x)}")
    return x - _beside(a, x)


def _beside(vector: Any, points: Any) -> Any:
    """Return `vector` as a column beside `points`, so that numpy lines up their first axes."""
    return np.reshape(vector, np.shape(vector) + (1,) * (np.ndim(points) - 1)) if np.ndim(vector) else vector
