"""Is a stationary point of this kind? The Hessian decides, or it does not."""

from collections.abc import Sequence
from typing import Any

import mpmath
import numpy as np

from helpers.check.answers import not_blank
from helpers.check.fields import Field, scalar_field
from helpers.check.forms import places
from helpers.check.incorrect import Incorrect, quietly
from helpers.check.rates import curvatures, rates
from helpers.check.reports import located
from helpers.check.sampling import Point

# A curvature, relative to the largest, that is as good as zero: at the point itself, and at a rounded one.
_FLAT, _FLAT_NEARBY = 1e-20, 1e-8
_NOT_THERE = 1e-2

_KINDS = {
    "minimum": ("minimum", "min", "minima"),
    "maximum": ("maximum", "max", "maxima"),
    "saddle": ("saddle", "saddlepoint"),
    "undecided": ("undecided", "inconclusive", "indecisive", "unclear", "undetermined", "indeterminate", "nodecision"),
}
_WORDS = {word: kind for kind, words in _KINDS.items() for word in words}
_FILLERS = ("a", "an", "the", "it", "is", "local", "strict", "relative", "point", "test")

# (claimed, right) -> the mistake
_MISTAKES = {
    ("minimum", "saddle"): "determinant_sign_test",
    ("maximum", "saddle"): "determinant_sign_test",
    ("minimum", "maximum"): "max_min_swapped",
    ("maximum", "minimum"): "max_min_swapped",
    ("saddle", "minimum"): "saddle_for_extremum",
    ("saddle", "maximum"): "saddle_for_extremum",
    **dict.fromkeys(((kind, "undecided") for kind in _KINDS), "test_inconclusive_called_saddle"),
}


def stationary_point(answer: Any, of: Any, at: Any, *, variables: Sequence[str] | str | None = None) -> None:
    """Check what kind of stationary point `of` has at a place, as far as its second derivatives tell.

    Parameters
    ----------
    answer : str
        "minimum", "maximum", "saddle", or "undecided" where the second derivatives do not tell. Upper and lower case,
        spaces, and words such as "local" do not matter.
    of : function of several numbers or of one vector, sympy expression, or text
    at : point
        Where all first derivatives are zero, to two digits or better.
    variables : sequence of str, optional
        As for `check.partial`.

    Raises
    ------
    Incorrect
        Whose misconception is `determinant_sign_test`, `max_min_swapped`, `saddle_for_extremum` or
        `test_inconclusive_called_saddle`, as the answer and the Hessian demand.
    ValueError, TypeError
        If the point is not stationary: a mistake of the exercise.

    Examples
    --------
    >>> from helpers import check
    >>> check.stationary_point("Saddle point", of="x**2 - y**2", at=(0, 0))
    >>> try:
    ...     check.stationary_point("minimum", of="x**2 - y**2", at=(0, 0))
    ... except check.Incorrect as miss:
    ...     print(miss.misconception)
    determinant_sign_test
    """
    with quietly():
        f = scalar_field(of, variables, at, None)
        (point,) = places(at, f.names, f.inputs)
        if len(point) < len(f.names):
            raise ValueError(f"at must give a value to each of {', '.join(f.names)}, got {at}")
        right = _kind(f, point)
    claimed = _read(answer)
    if claimed == right:
        return
    says = (
        "the second derivatives tell more than that"
        if claimed == "undecided"
        else f"the second derivatives do not make it a {claimed}"
    )
    raise Incorrect(f"At {located(point, f.names)} {says}.", _MISTAKES.get((claimed, right)))


def _read(answer: Any) -> str:
    not_blank(answer)
    if isinstance(answer, str) and not answer.strip():
        raise Incorrect(f"Still blank: write one of {', '.join(_KINDS)} between the quotes.")
    words = "".join(c if c.isalpha() else " " for c in answer).casefold().split() if isinstance(answer, str) else []
    kind = _WORDS.get("".join(word for word in words if word not in _FILLERS))
    if kind is None:
        raise Incorrect(f"Choose one of {', '.join(_KINDS)}, written in quotes; got {str(answer)[:60]!r}.")
    return kind


def _kind(f: Field, point: Point) -> str:
    """Return what the curvatures along the principal directions say."""
    slopes, bends = rates(f)[0], curvatures(f)
    H = mpmath.matrix([[bend.value(point) for bend in row] for row in bends])
    gradient = np.array([float(slope.value(point)) for slope in slopes])
    if not (np.isfinite(gradient).all() and all(mpmath.isfinite(bend) for bend in H)):
        raise ValueError(f"of has no second derivatives at {located(point, f.names)}")
    _require_stationary(f, point, gradient, np.array(H.tolist(), dtype=float))
    with mpmath.workdps(30):
        curvature = list(mpmath.eigsy(H, eigvals_only=True))
    exact = f.has_formulas and not gradient.any()
    largest = max(abs(bend) for bend in curvature)
    doubt = max(bend.uncertainty(point) for bend in bends.flat)
    flat = max((_FLAT if exact else _FLAT_NEARBY) * largest, doubt)
    up, down = any(bend > flat for bend in curvature), any(bend < -flat for bend in curvature)
    if up and down:
        return "saddle"
    if any(abs(bend) <= flat for bend in curvature):
        return "undecided"
    return "minimum" if up else "maximum"


def _require_stationary(f: Field, point: Point, gradient: np.ndarray, H: np.ndarray) -> None:
    """Raise a ValueError if the point where the tangent parabola has no slope is elsewhere."""
    step = np.linalg.lstsq(H, gradient, rcond=_FLAT_NEARBY)[0]
    left = float(np.max(np.abs(gradient - H @ step)))
    size = max(1.0, *(abs(x) for x in point))
    steepness = max(1.0, float(np.max(np.abs(H))))
    if np.max(np.abs(step)) > _NOT_THERE * size or left > _NOT_THERE * steepness * size:
        raise ValueError(f"{located(point, f.names)} is no stationary point: the gradient is {gradient.tolist()}")
