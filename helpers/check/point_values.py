"""Judge numbers: the entries of a vector or a matrix at one point, or at each of several points."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from helpers.check.comparison import Claim, Miss
from helpers.check.entries import Entries
from helpers.check.field_diagnosis import Evidence, Index
from helpers.check.forms import places, several_points
from helpers.check.incorrect import Incorrect
from helpers.check.question import Question, refuse_shape, report
from helpers.check.rates import Claims, combined
from helpers.check.sampling import Point


def judge_numbers(question: Question, found: Entries, at: Any, rtol: float) -> None:
    """Judge numbers at a point, or such numbers for each of several points."""
    f = question.f
    given = places(at, f.names, f.inputs)
    if any(len(point) < len(f.names) for point in given):
        raise ValueError(f"numbers need a value for each of {', '.join(f.names)}; at gives {f.inputs}")
    numbers = np.vectorize(lambda side: float(side(given[0])), otypes=[float])(found.sides)
    if several_points(at, f.inputs):
        if numbers.shape[:1] != (len(given),):
            raise Incorrect(f"{_held(numbers)}; {len(given)} entries are wanted, one for each point.")
    else:
        numbers = numbers[np.newaxis]
    if not np.isfinite(numbers).all():
        raise Incorrect("An entry of the answer has no finite value; real numbers are wanted.")
    sides = _as_sides(numbers, given)
    if sides.shape not in question.shapes:
        refuse_shape(question, sides.shape, Evidence(sides, given, rtol, numbers=True))
    _judge_values(question, sides.reshape(question.claims.shape), given, rtol)


def _held(numbers: Any) -> str:
    return f"The answer holds {len(numbers)} entries" if numbers.ndim else "The answer is one number"


def _as_sides(numbers: Any, given: Sequence[Point]) -> Any:
    """Return numbers of shape (points, *shape) as an array of that shape, of functions that know these points alone."""
    sides = np.empty(numbers.shape[1:], dtype=np.object_)
    for index in np.ndindex(sides.shape):
        values = {point: float(row[index]) for point, row in zip(given, numbers, strict=True)}
        sides[index] = values.__getitem__
    return sides


def _judge_values(question: Question, sides: Any, given: Sequence[Point], rtol: float) -> None:
    misses: dict[Index, Miss] = {}
    for index in np.ndindex(sides.shape):
        claim = question.claims[index]
        for point in reversed(given):
            found, right = sides[index](point), float(claim.at(point))
            if math.isnan(right):
                raise ValueError(f"of has no derivative at {dict(zip(question.f.names, point, strict=True))}")
            if abs(found - right) > rtol * abs(right) + _allowed(question.claims, index, point, rtol):
                misses[index] = Miss(point, found, right)
    if misses:
        index, miss = next(iter(misses.items()))
        raise Incorrect(report(question, index, miss), _slip(question, Evidence(sides, given, rtol, True), set(misses)))


def _allowed(claims: Claims, index: Index, point: Point, rtol: float) -> float:
    """Return what counts as zero beside the values nearby and the other entries: rounding may be all there is."""
    claim: Claim = claims[index]
    nearby = [abs(float(other.value(point))) for other in claims.flat]
    for i, x in enumerate(point[: claim.inputs]):
        for side in (-1, 1):
            neighbour = (*point[:i], x + side * 0.01 * max(1.0, abs(x)), *point[i + 1 :])
            nearby.append(abs(float(claim.value(neighbour))))
    beside = max((value for value in nearby if math.isfinite(value)), default=0.0)
    return 0.01 * rtol * beside + 1e-13 * claim.size(point) + claim.uncertainty(point)


def _slip(question: Question, evidence: Evidence, missed: set[Index]) -> str | None:
    """Return the mistake that explains wrong numbers, unless they are few and several mistakes do."""
    indices, few = sorted(missed), evidence.sides.size * len(evidence.points) < 3
    if pattern := question.pattern(missed):
        return pattern
    for explaining in (
        list(dict.fromkeys(evidence.of_the_whole(question.wholes()))),
        evidence.of_entries(indices, question.wrongs),
        evidence.of_entries(indices, lambda index: _doubled(question.claims[index])),
    ):
        if explaining:
            return explaining[0] if len(explaining) == 1 or not few else None
    return "constant_rounded" if evidence.nearly(question.claims, indices, everywhere=False) else None


def _doubled(claim: Claim) -> Iterable[tuple[str, Claim]]:
    yield "central_difference_factor", combined(lambda slope: 2 * slope, [claim])
