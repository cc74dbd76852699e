"""What a derivative has to be: the right slope of a function at any point, exactly or within a known error."""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import sympy

from helpers.check.comparison import Claim, formula
from helpers.check.sampling import Point
from helpers.check.subject import Subject


def slope(f: Subject, order: int = 1, points: Iterable[Point] = ()) -> Claim:
    """Return the claim that an answer is the derivative of `f`.

    A formula is differentiated exactly. Any other function is measured: by automatic differentiation if that sees
    through it, else by finite differences, within their error.

    Parameters
    ----------
    f : Subject
    order : int
    points : iterable of points
        Where the slope will be wanted; slopes that are measured together cost much less.

    Examples
    --------
    >>> from helpers.check.subject import subject
    >>> float(slope(subject("x**3")).value((2.0,)))
    12.0
    """
    if f.expression is not None:
        return formula_claim(f, _differentiated(f.expression, f.variable, order))
    measured = _Measured(f, order)
    measured.measure(points)
    return Claim(measured, lambda point: abs(f(point)), measured.uncertainty)


@lru_cache(maxsize=128)
def _differentiated(expression: sympy.Expr, variable: sympy.Symbol, order: int) -> Any:
    return sympy.diff(expression, variable, order)


def formula_claim(f: Subject, expression: Any) -> Claim:
    """Return the claim that an answer is `expression` where `f` is defined: log has no slope at -1, but 1/x is -1."""
    return Claim(
        formula(expression, f.names),
        size=lambda point: abs(float(f.formula(point))),
        defined=lambda point: not math.isnan(f.formula(point)),
    )


class _Measured:
    """The derivative of a function without a formula, found from its values."""

    def __init__(self, f: Subject, order: int) -> None:
        self.f, self.order = f, order
        self._known: dict[Point, tuple[float, float]] = {}

    def __call__(self, point: Point) -> float:
        self.measure([point])
        return self._known[point][0]

    def uncertainty(self, point: Point) -> float:
        self.measure([point])
        return self._known[point][1]

    def measure(self, points: Iterable[Point]) -> None:
        unknown = [point for point in points if point not in self._known]
        inside = [point for point in unknown if math.isfinite(self.f(point))]
        self._known.update(dict.fromkeys(unknown, (math.nan, 0.0)))
        self._known.update(zip(inside, self._slopes([x for (x,) in inside]), strict=True))

    def _slopes(self, x: Sequence[float]) -> list[tuple[float, float]]:
        from helpers import autodiff

        try:
            return [(float(autodiff.derivative(self.f.function, u, self.order, method="exact")), 0.0) for u in x]
        except Exception:  # whatever it is that the function cannot do with anything but a number
            return self._differences(x)

    def _differences(self, x: Sequence[float]) -> list[tuple[float, float]]:
        from helpers import differences

        try:
            value, error = differences.derivative(self.f.function, np.array(x), self.order)
            return [(float(v), 10 * float(e)) for v, e in zip(value, error, strict=True)]
        except ValueError:  # at one of the points, at least, there is no slope
            if len(x) < 2:
                return [(math.nan, 0.0)] * len(x)
            middle = len(x) // 2
            return self._differences(x[:middle]) + self._differences(x[middle:])
