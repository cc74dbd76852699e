"""How numpy's functions of whole arrays act on a `Series`.

Most of them are linear, and then there is nothing to do: (f + g)′ = f′ + g′ says that a sum, a mean, a reshape acts on
each Taylor coefficient alone. A product of two arrays obeys the product rule. What remains is a choice between
branches, which acts on each coefficient too, so that what a discarded branch did (0/0, say) leaves no trace.
"""

import itertools
import operator
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np

from helpers.recurrences import convolution
from helpers.rules import NotDifferentiableError
from helpers.series import Series, align, lift, padded


def _linear(function: Callable[..., Any]) -> Callable[..., Any]:
    def act(array: Any, *args: Any, **kwargs: Any) -> Any:
        if any(isinstance(a, Series) for a in (*args, *kwargs.values())):
            raise NotDifferentiableError(f"np.{function.__name__} is differentiated in its first argument only")
        return lift(array).each(lambda c: function(c, *args, **kwargs))

    return act


def _joining(function: Callable[..., Any]) -> Callable[..., Any]:
    def act(arrays: Any, *args: Any, **kwargs: Any) -> Any:
        rows, letter = align(*arrays)
        return Series([function(column, *args, **kwargs) for column in zip(*padded(rows), strict=True)], letter)

    return act


def _bilinear(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def act(a: Any, b: Any) -> Any:
        rows, letter = align(a, b)
        return Series(convolution(function, *rows), letter)

    return act


def _einsum(subscripts: str, *operands: Any) -> Any:
    rows, letter = align(*operands)
    terms: list[list[Any]] = [[] for _ in max(rows, key=len)]
    for powers in itertools.product(*(range(len(row)) for row in rows)):
        if sum(powers) < len(terms):
            factors = [row[j] for row, j in zip(rows, powers, strict=True)]
            terms[sum(powers)].append(np.einsum(subscripts, *factors))
    return Series([reduce(operator.add, term) for term in terms], letter)


def _where(condition: Any, a: Any, b: Any) -> Any:
    rows, letter = align(a, b)
    return Series([np.where(condition, *column) for column in zip(*padded(rows), strict=True)], letter)


def _select(conditions: Sequence[Any], choices: Sequence[Any], default: Any = 0.0) -> Any:
    branches = reversed(list(zip(conditions, choices, strict=True)))
    return reduce(lambda rest, branch: np.where(branch[0], branch[1], rest), branches, default)


def _piecewise(x: Any, conditions: Sequence[Any], functions: Sequence[Any]) -> Any:
    branches = [f(x) if callable(f) else np.full_like(x, f) for f in functions]
    n = len(conditions)
    # Of two conditions that both hold, np.select follows the first and np.piecewise the last.
    return _select(conditions[::-1], branches[:n][::-1], *branches[n:])


def _prod(a: Any, axis: int | None = None) -> Any:
    return reduce(operator.mul, np.ravel(a) if axis is None else np.moveaxis(a, axis, 0))


def _clip(a: Any, a_min: Any = None, a_max: Any = None) -> Any:
    a = a if a_min is None else np.maximum(a, a_min)
    return a if a_max is None else np.minimum(a, a_max)


def _polyval(p: Any, x: Any) -> Any:
    return reduce(lambda total, coefficient: total * x + coefficient, p, np.zeros_like(x))


def _full_like(a: Any, fill_value: Any, **_: Any) -> Any:
    constant = [np.full(np.shape(a), fill_value, dtype=float)]
    return Series(padded([constant, a.coefficients])[0], a.letter)


# Their type: mypy cannot join the signatures of so many functions.
_RESHAPING: tuple[Any, ...] = (
    np.atleast_1d,
    np.broadcast_to,
    np.copy,
    np.expand_dims,
    np.ravel,
    np.reshape,
    np.squeeze,
)
_REARRANGING: tuple[Any, ...] = (np.flip, np.moveaxis, np.repeat, np.roll, np.swapaxes, np.take, np.tile, np.transpose)
_SUMMING: tuple[Any, ...] = (np.cumsum, np.diagonal, np.diff, np.mean, np.sum, np.trace)

FUNCTIONS: dict[Any, Callable[..., Any]] = {
    **{function: _linear(function) for function in (*_RESHAPING, *_REARRANGING, *_SUMMING)},
    **{function: _joining(function) for function in (np.column_stack, np.concatenate, np.hstack, np.stack, np.vstack)},
    **{function: _bilinear(function) for function in (np.cross, np.dot, np.inner, np.kron, np.outer)},
    **{function: lambda a, f=function: f(a.value) for function in (np.ndim, np.shape, np.size)},
    np.clip: _clip,
    np.einsum: _einsum,
    np.empty_like: lambda a, **_: _full_like(a, 0.0),
    np.full_like: _full_like,
    np.ones_like: lambda a, **_: _full_like(a, 1.0),
    np.piecewise: _piecewise,
    np.polyval: _polyval,
    np.prod: _prod,
    np.select: _select,
    np.where: _where,
    np.zeros_like: lambda a, **_: _full_like(a, 0.0),
}
