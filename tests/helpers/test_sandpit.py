"""The Sandpit is a fair game, the same for everybody, and says what there is to say when one is stuck."""

import re
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
import scipy.optimize
from matplotlib.figure import Figure

import helpers
from helpers import explorers, sandpit
from helpers.sandpit.floor import SIZE, Floor, floor

SEEDS = range(40)
PLACES = np.array([(5.0, 5.0), (0.0, 0.0), (10.0, 3.3), (1.7, 8.2), (6.4, 2.9)])
BOTTOM = (8.4, 1.6)  # of pit 7, to 10 cm
HOLLOW = (6.8, 4.7)  # a local minimum of pit 7


# The floor.


def test_a_seed_is_a_floor() -> None:
    # Written down on one machine, to hold on every other.
    assert float(floor(7)(5.0, 5.0)) == pytest.approx(-0.7792317578832588, rel=1e-12)
    assert floor(7).minima[0] == pytest.approx([8.37286879, 1.62877031], abs=1e-8)
    assert len({round(float(floor(seed)(5.0, 5.0)), 9) for seed in SEEDS}) == len(SEEDS)


def test_derivatives_are_those_of_the_engine() -> None:
    ground = floor(3)
    for place in PLACES:
        f = _numpy_code(ground)
        assert ground(*place) == pytest.approx(f(place), rel=1e-14)
        assert ground.jacobian(*place) == pytest.approx(helpers.gradient(f, place), rel=1e-12)
        assert ground.hessian(*place) == pytest.approx(helpers.hessian(f, place), rel=1e-11, abs=1e-15)


def test_derivatives_are_those_of_mpmath() -> None:
    ground = floor(11)

    def f(x: Any, y: Any) -> Any:
        bells = zip(ground.depth.tolist(), ground.centre.tolist(), ground.W.tolist(), strict=True)
        return -sum(d * mpmath.exp(-_form(W, x - a, y - b) / 2) for d, (a, b), W in bells)

    with mpmath.workdps(40):
        for x, y in PLACES:
            found = [*ground.jacobian(x, y), *ground.hessian(x, y)[np.triu_indices(2)]]
            orders = [(1, 0), (0, 1), (2, 0), (1, 1), (0, 2)]
            assert found == pytest.approx([float(mpmath.diff(f, (x, y), order)) for order in orders], rel=1e-10)


def _form(W: list[list[float]], u: Any, v: Any) -> Any:
    return W[0][0] * u * u + 2 * W[0][1] * u * v + W[1][1] * v * v


def _numpy_code(ground: Floor) -> Callable[[Any], Any]:
    def f(place: Any) -> Any:
        v = [place - centre for centre in ground.centre]
        return -sum(d * np.exp(-(u @ W @ u) / 2) for d, W, u in zip(ground.depth, ground.W, v, strict=True))

    return f


def test_values_of_many_places_are_those_of_each() -> None:
    ground = floor(5)
    x, y = PLACES.T
    assert ground(x, y) == pytest.approx([float(ground(*place)) for place in PLACES], rel=1e-14)
    assert ground.hessian(x, y).shape == (5, 2, 2)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_pit_is_fair(seed: int) -> None:
    ground = floor(seed)
    minima = ground.minima
    heights = ground(*minima.T)
    assert len(minima) >= 4
    assert heights[0] < 1.2 * heights[1]
    assert ((minima[0] >= 1) & (minima[0] <= SIZE - 1)).all()
    assert np.linalg.norm(minima[0] - SIZE / 2) >= 3
    assert ground.jacobian(*minima.T) == pytest.approx(0, abs=1e-9)
    assert (np.linalg.eigvalsh(ground.hessian(*minima.T)) > 0).all()
    assert floor(seed)(*np.meshgrid(*2 * [np.linspace(0, SIZE, 60)])).max() < 0


@pytest.mark.parametrize("seed", range(8))
def test_a_global_search_finds_the_same_deepest_point(seed: int) -> None:
    ground = floor(seed)
    found = scipy.optimize.differential_evolution(
        lambda v: float(ground(*v)), 2 * [(0.0, SIZE)], rng=1, popsize=30, tol=1e-10
    )
    assert found.x == pytest.approx(ground.minima[0], abs=1e-4)


