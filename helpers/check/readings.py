"""Checks of what is read off a graph, or off measurements: where a graph is flat, the area under it."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.check.answers import Function, as_array, as_number, not_blank
from helpers.check.comparison import Claim
from helpers.check.incorrect import Incorrect, quietly
from helpers.check.slopes import slope
from helpers.check.subject import Subject, subject


def stationary_points(answer: Any, of: Any, *, within: float = 0.1) -> None:
    """Check a list of the places where the graph of `of` is flat: its slope changes its sign near each of them.

    Parameters
    ----------
    answer : array_like, shape (n,)
        The places, from left to right.
    of : function, expression or text
        A function of one number.
    within : float, in units of x
        How far from the exact place a reading may be.

    Raises
    ------
    Incorrect
        If the slope does not change its sign near a place, or if the places do not go from left to right. Its
        misconception is `zeros_for_flat_spots` or `heights_for_places` where that explains the list.

    Examples
    --------
    >>> stationary_points([-1.02, 0.97], of=lambda x: x**3 - 3 * x)
    >>> try:
    ...     stationary_points([-1.732, 1.732], of=lambda x: x**3 - 3 * x)
    ... except Incorrect as miss:
    ...     print(miss.misconception)
    zeros_for_flat_spots
    """
    places = as_array(answer)
    if places.ndim != 1 or not places.size:
        raise Incorrect(f"A list of places is wanted, for example [0.5, 2.0]; got shape {places.shape}.")
    with quietly():
        f = subject(of)
        steepness = slope(f)
        for x in places:
            if steepness.at((x - within,)) * steepness.at((x + within,)) > 0:
                climbs = "climbs" if steepness.at((x,)) > 0 else "falls"
                raise Incorrect(f"At x = {x:.4g} the graph {climbs}.", _misread(places, f, steepness, within))
    for left, right in pairwise(places):
        if not right - left > within:
            raise Incorrect(f"The places should go from left to right, each one once; {right:.4g} follows {left:.4g}.")


def _misread(places: NDArray[np.float64], f: Subject, steepness: Claim, within: float) -> str | None:
    if all(f((x - within,)) * f((x + within,)) <= 0 for x in places):
        return "zeros_for_flat_spots"
    grid = np.linspace(places.min() - 5, places.max() + 5, 401)
    slopes = np.array([float(steepness.at((x,))) for x in grid])
    heights = [f((x,)) for x in grid[:-1][slopes[1:] * slopes[:-1] <= 0]]
    # Numbers this small are often near each other by chance.
    if all(any(abs(height - place) <= within / 5 for height in heights) for place in places):
        return "heights_for_places"
    return None


def area(answer: Callable[..., Any], under: tuple[ArrayLike, ArrayLike]) -> None:
    """Check a learner's function `(x, y) -> area` under the straight lines that join the points (x, y).

        area = Σ (x[i+1] - x[i]) · (y[i] + y[i+1]) / 2

    Parameters
    ----------
    answer : callable, (array of shape (n,), array of shape (n,)) -> float
    under : (x, y), two array_like of shape (n,)
        The points on which the function is tried.

    Raises
    ------
    Incorrect
        Whose misconception is `one_end_only`, `slope_for_area`, `width_forgotten` or `factor_of_two`: the first that
        explains the number.

    Examples
    --------
    >>> area(lambda x, y: np.sum(np.diff(x) * (y[1:] + y[:-1])) / 2, under=([0, 10], [0, 6]))
    >>> try:
    ...     area(lambda x, y: np.sum(y[1:]), under=([0, 2, 8], [5, 5, 5]))
    ... except Incorrect as miss:
    ...     print(miss.misconception)
    width_forgotten
    """
    x, y = (np.asarray(side, dtype=float) for side in under)
    not_blank(answer)
    if not callable(answer):
        raise Incorrect("A function of two arrays is wanted.")
    Function(answer, ("x", "y"))  # complains about a wrong number of parameters
    with quietly():
        try:
            result = answer(x.copy(), y.copy())
        except Exception as error:
            raise Incorrect(f"Your function raised {type(error).__name__}: {error}") from None
        found = as_number(result, "The area")
    widths, middles = np.diff(x), (y[1:] + y[:-1]) / 2
    exact = float(widths @ middles)
    if abs(found - exact) <= 1e-9 * max(abs(exact), float(widths @ np.abs(middles))):
        return
    slips: dict[str, Sequence[float]] = {
        "one_end_only": (float(widths @ y[:-1]), float(widths @ y[1:])),
        "slope_for_area": (float(np.sum(np.diff(y) / widths)), float((y[-1] - y[0]) / (x[-1] - x[0]))),
        "width_forgotten": (float(middles.sum()), float(y.sum()), float(y[1:].sum()), float(y[:-1].sum())),
        "factor_of_two": (exact / 2, exact * 2),
    }
    named = [slip for slip, numbers in slips.items() if any(np.isclose(found, number) for number in numbers)]
    size = "large" if found > exact else "small"
    raise Incorrect(
        f"Through the points {_listed(x, y)} your area, {found:.6g}, is too {size}.", named[0] if named else None
    )


def _listed(x: NDArray[np.float64], y: NDArray[np.float64]) -> str:
    return ", ".join(f"({a:g}, {b:g})" for a, b in zip(x, y, strict=True))
