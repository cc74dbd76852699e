"""Derivatives of functions of several numbers, exact to rounding.

    the gradient       of f: (n,) -> a number
    the Jacobian       of f: (n,) -> (m,)
    the Hessian        of f: (n,) -> a number

The Jacobian comes from one evaluation of f on a series that moves along all axes at once; with few inputs so do the
gradient and the Hessian, with many they are read backwards off a tape. What one way cannot follow is tried in the
other; what the code of f hides from both is left to finite differences.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.autodiff.expansion import expand
from helpers.autodiff.ways import (
    backwards,
    by_differences,
    checked,
    curvatures,
    first_that_works,
    forwards,
    second_differences,
)
from helpers.validation import Method

FEW = 12  # inputs, up to which forwards is the shorter way


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
    With many inputs it is read backwards (see `helpers.autodiff.tape`), which costs some five evaluations of f on
    large arrays, however many inputs there are; on small ones each step of f takes some microseconds instead.

    Examples
    --------
    >>> gradient(lambda p: p[0] ** 2 * p[1], [3.0, 2.0])
    array([12.,  9.])
    """
    x = checked(f, x, method)
    # The axes make a matrix of n x n, which the way backwards does without.
    ways = [lambda: forwards(f, x, np.eye(len(x)), 0), lambda: backwards(f, x)]
    return first_that_works(
        ways if len(x) <= FEW else ways[::-1],
        lambda: by_differences(f, x, np.eye(len(x)), 1, 0),
        x,
        method,
    )


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
    One evaluation of f, in which each step is taken in all n directions at once, for some microseconds or, with large
    arrays, n times its own cost; and a plain one, to see that f was followed faithfully.

    Examples
    --------
    Polar to Cartesian coordinates; the determinant is the radius:

    >>> J = jacobian(lambda p: [p[0] * np.cos(p[1]), p[0] * np.sin(p[1])], [2.0, 0.5])
    >>> round(float(np.linalg.det(J)), 12)
    2.0
    """
    x = checked(f, x, method)
    axes = np.eye(len(x))
    return first_that_works([lambda: forwards(f, x, axes, 1)], lambda: by_differences(f, x, axes, 1, 1), x, method)


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
    With few inputs, one evaluation of f on second-order series; with many, the Jacobian of the gradient.

    Examples
    --------
    A saddle: curved upwards along the first axis and downwards along the second.

    >>> hessian(lambda p: p[0] ** 2 - p[1] ** 2, [0.0, 0.0])
    array([[ 2.,  0.],
           [ 0., -2.]])
    """
    x = checked(f, x, method)
    ways = [lambda: curvatures(f, x), lambda: expand(lambda p: backwards(f, p), x, 1, np.eye(len(x)))[1]]
    H = first_that_works(ways if len(x) <= FEW else ways[::-1], lambda: second_differences(f, x), x, method)
    return (H + np.transpose(H)) / 2