# The game.


@pytest.mark.parametrize(("level", "known"), [(1, (False, False)), (2, (True, False)), (3, (True, True))])
def test_a_level_is_what_a_dip_tells(level: int, known: tuple[bool, bool]) -> None:
    dip = sandpit.Sandpit(7, level).dip(2, 3)
    assert (dip.jacobian is not None, dip.hessian is not None) == known
    assert dip.height == float(floor(7)(2.0, 3.0))


def test_dips_are_counted_and_kept() -> None:
    pit = sandpit.Sandpit(7, level=3)
    first, second = pit.dip(5, 5), pit.dip(np.float64(2), np.array(3))
    assert pit.dips == 2
    assert pit.history == (first, second)
    assert pit.moves == [(5.0, 5.0), (2.0, 3.0)]
    assert pit.best == second
    assert first != second
    assert first != 5
    assert len({first, first.copy()}) == 1


def test_changing_a_dip_changes_nothing_else() -> None:
    pit = sandpit.Sandpit(7, level=3)
    dip = pit.dip(5, 5)
    assert dip.jacobian is not None
    dip.jacobian[:] = 0
    assert pit.history[0].jacobian == pytest.approx(floor(7).jacobian(5.0, 5.0))


@pytest.mark.parametrize(
    ("place", "error", "message"),
    [
        ((11, 5), ValueError, "x = 11 lies outside the pit, which reaches from 0 to 10 m"),
        ((5, -0.001), ValueError, "y = -0.001 lies outside the pit"),
        ((5, np.inf), ValueError, "y = inf lies outside the pit"),
        ((np.nan, 5), ValueError, "x is nan, which is no number"),
        (("a", 5), TypeError, "x must be a number of metres from 0 to 10, got 'a'"),
        ((5, None), TypeError, "y must be a number of metres from 0 to 10, got None"),
        ((True, 5), TypeError, "got True"),
        (([5], 5), TypeError, "got [5]"),
        ((5j, 5), TypeError, "got 5j"),
        ((np.array([1.0, 2.0]), 5), TypeError, "got array([1., 2.])"),
    ],
)
def test_what_is_no_place_is_no_dip(place: tuple[Any, Any], error: type[Exception], message: str) -> None:
    pit = sandpit.Sandpit(7)
    with pytest.raises(error, match=re.escape(message)):
        pit.dip(*place)
    assert pit.dips == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"seed": -1}, "seed must be a whole number of at least 0, got -1"),
        ({"seed": 1.5}, "seed must be a whole number"),
        ({"seed": 1, "level": 4}, "level must be a whole number from 1 to 3, got 4"),
        ({"seed": 1, "within": 0}, "within must be a positive number, got 0"),
    ],
)
def test_what_is_no_pit(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        sandpit.Sandpit(**options)


def test_the_game_ends_when_the_deepest_point_is_found() -> None:
    pit = sandpit.Sandpit(7)
    assert str(pit.score()) == "0 dips."
    pit.dip(5, 5)
    assert (pit.distance, pit.found, pit.over) == (None, False, False)
    assert str(pit.score()) == "1 dip so far, the deepest at −0.78 m."
    pit.dip(*BOTTOM)
    assert pit.found
    assert pit.distance == pytest.approx(np.linalg.norm(floor(7).minima[0] - BOTTOM))
    assert str(pit.score()) == "Found with 2 dips: 0.04 m from the deepest point."
    pit.dip(1, 1)
    assert pit.dips == 2, "a dip after the end counts no more"
    pit.restart()
    assert (pit.dips, pit.over) == (0, False)


def test_who_gives_up_is_told_the_distance() -> None:
    pit = sandpit.replay(7, [(5, 5), (8, 2)])
    pit.give_up()
    assert str(pit.score()) == "Not found with 2 dips: the deepest of them lies 0.53 m from the deepest point."
    assert repr(pit).startswith("Sandpit(seed=7, level=1): Not found")
    nothing = sandpit.Sandpit(7)
    nothing.give_up()
    assert nothing.distance is None


def test_a_game_can_be_replayed() -> None:
    pit = sandpit.replay(12, [(1, 2), (3, 4), (5, 6)], level=3)
    assert sandpit.replay(12, pit.moves, level=3).history == pit.history


def test_the_map_shows_the_dips_and_in_the_end_the_floor() -> None:
    pit = sandpit.replay(7, [(5, 5), (2, 3)])
    assert "floor hidden. Dips: 1 at (5.00, 5.00): −0.78 m; 2 at" in pit.describe()
    assert "8.37" not in pit.describe()
    assert isinstance(pit.reveal(), Figure)
    assert pit.over
    assert "The deepest point is at (8.37, 1.63): −3.86 m; other local minima are at (6.78, 4.67)" in pit.describe()
    assert "No dips yet" in sandpit.Sandpit(7).describe()
    many = sandpit.replay(7, [(x / 2, 9) for x in range(20)])
    assert "; and 8 more." in many.describe()


@pytest.mark.parametrize(
    ("level", "moves", "words"),
    [
        (1, [], "Dip here and there first"),
        (1, [(5, 5), (2, 3), (5.05, 5)], "Dip 3 was wasted: dip 1 had already told"),
        (2, [(1, 1), (2, 2), (3, 1), (1, 3)], "All 4 dips are in one part of the pit, around (1.75, 1.75)"),
        (1, [(2, 9), HOLLOW], "is at the bottom of a hollow, and every small step"),
        (
            2,
            [(2, 9), HOLLOW],
            "slopes are nearly zero, and every small step from there leads up. That is a local minimum",
        ),
        (1, [(2, 9), (7, 3)], "dip a little to each side and go where the floor falls"),
        (
            2,
            [(2, 9), (7, 3)],
            "the Jacobian is [−0.47, 0.81]. It points uphill; downhill is against it: towards larger x and smaller y",
        ),
        (3, [(2, 9), (7, 3)], "the floor curves down in some direction"),
        (3, [(2, 9), (8, 2)], "has its bottom at (8.00, 2.00) − H⁻¹ Jᵀ = (8.55, 1.49)"),
        (3, [(8, 8), (4, 9)], "Newton"),
        (1, [BOTTOM], "The game is over"),
    ],
)
def test_hints(level: int, moves: list[tuple[float, float]], words: str) -> None:
    said = sandpit.replay(7, moves, level).hint()
    assert words in " ".join(said.splitlines())
    assert max(map(len, said.splitlines())) <= 88


# Strategies.


def test_a_strategy_plays() -> None:
    told: list[int] = []

    def next_dip(history: list[sandpit.Dip]) -> tuple[float, float]:
        told.append(len(history))
        history.clear()  # its own list
        return BOTTOM if len(told) == 4 else (len(told), 5)

    game = sandpit.play(next_dip, seed=7)
    assert told == [0, 1, 2, 3]
    assert (game.dips, game.found, game.reason) == (4, True, "the deepest point was found")
    assert game.distance == pytest.approx(0.04, abs=0.005)
    assert [dip.x for dip in game.history] == [1, 2, 3, 8.4]


def test_a_strategy_ends_after_so_many_dips() -> None:
    game = sandpit.play(lambda history: (5, 5), seed=7, most=3)
    assert (game.dips, game.found, game.reason) == (3, False, "the 3 dips were used up")
    assert game.distance == pytest.approx(np.linalg.norm(floor(7).minima[0] - 5))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (None, "after 0 dips it returned None; does it end with a `return`?"),
        (5, "after 0 dips it returned 5; a pair (x, y) in metres is wanted"),
        ((1, 2, 3), "after 0 dips it returned (1, 2, 3); a pair"),
        ("ab", "after 0 dips it wanted to dip at 'ab': x must be a number of metres from 0 to 10, got 'a'"),
        ((1, np.nan), "after 0 dips it wanted to dip at (1, nan): y is nan"),
        ([[1, 2], [3, 4]], "x must be a number of metres"),
        (np.array([4.0, 12.0]), "after 0 dips it wanted to dip at (4, 12): y = 12 lies outside the pit"),
    ],
)
def test_an_answer_that_is_no_place_ends_the_game(answer: Any, reason: str) -> None:
    game = sandpit.play(lambda history: answer, seed=7)
    assert reason in game.reason
    assert (game.dips, game.found, game.distance, game.cut_short) == (0, False, None, True)
    assert (game.outside is not None) == isinstance(answer, np.ndarray)


