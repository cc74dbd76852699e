"""What to do when stuck in a sandpit: the first advice that fits the dips so far."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from helpers.sandpit.dips import Dip, decimal, metres, place
from helpers.sandpit.floor import SIZE
from helpers.sandpit.pit import Sandpit

SAME_PLACE = 0.1  # metres
AT_A_MINIMUM = 0.4  # metres from it
CORNER = 0.45 * SIZE

BEGIN = (
    "Nothing is known yet. Dip here and there first, a few metres apart, all over the pit: the deepest hollow is about "
    "2 m wide. Then look closer where it was deepest."
)


def advice(level: int) -> str:
    """Return what may always be said: how a lowest point is looked for with what a dip tells at `level`."""
    ways = {
        1: "Around the deepest dip, dip a little to each side and go where the floor falls.",
        2: "The Jacobian points uphill: from the deepest dip, go against it. Where it is steep, the bottom is not yet.",
        3: "The Jacobian points uphill: go against it. Where the floor curves up both ways, the Newton step "
        "−H⁻¹ Jᵀ leads to the bottom of the quadratic that fits best there.",
    }
    return (
        f"{ways[level]} Every hollow ends in a local minimum, lower than all around it; only one of them is the "
        "global minimum. So look into the other hollows, too."
    )


def hint(pit: Sandpit) -> str:
    """Return the first advice that fits the game of `pit`."""
    if pit.over:
        return "The game is over. Begin again in the same pit, or try another one."
    if not pit.dips:
        return BEGIN
    return next(words for rule in _RULES if (words := rule(pit)))


def _wasted(pit: Sandpit) -> str:
    *earlier, last = pit.moves
    for number, spot in enumerate(earlier, start=1):
        if math.dist(spot, last) < SAME_PLACE:
            return (
                f"Dip {pit.dips} was wasted: dip {number} had already told how deep it is at {place(*spot)}, and the "
                "floor does not change. Go at least as far as you want to know it: a quarter of a metre is near enough."
            )
    return ""


def _corner(pit: Sandpit) -> str:
    if pit.dips < 4 or np.ptp(pit.moves, axis=0).max() > CORNER:
        return ""
    x, y = np.mean(pit.moves, axis=0)
    return (
        f"All {pit.dips} dips are in one part of the pit, around {place(x, y)}. However well you search there, you "
        "learn nothing of the rest: dip in the other corners, too."
    )


def _local_minimum(pit: Sandpit) -> str:
    best = _best(pit)
    for x, y in pit._floor.minima[1:]:
        if math.dist((x, y), (best.x, best.y)) < AT_A_MINIMUM:
            slopes = ", the slopes are nearly zero" if pit.level >= 2 else ""
            return (
                f"Your deepest dip, {metres(best.height)} at {place(best.x, best.y)}, is at the bottom of a hollow"
                f"{slopes}, and every small step from there leads up. That is a local minimum, but not the global "
                "one: somewhere else it is deeper. No small step gets you there. Look far away from your dips."
            )
    return ""


def _newton(pit: Sandpit) -> str:
    best = _best(pit)
    if best.hessian is None or best.jacobian is None:
        return ""
    if np.linalg.eigvalsh(best.hessian)[0] <= 0:
        return (
            f"At your deepest dip {place(best.x, best.y)} the floor curves down in some direction (the Hessian has a "
            "negative eigenvalue): a Newton step would lead to a saddle or a top. Go against the Jacobian "
            f"{_row(best)} instead, about half a metre."
        )
    x, y = np.array([best.x, best.y]) - np.linalg.solve(best.hessian, best.jacobian)
    step = f"{place(best.x, best.y)} − H⁻¹ Jᵀ = {place(x, y)}"
    if not (0 <= x <= SIZE and 0 <= y <= SIZE) or math.dist((x, y), (best.x, best.y)) > 2:
        return (
            f"The Newton step from your deepest dip leads far away, {step}: the quadratic does not hold so far out. Go "
            "in that direction, but one metre at most."
        )
    return f"At your deepest dip the floor curves up both ways. The quadratic that fits there has its bottom at {step}."


def _downhill(pit: Sandpit) -> str:
    best = _best(pit)
    if best.jacobian is None:
        return ""
    ways = [
        f"{'smaller' if slope > 0 else 'larger'} {name}"
        for name, slope in zip("xy", best.jacobian, strict=True)
        if abs(slope) > 0.1 * np.abs(best.jacobian).max()
    ]
    return (
        f"At your deepest dip {place(best.x, best.y)} the Jacobian is {_row(best)}. It points uphill; downhill is "
        f"against it: towards {' and '.join(ways)}. Where it is steep, take a step of half a metre or so; "
        "where it becomes flat, a smaller one."
    )


def _around(pit: Sandpit) -> str:
    best = _best(pit)
    return f"Your deepest dip is {metres(best.height)} at {place(best.x, best.y)}. {advice(pit.level)}"


# In the order of asking: what wastes dips, where no step helps, then which step does.
_RULES: tuple[Callable[[Sandpit], str], ...] = (_local_minimum, _wasted, _corner, _newton, _downhill, _around)


def _best(pit: Sandpit) -> Dip:
    best = pit.best
    assert best is not None
    return best


def _row(dip: Dip) -> str:
    assert dip.jacobian is not None
    return f"[{', '.join(decimal(slope) for slope in dip.jacobian)}]"
