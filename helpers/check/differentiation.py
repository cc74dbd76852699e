"""Is this the derivative of that? And if not: where is it off, and which mistake was made?"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from helpers.check.answers import as_number, described, is_symbolic, not_blank
from helpers.check.comparison import Claim, Miss, first_miss
from helpers.check.diagnosis import constant_rounded, name_of_mistake, name_of_slip
from helpers.check.expressions import parse
from helpers.check.incorrect import Incorrect, quietly
from helpers.check.reports import plainer, where
from helpers.check.sampling import Domain, Point, sample
from helpers.check.slopes import slope
from helpers.check.subject import Subject, read, subject


def derivative(
    answer: Any,
    of: Any,
    order: int = 1,
    *,
    at: float | Sequence[float] | None = None,
    domain: Domain | None = None,
    variables: str | Sequence[str] | None = None,
    rtol: float = 1e-6,
) -> None:
    """Check that `answer` is the derivative of `of`, or its value at a point.

        answer(x) = d^order of / dx^order

    Parameters
    ----------
    answer, of : function of one number, sympy expression, or text in sympy's notation
        Further symbols are parameters; they are sampled, too. With `at`, `answer` may be a number, or a sequence.
    order : int
        How often to differentiate.
    at : float or sequence of floats, optional
        The point or points where the answer claims to be the derivative, in units of x.
    domain : (low, high), optional
        Restricts the points that are looked at; by default wherever `of` is defined between -1000 and 1000.
    variables : str or sequence of str, optional
        Names an expression's variable first, then its parameters.
    rtol : float
        Relative accuracy; rounding in the answer is allowed for beyond it.

    Raises
    ------
    Incorrect
        If the answer is wrong or no answer at all. Its `misconception` names the mistake if it is a usual one.
    ValueError, TypeError
        If `of` cannot be differentiated: a mistake of the exercise.

    Notes
    -----
    Formulas are compared at a few hundred points with as many digits as it takes. Python functions are traced to a
    formula if they can be, else differentiated by `helpers.derivative`, or by finite differences within their error.

    Examples
    --------
    >>> derivative("3*x**2", of=lambda x: x**3)
    >>> derivative(0.5, of="sin(x)", at=math.pi / 3)
    >>> try:
    ...     derivative("x**2*cos(x)", of="x**2*sin(x)")
    ... except Incorrect as miss:
    ...     print(miss.misconception)
    product_rule_term_missing
    """
    if order < 1:
        raise ValueError(f"order must be 1 or more, got {order}")
    with quietly():
        f = subject(of, variables)
        if at is None or _is_function(answer):
            points = sample(domain, len(f.names) - 1)
            places = None if at is None else _places(at, f)
            # Measured slopes are dear.
            _check_function(answer, f, order, places, points if f.expression is not None else points[::3], rtol)
        else:
            places = _places(at, f)
            numbers = [as_number(answer)] if np.ndim(at) == 0 else _numbers(answer, len(places))
            _check_numbers(numbers, f, order, places, rtol, measured=np.asarray(answer).dtype.kind == "f")


def _check_function(
    answer: Any, f: Subject, order: int, places: Sequence[float] | None, points: Sequence[Point], rtol: float
) -> None:
    """Judge an answer at the places asked for, or at all points; what the mistake is, all points tell."""
    claim = slope(f, order, points)
    side = read(answer, f.names, any_letter=f.function is not None)
    judged = points if places is None else [(x,) for x in places]
    try:
        miss = first_miss(side, claim, judged, rtol)
    except LookupError:
        raise ValueError("of has no derivative at any of the points that were tried; is the domain right?") from None
    if miss is not None:
        if places is None:
            miss = plainer(miss, side, claim, points, rtol)
        # What a few places may do by chance, all points do not.
        everywhere = places is None or len(places) < 3
        looked_at = points if everywhere else judged
        nearly = constant_rounded(((side(point), claim.at(point)) for point in looked_at), everywhere=everywhere)
        name = "constant_rounded" if nearly else name_of_mistake(side, f, claim, order, points, rtol)
        raise Incorrect(where(miss, f.names), name)


def _places(at: Any, f: Subject) -> list[float]:
    if len(f.names) > 1:
        raise ValueError(f"at needs a function of one variable, got one of {', '.join(f.names)}")
    return [float(x) for x in ([at] if np.ndim(at) == 0 else at)]


def _is_function(answer: Any) -> bool:
    if isinstance(answer, str):
        answer = parse(answer)
    return bool(answer.free_symbols) if is_symbolic(answer) else callable(answer)


def _numbers(answer: Any, count: int) -> list[float]:
    not_blank(answer)
    if isinstance(answer, str) or not hasattr(answer, "__len__"):
        raise Incorrect(f"The answer is {described(answer)}; {count} numbers are wanted, one for each point.")
    if len(answer) != count:
        raise Incorrect(f"The answer holds {len(answer)} numbers; {count} are wanted, one for each point.")
    return [as_number(entry, f"Entry {index}") for index, entry in enumerate(answer)]


def _check_numbers(
    numbers: Sequence[float], f: Subject, order: int, places: Sequence[float], rtol: float, *, measured: bool
) -> None:
    claim = slope(f, order, [(x,) for x in places])
    pairs = [(found, claim.at((x,))) for x, found in zip(places, numbers, strict=True)]
    nearly = constant_rounded(pairs, everywhere=False)
    for x, found in zip(places, numbers, strict=True):
        right = float(claim.at((x,)))
        if math.isnan(right):
            raise ValueError(f"of has no derivative at {f.names[0]} = {x}")
        if abs(found - right) > rtol * abs(right) + claim.uncertainty((x,)) + _negligible(claim, x, rtol):
            name = name_of_slip(numbers, f, claim, order, places, measured=measured)
            raise Incorrect(where(Miss((x,), found, right), f.names), name or ("constant_rounded" if nearly else None))


def _negligible(claim: Claim, x: float, rtol: float) -> float:
    """Return what counts as zero beside the slopes nearby: at the top of a sine, rounding is all there is."""
    step = 0.01 * max(1.0, abs(x))
    nearby = (abs(float(claim.value((x + side * step,)))) for side in (-1, 1))
    return 0.01 * rtol * max((value for value in nearby if math.isfinite(value)), default=0.0)