def test_an_error_in_a_strategy_is_raised() -> None:
    with pytest.raises(IndexError):
        sandpit.play(lambda history: history[-1], seed=7)
    with pytest.raises(TypeError, match="next_dip must be a function, got 5"):
        sandpit.play(5, seed=7)  # type: ignore[arg-type]


# The map and the pit are one game.


def on_the_map(explorer: explorers.Explorer, **changes: Any) -> None:
    """Change the state as the browser does."""
    explorer.set_state({"state": {**explorer.state, **changes}})


def test_a_dip_on_the_map_is_one_in_the_pit() -> None:
    pit = sandpit.Sandpit(7, level=2)
    explorer = explorers.sandpit(pit)
    on_the_map(explorer, dips=[[5.0, 5.0, -0.78, -0.41, 0.02]])
    assert pit.moves == [(5.0, 5.0)]
    pit.dip(2, 3)
    assert [dip[:2] for dip in explorer.state["dips"]] == [[5.0, 5.0], [2.0, 3.0]]
    on_the_map(explorer, shown=True)
    assert pit.over
    assert "deepest point is at (8.37, 1.63)" in explorer.alt
    on_the_map(explorer, dips=[], shown=False, game=1)
    assert (pit.dips, pit.over) == (0, False)


def test_dips_that_crossed_are_all_kept() -> None:
    pit = sandpit.Sandpit(7)
    explorer = explorers.sandpit(pit)
    before = explorer.state
    pit.dip(2, 3)
    explorer.set_state({"state": {**before, "dips": [[5.0, 5.0, -0.78]]}})
    assert pit.moves == [(2.0, 3.0), (5.0, 5.0)]
    assert [tuple(dip[:2]) for dip in explorer.state["dips"]] == pit.moves


