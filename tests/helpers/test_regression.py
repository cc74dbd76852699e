"""Fits against NIST's certified values, exact fractions, scipy and invariants; honest words where there is no fit."""

import json
import math
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import derivative, gradient
from helpers.autodiff import DifferencesWarning
from helpers.regression import (
    chi_squared,
    fit,
    fit_line,
    fit_linear,
    gauss_newton,
    levenberg_marquardt,
    steepest_descent,
)

NIST: dict[str, Any] = json.loads((Path(__file__).parent.parent / "data" / "nist.json").read_text())["sets"]
LINEAR = [name for name in NIST if NIST[name]["kind"] == "linear"]
NONLINEAR = [name for name in NIST if NIST[name]["kind"] == "nonlinear"]


def digits(found: Any, certified: Any) -> float:
    """Return how many digits are right in all of the numbers; a zero counts by its absolute size."""
    found, certified = np.array(found), np.array(certified)
    errors = np.abs(found - certified) / np.where(certified == 0, 1.0, np.abs(certified))
    return float(-np.log10(np.maximum(np.max(errors), 1e-17)))


def columns(name: str) -> dict[str, Any]:
    return dict(zip(NIST[name]["columns"], np.array(NIST[name]["data"], dtype=float).T, strict=True))


@pytest.mark.parametrize("name", LINEAR)
def test_linear_fits_have_the_certified_digits(name: str) -> None:
    certified, data = NIST[name], columns(name)
    y, *inputs = data.values()
    if name == "Longley":
        design = np.column_stack([np.ones(len(y)), *inputs])
    elif name == "NoInt1":
        design = inputs[0][:, None]
    else:
        design = np.vander(inputs[0], len(certified["certified"]), increasing=True)
    found = fit_linear(design, y)
    assert found.converged
    assert digits(found.parameters, certified["certified"]) >= (7 if name == "Filip" else 12)
    assert digits(found.standard_errors, certified["standard_deviations"]) >= (7 if name == "Filip" else 12)
    assert digits(found.chi_squared, certified["residual_sum_of_squares"]) >= (7 if name == "Filip" else 12)
    assert [text[:15] for text in found.warnings] == (["ill-conditioned"] if name == "Filip" else [])
    assert found.degrees_of_freedom == len(y) - len(certified["certified"])
    assert found.residuals == pytest.approx(y - design @ found.parameters, abs=1e-6 * np.max(np.abs(y)))


def nonlinear(name: str) -> tuple[Any, Any, Any]:
    data, code = columns(name), compile(NIST[name]["model"], name, "eval")
    y = eval(NIST[name]["response"], vars(np) | data)
    inputs = [column for column in data if column != "y"]

    def model(x: Any, *b: Any) -> Any:
        rows = dict(zip(inputs, np.reshape(x, (len(inputs), -1)), strict=True))
        return eval(code, vars(np) | rows | {f"b{i}": value for i, value in enumerate(b, start=1)})

    x = np.array([data[column] for column in inputs])
    return model, x if len(x) > 1 else x[0], y


@pytest.mark.parametrize("start", ["start1", "start2"])
@pytest.mark.parametrize("name", NONLINEAR)
def test_nonlinear_fits_have_the_certified_digits(name: str, start: str) -> None:
    certified = NIST[name]
    found = fit(*nonlinear(name), certified[start])
    assert found.converged, found.reason
    assert digits(found.parameters, certified["certified"]) >= 9.5
    assert digits(found.standard_errors, certified["standard_deviations"]) >= 9.5
    assert digits(found.chi_squared, certified["residual_sum_of_squares"]) >= 9.5


@pytest.mark.parametrize("name", ["Misra1a", "DanWood", "Rat43", "Eckerle4"])
def test_fits_do_not_depend_on_units(name: str) -> None:
    (model, x, y), certified = nonlinear(name), NIST[name]
    scale = 10.0 ** np.arange(-6, 6, 3)[: len(certified["certified"])]
    small = fit(lambda x, *b: 1e-9 * model(x, *(b * scale)), x, 1e-9 * y, certified["start2"] / scale)
    assert digits(small.parameters * scale, certified["certified"]) >= 9
    assert digits(small.standard_errors * scale, certified["standard_deviations"]) >= 9


def decay(x: Any, height: Any, rate: Any) -> Any:
    return height * np.exp(-rate * x)


