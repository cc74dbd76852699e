"""Choosing between branches, as `np.where` and its like do; a discarded branch leaves no trace (0/0, say)."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np

from helpers.autodiff.standins import lift, newest, plain


def where(condition: Any, a: Any, b: Any) -> Any:
    a, b = lift(a), lift(b)
    return newest([a, b]).where(condition, a, b)


def select(conditions: Sequence[Any], choices: Sequence[Any], default: Any = 0.0) -> Any:
    branches = reversed(list(zip(conditions, choices, strict=True)))
    return reduce(lambda rest, branch: np.where(branch[0], branch[1], rest), branches, default)


def piecewise(x: Any, conditions: Any, functions: Sequence[Any]) -> Any:
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


def extreme(function: Callable[..., Any]) -> Callable[..., Any]:
    """np.max or np.min: one element, or the mean of those that tie, which is right if they move together."""

    def act(a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
        a = lift(a)
        values = plain(a)
        most = function(values, axis=axis, keepdims=True)
        ties = values == most
        excess = np.where(ties, (a - most) / np.sum(ties, axis=axis, keepdims=True), 0.0)
        return np.sum(excess, axis=axis, keepdims=keepdims) + (most if keepdims else np.squeeze(most, axis=axis))

    return act


def clip(a: Any, a_min: Any = None, a_max: Any = None) -> Any:
    a = a if a_min is None else np.maximum(a, a_min)
    return a if a_max is None else np.minimum(a, a_max)
