"""Truncated Taylor series that behave like numpy arrays: the one mechanism behind every exact derivative here.

Replace the number x by x + t, where t is so small that t^(n+1) may be dropped, and run ordinary numpy code on it. What
comes out is the beginning of the function's Taylor series,

    f(x + t) = c_0 + c_1 t + c_2 t² + ... + c_n t^n,     with c_k = f⁽ᵏ⁾(x) / k!

No step size, hence no truncation error; no formulas, hence none that swell. In several variables t is a vector of d
small numbers. Then c_1 has one more axis than c_0, with the slope for each of them, c_2 has two more, with the
curvature for each pair: for f of n numbers moved along its n axes, these are the gradient and half the Hessian.

How coefficients are computed is told in `helpers.autodiff.recurrences`, how numpy is made to believe that a series is
an array in `helpers.autodiff.standins`.
"""

import operator
from collections.abc import Callable, Sequence
from functools import reduce
from itertools import islice, product
from typing import Any

import numpy as np

from helpers.autodiff import recurrences
from helpers.autodiff.elements import contract, evened, explicit, index_of, matrix_product, scatter, shape_of, spread
from helpers.autodiff.recurrences import LINEAR, Row
from helpers.autodiff.rules import NotDifferentiableError
from helpers.autodiff.standins import StandIn


