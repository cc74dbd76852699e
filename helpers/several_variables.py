"""Derivatives of functions of several numbers, exact to rounding.

    ∂f/∂x_i, the gradient, slopes along a direction      of f: (n,) -> a number
    the Jacobian                                          of f: (n,) -> (m,)
    the Hessian                                           of f: (n,) -> a number

The gradient is read backwards off a tape (`helpers.tape`), the Jacobian comes from one evaluation of f on a series with
n directions (`helpers.tangents`), and the Hessian is the Jacobian of the gradient. What one way cannot follow is tried
in the next; what the code of f hides from all of them is left to finite differences.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.autodiff import expand
from helpers.standins import StandIn
from helpers.validation import Method, require_function, require_method, vector
from helpers.ways import backwards, by_differences, first_that_works, forwards, second_differences


def partial(f: Callable[[Any], Any], x: Any, i: int, *, method: Method = "auto") -> Any:
    """Return how fast `f` changes when only input number i moves.

        ∂f/∂x_i = lim (f(x + h e_i) - f(x)) / h as h goes to 0

    Parameters
    ----------
    f : callable, (n,) -> a number or (m,)
    x : array_like, shape (n,)
    i : int, 0 to n - 1
    method : {"auto", "exact", "differences"}
        As for `helpers.derivative`.

    Returns
    -------
    slope : float or ndarray of shape (m,), in units of f per unit of x_i

    Raises
    ------
    TypeError, ValueError
        As `jacobian`, and if there is no input number i.

    Examples
    --------
    The volume π r² h of a can grows with its radius r by the area of its side:

    >>> round(partial(lambda can: np.pi * can[0] ** 2 * can[1], [1.0, 2.0], 0) / np.pi, 12)
    4.0
    """
    x = _checked(f, x, method)
    if not isinstance(i, int | np.integer) or isinstance(i, bool) or not 0 <= i < len(x):
        raise ValueError(f"i must be a whole number from 0 to {len(x) - 1}, got {i!r}; inputs are counted from 0")
    return _columns(f, x, np.eye(len(x))[:, i], method)


def directional_derivative(f: Callable[[Any], Any], x: Any, direction: Any, *, method: Method = "auto") -> Any:
    """Return the slope of `f` on the way from `x` along `direction`, per unit of length.

        D_u f = ∇f · u,      u = direction / |direction|

    Parameters
    ----------
    f : callable, (n,) -> a number or (m,)
    x, direction : array_like, shape (n,)
        The length of `direction` does not matter.
    method : {"auto", "exact", "differences"}
        As for `helpers.derivative`.

    Returns
    -------
    slope : float or ndarray of shape (m,), in units of f per unit of x

    Raises
    ------
    TypeError, ValueError
        As `jacobian`, and if `direction` is zero.

    Examples
    --------
    A slope that rises by 3 to the east and by 4 to the north rises by 5 on the steepest way, and not at all across it:

    >>> hill = lambda p: 3 * p[0] + 4 * p[1]
    >>> [round(directional_derivative(hill, [0, 0], v), 12) for v in ([3, 4], [6, 8], [4, -3])]
    [5.0, 5.0, 0.0]
    """
    x = _checked(f, x, method)
    v = vector(direction, "direction")
    if np.shape(v) != np.shape(x):
        raise ValueError(f"direction must have the shape of x, {np.shape(x)}, got {np.shape(v)}")
    largest = np.max(np.abs(v))
    if not largest:
        raise ValueError("direction must not be zero: which way is that?")
    return _columns(f, x, v / largest / np.linalg.norm(v / largest), method)


def gradient(f: Callable[[Any], Any], x: Any, *, method: Method = "auto") -> Any:
    """Return the gradient of `f` at `x`: all partial derivatives of a number, the direction of steepest ascent.

        ∇f = (∂f/∂x_1, ..., ∂f/∂x_n)

    Parameters
    ----------
    f : callable, (n,) -> a number
    x : array_like, shape (n,)
    method : {"auto", "exact", "differences"}
        As for `helpers.derivative`.

    Returns
    -------
    slopes : ndarray, shape (n,), in units of f per unit of x_i

    Raises
    ------
    TypeError
        If `f` is no function of real numbers or, with "exact", does something that cannot be differentiated.
    ValueError
        If `x` or f(x) has another shape or is not finite, or if there is no derivative.

    Notes
    -----
    Costs a few evaluations of f, however many inputs there are (reverse mode, see `helpers.tape`).

    Examples
    --------
    >>> gradient(lambda p: p[0] ** 2 * p[1], [3.0, 2.0])
    array([12.,  9.])
    """
    x = _checked(f, x, method)
    # The axes make a matrix of n x n, which reverse mode does without.
    ways = [lambda: backwards(f, x), lambda: forwards(f, x, np.eye(len(x)), 0)]
    return first_that_works(ways, lambda: by_differences(f, x, np.eye(len(x)), 1, 0), x, method)


def jacobian(f: Callable[[Any], Any], x: Any, *, method: Method = "auto") -> Any:
    """Return the Jacobian matrix of `f` at `x`.

    Row i, column j answers one question: how fast does output i move when only input j moves?

        J[i, j] = ∂f_i / ∂x_j

    Parameters
    ----------
    f : callable, (n,) -> (m,)
    x : array_like, shape (n,)
    method : {"auto", "exact", "differences"}
        As for `helpers.derivative`.

    Returns
    -------
    J : ndarray, shape (m, n), in units of f_i per unit of x_j

    Raises
    ------
    TypeError
        If `f` is no function of real numbers or, with "exact", does something that cannot be differentiated.
    ValueError
        If `x` or f(x) has another shape or is not finite, or if there is no derivative.

    Notes
    -----
    One evaluation of f, in which each step is taken in all n directions at once.

    Examples
    --------
    Polar to Cartesian coordinates; the determinant is the radius:

    >>> J = jacobian(lambda p: [p[0] * np.cos(p[1]), p[0] * np.sin(p[1])], [2.0, 0.5])
    >>> round(float(np.linalg.det(J)), 12)
    2.0
    """
    x = _checked(f, x, method)
    return _columns(f, x, np.eye(len(x)), method, dimensions=1)


def hessian(f: Callable[[Any], Any], x: Any, *, method: Method = "auto") -> Any:
    """Return the Hessian matrix of `f` at `x`: how each slope changes along each axis. It is symmetric to the last bit.

        H[i, j] = ∂²f / ∂x_i ∂x_j

    Parameters
    ----------
    f : callable, (n,) -> a number
    x : array_like, shape (n,)
    method : {"auto", "exact", "differences"}
        As for `helpers.derivative`.

    Returns
    -------
    H : ndarray, shape (n, n), in units of f per unit of x_i and per unit of x_j

    Raises
    ------
    TypeError, ValueError
        As `gradient`.

    Notes
    -----
    The Jacobian of the gradient: the tape is read backwards once, in all n directions at once.

    Examples
    --------
    A saddle: curved upwards along the first axis and downwards along the second.

    >>> hessian(lambda p: p[0] ** 2 - p[1] ** 2, [0.0, 0.0])
    array([[ 2.,  0.],
           [ 0., -2.]])
    """
    x = _checked(f, x, method)
    axes = np.eye(len(x))
    ways = [
        lambda: expand(lambda p: backwards(f, p), x, 1, axes)[1],
        lambda: expand(lambda p: forwards(f, p, axes, 0), x, 1, axes)[1],
    ]
    H = first_that_works(ways, lambda: second_differences(f, x), x, method)  # noqa: N806 - the field's own name
    return (H + np.transpose(H)) / 2


def _checked(f: Any, x: Any, method: Any) -> Any:
    require_function(f)
    require_method(method)
    return x if isinstance(x, StandIn) and x.ndim == 1 else vector(x)


def _columns(f: Callable[[Any], Any], x: Any, directions: Any, method: Method, dimensions: int | None = None) -> Any:
    """Return the derivatives of f along one direction, or along many as columns."""
    slope = first_that_works(
        [lambda: forwards(f, x, directions, dimensions)],
        lambda: by_differences(f, x, directions, 1, dimensions),
        x,
        method,
    )
    return float(slope) if isinstance(slope, np.float64) else slope