def test_what_left_the_map_before_a_new_game_is_forgotten() -> None:
    pit = sandpit.replay(7, [(1, 1)])
    explorer = explorers.sandpit(pit)
    old = explorer.state
    pit.restart()
    assert explorer.state["game"] == 1
    explorer.set_state({"state": {**old, "dips": [*old["dips"], [5.0, 5.0, -0.78]]}})
    assert pit.dips == 0
    assert (explorer.state["game"], explorer.state["dips"]) == (1, [])


def test_two_maps_show_one_game() -> None:
    pit = sandpit.Sandpit(7)
    first, second = explorers.sandpit(pit), explorers.sandpit(pit)
    on_the_map(first, dips=[[5.0, 5.0, -0.78]])
    assert [dip[:2] for dip in second.state["dips"]] == [[5.0, 5.0]]


def test_the_map_asks_for_a_hint() -> None:
    pit = sandpit.replay(7, [(2, 9), HOLLOW])
    explorer = explorers.sandpit(pit)
    on_the_map(explorer, asked=1)
    assert explorer.state["hint"] == pit.hint()
    pit.dip(9, 9)
    assert explorer.state["hint"] == ""


def test_the_map_knows_what_python_knows() -> None:
    data = explorers.sandpit(sandpit.Sandpit(7, level=3)).data
    told = np.array([np.frombuffer(numbers, dtype="<f4").reshape(101, 101) for numbers in data["samples"]])
    dip = sandpit.Sandpit(7, level=3).dip(2.3, 7.1)
    assert told[:, 71, 23] == pytest.approx(dip.numbers()[2:], rel=1e-6)
    assert len(explorers.sandpit(sandpit.Sandpit(7, level=1)).data["samples"]) == 1
