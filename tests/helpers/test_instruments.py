"""The instrument: seeded and counted readings, a plate that only its maker knows; and the step that noise asks for."""

import math
from typing import Any

import numpy as np
import pytest

from helpers import check, differences
from helpers.instruments import Instrument


def test_the_same_seed_replays_the_same_readings() -> None:
    first, again = Instrument(seed=3), Instrument(seed=3)
    assert [first(0.2, 0.3) for _ in range(5)] == [again(0.2, 0.3) for _ in range(5)]
    assert Instrument(seed=4)(0.2, 0.3) != Instrument(seed=3)(0.2, 0.3)


def test_many_readings_at_once_are_the_same_as_one_by_one() -> None:
    x, y = np.random.default_rng(0).uniform(size=(2, 4, 3))
    at_once, one_by_one = Instrument(seed=7), Instrument(seed=7)
    expected = [[one_by_one(x[i, j], y[i, j]) for j in range(3)] for i in range(4)]
    np.testing.assert_allclose(at_once(x, y), expected, rtol=1e-14)
    assert at_once.readings == one_by_one.readings == 12
    assert at_once(x[0], 0.5).shape == (3,)
    assert at_once.readings == 15


@pytest.mark.parametrize("noise", [0.5, 0.001])
def test_the_noise_is_as_large_as_it_says(noise: float) -> None:
    readings = Instrument(seed=1, noise=noise)(np.full(4000, 0.4), 0.6)
    truth = Instrument(seed=1, noise=0)(0.4, 0.6)
    assert np.std(readings) == pytest.approx(noise, rel=0.05)
    assert np.mean(readings) == pytest.approx(truth, abs=4 * noise / math.sqrt(4000))


@pytest.mark.parametrize("seed", range(8))
def test_slope_and_bounds_are_those_of_the_plate(seed: int) -> None:
    plate = Instrument(seed, noise=0)
    x, y = 0.3, 0.8
    slope = [
        differences.central(lambda s: plate(s, y), x, 1e-4),
        differences.central(lambda s: plate(x, s), y, 1e-4),
    ]
    assert plate.slope(x, y) == pytest.approx(slope, rel=1e-4, abs=1e-4)
    grid = np.meshgrid(*2 * [np.linspace(0, 1, 41)])
    along_x, along_y = np.diff(plate(*grid), axis=1) * 40, np.diff(plate(*grid), axis=0) * 40
    steepest = max(np.abs(along_x).max(), np.abs(along_y).max())
    assert steepest <= plate.bound(1) <= 1.2 * steepest
    assert plate.bound(3) > plate.bound(1)


def test_the_best_step_for_the_noise_finds_the_slope() -> None:
    errors = {}
    for h in (0.001, 0.05, 0.4):
        instrument = Instrument(seed=3, noise=0.01)
        found = [(instrument(0.5 + h, 0.5) - instrument(0.5 - h, 0.5)) / (2 * h) for _ in range(50)]
        errors[h] = float(np.sqrt(np.mean((np.array(found) - instrument.slope(0.5, 0.5)[0]) ** 2)))
    assert errors[0.05] < min(errors[0.001], errors[0.4]) / 5
    check.step_for_noise(0.05, noise=0.01, bound=Instrument(seed=3).bound(3))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Instrument(seed=-1), "seed must be a whole number of at least 0, got -1"),
        (lambda: Instrument(noise=-0.1), "noise must be a standard deviation of at least 0 °C, got -0.1"),
        (lambda: Instrument()(1.2, 0.5), "x = 1.2 m lies beyond the plate, which reaches from 0 to 1 m"),
        (lambda: Instrument()(0.5, [0.1, -0.1]), "y = -0.1 m lies beyond the plate"),
        (lambda: Instrument()(math.nan, 0.5), "x must be finite"),
        (lambda: Instrument().slope(0.5, 2), "y = 2 m lies beyond the plate"),
        (lambda: Instrument().bound(0), "order must be a whole number from 1 to 4, got 0"),
    ],
)
def test_errors_name_the_way_out(call: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_a_reading_that_fails_is_none() -> None:
    instrument = Instrument()
    with pytest.raises(ValueError, match="beyond"):
        instrument(2.0, 0.5)
    assert instrument.readings == 0


# The step.


@pytest.mark.parametrize("noise", [1e-9, 1e-6, 1e-3])
@pytest.mark.parametrize("bound", [0.1, 1.0, 60.0])
def test_the_step_that_balances_both_errors_is_right(noise: float, bound: float) -> None:
    h = np.logspace(-8, 2, 4001)
    check.step_for_noise(h[np.argmin(noise / h + bound * h**2 / 6)], noise, bound)
    check.step_for_noise(h[np.argmin(2 * noise / h + bound * h / 2)], noise, bound, "forward")
    # The errors of the two values add up to √2 times one of them on average.
    check.step_for_noise(h[np.argmin((noise / h) ** 2 / 2 + (bound * h**2 / 6) ** 2)], noise, bound)
    check.step_for_noise("1/10", noise=1e-3, bound=1)


@pytest.mark.parametrize(
    ("h", "options", "misconception"),
    [
        (2.0, {}, "step_too_large"),
        (0.01, {}, "h_too_small"),
        (1e-12, {}, "h_too_small"),
        (6e-6, {}, "noise_ignored"),
        (1e-5, {}, "noise_ignored"),
        (np.finfo(float).eps ** (1 / 3), {"bound": 50.0}, "noise_ignored"),
        (1.5e-8, {"scheme": "forward"}, "noise_ignored"),
        (3e-8, {"scheme": "forward"}, "noise_ignored"),
        (6e-6, {"scheme": "forward"}, "h_too_small"),
        (0.5, {"scheme": "forward"}, "step_too_large"),
        (0.0, {}, None),
        (-0.1, {}, None),
        (None, {}, None),
        ([0.1, 0.2], {}, None),
        (math.nan, {}, None),
    ],
)
def test_steps_that_are_off_are_named(h: Any, options: dict[str, Any], misconception: str | None) -> None:
    with pytest.raises(check.Incorrect) as caught:
        check.step_for_noise(h, **{"noise": 1e-3, "bound": 1.0, **options})
    assert caught.value.misconception == misconception


def test_an_exercise_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="scheme must be"):
        check.step_for_noise(0.1, 1e-3, 1.0, "backward")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="noise must be a positive number, got 0"):
        check.step_for_noise(0.1, 0, 1.0)
