"""Checks of plain values: a number, an array, a choice among words, a single claim."""

import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.check.answers import as_array, as_number, not_blank
from helpers.check.incorrect import Incorrect


def that(condition: object, message: str, misconception: str | None = None) -> None:
    """Raise Incorrect with `message` when `condition` is false: for claims that no other check covers.

    Parameters
    ----------
    condition : bool
    message : str
        For the learner: what was found and what to look at.
    misconception : str, optional
        The id of the mistake that a false claim shows.

    Examples
    --------
    >>> that(2 + 2 == 4, "two and two make four")
    """
    if not condition:
        raise Incorrect(message, misconception)


def number(
    answer: Any,
    expected: float,
    *,
    rtol: float = 1e-6,
    unit: str = "",
    rise_over_run: bool = False,
    slips: Mapping[str, float] = MappingProxyType({}),
) -> None:
    """Check one number, to a relative accuracy of `rtol`.

        |answer - expected| <= rtol * |expected|

    Parameters
    ----------
    answer : number, or text such as "3/4"
    expected : float, in `unit`
    rtol : float
        Where `expected` is 0, this is an absolute accuracy.
    unit : str
        Said to the learner when the answer is off.
    rise_over_run : bool
        Whether the number is a slope, so that its reciprocal is run over rise.
    slips : mapping of id to float
        Mistakes that are to be expected in this exercise, and the number that each of them leads to.

    Raises
    ------
    Incorrect
        Whose misconception is one of `slips`, `run_over_rise`, `sign`, `factor_of_two`, `degrees_vs_radians` and, where
        there is a unit, `unit_not_converted`, if that explains the number.

    Examples
    --------
    >>> number(0.3333333, 1 / 3)
    >>> try:
    ...     number(36, expected=10, unit="m/s")
    ... except Incorrect as miss:
    ...     print(miss.misconception)
    unit_not_converted
    """
    if not math.isfinite(expected):
        raise ValueError(f"expected must be a finite number, got {expected}")
    found = as_number(answer)
    if _close(found, expected, rtol):
        return
    direction = "of the wrong sign" if found * expected < 0 else "too large" if found > expected else "too small"
    in_unit = f" (in {unit})" if unit else ""
    foreseen = {**slips, **({"run_over_rise": 1 / expected} if rise_over_run and expected else {})}
    factors = {**_FACTORS, **(_UNIT_FACTORS if unit else {})}
    possible = [*foreseen.items(), *((slip, factor * expected) for slip in factors for factor in factors[slip])]
    named = next((slip for slip, value in possible if found and _close(found, value, rtol)), None)
    raise Incorrect(f"Your number {found:.6g}{in_unit} is {direction}.", named)


def _close(found: float, expected: float, rtol: float) -> bool:
    return abs(found - expected) <= (rtol * abs(expected) if expected else rtol)


# slip -> what the number that came out is, in terms of the one that should have
_FACTORS = {
    "sign": (-1.0,),
    "factor_of_two": (2.0, 1 / 2),
    "degrees_vs_radians": (math.pi / 180, 180 / math.pi),
}
_UNIT_FACTORS = {
    "unit_not_converted": (3.6, 1 / 3.6, 60, 1 / 60, 3600, 1 / 3600, *(10.0**k for k in (-3, -2, -1, 1, 2, 3)))
}


def array(
    answer: Any,
    expected: ArrayLike,
    *,
    rtol: float = 1e-6,
    atol: float = 0.0,
    slips: Mapping[str, ArrayLike] = MappingProxyType({}),
) -> None:
    """Check a list or an array of numbers: first its shape, then its entries.

    Parameters
    ----------
    answer : array_like
    expected : array_like
    rtol : float
        Relative to each expected entry; entries that should vanish are compared with the largest one.
    atol : float
        Absolute accuracy, in the units of the entries; the more generous of the two counts.
    slips : mapping of id to array_like
        Mistakes that are to be expected in this exercise, and the array that each of them leads to.

    Raises
    ------
    Incorrect
        Which says which shape was found and which is wanted, or at which index the first wrong entry stands.

    Examples
    --------
    >>> array([1, 4, 9], [1.0, 4.0, 9.0])
    >>> array([1, 4, 8], [1.0, 4.0, 9.0])
    Traceback (most recent call last):
    helpers.check.incorrect.Incorrect: The entry at index 2 (your 8) is too small; 1 of 3 entries is off.
    """
    wanted = np.asarray(expected, dtype=float)
    if isinstance(answer, np.ndarray):  # It may be huge, where a vector was wanted: look at its shape before the rest.
        _require_shape(answer.shape, wanted.shape)
    found = as_array(answer)
    _require_shape(found.shape, wanted.shape)
    off = _off(found, wanted, rtol, atol)
    if not off.any():
        return
    first = tuple(int(i) for i in np.argwhere(off)[0])
    direction = "too large" if found[first] > wanted[first] else "too small"
    index = first[0] if len(first) == 1 else first
    count = int(off.sum())
    raise Incorrect(
        f"The entry at index {index} (your {found[first]:.6g}) is {direction}; "
        f"{count} of {off.size} entries {'is' if count == 1 else 'are'} off.",
        next((slip for slip, led_to in slips.items() if not _off(found, np.asarray(led_to), rtol, atol).any()), None),
    )


def _require_shape(found: tuple[int, ...], wanted: tuple[int, ...]) -> None:
    if found != wanted:
        what = "The answer is a single number" if found == () else f"The answer has shape {found}"
        raise Incorrect(f"{what}; shape {wanted} is wanted.")


def _off(found: NDArray[np.float64], wanted: NDArray[np.float64], rtol: float, atol: float) -> NDArray[np.bool_]:
    size = np.abs(wanted)
    largest = float(size.max(initial=0.0)) or 1.0
    allowed = np.maximum(atol, rtol * np.where(size > 1e-9 * largest, size, largest))
    return np.asarray(np.abs(found - wanted) > allowed)


def choice(answer: Any, among: Iterable[str], *, correct: str | None = None) -> str:
    """Check a letter or a word chosen from `among`; upper and lower case and spaces do not matter.

    Parameters
    ----------
    answer : str
    among : iterable of str
    correct : str, optional
        Without it, any of the choices will do.

    Returns
    -------
    option : str
        The choice as it is written in `among`, so that it can be looked up.

    Raises
    ------
    Incorrect
        If the answer is not among the choices (which are then listed), or not the right one.
    ValueError
        If `correct` is not among them: a mistake of the exercise.

    Examples
    --------
    >>> choice(" b", "ABC", correct="B")
    'B'
    """
    options = list(among)
    known = {_folded(option): option for option in options}
    if correct is not None and _folded(correct) not in known:
        raise ValueError(f"correct={correct!r} is not among the choices {', '.join(options)}")
    not_blank(answer)
    if not isinstance(answer, str) or _folded(answer) not in known:
        raise Incorrect(f"Choose one of {', '.join(options)}, written in quotes; got {answer!r}.")
    if correct is not None and _folded(answer) != _folded(correct):
        raise Incorrect(f"{answer.strip()} is not the one that fits. Look again at what tells the choices apart.")
    return known[_folded(answer)]


def _folded(word: str) -> str:
    return "".join(word.split()).casefold()
