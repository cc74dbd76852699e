"""A learner's function of several inputs: called one by one or with a vector, it returns a number, a list, a matrix."""

import inspect
import math
from collections.abc import Callable, Sequence
from types import FunctionType, MethodType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.check.answers import Function, counted, described, plain_number
from helpers.check.forms import nested, regular
from helpers.check.incorrect import Incorrect
from helpers.check.sampling import Point


class FieldFunction(Function):
    """A learner's function of several inputs, called with care, whatever array of numbers it returns."""

    def __init__(self, function: Callable[..., Any], names: Sequence[str], inputs: int) -> None:
        self.function, self.names, self.inputs = function, names, inputs
        self._known: dict[Point, NDArray[np.float64] | None] = {}
        self.overflowed: set[Point] = set()
        self.takes_vector = self._wants_vector()

    def _wants_vector(self) -> bool | None:
        """Tell it by the parameters of the function; None if it does not say."""
        if not isinstance(self.function, FunctionType | MethodType):
            return None
        signature = inspect.signature(self.function)
        required = [p for p in signature.parameters.values() if p.default is p.empty and p.kind in _POSITIONAL]
        vector = ["p", *self.names[self.inputs :]]
        ways = [(False, self.names)]
        if self.inputs > 1 and len(required) == len(vector):
            ways.insert(0, (True, vector))
        for takes_vector, arguments in ways:
            if _fits(signature, arguments):
                return takes_vector
        or_vector = ", or with one, the vector of them" if self.inputs > 1 else ""
        raise Incorrect(
            f"Your function takes {counted(len(signature.parameters))}; "
            f"it is called with {counted(len(self.names))} ({', '.join(self.names)}){or_vector}."
        )

    def _call(self, point: Sequence[float]) -> Any:
        if self.takes_vector is None:
            self.takes_vector = False
            try:
                return self._call(point)
            except TypeError:
                self.takes_vector = True
        if not self.takes_vector:
            return self.function(*point)
        return self.function(np.array(point[: self.inputs]), *point[self.inputs :])

    def array(self, point: Point) -> NDArray[np.float64] | None:
        """Return what the function returns as an array, nan where an entry is undefined; None if there is nothing."""
        if point not in self._known:
            with np.errstate(over="call", call=lambda kind, flag: self.overflowed.add(point)):
                result = self.result(*point)
            self._known[point] = None if result is None else self._numbers(result, point)
        return self._known[point]

    def number(self, point: Point) -> float:
        """Return the value of a function that returns one number."""
        value = self.array(point)
        if value is not None and value.size != 1:
            raise Incorrect(f"A function in your list returned an array of shape {value.shape}; a number is wanted.")
        return math.nan if value is None else float(value.item())

    def _numbers(self, result: Any, point: Point) -> NDArray[np.float64]:
        try:
            leaves = regular(nested(result, lambda entry: entry))
        except Incorrect as ragged:
            raise Incorrect(f"What your function returned at {self._at(point)} is no array. {ragged}") from None
        numbers = np.empty(leaves.shape)
        for index, entry in np.ndenumerate(leaves):
            if entry is None or entry is Ellipsis:
                raise Incorrect(f"Still blank: your function returned {entry} as an entry at {self._at(point)}.")
            found = plain_number(entry)
            if found is None:
                raise Incorrect(
                    f"Your function returned {described(entry)} at {self._at(point)}; "
                    "a number, or a list or an array of numbers, is wanted."
                )
            numbers[index] = found if math.isfinite(found) else math.nan
        return numbers


_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def _fits(signature: inspect.Signature, arguments: Sequence[str]) -> bool:
    try:
        signature.bind(*arguments)
    except TypeError:
        return False
    return True
