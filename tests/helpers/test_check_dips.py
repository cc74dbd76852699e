"""check.dips accepts a strategy that finds the deepest point, and names what keeps another from it."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from helpers import check, sandpit

SEEDS = range(100, 121)
AT_MOST = 30
History = list[sandpit.Dip]

GRID = [(x, y) for x in (1.25, 3.75, 6.25, 8.75) for y in (1.25, 3.75, 6.25, 8.75)]
FINE = [(x, y) for x in np.linspace(0.6, 9.4, 8) for y in np.linspace(0.6, 9.4, 8)]
RANDOM = np.random.default_rng(1)


def model(history: History) -> Any:
    """Look at the whole pit first; then go against the Jacobian, less far after every step that did not help."""
    if len(history) < len(GRID):
        return GRID[len(history)]
    best = min(history, key=lambda dip: dip.height)
    in_vain = len(history) - max(len(GRID), history.index(best) + 1)
    step = -(0.5**in_vain) * best.jacobian
    return np.clip([best.x + step[0], best.y + step[1]], 0, 10)


def newton(history: History) -> Any:
    """Look at the whole pit first; then take Newton's steps, one metre at most."""
    if len(history) < len(GRID):
        return GRID[len(history)]
    best = min(history, key=lambda dip: dip.height)
    in_vain = len(history) - max(len(GRID), history.index(best) + 1)
    assert best.hessian is not None
    assert best.jacobian is not None
    step = -best.jacobian
    if np.linalg.eigvalsh(best.hessian)[0] > 0:
        step = -np.linalg.solve(best.hessian, best.jacobian)
    step *= 0.5**in_vain / max(1, np.linalg.norm(step))
    return np.clip([best.x + step[0], best.y + step[1]], 0, 10)


def compass(history: History) -> Any:
    """Look at the whole pit first; then around the deepest dip, nearer after each round that did not help."""
    if len(history) < len(GRID):
        return GRID[len(history)]
    best = min(history, key=lambda dip: dip.height)
    tries = len(history) - max(len(GRID), history.index(best) + 1)
    angle, reach = np.pi / 2 * (tries % 4), 0.7 / 2 ** (tries // 4)
    return np.clip([best.x + reach * np.cos(angle), best.y + reach * np.sin(angle)], 0, 10)


def downhill(rate: float, *, inside: bool = True, start: tuple[float, float] = (5, 5)) -> Callable[[History], Any]:
    def next_dip(history: History) -> Any:
        if not history:
            return start
        last = history[-1]
        place = np.array([last.x, last.y]) - rate * np.asarray(last.jacobian)
        return np.clip(place, 0, 10) if inside else place

    return next_dip


def after_the_grid(then: Callable[[History, sandpit.Dip], Any]) -> Callable[[History], Any]:
    def next_dip(history: History) -> Any:
        if len(history) < len(GRID):
            return GRID[len(history)]
        return np.clip(then(history, min(history, key=lambda dip: dip.height)), 0, 10)

    return next_dip


def medians(next_dip: Callable[[History], Any], level: int) -> float:
    games = [sandpit.play(next_dip, seed, level) for seed in SEEDS]
    return float(np.median([game.dips if game.found else 61 for game in games]))


@pytest.mark.parametrize(
    ("strategy", "level", "at_most"),
    [(model, 2, 22), (newton, 3, 20), (compass, 1, 32)],
    ids=["model", "newton", "compass"],
)
def test_a_good_strategy_passes(strategy: Callable[[History], Any], level: int, at_most: int) -> None:
    assert medians(strategy, level) <= at_most
    check.dips(strategy, SEEDS, at_most, level=level)


@pytest.mark.parametrize("start", range(1000, 1210, 21))
def test_the_model_passes_wherever_it_is_tried(start: int) -> None:
    check.dips(model, range(start, start + 21), AT_MOST)


WRONG: dict[str, tuple[Callable[[History], Any], str]] = {
    "downhill from the middle": (downhill(0.5), "stuck_in_local_minimum"),
    "downhill with long steps": (downhill(2.0), "stuck_in_local_minimum"),
    "downhill from a corner": (downhill(1.0, start=(1, 1)), "stuck_in_local_minimum"),
    "uphill": (downhill(-1.0), "walks_uphill"),
    "uphill and out": (downhill(-3.0, inside=False), "walks_uphill"),
    "uphill after the grid": (after_the_grid(lambda _, best: (best.x, best.y) + 0.5 * best.jacobian), "walks_uphill"),
    "steps too long": (downhill(8.0, inside=False), "leaves_the_pit"),
    "random": (lambda history: 10 * RANDOM.random(2), "ignores_history"),
    "fine grid": (lambda history: FINE[len(history)], "ignores_history"),
    "diagonal": (lambda history: (0.7 * len(history), 0.7 * len(history)), "ignores_history"),
    "one place": (lambda history: (5, 5), "repeats_dips"),
    "the same random place": (lambda history: 10 * np.random.default_rng(0).random(2), "repeats_dips"),
    "the deepest again": (after_the_grid(lambda _, best: (best.x, best.y)), "repeats_dips"),
}


@pytest.mark.parametrize(("strategy", "misconception"), WRONG.values(), ids=list(WRONG))
def test_a_mistake_is_named(strategy: Callable[[History], Any], misconception: str) -> None:
    with pytest.raises(check.Incorrect) as caught:
        check.dips(strategy, SEEDS, AT_MOST)
    assert caught.value.misconception == misconception
    said = str(caught.value)
    assert said.startswith("The median over 21 pits is 61 dips (not found in ")
    assert "at most 30 are wanted. In pit 1" in said


def test_the_message_says_where_it_is_stuck() -> None:
    with pytest.raises(
        check.Incorrect, match=r"In pit 100, it dipped 60 times and stayed around \(5\.6, 6\.8\), a local"
    ):
        check.dips(downhill(0.5), SEEDS, AT_MOST)


def test_found_but_slowly_is_no_mistake() -> None:
    with pytest.raises(check.Incorrect, match=r"^The median over 3 pits is \d+ dips; at most 5 are wanted") as caught:
        check.dips(model, range(100, 103), 5)
    assert caught.value.misconception is None


def unfinished(history: History) -> Any:
    raise NotImplementedError


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (None, "Still blank: this is None"),
        (..., "Still blank"),
        ((5, 5), "a tuple of length 2; a function of the history is wanted"),
        (lambda: (5, 5), "takes 0 values; it is called with 1 value (history)"),
        (lambda history: None, "Still blank: your function returned None for the empty history of the first dip"),
        (lambda history: ..., "Still blank: your function returned Ellipsis"),
        (unfinished, "Still blank: write the body"),
        (lambda history: (5, 5) if len(history) < 2 else None, "Your function returned None for a history of 2 dips"),
        (lambda history: history[-1].x, "raised IndexError for the empty history of the first dip"),
        (lambda history: (5, 1 / (len(history) - 1) ** 2), "raised ZeroDivisionError for a history of 1 dip: "),
        (lambda history: 5, "in pit 0: after 0 dips it returned 5; a pair (x, y) in metres is wanted."),
        (lambda history: (np.nan, 1), "x is nan, which is no number"),
    ],
)
def test_what_is_no_strategy_is_told_kindly(answer: Any, says: str) -> None:
    with pytest.raises(check.Incorrect) as caught:
        check.dips(answer, range(3), AT_MOST)
    assert says in str(caught.value)
    assert caught.value.misconception is None


def test_seeds_are_needed() -> None:
    with pytest.raises(ValueError, match="seeds must hold at least one pit"):
        check.dips(model, [], AT_MOST)
