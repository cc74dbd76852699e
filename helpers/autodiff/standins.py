"""What a function of numpy code is given in place of an array, so that it works out its own derivative.

A stand-in has the shape of the array that it stands in for, and numpy passes on to it whatever is done with it. There
are two: a `Series` carries derivatives forwards, of any order along one line, or of the first two along all axes; a
`Node` remembers where it came from. Each knows the same few things to do, and all else is made of them: apply a
function to each element, rearrange, join, sum along an axis, multiply matrices, choose, solve linear equations.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count
from typing import Any, NoReturn

import numpy as np

from helpers.autodiff.rules import CONDITIONS, SINGLE_POINT, NotDifferentiableError

letters = count(1)


def _operators(ufunc: np.ufunc) -> tuple[Callable[[Any, Any], Any], Callable[[Any, Any], Any]]:
    """Return `a + b`, called for a, and the same called for b, without numpy's detour: half the cost of small steps."""
    return (lambda a, b: _apply(ufunc, a, b)), (lambda b, a: _apply(ufunc, a, b))


class StandIn(np.lib.mixins.NDArrayOperatorsMixin):
    """An array with derivatives. Those of a derivative taken inside another one have a newer (greater) `letter`."""

    value: Any
    letter: int

    __add__, __radd__ = _operators(np.add)
    __sub__, __rsub__ = _operators(np.subtract)
    __mul__, __rmul__ = _operators(np.multiply)
    __truediv__, __rtruediv__ = _operators(np.divide)
    __pow__, __rpow__ = _operators(np.power)

    # What each kind of stand-in knows. `self` may be any of those that take part.
    elementwise: Callable[[np.ufunc, Sequence[Any]], Any]
    reshaped: Callable[[tuple[int, ...]], Any]
    rearranged: Callable[[Callable[[Any], Any]], Any]  # by a function that only picks elements and shapes them
    joined: Callable[[Callable[[Any], Any], Sequence[Any]], Any]  # by a function that makes one array of several
    along: Callable[..., Any]  # np.sum or np.cumsum, along an axis
    einsum: Callable[[str, Sequence[Any]], Any]
    where: Callable[[Any, Any, Any], Any]
    solve: Callable[[Any, Any], Any]
    scattered: Callable[[Any, int], Any]  # see `scatter`

    @property
    def shape(self) -> tuple[int, ...]:
        return np.shape(self.value)

    @property
    def ndim(self) -> int:
        return len(self.shape)

    @property
    def size(self) -> int:
        return int(np.prod(self.shape))

    @property
    def dtype(self) -> np.dtype[np.float64]:
        return np.dtype(np.float64)

    @property
    def T(self) -> Any:  # noqa: N802 - numpy's name
        return np.transpose(self)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        (target,) = options.pop("out", (None,))
        if method != "__call__" or (options and options != {"dtype": float}):
            raise NotDifferentiableError(f"np.{ufunc.__name__} with {method} {options or ''} cannot be differentiated")
        if not isinstance(target, StandIn | None):
            raise NotDifferentiableError("an array of plain numbers was changed in place; write y = y + x for y += x")
        result = _apply(ufunc, *inputs)
        return result if target is None or not target.shape else target.overwrite(result)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        from helpers.autodiff.array_functions import FUNCTIONS

        if function not in FUNCTIONS or "out" in kwargs:
            raise NotDifferentiableError(f"np.{function.__name__} cannot be differentiated")
        return FUNCTIONS[function](*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        # x.sum() is np.sum(x); and where np.sin meets an array of objects, it calls x.sin() on each of them.
        if name.startswith("_") or not callable(function := getattr(np, name, None)):
            raise AttributeError(f"a {type(self).__name__} has no attribute {name!r}")
        return partial(function, self)

    def __copy__(self) -> Any:
        return np.copy(self)

    def __deepcopy__(self, memo: Any) -> Any:
        return np.copy(self)

    def flatten(self) -> Any:
        return np.ravel(self)

    def reshape(self, *shape: Any) -> Any:
        return np.reshape(self, shape[0] if len(shape) == 1 else shape)

    def __getitem__(self, key: Any) -> Any:
        return self.rearranged(lambda a: a[key])

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("a number has no len()")
        return self.shape[0]

    def __iter__(self) -> Iterator[Any]:
        return (self[i] for i in range(len(self)))

    def __bool__(self) -> bool:
        return bool(self != 0)

    def __float__(self) -> NoReturn:
        raise NotDifferentiableError("float(x), int(x) or a function of `math` keeps the number and loses its slope")

    __int__ = __index__ = __complex__ = __float__

    def overwrite(self, new: Any) -> Any:
        raise NotDifferentiableError("an array that is changed in place cannot be differentiated here")

    def filled(self, value: Any) -> Any:
        """Return an array of the same shape, which is `value` everywhere."""
        return np.full(self.shape, value, dtype=float)

    def kin(self, a: Any) -> bool:
        """Tell whether `a` carries the same derivatives; if not, it is a constant here, as x is in ∂/∂y (x y)."""
        return isinstance(a, type(self)) and a.letter == self.letter


def _apply(ufunc: np.ufunc, *inputs: Any) -> Any:
    if ufunc in CONDITIONS:
        return _compare(ufunc, inputs)
    arguments = [a if isinstance(a, _LIFTED) else lift(a) for a in inputs]
    return newest(arguments).elementwise(ufunc, arguments)


_LIFTED = (StandIn, float, int)


def lift(a: Any) -> Any:
    """Return `a` as a stand-in if there are any in it (a list of series is a series of arrays), else as numbers."""
    if isinstance(a, (StandIn, float, int)):
        return a
    if isinstance(a, list | tuple) and any(isinstance(part, StandIn) for part in a):
        parts = [lift(part) for part in a]
        return newest(parts).joined(np.stack, parts)
    array = np.asarray(a)
    if array.dtype.kind in "biuf":
        return array[()]
    if not any(isinstance(part, StandIn) for part in array.flat):
        raise NotDifferentiableError(f"cannot compute with {a!r}")
    parts = [lift(part) for part in array.flat]
    return newest(parts).joined(lambda column: np.reshape(np.stack(column), array.shape), parts)


def newest(arguments: Sequence[Any]) -> StandIn:
    """Return the stand-in whose derivatives are being taken: those of older ones are its constants."""
    found: Any = None
    for a in arguments:
        if isinstance(a, StandIn) and (found is None or a.letter > found.letter):
            found = a
    return found  # type: ignore[no-any-return]


def plain(a: Any) -> Any:
    """Return what an ordinary evaluation would give."""
    return plain(a.value) if isinstance(a, StandIn) else a


def _compare(ufunc: np.ufunc, arguments: Sequence[Any]) -> Any:
    """Compare values as numpy does, unless the outcome singles out the very point: its neighbours may differ."""
    result = ufunc(*(a.value if isinstance(a, StandIn) else a for a in arguments))
    if ufunc in SINGLE_POINT and np.any(result == SINGLE_POINT[ufunc]):
        raise NotDifferentiableError(
            f"np.{ufunc.__name__} singles out a point, which says nothing about the slope there"
        )
    return result
