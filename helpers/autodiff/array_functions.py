"""How numpy's functions of whole arrays act on a stand-in for an array.

Each is reduced to one of the few things that every stand-in knows (`helpers.autodiff.standins`): to pick elements, to
join, to sum, to multiply matrices, to choose between branches, to solve linear equations. A choice leaves no trace of
what a discarded branch did (0/0, say).
"""

from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np

from helpers.autodiff.choices import clip, extreme, piecewise, select, where
from helpers.autodiff.linear_algebra import determinant, inverse, norm, solve
from helpers.autodiff.rules import NotDifferentiableError
from helpers.autodiff.standins import StandIn, lift, newest


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


def _filled(value: float) -> Callable[..., Any]:
    def act(a: Any, **options: Any) -> Any:
        if options not in ({}, {"dtype": float}):
            raise NotDifferentiableError(f"an array like another one, but {options}, cannot be differentiated")
        return a.filled(value)

    return act


def _polyval(p: Any, x: Any) -> Any:
    return reduce(lambda total, coefficient: total * x + coefficient, p, np.zeros_like(x))


# By name, since mypy cannot join the signatures of so many functions.
_RESHAPING = "atleast_1d expand_dims ravel reshape squeeze"
_REARRANGING = "broadcast_to copy diagonal flip moveaxis repeat roll swapaxes take tile transpose"
_JOINING = "column_stack concatenate hstack stack vstack"


def _all(names: str, reduced: Callable[[Callable[..., Any]], Callable[..., Any]]) -> dict[Any, Callable[..., Any]]:
    return {function: reduced(function) for function in (getattr(np, name) for name in names.split())}


FUNCTIONS: dict[Any, Callable[..., Any]] = {
    **_all(_RESHAPING, _reshaping),
    **_all(_REARRANGING, _rearranging),
    **_all(_JOINING, _joining),
    np.clip: clip,
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
    np.max: extreme(np.max),
    np.mean: _mean,
    np.min: extreme(np.min),
    np.ndim: lambda a: a.ndim,
    np.ones_like: _filled(1.0),
    np.outer: _outer,
    np.piecewise: piecewise,
    np.polyval: _polyval,
    np.prod: _prod,
    np.select: select,
    np.shape: lambda a: a.shape,
    np.size: lambda a: a.size,
    np.std: lambda a, *args, **options: np.sqrt(_var(a, *args, **options)),
    np.sum: _sum,
    np.trace: lambda a: np.sum(np.diagonal(a), axis=-1),
    np.var: _var,
    np.vdot: lambda a, b: np.ravel(a) @ np.ravel(b),
    np.where: where,
    np.zeros_like: _filled(0.0),
}
