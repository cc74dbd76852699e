"""A check of a strategy: does it find the deepest point of pits that it has never seen, with few dips?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from statistics import median_low
from typing import TYPE_CHECKING, Any

from helpers.check.answers import Function, described, not_blank
from helpers.check.incorrect import Incorrect, quietly
from helpers.check.search_diagnosis import most_telling

if TYPE_CHECKING:
    from helpers.sandpit.strategy import Game

MOST, WITHIN = 60, 0.25


def dips(
    next_dip: Callable[[Any], Any],
    seeds: Iterable[int],
    at_most: float,
    *,
    level: int = 2,
    most: int = MOST,
    within: float = WITHIN,
) -> None:
    """Check a strategy for `helpers.sandpit` by how many dips it needs: in half the pits no more than `at_most`.

    Parameters
    ----------
    next_dip : callable, list of Dip -> (x, y)
        The strategy: it gets the dips so far and returns where to dip next, in metres.
    seeds : iterable of int
        The pits to play in. A pit in which the deepest point is not found counts as `most` + 1 dips.
    at_most : float
        What the median number of dips may be.
    level : {1, 2, 3}
        What a dip tells.
    most : int
        Dips after which a game ends.
    within : float
        How near to the deepest point is near enough, in metres.

    Raises
    ------
    Incorrect
        Which says the median and what happened in the worst pit. Its misconception is one of `walks_uphill`,
        `leaves_the_pit`, `ignores_history`, `stuck_in_local_minimum`, `repeats_dips` where that explains it.

    Examples
    --------
    >>> try:
    ...     dips(lambda history: (5, 5), seeds=range(3), at_most=30)
    ... except Incorrect as miss:
    ...     print(miss.misconception)
    repeats_dips
    """
    not_blank(next_dip)
    if not callable(next_dip):
        raise Incorrect(f"The answer is {described(next_dip)}; a function of the history is wanted.")
    Function(next_dip, ("history",))  # complains about a wrong number of parameters
    with quietly():
        games = {seed: _played(next_dip, seed, level, most, within) for seed in seeds}
    if not games:
        raise ValueError("seeds must hold at least one pit")
    counts = {seed: game.dips if game.found else most + 1 for seed, game in games.items()}
    median = median_low(counts.values())
    if median <= at_most:
        return
    worst, (misconception, what) = most_telling(games, counts)
    lost = sum(not game.found for game in games.values())
    missed = f" (not found in {lost} of them, which counts as {most + 1} dips)" if lost else ""
    raise Incorrect(
        f"The median over {len(games)} pits is {median} dips{missed}; at most {at_most:g} are wanted. "
        f"In pit {worst}, {what}.",
        misconception,
    )


def _played(next_dip: Callable[[Any], Any], seed: int, level: int, most: int, within: float) -> Game:
    """Return the game; whatever goes wrong in the strategy is told to the learner."""
    from helpers.sandpit.strategy import play

    told = 0

    def watched(history: list[Any]) -> Any:
        nonlocal told
        told = len(history)
        answer = next_dip(history)
        if answer is None or answer is Ellipsis:
            start = "Your function" if told else "Still blank: your function"
            raise Incorrect(f"{start} returned {answer} for {_counted(told)}; has it a return?")
        return answer

    try:
        game = play(watched, seed, level, most, within)
    except Incorrect:
        raise
    except NotImplementedError:
        raise Incorrect("Still blank: write the body of your function in place of the raise line.") from None
    except Exception as error:
        raise Incorrect(
            f"In pit {seed} your function raised {type(error).__name__} for {_counted(told)}: {error}"
        ) from None
    if game.cut_short and not game.outside:
        raise Incorrect(f"Your function ended the game in pit {seed}: {game.reason}.")
    return game


def _counted(count: int) -> str:
    """Return what a strategy was given, in words."""
    return f"a history of {count} dip{'' if count == 1 else 's'}" if count else "the empty history of the first dip"
