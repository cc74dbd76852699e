"""Many directions at once: what t is multiplied with, if x moves along several lines.

In x + v t, the coefficient of t may be not one array v but many, v_1 ... v_d, one for each direction. Everything that
is done with a coefficient of t is linear, so it can be done to all of them in one sweep of numpy. With the n unit
vectors as directions, the coefficient of t in f(x + v t) is the whole Jacobian.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from helpers.recurrences import LINEAR
from helpers.rules import NotDifferentiableError
from helpers.standins import StandIn, contract, index_of, matrix_product, scatter

_LINEAR_IN_ONE = {*LINEAR, np.multiply, np.divide}


class Tangents(StandIn):
    """An array in d directions.

    Parameters
    ----------
    data : array_like, the shape of the array and, as the last axis, the d directions
    letter : int
        That of the series in which this is a coefficient.
    """

    def __init__(self, data: Any, letter: int) -> None:
        self.data = data
        self.letter = letter

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(np.shape(self.data)[:-1])

    def __setitem__(self, key: Any, new: Any) -> None:
        self.data[(*key, slice(None)) if isinstance(key, tuple) else key] = self._spread(new)

    def _spread(self, a: Any) -> Any:
        """Return what stands for `a` in a computation with `data`: an array that is the same in all directions."""
        return a.data if self.kin(a) else np.reshape(a, (*np.shape(a), 1))

    def filled(self, value: Any) -> Any:
        return self._like(np.full_like(self.data, value))

    def _like(self, data: Any) -> "Tangents":
        return Tangents(data, self.letter)

    def elementwise(self, ufunc: np.ufunc, arguments: Sequence[Any]) -> Any:
        if ufunc is np.matmul:
            return self.einsum(matrix_product(*arguments), arguments)
        if ufunc not in _LINEAR_IN_ONE:
            raise NotDifferentiableError(f"np.{ufunc.__name__} is not linear")
        return self._like(ufunc(*(self._spread(a) for a in arguments)))

    def rearranged(self, function: Callable[[Any], Any]) -> Any:
        index = index_of(lambda arrays: function(arrays[0]), self.shape)
        return self._like(np.reshape(self.data, (-1, np.shape(self.data)[-1]))[index])

    def joined(self, function: Callable[[Any], Any], parts: Sequence[Any]) -> Any:
        d = np.shape(self.data)[-1]
        rows = [np.reshape(np.broadcast_to(self._spread(p), (*np.shape(p), d)), (-1, d)) for p in parts]
        return self._like(np.concatenate(rows)[index_of(function, *map(np.shape, parts))])

    def along(self, function: Callable[..., Any], axis: Any, **options: Any) -> Any:
        axes = range(self.ndim) if axis is None else np.atleast_1d(axis)
        places = tuple(int(a) % self.ndim for a in axes)
        return self._like(function(self.data, axis=places if len(places) != 1 else places[0], **options))

    def einsum(self, subscripts: str, operands: Sequence[Any]) -> Any:
        inputs, arrow, output = subscripts.replace(" ", "").partition("->")
        if not arrow:
            raise NotDifferentiableError("np.einsum needs an arrow, as in 'ij,j->i'")
        mark = next(label for label in "ZYXWVU" if label not in subscripts)
        marked = [labels + mark * self.kin(a) for labels, a in zip(inputs.split(","), operands, strict=True)]
        data = [a.data if self.kin(a) else a for a in operands]
        return self._like(contract(f"{','.join(marked)}->{output}{mark}", *data))

    def where(self, condition: Any, a: Any, b: Any) -> Any:
        return self._like(np.where(self._spread(condition), self._spread(a), self._spread(b)))

    def solve(self, a: Any, b: Any) -> Any:
        return self._like(np.reshape(np.linalg.solve(a, np.reshape(b.data, (len(b), -1))), np.shape(b.data)))

    def scattered(self, index: Any, size: int) -> Any:
        d = np.shape(self.data)[-1]
        places = np.ravel(index)[:, None] * d + np.arange(d)
        return self._like(np.reshape(scatter(np.reshape(self.data, (-1, d)), places, size * d), (size, d)))
