"""Which mistake explains a wrong derivative? The usual ones are made in turn, until one gives the answer."""

import math
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Any

import sympy

from helpers.check.comparison import Claim, Formula, Side, first_miss, proves
from helpers.check.evaluation import UnsupportedError
from helpers.check.mistakes import mistaken_derivatives
from helpers.check.sampling import Point
from helpers.check.slopes import formula_claim, slope
from helpers.check.subject import Subject

_EVIDENCE, _NEAR = 60, 1e-3
_TRIGONOMETRIC = (sympy.sin, sympy.cos, sympy.tan)


def name_of_mistake(
    answer: Side, f: Subject, right: Claim, order: int, points: Sequence[Point], rtol: float
) -> str | None:
    """Return the id of the first mistake whose result agrees with the answer at every point, or None."""
    evidence = [point for point in points if not math.isnan(right.at(point))]
    evidence = evidence[:: max(1, len(evidence) // _EVIDENCE)]
    glimpse = [(point, answer(point)) for point in evidence[:3]]

    def explains(claim: Claim) -> bool:
        # Most candidates are nowhere near, which costs little to see.
        if any(abs(found - claim.value(point)) > _NEAR * abs(found) for point, found in glimpse):
            return False
        try:
            return first_miss(answer, claim, evidence, rtol) is None
        except LookupError:
            return False

    candidates = _candidates(f, right, order, evidence)
    found = next((mistake for mistake, claim in candidates if explains(claim)), None)
    if found is None and _is_antiderivative(answer, f, evidence):
        return "antiderivative_given"
    return found


def constant_rounded(pairs: Iterable[tuple[Any, Any]], *, everywhere: bool) -> bool:
    """Tell whether answers and right values differ by one factor that is nearly 1, as if 3.14 stood for pi.

    Parameters
    ----------
    pairs : iterable of (answer, right value)
        Points where nothing is claimed, or where floats may end, tell nothing.
    everywhere : bool
        Whether the points are of all kinds. At a few, the constant may stand inside a function, as in cos(3.14*x/180).
    """
    excesses = []
    for found, right in pairs:
        if proves(right):
            excesses.append(float(found / right) - 1)
            if not abs(excesses[-1]) < 5e-3:
                return False
    if not excesses:
        return False
    low, high = min(excesses), max(excesses)
    # A small constant added to the answer is nearly a factor of 1, too, but of ever different size.
    return high - low < (0.5 * max(high, -low) if everywhere else 1e-3)


def _candidates(f: Subject, right: Claim, order: int, points: Sequence[Point]) -> Iterator[tuple[str, Claim]]:
    if not isinstance(right.value, Formula):
        yield from _measured_candidates(f, right, order, points)
        return
    for mistake, expression in _wrong_formulas(f, right.value.expression, order):
        # Nothing can be read from a zero: too many mistakes end there.
        if expression != 0:
            try:
                yield mistake, formula_claim(f, expression)
            except UnsupportedError:
                continue


def _wrong_formulas(f: Subject, right: Any, order: int) -> list[tuple[str, Any]]:
    x = f.variable
    wrong = [("order_too_low", sympy.diff(f.expression, x, lower)) for lower in range(order - 1, 0, -1)]
    broken = mistaken_derivatives(f.expression, x, order, f.written)
    # Two lost factors may look like a lost sign, which is likelier.
    factors = next((i for i, (mistake, _) in enumerate(broken) if mistake == "constant_factor_lost"), len(broken))
    wrong += [*broken[:factors], ("sign_lost", -right), *broken[factors:]]
    if f.expression.has(*_TRIGONOMETRIC):
        wrong += [("degrees_vs_radians", right * sympy.pi / 180), ("degrees_vs_radians", right * 180 / sympy.pi)]
    return [*wrong, ("function_not_derivative", f.expression), ("order_too_high", sympy.diff(right, x))]


def _measured_candidates(f: Subject, right: Claim, order: int, points: Sequence[Point]) -> Iterator[tuple[str, Claim]]:
    yield "sign_lost", Claim(lambda point: -right.value(point), right.size, right.uncertainty)
    yield "function_not_derivative", Claim(f, right.size)
    for lower in range(order - 1, 0, -1):
        yield "order_too_low", slope(f, lower, points)
    yield "order_too_high", slope(f, order + 1, points)


def _is_antiderivative(answer: Side, f: Subject, points: Sequence[Point]) -> bool:
    """Compare the slope of the answer with `f`: exactly, or to the four digits that differences give."""
    value = f.formula if f.expression is not None else f
    slopes = [(_slope_of(answer, point), float(value(point))) for point in points if 0.05 < abs(point[0]) < 20]
    known = [(found, right) for found, right in slopes if math.isfinite(found) and math.isfinite(right)]
    if len(known) < 4:
        return False
    size = median(abs(right) for _, right in known)
    return size > 0 and all(abs(found - right) <= 1e-4 * abs(right) + 1e-7 * size for found, right in known)


def _slope_of(answer: Side, point: Point) -> float:
    h = 1e-4 * abs(point[0])
    ahead, behind = ((point[0] + step, *point[1:]) for step in (h, -h))
    return float(answer(ahead) - answer(behind)) / (ahead[0] - behind[0])


def name_of_slip(
    numbers: Sequence[float], f: Subject, right: Claim, order: int, places: Sequence[float], *, measured: bool
) -> str | None:
    """Return the id of the mistake that explains wrong slopes at a few places, or None.

    One number is little evidence: a mistake is named only if no other explains it.

    Parameters
    ----------
    numbers, places : sequences of float
    measured : bool
        Whether the numbers may come from a difference quotient, as floats do.
    """

    def explains(claim: Claim, unit: float = 1.0) -> bool:
        values = [float(claim.value((unit * x,))) for x in places]
        return all(n != 0 and abs(n - v) <= 1e-6 * abs(v) for n, v in zip(numbers, values, strict=True))

    if f.expression is not None and f.expression.has(*_TRIGONOMETRIC):
        factors = (math.pi / 180, 180 / math.pi)
        if any(explains(right, factor) or explains(_times(right, factor)) for factor in factors):
            return "degrees_vs_radians"
    if measured and explains(_times(right, 2.0)):
        return "central_difference_factor"
    if measured and not any(numbers):
        return "h_too_small"
    candidates = _candidates(f, right, order, [(x,) for x in places])
    fitting = list(dict.fromkeys(mistake for mistake, claim in candidates if explains(claim)))
    return fitting[0] if len(fitting) == 1 or (fitting and len(places) > 2) else None


def _times(claim: Claim, factor: float) -> Claim:
    return Claim(lambda point: factor * float(claim.value(point)), claim.size)
