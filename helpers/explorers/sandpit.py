"""A sandpit to play on: where is the floor deepest, and how few dips does it take to know?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from helpers.explorers.explorer import Explorer, State
from helpers.sandpit import Sandpit
from helpers.sandpit.floor import SIZE, Floor
from helpers.sandpit.hints import advice
from helpers.sandpit.picture import SPACING, grid, levels

if TYPE_CHECKING:
    from matplotlib.figure import Figure

STEP = 0.1  # metres between two places of the stick: the browser knows what a dip tells at each, and needs no formula
PLACES = round(SIZE / STEP) + 1


def sandpit(pit: Sandpit) -> Explorer:
    """Return a map to play on: where is the floor deepest?

    The map and `pit` are one game: dips on the map count in `pit`, and those of `pit.dip` appear on the map.

    Parameters
    ----------
    pit : helpers.sandpit.Sandpit

    Returns
    -------
    explorer : Explorer
        Its state: the place `x`, `y` of the stick in metres, the `dips`, each as x, y and the numbers it told, whether
        the floor is `shown`; and, for the two to keep in step, the number of the `game`, how many hints were `asked`
        for and the last `hint`.

    Raises
    ------
    TypeError
        If `pit` is not a sandpit.

    Examples
    --------
    >>> from helpers.sandpit import Sandpit
    >>> pit = Sandpit(seed=7)
    >>> explorer = sandpit(pit)
    >>> dip = pit.dip(2, 3)
    >>> explorer.state["dips"] == [[2.0, 3.0, dip.height]]
    True
    """
    if not isinstance(pit, Sandpit):
        raise TypeError(f"pit must be a Sandpit, got {type(pit).__name__}; make one by `sandpit.Sandpit(seed=7)`")
    state = {"x": SIZE / 2, "y": SIZE / 2, "game": 0, "asked": 0, "hint": "", "shown": pit.over, "dips": _dips(pit)}
    explorer = Explorer(SandpitMap(pit), state)
    _KeepInStep(pit, explorer)
    return explorer


@dataclass(frozen=True)
class SandpitMap:
    """The picture: the pit from above, with numbered dips."""

    kind: ClassVar[str] = "sandpit"
    pit: Sandpit

    def data(self) -> dict[str, Any]:
        """Return what a dip tells at every place of the stick, and the floor for the end of the game."""
        floor = self.pit._floor
        x, y = floor.minima[0]
        return {
            "question": f"Sandpit {self.pit.seed}: where is its floor deepest? Find out with few dips of the stick.",
            "level": self.pit.level,
            "size": SIZE,
            "step": STEP,
            "samples": _samples(floor, self.pit.level),
            "contours": _contours(floor),
            "spacing": SPACING,
            "deepest": [float(x), float(y), float(floor(x, y))],
            "within": self.pit.within,
            "advice": advice(self.pit.level),
        }

    def describe(self, state: State) -> str:
        """Return the dips so far; the pit has the same as `state`."""
        return self.pit.describe()

    def draw(self, state: State) -> Figure:
        """Return the map with the dips so far."""
        from helpers.sandpit.picture import draw

        return draw(self.pit)


def _samples(floor: Floor, level: int) -> list[bytes]:
    """Return what `level` tells at every place, one array for each number, row by row from y = 0.

    Single precision holds more digits than the map shows.
    """
    ends = np.linspace(0.0, SIZE, PLACES)
    x, y = np.meshgrid(ends, ends)
    numbers = [floor(x, y)]
    if level >= 2:
        numbers.extend(np.moveaxis(floor.jacobian(x, y), -1, 0))
    if level >= 3:
        hessian = floor.hessian(x, y)
        numbers.extend(hessian[..., i, j] for i, j in zip(*np.triu_indices(2), strict=True))
    return [array.astype("<f4").tobytes() for array in numbers]


def _contours(floor: Floor) -> list[dict[str, Any]]:
    """Return for each height where the floor is deeper: points of the outlines, and how many till each outline ends."""
    from contourpy import FillType, contour_generator

    ends, heights = grid(floor, 81)
    generator: Any = contour_generator(ends, ends, heights, fill_type=FillType.ChunkCombinedOffset)
    deeper = []
    for height in levels(floor):
        (points,), (offsets,) = generator.filled(float(heights.min()) - SPACING, height)
        if points is not None:  # a hollow may end between two points of the grid
            deeper.append({"points": points.astype("<f4").tobytes(), "ends": offsets[1:].tolist()})
    return deeper


def _dips(pit: Sandpit) -> list[list[float]]:
    return [dip.numbers() for dip in pit.history]


class _KeepInStep:
    """One game in two places: what happens on the map happens in the pit, and the other way round."""

    def __init__(self, pit: Sandpit, explorer: Explorer) -> None:
        self.pit, self.explorer = pit, explorer
        self.asked, self.deaf = 0, False
        self.moves = pit.moves
        explorer.observe(self.hear, "state")
        pit.watch(self.tell)

    def hear(self, change: dict[str, Any]) -> None:
        """Do in the pit what was done on the map."""
        if self.deaf:
            return
        before, after = change["old"], change["new"]
        self.deaf = True
        try:
            if after["game"] > before["game"]:
                self.pit.restart()
            if after["game"] >= before["game"]:  # or else it left the browser before the game began again
                self._dip([(x, y) for x, y, *_ in after["dips"]])
                if after["shown"] and not self.pit.over:
                    self.pit.give_up()
        finally:
            self.deaf = False
        self.moves = self.pit.moves
        self._send({"game": max(before["game"], after["game"])})

    def _dip(self, moves: list[tuple[float, float]]) -> None:
        """Dip where the pit has not; both may have gone on since they last heard of one another."""
        known = self.pit.moves
        for move in moves:
            if move in known:
                known.remove(move)
            else:
                self.pit.dip(*move)

    def tell(self) -> None:
        """Show on the map what was done in the pit."""
        if self.deaf:
            return
        again = len(self.pit.moves) < len(self.moves) or (self.explorer.state["shown"] and not self.pit.over)
        self.moves = self.pit.moves
        self._send({"game": self.explorer.state["game"] + again, "hint": ""})

    def _send(self, changes: dict[str, Any]) -> None:
        state = {**self.explorer.state, **changes, "shown": self.pit.over}
        if [(x, y) for x, y, *_ in state["dips"]] != self.pit.moves:
            state["dips"] = _dips(self.pit)
        if state["asked"] > self.asked:
            self.asked = state["asked"]
            state["hint"] = self.pit.hint()
        if state != self.explorer.state:
            self.deaf = True
            try:
                self.explorer.state = state
            finally:
                self.deaf = False
