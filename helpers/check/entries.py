"""What a learner hands in for a vector or a matrix: an array whose entries are functions of a point."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from helpers.check.answers import is_symbolic, not_blank
from helpers.check.comparison import Formula, Side
from helpers.check.field_functions import FieldFunction
from helpers.check.forms import nested, regular
from helpers.check.incorrect import Incorrect
from helpers.check.reports import located
from helpers.check.sampling import Point
from helpers.check.subject import read


class Entries:
    """An answer as an array of functions of a point.

    Attributes
    ----------
    sides : ndarray of Formula or callable
        One for each entry, in the shape that the answer has.
    failed : callable
        Whether the answer as a whole has no value at a point, as when Python raised an error on the way.
    overflowed : callable
        Whether what it computed on the way left the range of floats there, which makes its value worth nothing.
    """

    def __init__(
        self,
        sides: Any,
        failed: Callable[[Point], bool] = lambda point: False,
        overflowed: Callable[[Point], bool] = lambda point: False,
    ) -> None:
        self.sides: Any = sides
        self.failed, self.overflowed = failed, overflowed

    @property
    def constant(self) -> bool:
        """Whether all entries are numbers."""
        return all(isinstance(side, Formula) and not side.expression.free_symbols for side in self.sides.flat)


def entries(answer: Any, names: Sequence[str], inputs: int, points: Sequence[Point]) -> Entries:
    """Return the entries of a function, of an expression, or of a list, a matrix, a text with such entries.

    Parameters
    ----------
    answer : callable, sympy expression or Matrix, number, text, or nested lists of them
    names : sequence of str
        The inputs and the parameters that the answer may use.
    inputs : int
        How many of them are inputs. A Python function may take these one by one or as one vector.
    points : sequence of points
        Where to look for the shape of what a Python function returns.

    Raises
    ------
    Incorrect
        If it is nothing of the kind.

    Examples
    --------
    >>> found = entries(lambda p: [2 * p[0], 3], ("x", "y"), 2, [(1.0, 5.0)])
    >>> found.sides.shape, found.sides[0]((7.0, 8.0))
    ((2,), 14.0)
    """
    not_blank(answer)
    if callable(answer) and not is_symbolic(answer):
        return _of_function(FieldFunction(answer, names, inputs), points)
    return Entries(regular(nested(answer, lambda entry: _side(entry, names, inputs))))


def _side(entry: Any, names: Sequence[str], inputs: int) -> Side:
    if isinstance(entry, np.generic):
        entry = entry.item()
    if callable(entry) and not is_symbolic(entry):
        not_blank(entry)
        return FieldFunction(entry, names, inputs).number
    return read(entry, names)


def _of_function(function: FieldFunction, points: Sequence[Point]) -> Entries:
    """Return the entries of what a function returns, in the shape that it has at the first point where it has one."""
    shape = next((value.shape for value in map(function.array, points) if value is not None), None)
    if shape is None:
        at = located(points[0], function.names)
        raise Incorrect(f"Your function has no value at {at}, nor at any other point that was tried.")

    def entry(index: tuple[int, ...]) -> Callable[[Point], float]:
        def side(point: Point) -> float:
            value = function.array(point)
            if value is not None and value.shape != shape:
                raise Incorrect(
                    f"Your function returned shape {shape} at one point and shape {value.shape} at another."
                )
            return math.nan if value is None else float(value[index])

        return side

    sides = np.empty(shape, dtype=np.object_)
    for index in np.ndindex(shape):
        sides[index] = entry(index)
    return Entries(sides, lambda point: function.array(point) is None, function.overflowed.__contains__)
