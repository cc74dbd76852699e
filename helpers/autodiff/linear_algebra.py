"""Determinants, inverses, linear equations and lengths, in terms of what every stand-in for an array knows."""

from typing import Any

import numpy as np

from helpers.autodiff.rules import NotDifferentiableError
from helpers.autodiff.standins import lift, newest, plain


def solve(a: Any, b: Any) -> Any:
    """Return the solution x of a x = b, for a vector or a matrix b."""
    a, b = lift(a), lift(b)
    _require_matrix(a)
    if np.ndim(b) not in (1, 2):
        raise NotDifferentiableError(f"a vector or a matrix is needed on the right-hand side, got shape {np.shape(b)}")
    return newest([a, b]).solve(a, b)


def inverse(a: Any) -> Any:
    """Return the inverse of a matrix."""
    return np.linalg.solve(a, np.eye(len(a)))


def determinant(a: Any) -> Any:
    """Return det(a) by elimination, with the largest element as pivot.

    The last two rows need no division: a singular matrix has a determinant with derivatives too.
    """
    _require_matrix(a)
    n = len(a)
    if n == 1:
        return a[0, 0]
    if n == 2:
        return a[0, 0] * a[1, 1] - a[0, 1] * a[1, 0]
    i, j = divmod(int(np.argmax(np.abs(plain(a)))), n)
    rows, columns = np.delete(np.arange(n), i), np.delete(np.arange(n), j)
    rest = a[rows[:, None], columns] - a[rows, j][:, None] * a[i, columns] / a[i, j]
    return (-1) ** (i + j) * a[i, j] * determinant(rest)


def norm(x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> Any:  # noqa: A002 - numpy's name
    """Return the length of a vector: Euclidean, or for `ord` = 1 or inf the sum or the largest of the sizes."""
    if ord is None or (ord == 2 and np.ndim(x) == 1):
        return np.sqrt(np.sum(x * x, axis=axis, keepdims=keepdims))
    if np.ndim(x) == 1 and ord in (1, np.inf):
        return np.sum(np.abs(x)) if ord == 1 else np.max(np.abs(x))
    raise NotDifferentiableError(f"np.linalg.norm with ord={ord!r} cannot be differentiated here")


def _require_matrix(a: Any) -> None:
    if np.ndim(a) != 2 or len(a) != np.shape(a)[1]:
        raise NotDifferentiableError(f"a square matrix is needed here, got shape {np.shape(a)}")
