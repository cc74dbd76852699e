"""What went wrong in games of a strategy that needed too many dips: which mistake it shows most often."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from helpers.sandpit.strategy import Game

_TAIL = 15  # dips at the end of a game, which show what a strategy has come to
_NEAR = 0.5  # metres from a minimum


def most_telling(games: dict[int, Game], counts: dict[int, int]) -> tuple[int, tuple[str | None, str]]:
    """Return, of the pits that took most dips, one that shows what happened most often, and what happened in it."""
    most = max(counts.values())
    worst = {seed: _diagnosis(games, seed) for seed, count in counts.items() if count == most}
    usual = Counter(misconception for misconception, _ in worst.values()).most_common(1)[0][0]
    return next(item for item in worst.items() if item[1][0] == usual)


def _diagnosis(games: dict[int, Game], seed: int) -> tuple[str | None, str]:
    """Return the misconception that explains a game, or None, and in words what happened in it."""
    from helpers.sandpit.floor import floor

    game, ground = games[seed], floor(seed)
    moves = _moves(game)
    x, y = moves[-5:].mean(axis=0)
    where = f"it dipped {game.dips} times and stayed around ({x:.1f}, {y:.1f})"
    repeated = len(moves) - len(np.unique(np.round(moves, 6), axis=0))
    again = f"{where}: {repeated} of these dips were where it had dipped before"
    same = _same_everywhere(game, [other for number, other in games.items() if number != seed])
    if same and 2 * repeated > len(moves):
        return "repeats_dips", again
    if same:
        return (
            "ignores_history",
            game.reason if game.outside else f"it dipped where it dips in every pit, {game.dips} times",
        )
    if _goes_uphill(moves, ground):
        return "walks_uphill", game.reason if game.outside else f"it dipped {game.dips} times and walked uphill"
    if game.outside:
        return "leaves_the_pit", game.reason
    away = np.linalg.norm(ground.minima - (x, y), axis=-1)
    if away.argmin() > 0 and away.min() < _NEAR and np.ptp(moves, axis=0).max() > _NEAR:
        return "stuck_in_local_minimum", f"{where}, a local minimum"
    if 2 * repeated > len(moves):
        return "repeats_dips", again
    if _wanders(game):
        return "ignores_history", f"it dipped {game.dips} times here and there, no matter where it had been deepest"
    return None, f"it dipped {game.dips} times, at last around ({x:.1f}, {y:.1f})"


def _moves(game: Game) -> Any:
    places = [(dip.x, dip.y) for dip in game.history] + ([game.outside] if game.outside else [])
    return np.array(places, dtype=float).reshape(-1, 2)


def _goes_uphill(moves: Any, ground: Any) -> bool:
    """Return whether most of the last steps, from the dip before or from the deepest so far, follow the Jacobian."""
    uphill = []
    for count in range(1, len(moves)):
        starts = moves[[count - 1, int(ground(*moves[:count].T).argmin())]]
        steps, slopes = moves[count] - starts, ground.jacobian(*starts.T)
        lengths = np.linalg.norm(steps, axis=-1) * np.linalg.norm(slopes, axis=-1)
        climbs = bool(np.any((steps * slopes).sum(axis=-1) > 0.99 * lengths))
        if climbs or lengths[0] > 1e-9:  # At the edge a search may stand still.
            uphill.append(climbs)
    last = uphill[-10:]
    return len(last) >= 2 and 2 * sum(last) > len(last)


def _same_everywhere(game: Game, others: list[Game]) -> bool:
    """Return whether the dips are the same in all pits."""
    moves = _moves(game)
    as_long = [_moves(other) for other in others if other.dips == game.dips]
    return len(moves) > 3 and bool(as_long) and all(np.array_equal(other, moves) for other in as_long)


def _wanders(game: Game) -> bool:
    """Return whether the last dips come no nearer to the deepest so far than chance would have it."""
    moves = _moves(game)
    if len(moves) < 2 * _TAIL:
        return False
    heights = np.array([dip.height for dip in game.history])
    tail = range(len(moves) - _TAIL, len(moves))
    near = [math.dist(moves[count], moves[int(heights[:count].argmin())]) < 3 * _NEAR for count in tail]
    return sum(near) < 0.3 * _TAIL