def saturation(x: Any, level: Any, rate: Any) -> Any:
    return level * np.tanh(rate * x)


HOURS = np.linspace(0.5, 5.0, 10)
NOISE = 0.05 * np.random.default_rng(1).normal(size=10)
NO_FIT: list[tuple[Any, Any, list[float], str]] = [
    (decay, np.zeros(10), [1.0, 1.0], "saddle"),
    (lambda x, a, b: a * b * x, HOURS, [1.0, 2.0], r"parameters \[0, 1\] cannot be told apart"),
    (lambda x, a, b: a * x, HOURS, [1.0, 2.0], r"parameters \[1\] cannot be told apart"),
    (saturation, np.ones(10), [1.0, 0.5], "run|told apart"),
    (decay, decay(HOURS, 2.0, 0.5) + NOISE, [1.0, 200.0], "told apart|on the way|saddle"),
    (lambda x, a: np.floor(a) + 0 * x, np.full(10, 2.5), [1.2], "told apart"),
]  # fmt: skip


@pytest.mark.parametrize(("model", "y", "start", "reason"), NO_FIT)
def test_without_a_fit_there_is_a_reason_and_no_plausible_number(model: Any, y: Any, start: Any, reason: str) -> None:
    found = fit(model, HOURS, y, start)
    assert not found.converged
    assert re.search(reason, found.reason), found.reason
    assert np.isnan(found.parameters).all()
    assert np.isnan(found.standard_errors).all()
    assert np.isnan(found.covariance).all()


@pytest.mark.parametrize(
    "design",
    [
        np.column_stack([np.ones(10), HOURS, 2 * HOURS + 1]),
        np.column_stack([np.ones(10), 0 * HOURS]),
        np.column_stack([HOURS, HOURS]),
    ],
)
def test_columns_that_depend_on_each_other_have_no_single_answer(design: Any) -> None:
    found = fit_linear(design, HOURS**2)
    assert not found.converged
    assert "cannot be told apart" in found.reason
    assert np.isnan(found.parameters).all()
    # What is left unexplained is the same for all answers.
    least = design @ np.linalg.lstsq(design, HOURS**2)[0]
    assert found.residuals == pytest.approx(HOURS**2 - least, abs=1e-10)


def exact_line(x: list[Fraction], y: list[Fraction], w: list[Fraction]) -> tuple[Fraction, ...]:
    """Slope, intercept and their variances for weights 1/σ², by the textbook's sums in exact fractions."""
    s, sx, sy = sum(w), sum(map(Fraction.__mul__, w, x)), sum(map(Fraction.__mul__, w, y))
    sxx = sum(a * b * b for a, b in zip(w, x, strict=True))
    sxy = sum(a * b * c for a, b, c in zip(w, x, y, strict=True))
    d = s * sxx - sx * sx
    return (s * sxy - sx * sy) / d, (sxx * sy - sx * sxy) / d, s / d, sxx / d  # type: ignore[return-value]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(-99, 99), st.integers(-999, 999), st.integers(1, 9)), min_size=3, max_size=12))
def test_a_line_agrees_with_exact_fractions(rows: list[tuple[int, int, int]]) -> None:
    x, y, sigma = (list(map(Fraction, column)) for column in zip(*rows, strict=True))
    if len(set(x)) < 2:
        assert not fit_line([float(v) for v in x], [float(v) for v in y]).converged
        return
    m, c, var_m, var_c = exact_line(x, y, [1 / s**2 for s in sigma])
    found = fit_line(*([float(v) for v in column] for column in (x, y, sigma)))
    assert found.parameters == pytest.approx([float(m), float(c)], rel=1e-11, abs=1e-11)
    assert found.standard_errors == pytest.approx([math.sqrt(var_m), math.sqrt(var_c)], rel=1e-11)


SIGMA = np.linspace(0.02, 0.2, 10)
MEASURED = decay(HOURS, 2.0, 0.5) + NOISE