class Series(StandIn):
    """An array of Taylor series in t, each cut off after t^n.

    Parameters
    ----------
    coefficients : sequence of array_like
        c_0, ..., c_n, with n at least 1; all are spread to the shape of c_0. They may be stand-ins themselves.
    letter : int
        Which t this is: a derivative taken inside another one has a t of its own, with a greater number.
    axes : int, 0 or 1
        How many axes each power of t adds: 0 for a number t, 1 for a vector.

    Examples
    --------
    The series of 1 / (1 - x) around 0 is geometric:

    >>> x = Series([0.0, 1.0, 0.0, 0.0])
    >>> [float(c) for c in (1 / (1 - x)).coefficients]
    [1.0, 1.0, 1.0, 1.0]
    """

    def __init__(self, coefficients: Row, letter: int = 0, axes: int = 0) -> None:
        self.letter, self.axes, self.viewed = letter, axes, False
        self.coefficients = tuple(evened(coefficients, axes))

    @property
    def value(self) -> Any:
        """What an ordinary evaluation gives: c_0."""
        return self.coefficients[0]

    def __repr__(self) -> str:
        return f"Series({list(self.coefficients)}, letter={self.letter}, axes={self.axes})"

    def row(self, a: Any) -> Row:
        """Return the coefficients of `a`; a constant has one."""
        return a.coefficients if self.kin(a) else (a,)

    def number(self, row: Row) -> Any:
        """Return what numpy takes for a row: a series, or the constant itself."""
        return self._like(row) if len(row) > 1 else row[0]

    def times(self, a: Any, j: int, b: Any, k: int) -> Any:
        """Return the product of a coefficient of t^j with one of t^k."""
        if self.axes:
            a = spread(a, k)
            b = b[(..., *j * (None,), *k * (slice(None),))] if j and shape_of(b) else b
        return a * b

    def elementwise(self, ufunc: np.ufunc, arguments: Sequence[Any]) -> "Series":
        rows = [self.row(a) for a in arguments]
        if ufunc in LINEAR:
            return self._like(recurrences.linear(LINEAR[ufunc], rows))
        if ufunc is np.multiply:
            return self._like(recurrences.convolution(self.times, *rows))
        if ufunc is np.divide:
            return self._like(recurrences.quotient(self.times, self._divide, *rows))
        if ufunc is np.matmul:
            return self._like(recurrences.convolution(self._matmul, *rows))
        if ufunc is np.power:
            base, exponent = arguments
            if len(rows[1]) > 1:
                return np.exp(exponent * np.log(base))  # type: ignore[no-any-return]
            if isinstance(exponent, int | float) and exponent == 2:
                return self._like(recurrences.convolution(self.times, rows[0], rows[0]))
        return self._like(recurrences.integral_of_chain_rule(ufunc, rows, self))

    def reshaped(self, shape: tuple[int, ...]) -> "Series":
        own = self.ndim
        return self._view(self.each(lambda c: np.reshape(c, shape + np.shape(c)[own:])))

    def rearranged(self, function: Callable[[Any], Any]) -> "Series":
        if not self.axes:
            return self._view(self.each(function))
        index, size, own = index_of(lambda arrays: function(arrays[0]), self.shape), self.size, self.ndim
        moved = [np.reshape(c, (size, *np.shape(c)[own:]))[index] for c in self.coefficients[1:]]
        return self._view(self._like([function(self.value), *moved]))

    def __getitem__(self, key: Any) -> "Series":
        key = explicit(key, self.ndim)
        return self._view(self.each(lambda c: c[key]))

    def __setitem__(self, key: Any, new: Any) -> None:
        key = explicit(key, self.ndim)
        copies = [np.copy(c) for c in self.coefficients]
        for copy, c in zip(copies, self._padded(new), strict=True):
            copy[key] = c
        self.overwrite(self._like(copies))

    def overwrite(self, new: "Series") -> "Series":
        """Change in place, as `x[0] = 1` and `x += 1` do to an array."""
        if self.viewed or any(getattr(c, "base", None) is not None for c in self.coefficients):
            raise NotDifferentiableError("an array that shares its numbers with another one, changed in place")
        self.coefficients = new.coefficients
        return self

    def filled(self, value: Any) -> "Series":
        return self._like([np.full_like(self.value, value), *(np.zeros_like(c) for c in self.coefficients[1:])])

    def each(self, function: Callable[[Any], Any]) -> "Series":
        """Apply a linear `function` of an array to every coefficient."""
        return self._like([function(c) for c in self.coefficients])

    def joined(self, function: Callable[..., Any], parts: Sequence[Any]) -> "Series":
        first, *columns = zip(*map(self._padded, parts), strict=True)
        if function is np.stack or not self.axes:  # The new axis comes first: those of t are not in its way.
            return self._like([function(column) for column in (first, *columns)])
        index, rest = index_of(function, *map(np.shape, parts)), []
        for column in columns:
            flat = [np.reshape(c, (np.size(p), *np.shape(c)[np.ndim(p) :])) for c, p in zip(column, parts, strict=True)]
            rest.append(np.concatenate(flat)[index])
        return self._like([function(first), *rest])

    def along(self, function: Callable[..., Any], axis: Any, **options: Any) -> "Series":
        if self.axes:
            places = tuple(range(self.ndim)) if axis is None else tuple(np.atleast_1d(axis) % self.ndim)
            axis = places if len(places) != 1 else int(places[0])
        return self.each(lambda c: function(c, axis=axis, **options))

    def einsum(self, subscripts: str, operands: Sequence[Any]) -> "Series":
        rows = [self.row(a) for a in operands]
        terms: list[list[Any]] = [[] for _ in self.coefficients]
        for powers in product(*(range(len(row)) for row in rows)):
            if sum(powers) < len(terms):
                factors = [row[j] for row, j in zip(rows, powers, strict=True)]
                terms[sum(powers)].append(self._contract(subscripts, powers, factors))
        return self._like([reduce(operator.add, term) for term in terms])

    def where(self, condition: Any, a: Any, b: Any) -> "Series":
        columns = zip(self._padded(a), self._padded(b), strict=True)
        return self._like([np.where(spread(condition, k * self.axes), *column) for k, column in enumerate(columns)])

    def solve(self, a: Any, b: Any) -> "Series":
        def divide(right: Any, k: int, matrix: Any) -> Any:
            return np.reshape(np.linalg.solve(matrix, np.reshape(right, (len(right), -1))), np.shape(right))

        return self._like(recurrences.quotient(self._matmul, divide, self.row(b), self.row(a)))

    def scattered(self, index: Any, size: int) -> "Series":
        return self.each(lambda c: scatter(c, index, size))

    def _like(self, row: Row) -> "Series":
        return Series(row, self.letter, self.axes)

    def _view(self, part: "Series") -> "Series":
        """Note that `part` may share memory with this array, so that changing one would have to change the other."""
        self.viewed = self.viewed or getattr(part.value, "base", None) is not None
        return part

    def _padded(self, a: Any) -> Row:
        """Return the row of `a`, with zeros for the powers of t that it lacks."""
        if self.kin(a):
            return a.coefficients  # type: ignore[no-any-return]
        d = self.axes * self.coefficients[1].shape[-1:]
        return [a, *(np.zeros(np.shape(a) + k * d) for k in range(1, len(self.coefficients)))]

    def _divide(self, a: Any, k: int, b: Any) -> Any:
        return a / spread(b, k * self.axes)

    def _matmul(self, a: Any, j: int, b: Any, k: int) -> Any:
        if not self.axes or j == k == 0:
            return a @ b
        return self._contract(matrix_product(np.ndim(a) - j, np.ndim(b) - k), (j, k), (a, b))

    def _contract(self, subscripts: str, powers: Sequence[int], factors: Sequence[Any]) -> Any:
        """Multiply coefficients of the given powers of t as `subscripts` says, each with labels for its axes of t."""
        unused = (label for label in "ZYXWVUT" if label not in subscripts)
        marks = ["".join(islice(unused, p * self.axes)) for p in powers]
        inputs, _, output = subscripts.partition("->")
        marked = ",".join(map(operator.add, inputs.split(","), marks))
        return contract(f"{marked}->{output}{''.join(marks)}", *factors)
