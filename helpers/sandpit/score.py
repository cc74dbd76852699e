"""How a game stands, in numbers and in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.sandpit.dips import metres


@dataclass(frozen=True)
class Score:
    """How a game stands: few dips are good, and so is a small distance.

    Attributes
    ----------
    dips : int
    height : float or None
        The lowest height found, in metres; None before the first dip.
    found : bool
        Whether a dip came near enough to the deepest point.
    distance : float or None
        From the best dip to the deepest point, in metres; None as long as the game goes on.
    """

    dips: int
    height: float | None
    found: bool
    distance: float | None

    def __str__(self) -> str:
        counted = f"{self.dips} dip{'' if self.dips == 1 else 's'}"
        if self.height is None:
            return f"{counted}."
        if self.found:
            return f"Found with {counted}: {metres(self.distance or 0.0)} from the deepest point."
        if self.distance is None:
            return f"{counted} so far, the deepest at {metres(self.height)}."
        return f"Not found with {counted}: the deepest of them lies {metres(self.distance)} from the deepest point."