@pytest.mark.parametrize("sigma", [None, 0.05, SIGMA])
def test_errors_and_covariance_agree_with_curve_fit(sigma: Any) -> None:
    errors = sigma if sigma is None else np.broadcast_to(sigma, 10)
    best, covariance = scipy.optimize.curve_fit(
        decay, HOURS, MEASURED, [1.0, 1.0], sigma=errors, absolute_sigma=sigma is not None, xtol=1e-14, ftol=1e-14
    )
    found = fit(decay, HOURS, MEASURED, [1.0, 1.0], sigma)
    assert found.parameters == pytest.approx(best, rel=1e-6)
    assert found.covariance == pytest.approx(covariance, rel=1e-4)
    assert found.standard_errors == pytest.approx(np.sqrt(np.diag(covariance)), rel=1e-4)
    assert found.chi_squared == pytest.approx(
        chi_squared(MEASURED, decay(HOURS, *found.parameters), 1.0 if sigma is None else sigma)
    )
    # At the minimum of χ² every derivative of it is zero: take one that knows nothing of fits.
    slope = gradient(
        lambda b: np.sum(((MEASURED - decay(HOURS, *b)) / (1.0 if sigma is None else sigma)) ** 2), found.parameters
    )
    assert slope == pytest.approx([0.0, 0.0], abs=1e-9 * max(found.chi_squared, 1.0))


@pytest.mark.parametrize("loss", ["linear", "soft_l1", "huber", "cauchy", "arctan"])
def test_losses_are_those_of_scipy(loss: str) -> None:
    y = MEASURED.copy()
    y[[3, 7]] += 0.6
    found = fit(decay, HOURS, y, [2.0, 0.5], sigma=0.05, loss=loss)
    true = scipy.optimize.least_squares(
        lambda b: (y - decay(HOURS, *b)) / 0.05, [2.0, 0.5], loss=loss, xtol=1e-15, ftol=1e-15, gtol=1e-15
    )
    assert found.converged
    assert found.parameters == pytest.approx(true.x, rel=1e-6)
    assert np.isfinite(found.standard_errors).all()
    if loss != "linear":
        plain = fit(decay, HOURS, y, [2.0, 0.5], sigma=0.05)
        assert np.linalg.norm(found.parameters - [2.0, 0.5]) < np.linalg.norm(plain.parameters - [2.0, 0.5])


def test_weights_mean_what_repetition_means() -> None:
    once = fit_line(HOURS, MEASURED, sigma=0.1)
    four_times = fit_line(np.tile(HOURS, 4), np.tile(MEASURED, 4), sigma=0.2)
    assert four_times.parameters == pytest.approx(once.parameters, rel=1e-12)
    assert four_times.covariance == pytest.approx(once.covariance, rel=1e-12)
    assert fit(lambda x, m, c: m * x + c, HOURS, MEASURED, [0.0, 0.0], 0.1).covariance == pytest.approx(once.covariance)


def test_errors_of_any_size_are_weights() -> None:
    for size in (1e-100, 1e100):
        found = fit_line(HOURS, MEASURED, sigma=size)
        assert found.parameters == pytest.approx(fit_line(HOURS, MEASURED).parameters, rel=1e-12)
        assert found.standard_errors == pytest.approx(size * fit_line(HOURS, MEASURED, sigma=1.0).standard_errors)


@pytest.mark.parametrize("seed", range(12))
def test_steps_that_gain_nothing_but_rounding_end_a_fit(seed: int) -> None:
    noise = 1e-6 * np.random.default_rng(seed).normal(size=40)
    x = np.linspace(0, 4, 40)
    assert levenberg_marquardt(lambda x, m, c: m * x + c, x, 2 * x - 1 + noise, [1.0, 1.0]).converged


def test_a_line_through_two_points_cannot_tell_its_errors() -> None:
    found = fit_line([0.0, 1.0], [1.0, 3.0])
    assert found.parameters == pytest.approx([2.0, 1.0])
    assert np.isinf(found.standard_errors).all()
    assert "as many parameters as points" in found.warnings[0]
    assert np.isfinite(fit_line([0.0, 1.0], [1.0, 3.0], sigma=0.5).standard_errors).all()


def test_inputs_may_be_several_and_functions_of_math() -> None:
    rows = np.array([HOURS, HOURS**2])
    plane = fit(lambda x, a, b: a * x[0] + b * x[1], rows, 3 * rows[0] - 2 * rows[1], [1.0, 1.0])
    assert plane.parameters == pytest.approx([3.0, -2.0], rel=1e-12)
    slow = lambda x, a, b: np.array([a * math.exp(-b * t) for t in x])  # noqa: E731
    with pytest.warns(DifferencesWarning, match="`math`"):
        found = fit(slow, HOURS, MEASURED, [1.0, 1.0])
    assert found.parameters == pytest.approx(fit(decay, HOURS, MEASURED, [1.0, 1.0]).parameters, rel=1e-8)
    assert fit(lambda x, c: c, HOURS, MEASURED, [0.0]).parameters == pytest.approx([MEASURED.mean()])


