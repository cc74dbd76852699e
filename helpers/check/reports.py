"""What is said of a miss: at which point, and in which direction, but never the right value."""

import math
from collections.abc import Sequence

from helpers.check.comparison import Claim, Miss, Side, differs
from helpers.check.sampling import Point


def where(miss: Miss, names: Sequence[str], of_what: str = "your answer") -> str:
    """Return a sentence that says at which point an answer, or the part of it that `of_what` names, is off.

    Examples
    --------
    >>> where(Miss((2.0, 1.0), found=5.0, right=4.0), ["x", "y"])
    'At x = 2, y = 1 your answer, 5, is too large.'
    """
    at = located(miss.point, names)
    if math.isnan(miss.found):
        return f"At {at} {of_what} has no value, but there is one to be found."
    return f"At {at} {of_what}, {_told_apart(miss.found, miss.right)}, is {_direction(miss.found, miss.right)}."


def located(point: Point, names: Sequence[str]) -> str:
    """Return the coordinates of a point with their names."""
    return ", ".join(f"{name} = {coordinate:.4g}" for name, coordinate in zip(names, point, strict=True))


def _told_apart(found: float, right: float) -> str:
    """Write a wrong number with as many digits as show that it is not the right one."""
    written = (f"{found:.{digits}g}" for digits in range(4, 18) if f"{found:.{digits}g}" != f"{right:.{digits}g}")
    return next(written, repr(found))


def _direction(found: float, right: float) -> str:
    if found * right < 0:
        return "of the wrong sign"
    return "too large" if found > right else "too small"


def plainer(miss: Miss, answer: Side, claim: Claim, points: Sequence[Point], rtol: float) -> Miss:
    """Move the miss to a point with short coordinates if the answer is off there as well."""
    point = tuple(float(f"{coordinate:.2g}") for coordinate in miss.point)
    found, right = answer(point), claim.at(point)
    if not _inside(point, points, claim.inputs) or math.isnan(right) or math.isnan(found) != math.isnan(miss.found):
        return miss
    if not math.isnan(found) and (abs(found - right) <= 0.01 * abs(right) or not differs(answer, claim, point, rtol)):
        return miss
    return Miss(point, float(found), float(right))


def _inside(point: Point, points: Sequence[Point], inputs: int) -> bool:
    lines = list(zip(*points, strict=True))[:inputs]
    return all(min(line) <= coordinate <= max(line) for line, coordinate in zip(lines, point, strict=False))
