"""Truncated Taylor series that behave like numpy arrays: the one mechanism behind every exact derivative here.

Replace the number x by x + t, where t is so small that t^(n+1) may be dropped, and run ordinary numpy code on it. What
comes out is the beginning of the function's Taylor series,

    f(x + t) = c_0 + c_1 t + c_2 t² + ... + c_n t^n,     with c_k = f⁽ᵏ⁾(x) / k!

No step size, hence no truncation error; no formulas, hence none that swell. How coefficients are computed is told in
`helpers.recurrences`, how numpy is made to believe that a series is an array in `helpers.standins`.
"""

import itertools
import operator
from collections.abc import Callable, Sequence
from functools import partial, reduce
from typing import Any

import numpy as np

from helpers.recurrences import Row, apply, quotient
from helpers.rules import NotDifferentiableError
from helpers.standins import StandIn, scatter


class Series(StandIn):
    """An array of Taylor series in t, each cut off after t^n.

    Parameters
    ----------
    coefficients : sequence of array_like
        c_0, ..., c_n, with n at least 1; all take the shape of c_0. They may be stand-ins themselves.
    letter : int
        Which t this is: a derivative taken inside another one has a t of its own, with a greater number.

    Examples
    --------
    The series of 1 / (1 - x) around 0 is geometric:

    >>> x = Series([0.0, 1.0, 0.0, 0.0])
    >>> [float(c) for c in (1 / (1 - x)).coefficients]
    [1.0, 1.0, 1.0, 1.0]
    """

    def __init__(self, coefficients: Row, letter: int = 0) -> None:
        shape = np.shape(coefficients[0])
        self.coefficients = tuple(c if np.shape(c) == shape else np.broadcast_to(c, shape) for c in coefficients)
        self.letter = letter

    @property
    def value(self) -> Any:
        """What an ordinary evaluation gives: c_0."""
        return self.coefficients[0]

    def __repr__(self) -> str:
        return f"Series({list(self.coefficients)}, letter={self.letter})"

    def __setitem__(self, key: Any, new: Any) -> None:
        copies = [np.copy(c) for c in self.coefficients]
        for copy, c in zip(copies, padded(self.rows(new, self))[0], strict=True):
            copy[key] = c
        self.overwrite(Series(copies, self.letter))

    def overwrite(self, new: "Series") -> "Series":
        """Change in place, as `x[0] = 1` and `x += 1` do to an array."""
        if any(getattr(c, "base", None) is not None for c in self.coefficients):
            raise NotDifferentiableError(
                "a part of an array, changed in place, cannot be differentiated; copy it first"
            )
        self.coefficients = new.coefficients
        return self

    def filled(self, value: Any) -> "Series":
        constant, zeros = np.full_like(self.value, value), [np.zeros_like(c) for c in self.coefficients[1:]]
        return Series([constant, *zeros], self.letter)

    def rows(self, *arguments: Any) -> list[Row]:
        """Return the coefficients of each of the `arguments`; a constant has one."""
        return [a.coefficients if self.kin(a) else (a,) for a in arguments]

    def each(self, function: Callable[[Any], Any]) -> "Series":
        """Apply a linear `function` of an array to every coefficient."""
        return Series([function(c) for c in self.coefficients], self.letter)

    rearranged = each

    def along(self, function: Callable[..., Any], axis: Any, **options: Any) -> "Series":
        return self.each(lambda c: function(c, axis=axis, **options))

    def scattered(self, index: Any, size: int) -> "Series":
        return self.each(lambda c: scatter(c, index, size))

    def elementwise(self, ufunc: np.ufunc, arguments: Sequence[Any]) -> "Series":
        return Series(apply(ufunc, self.rows(*arguments), partial(_number, letter=self.letter)), self.letter)

    def joined(self, function: Callable[[Any], Any], parts: Sequence[Any]) -> "Series":
        return Series([function(column) for column in zip(*padded(self.rows(*parts)), strict=True)], self.letter)

    def where(self, condition: Any, a: Any, b: Any) -> "Series":
        columns = zip(*padded(self.rows(a, b)), strict=True)
        return Series([np.where(condition, *column) for column in columns], self.letter)

    def einsum(self, subscripts: str, operands: Sequence[Any]) -> "Series":
        rows = self.rows(*operands)
        terms: list[list[Any]] = [[] for _ in max(rows, key=len)]
        for powers in itertools.product(*(range(len(row)) for row in rows)):
            if sum(powers) < len(terms):
                factors = [row[j] for row, j in zip(rows, powers, strict=True)]
                terms[sum(powers)].append(np.einsum(subscripts, *factors))
        return Series([reduce(operator.add, term) for term in terms], self.letter)

    def solve(self, a: Any, b: Any) -> "Series":
        left, right = self.rows(a, b)
        return Series(quotient(right, left, lambda c, a: np.linalg.solve(a, c), operator.matmul), self.letter)


def padded(rows: Sequence[Row]) -> list[Row]:
    """Return `rows` with zeros for the powers of t that one lacks in comparison with the longest."""
    length = max(map(len, rows))
    return [[*row, *(np.zeros(np.shape(row[0])) for _ in range(length - len(row)))] for row in rows]


def _number(row: Row, letter: int) -> Any:
    return Series(row, letter) if len(row) > 1 else row[0]
