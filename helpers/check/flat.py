"""Is this a point where a function of several numbers is flat?"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.check.answers import as_array
from helpers.check.fields import Field, scalar_field
from helpers.check.incorrect import Incorrect, quietly
from helpers.check.rates import curvatures, rates

_NEAR = 2e-3  # of the point's size: two or three digits are enough


def flat_point(
    answer: Any,
    of: Any,
    *,
    besides: Sequence[Sequence[float]] = (),
    variables: Sequence[str] | str | None = None,
) -> None:
    """Check that all slopes of `of` vanish at the point `answer`, which may be rounded to three digits.

    Parameters
    ----------
    answer : list or array of numbers, one for each input
    of : function of several numbers or of one vector, sympy expression, or text
    besides : sequence of points
        Flat points that the question has told; another one is wanted.
    variables : sequence of str, optional
        As for `check.partial`.

    Raises
    ------
    Incorrect
        Whose misconception is one of `components_swapped`, `one_slope_only` and `zeros_for_flat_spots`, if that
        explains the point.

    Examples
    --------
    >>> from helpers import check
    >>> check.flat_point([1, -2], of="x**2 - 2*x + y**2 + 4*y")
    >>> try:
    ...     check.flat_point([-2, 1], of="x**2 - 2*x + y**2 + 4*y")
    ... except check.Incorrect as miss:
    ...     print(miss.misconception)
    components_swapped
    """
    point = as_array(answer)
    with quietly():
        f = scalar_field(of, variables, None, None)
        if point.shape != (f.inputs,):
            names = ", ".join(f.names[: f.inputs])
            raise Incorrect(f"The answer has shape {point.shape}; a list of {f.inputs} numbers is wanted: {names}.")
        if any(np.max(np.abs(point - told)) <= _NEAR * max(1.0, *np.abs(told)) for told in np.asarray(besides)):
            raise Incorrect("This is a point that the question has told; it asks for another one.")
        slopes, away = _seen(f, point)
        if away <= _NEAR:
            return
        named = _mistake(f, point, slopes)
    steep = [f"along {name} {slope:.3g}" for name, slope in zip(f.names, slopes, strict=False)]
    raise Incorrect(f"At your point f is not flat: the slopes are {', '.join(steep)}.", named)


def _seen(f: Field, point: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Return the slopes at a point, and how far away, in its own size, the parabola that fits there is flat."""
    at = tuple(point.tolist())
    slopes = np.array([float(claim.value(at)) for claim in rates(f)[0]])
    bends = np.array([[float(claim.value(at)) for claim in row] for row in curvatures(f)])
    if not (np.isfinite(slopes).all() and np.isfinite(bends).all()):
        return slopes, np.inf
    step = np.linalg.lstsq(bends, slopes)[0]
    size = max(1.0, float(np.max(np.abs(point))))
    left = np.max(np.abs(slopes - bends @ step)) / max(1e-300, float(np.max(np.abs(bends))))
    return slopes, float(max(np.max(np.abs(step)), left) / size)


def _mistake(f: Field, point: NDArray[np.float64], slopes: NDArray[np.float64]) -> str | None:
    if _seen(f, point[::-1])[1] <= _NEAR:
        return "components_swapped"
    small = np.abs(slopes) <= _NEAR * np.max(np.abs(slopes))
    if small.any():
        return "one_slope_only"
    height = f.outputs[0].formula(tuple(point.tolist())) if f.has_formulas else f.outputs[0](tuple(point.tolist()))
    return "zeros_for_flat_spots" if abs(height) <= _NEAR * float(np.max(np.abs(slopes))) else None