def test_a_model_may_change_what_it_is_given() -> None:
    def greedy(x: Any, height: Any, rate: Any) -> Any:
        x *= 2
        return height * np.exp(-rate * x / 2)

    x = HOURS.copy()
    found = fit(greedy, x, MEASURED, [1.0, 1.0])
    assert found.parameters == pytest.approx(fit(decay, HOURS, MEASURED, [1.0, 1.0]).parameters, rel=1e-10)
    assert x.tolist() == HOURS.tolist()


def test_the_chi_squared_of_gaussian_errors_is_about_their_number() -> None:
    noise = np.random.default_rng(3).normal(size=(400, 50))
    values = [chi_squared(0.3 * row, np.zeros(50), 0.3) for row in noise]
    # Mean N and standard deviation √(2N); the mean of 400 has 1/20 of that.
    assert np.mean(values) == pytest.approx(50, abs=4 * 10 / 20)
    assert np.std(values) == pytest.approx(10, rel=0.15)


def test_steps_start_downhill() -> None:
    start, rate = np.array([1.5, 0.3]), 1e-4
    path = steepest_descent(decay, HOURS, MEASURED, start, 0.1, learning_rate=rate, max_iterations=3).path
    slope = gradient(lambda b: chi_squared_of(b), start, method="differences")
    assert path[1] == pytest.approx(start - rate * slope, rel=1e-8)


def chi_squared_of(b: Any) -> float:
    return chi_squared(MEASURED, decay(HOURS, *b), 0.1)


@pytest.mark.parametrize(
    "stepper", [gauss_newton, levenberg_marquardt, lambda *a: steepest_descent(*a, learning_rate=1e-2)]
)
def test_steppers_arrive_where_fit_does(stepper: Any) -> None:
    found, true = stepper(decay, HOURS, MEASURED, [1.5, 0.3]), fit(decay, HOURS, MEASURED, [1.5, 0.3])
    assert found.converged
    assert found.parameters == pytest.approx(true.parameters, rel=1e-6)
    assert found.standard_errors == pytest.approx(true.standard_errors, rel=1e-5)
    assert found.path.shape == (found.iterations + 1, 2)
    assert found.path[0].tolist() == [1.5, 0.3]
    heights = [chi_squared_of(b) for b in found.path]
    assert np.all(np.diff(heights) <= 1e-12 * heights[0])


def test_gauss_newton_is_quick_near_the_fit_and_marquardt_robust_far_from_it() -> None:
    near = gauss_newton(decay, HOURS, MEASURED, [1.9, 0.52])
    assert near.iterations < 8
    far = [1.0, 5.0]
    assert not gauss_newton(decay, HOURS, MEASURED, far).converged
    assert levenberg_marquardt(decay, HOURS, MEASURED, far).converged
    # One Gauss-Newton step solves a linear problem, from anywhere.
    line = gauss_newton(lambda x, m, c: m * x + c, HOURS, MEASURED, [50.0, -70.0])
    assert line.path[1] == pytest.approx(fit_line(HOURS, MEASURED).parameters, rel=1e-9)


def test_too_long_steps_are_told() -> None:
    found = steepest_descent(decay, HOURS, MEASURED, [1.5, 0.3], 0.1, learning_rate=1.0)
    assert not found.converged
    assert np.isnan(found.parameters).all()
    assert found.reason


@settings(deadline=None, max_examples=25)
@given(st.floats(0.1, 10), st.floats(-5, 5), st.integers(0, 1000))
def test_a_line_moves_and_stretches_with_its_data(scale: float, shift: float, seed: int) -> None:
    random = np.random.default_rng(seed)
    x, y = random.uniform(-3, 3, 12), random.normal(size=12)
    m, c = fit_line(x, y).parameters
    assert fit_line(scale * x, y).parameters == pytest.approx([m / scale, c], rel=1e-9, abs=1e-10)
    assert fit_line(x, y + shift).parameters == pytest.approx([m, c + shift], rel=1e-9, abs=1e-9)
    order = random.permutation(12)
    assert fit_line(x[order], y[order]).parameters == pytest.approx([m, c], rel=1e-11, abs=1e-12)
    # Of all lines this one has the least χ².
    bowl = lambda t: np.sum((y - (m + t) * x - c) ** 2)  # noqa: E731
    assert derivative(bowl, 0.0) == pytest.approx(0.0, abs=1e-10)
    assert derivative(bowl, 0.0, 2) > 0


