"""Where the elements of arrays come from and go to, for arrays that have axes of derivatives behind their own."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

MATRIX_PRODUCTS = {(1, 1): "j,j->", (2, 1): "ij,j->i", (1, 2): "j,jk->k", (2, 2): "ij,jk->ik"}


def index_of(function: Callable[[list[Any]], Any], *shapes: tuple[int, ...]) -> Any:
    """Return where `function` takes its elements from, in arrays of the given shapes laid end to end.

    Examples
    --------
    >>> index_of(np.concatenate, (2,), (3,)).tolist()
    [0, 1, 2, 3, 4]
    >>> index_of(lambda arrays: arrays[0].T, (2, 3)).tolist()
    [[0, 3], [1, 4], [2, 5]]
    """
    ends = np.cumsum([np.prod(shape, dtype=int) for shape in shapes])
    places = [np.arange(end - np.prod(s, dtype=int), end).reshape(s) for s, end in zip(shapes, ends, strict=True)]
    return function(places)


def scatter(a: Any, index: Any, size: int) -> Any:
    """Return `size` sums of those elements of `a` with the same index: the reverse of picking them.

    Axes that `a` has beyond those of `index` are kept.
    """
    if hasattr(a, "scattered"):  # a stand-in
        return a.scattered(index, size)
    beyond = np.shape(a)[np.ndim(index) :]
    width = int(np.prod(beyond))
    places = np.ravel(index)[:, None] * width + np.arange(width)
    return np.reshape(np.bincount(np.ravel(places), np.ravel(a), size * width), (size, *beyond))


def matrix_product(ndim_a: int, ndim_b: int) -> str:
    """Return a @ b, for arrays of so many dimensions, in the notation of `np.einsum`."""
    return MATRIX_PRODUCTS.get((ndim_a, ndim_b), "...ij,...jk->...ik")


def contract(subscripts: str, *operands: Any) -> Any:
    """Return `np.einsum` of the operands, by way of matrix products where these are large enough to gain from it."""
    return np.einsum(subscripts, *operands, optimize=max(map(np.size, operands)) > 1000)


def shape_of(a: Any) -> tuple[int, ...]:
    return getattr(a, "shape", ())  # np.shape takes ten times as long


def evened(coefficients: Sequence[Any], axes: int) -> Sequence[Any]:
    """Return the coefficients of t^0, t^1, ... spread to the shape of the first, with so many more axes for each t."""
    d = coefficients[1].shape[-1:] if axes else ()
    wanted = shape_of(coefficients[0])
    for c in coefficients:
        if shape_of(c) != wanted:
            shape = np.shape(coefficients[0])
            return [np.broadcast_to(c, shape + k * d) for k, c in enumerate(coefficients)]
        wanted += d
    return coefficients


def spread(a: Any, count: int) -> Any:
    """Return `a` with so many axes of length 1 behind its own; a number needs none."""
    return a[(..., *count * (None,))] if count and shape_of(a) else a


def explicit(key: Any, ndim: int) -> Any:
    """Return the index `key` with slices in place of `...`, since behind its own axes an array may have those of t."""
    parts = key if isinstance(key, tuple) else (key,)
    places = [i for i, part in enumerate(parts) if part is Ellipsis]
    if not places:
        return key
    own = [p for p in parts if p is not None and p is not Ellipsis]
    taken = sum(np.ndim(p) if getattr(p, "dtype", float) is np.dtype(bool) else 1 for p in own)
    return (*parts[: places[0]], *(ndim - taken) * (slice(None),), *parts[places[0] + 1 :])
