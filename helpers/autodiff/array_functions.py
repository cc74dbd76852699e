"""How numpy's functions of whole arrays act on a stand-in for an array.

Each is reduced to one of the few things that every stand-in knows (`helpers.standins`): to pick elements, to join, to
sum, to multiply matrices, to choose between branches, to solve linear equations. A choice leaves no trace of what a
discarded branch did (0/0, say).
"""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np

from helpers.autodiff.linear_algebra import determinant, inverse, norm, solve
from helpers.autodiff.rules import NotDifferentiableError
from helpers.autodiff.standins import StandIn, lift, newest, plain


def _rearranging(function: Callable[..., Any]) -> Callable[..., Any]:
    def act(array: Any, *args: Any, **kwargs: Any) -> Any:
        if any(isinstance(a, StandIn) for a in (*args, *kwargs.values())):
            raise NotDifferentiableError(f"np.{function.__name__} is differentiated in its first argument only")
        return lift(array).rearranged(lambda a: function(a, *args, **kwargs))

    return act


def _reshaping(function: Callable[..., Any]) -> Callable[..., Any]:
    def act(array: Any, *args: Any, **kwargs: Any) -> Any:
        if any(isinstance(option, str) and option != "C" for option in (*args, *kwargs.values())):
            return _rearranging(function)(array, *args, **kwargs)
        array = lift(array)
        return array.reshaped(np.shape(function(np.empty(array.shape), *args, **kwargs)))

    return act


def _joining(function: Callable[..., Any]) -> Callable[..., Any]:
    def act(arrays: Any, *args: Any, **kwargs: Any) -> Any:
        parts = [lift(a) for a in arrays]
        return newest(parts).joined(lambda column: function(column, *args, **kwargs), parts)

    return act