ERRORS: list[tuple[Any, type[Exception], str]] = [
    (lambda: chi_squared([1, 2], [1, 2, 3], 1), ValueError, r"model must have the shape of y, \(2,\), got \(3,\)"),
    (lambda: chi_squared([1, 2], [1, 2], 0), ValueError, "sigma must be positive, got 0.0"),
    (lambda: chi_squared([1, 2], [1, 2], [1, -1]), ValueError, "sigma must be positive, got -1.0"),
    (lambda: chi_squared([1, 2], [1, 2], [1, 1, 1]), ValueError, r"sigma must be a number or have the shape of y"),
    (lambda: chi_squared([1, np.nan], [1, 2], 1), ValueError, "y must be finite, got nan"),
    (lambda: chi_squared("ab", [1, 2], 1), TypeError, "y must be a real number"),
    (lambda: chi_squared([1j, 2], [1, 2], 1), TypeError, "y must be a real number"),
    (lambda: fit_line([1, 2, 3], [1, 2]), ValueError, r"a row for each of the 2 values of y, got shape \(3, 2\)"),
    (lambda: fit_line([], []), ValueError, "x must hold at least one number"),
    (lambda: fit_line([1], [2]), ValueError, "2 parameters cannot be found from 1 points"),
    (lambda: fit_linear([1, 2, 3], [1, 2, 3]), ValueError, "design must have two axes"),
    (lambda: fit_linear([[1, np.inf]], [1]), ValueError, "design must be finite, got inf"),
    (lambda: fit(3, HOURS, HOURS, [1]), TypeError, "model must be a function, got 3"),
    (lambda: fit(decay, HOURS, HOURS, [1, 1], loss="l1"), ValueError, "loss must be one of linear, soft_l1"),
    (lambda: fit(decay, HOURS[:3], HOURS, [1, 1]), ValueError, r"x must have shape \(10,\) or \(k, 10\)"),
    (lambda: fit(decay, HOURS, HOURS, 1.0), ValueError, r"start must have shape \(n,\), got \(\)"),
    (lambda: fit(decay, HOURS, HOURS, [np.nan, 1]), ValueError, "start must be finite"),
    (lambda: fit(decay, HOURS, HOURS, None), TypeError, "start must be a real number"),
    (lambda: fit(decay, HOURS, HOURS, [1, -1000]), ValueError, r"model\(x, \*start\) is not finite"),
    (lambda: fit(lambda x, a: np.log(a) * x, HOURS, HOURS, [-1]), ValueError, "must lie in its domain"),
    (lambda: fit(lambda x, a: np.outer(x, x), HOURS, HOURS, [1]), ValueError, r"the shape of y, .* \(10, 10\)"),
    (lambda: fit(lambda x, a: None, HOURS, HOURS, [1]), TypeError, "returned None"),
    (lambda: fit(lambda x, a: "b", HOURS, HOURS, [1]), TypeError, "real number"),
    (lambda: fit(decay, HOURS, HOURS, [1, 1, 1]), TypeError, "model must take x and the 3 parameters of start"),
    (lambda: fit(decay, HOURS, HOURS, [1, 1], loss=["huber"]), ValueError, "loss must be one of"),
    (lambda: fit(decay, HOURS, HOURS, [1, 1], max_evaluations=0), ValueError, "max_evaluations must be a whole"),
    (lambda: fit_line([0, 1, 2], [1e300, 2e300, 4e300]), ValueError, "take larger units"),
    (lambda: fit(decay, [1.0], [1.0], [1, 1]), ValueError, "2 parameters cannot be found from 1 points"),
    (lambda: steepest_descent(decay, HOURS, HOURS, [1, 1], learning_rate=0), ValueError, "learning_rate must be"),
    (lambda: gauss_newton(decay, HOURS, HOURS, [1, 1], max_iterations=0), ValueError, "max_iterations must be a whole"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "error", "message"), ERRORS)
def test_errors_name_what_was_found(call: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message), np.errstate(all="ignore"):
        call()
