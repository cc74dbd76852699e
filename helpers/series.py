"""Truncated Taylor series that behave like numpy arrays: the one mechanism behind every exact derivative here.

Replace the number x by x + t, where t is so small that t^(n+1) may be dropped, and run ordinary numpy code on it. What
comes out is the beginning of the function's Taylor series,

    f(x + t) = c_0 + c_1 t + c_2 t² + ... + c_n t^n,     with c_k = f⁽ᵏ⁾(x) / k!

No step size, hence no truncation error; no formulas, hence none that swell. How coefficients are computed is told in
`helpers.recurrences`; this module makes numpy believe that a series is an array.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NoReturn

import numpy as np

from helpers.recurrences import Row, apply
from helpers.rules import CONDITIONS, SINGLE_POINT, NotDifferentiableError


class Series(np.lib.mixins.NDArrayOperatorsMixin):
    """An array of Taylor series in t, each cut off after t^n.

    Parameters
    ----------
    coefficients : sequence of array_like
        c_0, ..., c_n, with n at least 1; all take the shape of c_0. They may be series themselves, in another letter.
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

    @property
    def shape(self) -> tuple[int, ...]:
        return np.shape(self.value)

    @property
    def ndim(self) -> int:
        return len(self.shape)

    @property
    def size(self) -> int:
        return int(np.size(self.value))

    @property
    def dtype(self) -> np.dtype[np.float64]:
        return np.dtype(np.float64)

    @property
    def T(self) -> "Series":  # noqa: N802 - numpy's name
        return self.each(np.transpose)

    def __repr__(self) -> str:
        return f"Series({list(self.coefficients)}, letter={self.letter})"

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        (target,) = options.pop("out", (None,))
        if method != "__call__" or options:
            raise NotDifferentiableError(f"np.{ufunc.__name__} with {method} {options or ''} cannot be differentiated")
        if ufunc in CONDITIONS:
            return _compare(ufunc, inputs)
        rows, letter = align(*inputs)
        result = Series(apply(ufunc, rows, partial(_number, letter=letter)), letter)
        return result if target is None or not target.shape else target.overwrite(result.coefficients)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        from helpers.array_functions import FUNCTIONS

        if function not in FUNCTIONS or "out" in kwargs:
            raise NotDifferentiableError(f"np.{function.__name__} cannot be differentiated")
        return FUNCTIONS[function](*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        # x.sum() is np.sum(x); and where np.sin meets an array of objects, it calls x.sin() on each of them.
        if name.startswith("_") or not callable(function := getattr(np, name, None)):
            raise AttributeError(f"a Series has no attribute {name!r}")
        return partial(function, self)

    def __getitem__(self, key: Any) -> "Series":
        return self.each(lambda c: c[key])

    def __setitem__(self, key: Any, new: Any) -> None:
        copies = [np.array(c) for c in self.coefficients]
        rows, _ = align(new, self)
        for copy, c in zip(copies, padded(rows)[0], strict=True):
            copy[key] = c
        self.overwrite(copies)

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("a number has no len()")
        return self.shape[0]

    def __iter__(self) -> Iterator["Series"]:
        return (self[i] for i in range(len(self)))

    def __bool__(self) -> bool:
        return bool(self != 0)

    def __float__(self) -> NoReturn:
        raise NotDifferentiableError("float(x), int(x) or a function of `math` keeps the number and loses its slope")

    __int__ = __index__ = __complex__ = __float__

    def each(self, function: Callable[[Any], Any]) -> "Series":
        """Apply a linear `function` of an array to every coefficient."""
        return Series([function(c) for c in self.coefficients], self.letter)

    def overwrite(self, coefficients: Row) -> "Series":
        """Change in place, as `x[0] = 1` and `x += 1` do to an array."""
        if any(getattr(c, "base", None) is not None for c in self.coefficients):
            raise NotDifferentiableError(
                "a part of an array, changed in place, cannot be differentiated; copy it first"
            )
        self.coefficients = Series(coefficients).coefficients
        return self


def lift(a: Any) -> Any:
    """Return `a` as a `Series` if there are any in it (a list of series is a series of arrays), else as numbers."""
    if isinstance(a, (Series, float, int)):
        return a
    array = np.asarray(a)
    if array.dtype.kind in "biuf":
        return array[()]
    if not any(isinstance(part, Series) for part in array.flat):
        raise NotDifferentiableError(f"cannot compute with {a!r}")
    rows, letter = align(*array.flat)
    columns = zip(*padded(rows), strict=True)
    return Series([np.reshape(np.stack(column), array.shape) for column in columns], letter)


def align(*arguments: Any) -> tuple[list[Row], int]:
    """Return a row of coefficients for each of the `arguments`, in the newest letter that occurs in them."""
    lifted = [lift(a) for a in arguments]
    letter = max(a.letter for a in lifted if isinstance(a, Series))
    # A series in an older letter is a constant here, as x is in ∂/∂y (x y).
    return [a.coefficients if isinstance(a, Series) and a.letter == letter else (a,) for a in lifted], letter


def padded(rows: Sequence[Row]) -> list[Row]:
    """Return `rows` with zeros for the powers of t that one lacks in comparison with the longest."""
    length = max(map(len, rows))
    return [[*row, *(np.zeros(np.shape(row[0])) for _ in range(length - len(row)))] for row in rows]


def _number(row: Row, letter: int) -> Any:
    return Series(row, letter) if len(row) > 1 else row[0]


def _compare(ufunc: np.ufunc, arguments: Sequence[Any]) -> Any:
    """Compare values as numpy does, unless the outcome singles out the very point: its neighbours may differ."""
    result = ufunc(*(a.value if isinstance(a, Series) else a for a in arguments))
    if ufunc in SINGLE_POINT and np.any(result == SINGLE_POINT[ufunc]):
        raise NotDifferentiableError(
            f"np.{ufunc.__name__} singles out a point, which says nothing about the slope there"
        )
    return result