def _sum(a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    return lift(a).along(np.sum, axis, keepdims=keepdims)


def _cumsum(a: Any, axis: int | None = None) -> Any:
    flat = lift(a) if axis is not None else lift(np.ravel(a))
    return flat.along(np.cumsum, axis or 0)


def _mean(a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    total = np.sum(a, axis=axis, keepdims=keepdims)
    return total / (np.size(a) / np.size(total))


def _var(a: Any, axis: Any = None, *, ddof: int = 0, keepdims: bool = False) -> Any:
    squares = np.square(a - np.mean(a, axis=axis, keepdims=True))
    total = np.sum(squares, axis=axis, keepdims=keepdims)
    return total / (np.size(a) / np.size(total) - ddof)


def _diff(a: Any, n: int = 1, axis: int = -1) -> Any:
    rows = np.moveaxis(lift(a), axis, 0)
    return np.moveaxis(reduce(lambda rows, _: rows[1:] - rows[:-1], range(n), rows), 0, axis)


def _extreme(function: Callable[..., Any]) -> Callable[..., Any]:
    """np.max or np.min: one element, or half of each of those that tie, as for np.maximum."""

    def act(a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
        a = lift(a)
        values = plain(a)
        most = function(values, axis=axis, keepdims=True)
        ties = values == most
        share = np.where(np.sum(ties, axis=axis, keepdims=True) > 1, 0.5, 1.0)
        excess = np.where(ties, share * (a - most), 0.0)
        return np.sum(excess, axis=axis, keepdims=keepdims) + (most if keepdims else np.squeeze(most, axis=axis))

    return act


def _prod(a: Any, axis: int | None = None) -> Any:
    rows = np.ravel(lift(a)) if axis is None else np.moveaxis(lift(a), axis, 0)
    while len(rows) > 1:  # halves with each other: few steps, however many factors
        half = len(rows) // 2
        halves, left_over = rows[:half] * rows[half : 2 * half], rows[2 * half :]
        rows = np.concatenate([halves, left_over]) if len(left_over) else halves
    return rows[0]


def _dot(a: Any, b: Any) -> Any:
    a, b = lift(a), lift(b)
    if np.ndim(b) > 2:
        raise NotDifferentiableError("np.dot of such arrays cannot be differentiated; use @")
    return a @ b if np.ndim(a) and np.ndim(b) else a * b


def _outer(a: Any, b: Any) -> Any:
    return np.einsum("i,j->ij", np.ravel(a), np.ravel(b))


def _cross(a: Any, b: Any) -> Any:
    a, b = lift(a), lift(b)
    if not np.shape(a)[-1] == np.shape(b)[-1] == 3:
        raise NotDifferentiableError("np.cross is differentiated for vectors of three components")
    once, twice = [1, 2, 0], [2, 0, 1]
    return a[..., once] * b[..., twice] - a[..., twice] * b[..., once]


def _einsum(subscripts: str, *operands: Any, optimize: bool = False) -> Any:
    operands, subscripts = tuple(lift(a) for a in operands), subscripts.replace(" ", "")
    if "->" not in subscripts:
        if "." in subscripts:
            raise NotDifferentiableError("np.einsum with `...` needs an arrow, as in 'i...,i...->...'")
        labels = sorted(set(subscripts) - {","})
        subscripts += "->" + "".join(label for label in labels if subscripts.count(label) == 1)
    return newest(operands).einsum(subscripts, operands)


def _where(condition: Any, a: Any, b: Any) -> Any:
    a, b = lift(a), lift(b)
    return newest([a, b]).where(condition, a, b)


def _select(conditions: Sequence[Any], choices: Sequence[Any], default: Any = 0.0) -> Any:
    branches = reversed(list(zip(conditions, choices, strict=True)))
    return reduce(lambda rest, branch: np.where(branch[0], branch[1], rest), branches, default)


def _piecewise(x: Any, conditions: Any, functions: Sequence[Any]) -> Any:
    if np.ndim(x) and not np.ndim(conditions[0]):
        conditions = [conditions]
    x = lift(x)
    # Of several conditions that hold, the last one counts; where none does, the function that is left over.
    owner = np.full(x.size, len(conditions))
    for k, condition in enumerate(conditions):
        owner[np.ravel(np.broadcast_to(condition, x.shape))] = k
    flat, pieces, places = np.ravel(x), [], []
    for k, f in enumerate([*functions, 0.0][: len(conditions) + 1]):
        at = np.flatnonzero(owner == k)
        pieces.append((f(flat[at]) if callable(f) else np.full(len(at), float(f))) + np.zeros(len(at)))
        places.append(at)
    return np.reshape(np.concatenate(pieces)[np.argsort(np.concatenate(places))], x.shape)


def _filled(value: float) -> Callable[..., Any]:
    def act(a: Any, **options: Any) -> Any:
        if options not in ({}, {"dtype": float}):
            raise NotDifferentiableError(f"an array like another one, but {options}, cannot be differentiated")
        return a.filled(value)

    return act


def _clip(a: Any, a_min: Any = None, a_max: Any = None) -> Any:
    a = a if a_min is None else np.maximum(a, a_min)
    return a if a_max is None else np.minimum(a, a_max)


def _polyval(p: Any, x: Any) -> Any:
    return reduce(lambda total, coefficient: total * x + coefficient, p, np.zeros_like(x))


# Their type: mypy cannot join the signatures of so many functions.
_RESHAPING: tuple[Any, ...] = (
    np.atleast_1d,
    np.expand_dims,
    np.ravel,
    np.reshape,
    np.squeeze,
)
_REARRANGING: tuple[Any, ...] = (
    np.broadcast_to,
    np.copy,
    np.diagonal,
    np.flip,
    np.moveaxis,
    np.repeat,
    np.roll,
    np.swapaxes,
    np.take,
    np.tile,
    np.transpose,
)
_JOINING: tuple[Any, ...] = (np.column_stack, np.concatenate, np.hstack, np.stack, np.vstack)

FUNCTIONS: dict[Any, Callable[..., Any]] = {
    **{function: _reshaping(function) for function in _RESHAPING},
    **{function: _rearranging(function) for function in _REARRANGING},
    **{function: _joining(function) for function in _JOINING},
    np.clip: _clip,
    np.cross: _cross,
    np.cumsum: _cumsum,
    np.diff: _diff,
    np.dot: _dot,
    np.einsum: _einsum,
    np.empty_like: _filled(0.0),
    np.full_like: lambda a, fill_value, **options: _filled(fill_value)(a, **options),
    np.inner: lambda a, b: _dot(a, np.transpose(b)),
    np.linalg.det: determinant,
    np.linalg.inv: inverse,
    np.linalg.norm: norm,
    np.linalg.solve: solve,
    np.max: _extreme(np.max),
    np.mean: _mean,
    np.min: _extreme(np.min),
    np.ndim: lambda a: a.ndim,
    np.ones_like: _filled(1.0),
    np.outer: _outer,
    np.piecewise: _piecewise,
    np.polyval: _polyval,
    np.prod: _prod,
    np.select: _select,
    np.shape: lambda a: a.shape,
    np.size: lambda a: a.size,
    np.std: lambda a, *args, **options: np.sqrt(_var(a, *args, **options)),
    np.sum: _sum,
    np.trace: lambda a: np.sum(np.diagonal(a), axis=-1),
    np.var: _var,
    np.vdot: lambda a, b: np.ravel(a) @ np.ravel(b),
    np.where: _where,
    np.zeros_like: _filled(0.0),
}
