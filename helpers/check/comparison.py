"""Equal or different? Two functions are compared at many points, and rounding is told apart from disagreement.

A formula is evaluated with as many digits as the decision needs. A Python function has only floats: where its
value jitters between neighbouring points as much as it differs from the right one, or where what it computes on its way
may leave the range of floats, the point proves nothing and is passed over.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from helpers.check.evaluation import evaluator
from helpers.check.sampling import Point

_DIGITS, _MOST_DIGITS = 30, 2000
# Single precision ends near 1e-38 and 3e38. Double reaches 1e-308 and 1e308, but a quotient rule squares
# its denominator, and a second derivative does so twice.
_TINY, _LARGE, _HUGE = 1e-30, 1e30, 1e75
_FAR = 20.0
_NEIGHBOURS = (-1e-5, -1e-8, -1e-12, 1e-12, 1e-8, 1e-5)


class Formula:
    """A sympy expression as a function of a point, to any number of digits."""

    def __init__(self, expression: Any, names: Sequence[str]) -> None:
        self.expression, self.names = expression, names
        # The points are the same in every check, and many checks ask for the same formula there.
        self._evaluate = lru_cache(maxsize=4096)(evaluator(expression, names, _DIGITS))

    def __call__(self, point: Point) -> Any:
        return self._evaluate(point)

    def precisely(self, point: Point, digits: int) -> Any:
        return evaluator(self.expression, self.names, digits)(point)


@lru_cache(maxsize=128)
def formula(expression: Any, names: tuple[str, ...]) -> Formula:
    """Return the formula that `expression` is, with what is already known of its values."""
    return Formula(expression, names)


Side = Formula | Callable[[Point], float]


@dataclass(frozen=True)
class Claim:
    """What an answer has to equal.

    Attributes
    ----------
    value : Formula or callable
        The right value at a point; nan where there is none.
    size : callable
        How large the function is from which the value was derived: rounding in an answer may be of that order.
    uncertainty : callable
        The error of a right value that is itself only measured.
    defined : callable
        Whether the claim is made at a point at all.
    inputs : int
        How many coordinates of a point, the first ones, are inputs of the function; the others are parameters.
    """

    value: Side
    size: Callable[[Point], float]
    uncertainty: Callable[[Point], float] = lambda point: 0.0
    defined: Callable[[Point], bool] = lambda point: True
    inputs: int = 1

    def at(self, point: Point) -> Any:
        """Return the right value, or nan where nothing is claimed."""
        return self.value(point) if self.defined(point) else math.nan


@dataclass(frozen=True)
class Miss:
    """A point at which an answer is off: what it gives there, and what is right (None if it gives no steady value)."""

    point: Point
    found: float
    right: float


def first_miss(answer: Side, claim: Claim, points: Iterable[Point], rtol: float) -> Miss | None:
    """Return where `answer` first differs from `claim`, or None if it is right.

    Raises
    ------
    LookupError
        If the claim has no value at any point.
    """
    agreed = 0
    unsteady: list[Miss] = []
    undefined: list[Miss] = []
    for point in points:
        right = claim.at(point)
        if math.isnan(right):
            continue
        found = answer(point)
        if math.isnan(found):
            if isinstance(answer, Formula) or (_near(point, claim) and (proves(right) or right == 0)):
                undefined.append(Miss(point, math.nan, float(right)))
        elif abs(found - right) <= rtol * abs(right) or right == found:
            agreed += 1
        elif differs(answer, claim, point, rtol):
            return Miss(point, float(found), float(right))
        elif isinstance(answer, Formula) or abs(found - right) <= claim.size(point) * 1e-13:
            agreed += 1
        else:
            unsteady.append(Miss(point, float(found), float(right)))
    # A single gap is a removable singularity that a point happened to hit.
    if len(undefined) > 1 or (undefined and not agreed):
        return undefined[0]
    if not agreed and not unsteady:
        raise LookupError("no value at any point")
    return unsteady[0] if 4 * agreed < len(unsteady) or not agreed else None


def proves(right: Any) -> bool:
    """Tell whether a right value is of a size that floats of any kind can hold; not so nan, and not 0."""
    return bool(_TINY < abs(right) < _LARGE)


def differs(answer: Side, claim: Claim, point: Point, rtol: float) -> bool:
    """Tell whether the answer is really wrong at `point`, not only rounded."""
    if isinstance(answer, Formula) and isinstance(claim.value, Formula):
        return _formulas_differ(answer, claim.value, claim.size(point), point, rtol)
    found, right = float(answer(point)), float(claim.value(point))
    gap = abs(found - right)
    if gap <= claim.uncertainty(point) or max(abs(found), abs(right)) < _TINY or abs(right) > _HUGE:
        return False
    smallest = min(abs(coordinate) for coordinate in point[: claim.inputs])
    if not isinstance(answer, Formula) and gap <= 1e-14 * claim.size(point) * max(1.0, 1 / max(smallest, 1e-3)):
        return False
    return gap > 10 * _jitter(answer, claim, point, found - right)


def _near(point: Point, claim: Claim) -> bool:
    return all(abs(coordinate) < _FAR for coordinate in point[: claim.inputs])


def _formulas_differ(answer: Formula, right: Formula, size: float, point: Point, rtol: float) -> bool:
    """Compare with so many digits that what cancels in either formula cannot hide the difference, or feign one."""
    gap = abs(answer(point) - right(point))
    lost = max(0, math.ceil(math.log10(max(size, 1.0)) - _log10(gap)))
    digits = min(_DIGITS + lost, _MOST_DIGITS)
    found, exact = answer.precisely(point, digits), right.precisely(point, digits)
    precise_gap = abs(found - exact)
    return bool(precise_gap > rtol * abs(exact) and precise_gap > 1e-8 * gap)


def _log10(number: Any) -> float:
    """Return the logarithm of an mpmath number, which may be far outside the range of floats."""
    mantissa, exponent = number.man_exp
    return math.log10(mantissa) + exponent * math.log10(2) if mantissa else 0.0


def _jitter(answer: Side, claim: Claim, point: Point, difference: float) -> float:
    """Return how much the difference changes within a hair's breadth of the point, which only rounding explains."""
    changes = [0.0]
    for index, coordinate in enumerate(point[: claim.inputs]):
        for step in _NEIGHBOURS:
            neighbour = (*point[:index], coordinate * (1 + step), *point[index + 1 :])
            change = abs(float(answer(neighbour)) - float(claim.value(neighbour)) - difference)
            changes.append(change if math.isfinite(change) else 0.0)
    return max(changes)
