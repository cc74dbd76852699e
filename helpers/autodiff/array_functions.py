"""How numpy's functions of whole arrays act on a stand-in for an array.

Each is reduced to one of the few things that every stand-in knows (`helpers.standins`): to pick elements, to join, to
sum, to multiply matrices, to choose between branches, to solve linear equations. A choice leaves no trace of what a
discarded branch did (0/0, say).
"""

import operator
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np

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


def _along(ufunc: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    def act(a: Any, axis: int | None = None) -> Any:
        return reduce(ufunc, np.ravel(a) if axis is None else np.moveaxis(a, axis, 0))

    return act


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


def _piecewise(x: Any, conditions: Sequence[Any], functions: Sequence[Any]) -> Any:
    branches = [f(x) if callable(f) else np.full(np.shape(x), float(f)) for f in functions]
    n = len(conditions)
    # Of two conditions that both hold, np.select follows the first and np.piecewise the last.
    return _select(conditions[::-1], branches[:n][::-1], *branches[n:])


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
    np.empty_like: lambda a, **_: a.filled(0.0),
    np.full_like: lambda a, fill_value, **_: a.filled(fill_value),
    np.inner: lambda a, b: _dot(a, np.transpose(b)),
    np.linalg.det: determinant,
    np.linalg.inv: inverse,
    np.linalg.norm: norm,
    np.linalg.solve: solve,
    np.max: _along(np.maximum),
    np.mean: _mean,
    np.min: _along(np.minimum),
    np.ndim: lambda a: a.ndim,
    np.ones_like: lambda a, **_: a.filled(1.0),
    np.outer: _outer,
    np.piecewise: _piecewise,
    np.polyval: _polyval,
    np.prod: _along(operator.mul),
    np.select: _select,
    np.shape: lambda a: a.shape,
    np.size: lambda a: a.size,
    np.std: lambda a, *args, **options: np.sqrt(_var(a, *args, **options)),
    np.sum: _sum,
    np.trace: lambda a: np.sum(np.diagonal(a), axis=-1),
    np.var: _var,
    np.vdot: lambda a, b: np.ravel(a) @ np.ravel(b),
    np.where: _where,
    np.zeros_like: lambda a, **_: a.filled(0.0),
}
