"""Slopes of functions of several numbers along one line: an axis, or any direction."""

from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.autodiff.ways import by_differences, checked, first_that_works, forwards
from helpers.validation import Method, require_whole, vector


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
    x = checked(f, x, method)
    require_whole(i, "i", 0, len(x) - 1)
    return _along(f, x, np.eye(len(x))[:, i], method)


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
    x = checked(f, x, method)
    v = vector(direction, "direction")
    if np.shape(v) != np.shape(x):
        raise ValueError(f"direction must have the shape of x, {np.shape(x)}, got {np.shape(v)}")
    largest = np.max(np.abs(v))
    if not largest:
        raise ValueError("direction must not be zero: which way is that?")
    return _along(f, x, v / largest / np.linalg.norm(v / largest), method)


def _along(f: Callable[[Any], Any], x: Any, direction: Any, method: Method) -> Any:
    slope = first_that_works(
        [lambda: forwards(f, x, direction, None)],
        lambda: by_differences(f, x, direction, 1, None),
        x,
        method,
    )
    return float(slope) if isinstance(slope, np.float64) else slope
