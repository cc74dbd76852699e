"""Compare an array of functions, entry by entry, with what it claims to be; say where it is off, and why."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from helpers.check.comparison import Claim, Formula, Miss, Side, first_miss, proves
from helpers.check.entries import Entries, entries
from helpers.check.field_diagnosis import Evidence, Index, evident
from helpers.check.fields import Field
from helpers.check.forms import places
from helpers.check.incorrect import Incorrect, quietly
from helpers.check.point_values import judge_numbers
from helpers.check.question import Question, refuse_shape, report
from helpers.check.rates import Claims
from helpers.check.reports import plainer
from helpers.check.sampling import Box, Point


def judge(question: Question, answer: Any, *, at: Any, domain: Box | None, rtol: float) -> None:
    """Raise Incorrect unless an answer is what is asked for.

    Raises
    ------
    Incorrect
    ValueError
        If there is nothing to be compared: a mistake of the exercise.
    """
    f = question.f
    with quietly():
        points = f.points(domain)
        judged = points if at is None else _with_parameters(places(at, f.names, f.inputs), f, points)
        if not judged:
            raise ValueError("of has no value at any of the points that were tried; is the domain right?")
        found = entries(answer, f.names, f.inputs, judged)
        if at is not None and found.constant:
            judge_numbers(question, found, at, rtol)
        else:
            _judge_functions(
                question, found, judged, points if at is None else [*judged, *points], rtol, free=at is None
            )


def _with_parameters(given: Sequence[Point], f: Field, points: Sequence[Point]) -> list[Point]:
    """Give the parameters, of which a point says nothing, several values."""
    if all(len(point) == len(f.names) for point in given):
        return list(given)
    return [(*point, *other[f.inputs :]) for point in given for other in points[:6]]


def _judge_functions(
    question: Question, found: Entries, judged: Sequence[Point], points: Sequence[Point], rtol: float, *, free: bool
) -> None:
    def evidence(sides: Any) -> Evidence:
        telling = points if free or len(judged) < 3 else judged
        return Evidence(sides, evident([p for p in telling if not found.overflowed(p)], question.claims), rtol)

    if found.sides.shape not in question.shapes:
        refuse_shape(question, found.sides.shape, evidence(found.sides))
    sides = found.sides.reshape(question.claims.shape)
    tried = [point for point in judged if _worth_looking(found, question.claims, point)] or judged
    misses = _misses(sides, question.claims, tried, rtol)
    if not misses:
        return
    index, miss = next(iter(misses.items()))
    if free:
        miss = plainer(miss, sides[index], question.claims[index], points, rtol)
    name = _name(question, evidence(sides), set(misses), everywhere=free or len(judged) < 3)
    raise Incorrect(report(question, index, miss), name)


def _worth_looking(found: Entries, claims: Claims, point: Point) -> bool:
    """Tell whether a point can prove anything.

    An answer without a value is wrong only where floats can hold all entries.
    """
    if found.failed(point):
        return all(proves(right) or right == 0 for right in (claim.at(point) for claim in claims.flat))
    return not found.overflowed(point)


def _misses(sides: Any, claims: Claims, points: Sequence[Point], rtol: float) -> dict[Index, Miss]:
    """Return where each of the wrong entries is off."""
    misses: dict[Index, Miss] = {}
    for index in np.ndindex(claims.shape):
        try:
            miss = first_miss(_at_rest(sides[index], claims, index, rtol), claims[index], points, rtol)
        except LookupError:
            raise ValueError("of has no derivative at any of the points that were tried") from None
        if miss is not None:
            misses[index] = miss
    return misses


def _at_rest(side: Side, claims: Claims, index: Index, rtol: float) -> Side:
    """Excuse rounding in a function where the right entry is zero: it is as large as the other entries make it."""
    if isinstance(side, Formula) or claims.size == 1:
        return side
    claim: Claim = claims[index]

    def value(point: Point) -> float:
        found = side(point)
        if claim.value(point) != 0:
            return found
        return 0.0 if abs(found) <= 0.01 * rtol * max(abs(other.value(point)) for other in claims.flat) else found

    return value


def _name(question: Question, evidence: Evidence, missed: set[Index], *, everywhere: bool) -> str | None:
    indices = sorted(missed)
    name = question.pattern(missed) or next(evidence.of_the_whole(question.wholes()), None)
    if name is None and evidence.nearly(question.claims, indices, everywhere=everywhere):
        name = "constant_rounded"
    return name or next(iter(evidence.of_entries(indices, question.wrongs)), None)
