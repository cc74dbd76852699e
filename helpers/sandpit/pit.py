"""The game itself: a pit full of sand, whose floor nobody sees, and a stick to dip into it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from textwrap import fill
from typing import TYPE_CHECKING

from helpers.sandpit import dips as dipping
from helpers.sandpit import floor as floors
from helpers.sandpit.dips import Dip
from helpers.sandpit.score import Score
from helpers.validation import require_positive, require_whole

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LINE = 88  # letters, as many as a notebook shows side by side
WITHIN = 0.25  # metres from the deepest point: near enough


class Sandpit:
    """A pit full of sand. Find the deepest point of its floor with few dips of a stick.

    The map is a square of 10 m. The floor's height h(x, y) is measured upwards from the surface of the sand, so it is
    below zero everywhere, and *the deepest point is the minimum of h*; the depth is -h. It is found when a dip lies
    within 25 cm of it. Then the game is over; to dip still tells, but counts no more.

    Parameters
    ----------
    seed : int
        The number of the pit: the same number, the same floor, on every machine.
    level : {1, 2, 3}
        What a dip tells: the height; the Jacobian (slopes) too; the Hessian too.
    within : float
        How near to the deepest point is near enough, in metres.

    Examples
    --------
    >>> pit = Sandpit(seed=7, level=2)
    >>> pit.dip(5, 5)
    Dip(x=5, y=5, height=-0.7792, jacobian=[-0.4111, 0.0199])
    >>> print(pit.score())
    1 dip so far, the deepest at −0.78 m.
    """

    def __init__(self, seed: int, level: int = 1, *, within: float = WITHIN) -> None:
        require_whole(seed, "seed", at_least=0)
        require_whole(level, "level", at_least=1, at_most=max(dipping.LEVELS))
        require_positive(within, "within")
        self.seed, self.level, self.within = int(seed), int(level), float(within)
        self._floor = floors.floor(self.seed)
        self._deepest = tuple(self._floor.minima[0].tolist())
        self._listeners: list[Callable[[], None]] = []
        self._dips: list[Dip] = []
        self._found = self._given_up = False

    def __repr__(self) -> str:
        return f"Sandpit(seed={self.seed}, level={self.level}): {self.score()}"

    def dip(self, x: float, y: float) -> Dip:
        """Dip the stick at (x, y) and return what it tells.

        Parameters
        ----------
        x, y : float
            In metres, from 0 to 10.

        Returns
        -------
        dip : Dip
            With `x`, `y` and `height` in metres; from level 2 on `jacobian`, of shape (2,), in metres per metre; at
            level 3 `hessian`, of shape (2, 2), in 1/m.

        Raises
        ------
        TypeError, ValueError
            If `x` or `y` is not a number or lies outside the pit; this does not count as a dip.
        """
        spot = dipping.coordinate(x, "x"), dipping.coordinate(y, "y")
        dip = dipping.dip(self._floor, *spot, self.level)
        if not self.over:
            self._dips.append(dip)
            self._found = self._away(dip) <= self.within
            self._tell()
        return dip.copy()

    @property
    def moves(self) -> list[tuple[float, float]]:
        """Where the stick was dipped, in metres: with `replay` this gives the same game again."""
        return [(dip.x, dip.y) for dip in self._dips]

    @property
    def history(self) -> tuple[Dip, ...]:
        """The dips so far, in order."""
        return tuple(dip.copy() for dip in self._dips)

    @property
    def dips(self) -> int:
        """How many dips so far."""
        return len(self._dips)

    @property
    def best(self) -> Dip | None:
        """The deepest dip so far, or None."""
        return min(self.history, key=lambda dip: dip.height, default=None)

    @property
    def found(self) -> bool:
        """Whether a dip came near enough to the deepest point."""
        return self._found

    @property
    def over(self) -> bool:
        """Whether the deepest point was found, or the learner has given up."""
        return self._given_up or self.found

    @property
    def distance(self) -> float | None:
        """How far the best dip is from the deepest point, in metres; None before the game is over, or with no dips."""
        if not (self.over and self._dips):
            return None
        # The game ends with the dip that is near enough.
        return self._away(self._dips[-1] if self.found else min(self._dips, key=lambda dip: dip.height))

    def score(self) -> Score:
        """Return the number of dips and, when the game is over, the distance from the deepest point."""
        return Score(self.dips, self.best.height if self.best else None, self.found, self.distance)

    def hint(self) -> str:
        """Return what to do when stuck, in lines to print: it looks at the dips so far, and where they have led."""
        from helpers.sandpit.hints import hint

        return fill(hint(self), LINE)

    def give_up(self) -> None:
        """End the game."""
        self._given_up = True
        self._tell()

    def restart(self) -> None:
        """Begin again in the same pit, without dips."""
        self._dips, self._found, self._given_up = [], False, False
        self._tell()

    def reveal(self) -> Figure:
        """End the game and return the floor as a figure: contours, the dips in order, the deepest point.

        Show it with `helpers.show(pit.reveal(), alt=pit.describe())`.
        """
        from helpers.sandpit.picture import draw

        if not self.over:
            self.give_up()
        return draw(self)

    def describe(self) -> str:
        """Return in words what the map shows: the dips and, when the game is over, where the deepest point is."""
        from helpers.sandpit.picture import describe

        return describe(self)

    def watch(self, listener: Callable[[], None]) -> None:
        """Have `listener` called after every change of the game: that is how a picture of it keeps in step."""
        self._listeners.append(listener)

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()

    def _away(self, dip: Dip) -> float:
        return math.dist((dip.x, dip.y), self._deepest)


def replay(seed: int, moves: Iterable[tuple[float, float]], level: int = 1) -> Sandpit:
    """Return the pit number `seed` after the dips `moves`: a game played again.

    Examples
    --------
    >>> again = replay(7, [(5, 5), (2, 3)])
    >>> again.dips
    2
    """
    pit = Sandpit(seed, level)
    for x, y in moves:
        pit.dip(x, y)
    return pit
