"""How people write what has several parts: points, lists of expressions, matrices."""

import ast
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import sympy
from numpy.typing import NDArray

from helpers.check.incorrect import Incorrect
from helpers.check.sampling import Point

_LENGTH = 2000
_RAGGED = "The rows differ in length; a matrix has the same number of entries in each."


def places(at: Any, names: Sequence[str], inputs: int) -> list[Point]:
    """Return the points that `at` names: one, or a list of them.

    The values of parameters may follow those of the inputs.

    Examples
    --------
    >>> places([(1, 2), (3, 4)], ("x", "y"), 2)
    [(1.0, 2.0), (3.0, 4.0)]
    """
    points = np.array([[float(x) for x in np.ravel(row)] for row in (at if several_points(at, inputs) else [at])])
    if points.ndim != 2 or points.shape[1] not in (inputs, len(names)):
        raise ValueError(f"at must be a point ({', '.join(names[:inputs])}) or a list of such points, got {at}")
    return [tuple(point) for point in points.tolist()]


def several_points(at: Any, inputs: int) -> bool:
    """Tell a list of points from one point; a list of numbers is one unless there is one input only."""
    return np.ndim(at) == 2 or (np.ndim(at) == 1 and inputs == 1)


def listed(value: Any) -> Any:
    """Return the entries of a list, tuple, array, Matrix, or of a text that spells a list; None if it is none of them.

    Examples
    --------
    >>> listed("[2*x, cos(y)]")
    ['2*x', 'cos(y)']
    """
    if isinstance(value, str):
        return _listed_text(value)
    if isinstance(value, sympy.MatrixBase | sympy.NDimArray | np.ndarray):
        value = value.tolist()
    if isinstance(value, list | tuple | sympy.Tuple):
        return list(value)
    return None


def _listed_text(text: str) -> list[str] | None:
    if not text.lstrip().startswith(("[", "(")) or len(text) > _LENGTH:
        return None
    try:
        body = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if not isinstance(body, ast.List | ast.Tuple):
        return None
    return [ast.get_source_segment(text.strip(), entry) or "" for entry in body.elts]


def nested(answer: Any, make: Callable[[Any], Any], depth: int = 0) -> Any:
    """Return the entries of lists of lists, each as `make` makes it; those of a text, too."""
    parts = listed(answer) if depth < 3 else None
    return make(answer) if parts is None else [nested(part, make, depth + 1) for part in parts]


def regular(lists: Any) -> NDArray[np.object_]:
    """Return nested lists as an array; an entry is never taken for a list.

    Raises
    ------
    Incorrect
        If rows differ in length.

    Examples
    --------
    >>> regular(nested("[[x, 2], [y, 3]]", str.upper)).tolist()
    [['X', '2'], ['Y', '3']]
    """
    shape, level = [], [lists]
    while level and all(isinstance(part, list) for part in level):
        lengths = {len(part) for part in level}
        if len(lengths) > 1:
            raise Incorrect(_RAGGED)
        shape.append(lengths.pop())
        level = [entry for part in level for entry in part]
    if any(isinstance(part, list) for part in level):
        raise Incorrect("Some entries are lists and some are not; a list of expressions, or a list of rows, is wanted.")
    sides = np.empty(len(level), dtype=np.object_)
    sides[:] = level
    return sides.reshape(shape)
