"""A strategy plays by itself: a function that is told the dips so far and says where to dip next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.sandpit.dips import Dip, coordinate
from helpers.sandpit.floor import SIZE
from helpers.sandpit.pit import WITHIN, Sandpit
from helpers.validation import require_function, require_whole

Strategy = Callable[[list[Dip]], Any]

MOST = 60  # dips, after which a game ends


@dataclass(frozen=True)
class Game:
    """A game that a strategy has played.

    Attributes
    ----------
    dips : int
    found : bool
    distance : float or None
        From the best dip to the deepest point, in metres; None without any dip.
    history : tuple of Dip
    reason : str
        Why the game ended.
    outside : tuple of two floats, or None
        Where outside the pit the strategy wanted to dip, if that ended the game.
    cut_short : bool
        Whether the strategy returned what is no place in the pit, and so ended the game.
    """

    dips: int
    found: bool
    distance: float | None
    history: tuple[Dip, ...]
    reason: str
    outside: tuple[float, float] | None = None
    cut_short: bool = False


def play(next_dip: Strategy, seed: int, level: int = 2, most: int = MOST, within: float = WITHIN) -> Game:
    """Let a strategy play in the pit number `seed`.

    Parameters
    ----------
    next_dip : callable, list of Dip -> (x, y)
        It gets the dips so far, none at first, and returns where to dip next, in metres. The list is its own: it may
        change it.
    seed : int
    level : {1, 2, 3}
        What a dip tells: the height; the Jacobian too; the Hessian too.
    most : int
        How many dips at most.
    within : float
        How near to the deepest point is near enough, in metres.

    Returns
    -------
    game : Game
        Which ended because the point was found, because `most` dips were made, or because the strategy returned what
        is no place in the pit; `game.reason` says which. An error in the strategy itself is raised as it is.

    Examples
    --------
    A fixed walk along the diagonal does not find much:

    >>> game = play(lambda history: (len(history), len(history)), seed=7)
    >>> game.dips, game.found
    (11, False)
    >>> print(game.reason)
    after 11 dips it wanted to dip at (11, 11): x = 11 lies outside the pit, which reaches from 0 to 10 m
    """
    require_function(next_dip, "next_dip")
    require_whole(most, "most", at_least=1)
    pit = Sandpit(seed, level, within=within)
    reason, outside, cut_short = f"the {most} dips were used up", None, False
    while pit.dips < most and not pit.found:
        answer = next_dip(list(pit.history))
        try:
            x, y = _pair(answer)
            pit.dip(x, y)
        except (TypeError, ValueError) as error:
            reason = f"after {pit.dips} dip{'' if pit.dips == 1 else 's'} it {error}"
            outside, cut_short = _outside(answer), True
            break
    if pit.found:
        reason = "the deepest point was found"
    else:
        pit.give_up()
    return Game(pit.dips, pit.found, pit.distance, pit.history, reason, outside, cut_short)


def _pair(answer: Any) -> tuple[float, float]:
    """Return where a strategy wants to dip; raise a TypeError or ValueError that goes on after "it"."""
    if answer is None:
        raise TypeError("returned None; does it end with a `return`?")
    try:
        x, y = answer
    except (TypeError, ValueError):
        raise TypeError(f"returned {_short(answer)}; a pair (x, y) in metres is wanted") from None
    for name, value in (("x", x), ("y", y)):
        try:
            coordinate(value, name)
        except (TypeError, ValueError) as error:
            wanted = f"wanted to dip at {_short(answer)}"
            raise type(error)(f"{wanted}: {error}") from None
    return float(x), float(y)


def _outside(answer: Any) -> tuple[float, float] | None:
    """Return the place that was wanted if it is one at all, only not in the pit."""
    try:
        x, y = (float(value) for value in answer)
    except (TypeError, ValueError):
        return None
    inside = 0 <= x <= SIZE and 0 <= y <= SIZE
    return (x, y) if np.isfinite([x, y]).all() and not inside else None


def _short(answer: Any) -> str:
    """Return how an answer is written, with four digits where it is a pair of numbers."""
    try:
        x, y = (float(value) for value in answer)
    except (TypeError, ValueError):
        return repr(answer)[:60]
    return f"({x:.4g}, {y:.4g})"
