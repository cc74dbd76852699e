"""Finite differences against mpmath: how small the error is, how honest its estimate, and where they must give up."""

import math
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import mpmath
import numpy as np
import pytest

from helpers import differences

NUMERIC = SimpleNamespace(exp=np.exp, log=np.log, sqrt=np.sqrt, sin=np.sin, cos=np.cos, tan=np.tan, tanh=np.tanh)
NUMERIC.arcsin, NUMERIC.arctan = np.arcsin, np.arctan
PRECISE = SimpleNamespace(
    **{name: getattr(mpmath, name) for name in ("exp", "log", "sqrt", "sin", "cos", "tan", "tanh")}
)
PRECISE.arcsin, PRECISE.arctan = mpmath.asin, mpmath.atan

# Each function `f(m, x)` is written once, for both.
Function = Callable[[Any, Any], Any]
SMOOTH: list[tuple[str, Function, list[float]]] = [
    ("sin x", lambda m, x: m.sin(x), [0.3, 1.0, 10.0, 1000.0]),
    ("exp x", lambda m, x: m.exp(x), [-20.0, -3.0, 0.0, 1.0, 30.0]),
    ("log x", lambda m, x: m.log(x), [1e-3, 0.1, 1.0, 50.0, 1e6]),
    ("√x", lambda m, x: m.sqrt(x), [0.01, 1.0, 1e4]),
    ("tan x", lambda m, x: m.tan(x), [0.5, 1.0, -1.2]),
    ("1/x", lambda m, x: 1 / x, [-0.01, 1.0, 100.0]),
    ("x^5 - 3x", lambda m, x: x**5 - 3 * x, [-2.0, 0.4, 1.5]),
    ("x^1.5", lambda m, x: x**1.5, [0.1, 1.0, 9.0]),
    ("x^x", lambda m, x: x**x, [0.1, 1.0, 3.0]),
    ("bell", lambda m, x: m.exp(-x * x), [0.5, 2.0]),
    ("logistic", lambda m, x: 1 / (1 + m.exp(-x)), [0.5, 2.0, -5.0]),
    ("tanh x", lambda m, x: m.tanh(x), [0.5, 1.0]),
    ("arctan x", lambda m, x: m.arctan(x), [0.5, 2.0]),
    ("arcsin x", lambda m, x: m.arcsin(x), [0.3, 0.8]),
    ("sin x / x", lambda m, x: m.sin(x) / x, [0.5, 5.0]),
    ("sin x²", lambda m, x: m.sin(x * x), [0.5, 1.0, 5.0]),
    ("witch", lambda m, x: 1 / (1 + 25 * x * x), [0.05, 1.0, 3.0]),
    ("beast", lambda m, x: m.sin(2 * x**5 + 3 * x) / m.exp(7 * x), [0.1, 0.6, 1.1]),
]
# Poles, edges and wavelengths much closer than the first steps: few digits are left, and the estimate must know it.
HARD: list[tuple[str, Function, list[float]]] = [
    ("1/x", lambda m, x: 1 / x, [1e-8]),
    ("log x", lambda m, x: m.log(x), [1e-10]),
    ("tan x", lambda m, x: m.tan(x), [1.57]),
    ("arcsin x", lambda m, x: m.arcsin(x), [0.9999, -0.999999]),
    ("√x", lambda m, x: m.sqrt(x), [1e-6]),
    ("sin 100x", lambda m, x: m.sin(100 * x), [0.1, 7.0]),
    ("arctan x", lambda m, x: m.arctan(x), [1000.0, -30.0]),
    ("tanh x", lambda m, x: m.tanh(x), [5.0, 15.0]),
    ("bell", lambda m, x: m.exp(-x * x), [0.0, 5.0]),
]
ACCURACY = {1: 1e-10, 2: 1e-9, 3: 1e-7, 4: 1e-6}


def errors(f: Function, points: list[float], order: int) -> list[tuple[float, float, float]]:
    """Return the true derivative, the error made and the error estimated, at each of the points."""
    found = differences.derivative(lambda x: f(NUMERIC, x), points, order)
    with mpmath.workdps(60):
        true = [mpmath.diff(lambda x: f(PRECISE, x), mpmath.mpf(x), order) for x in points]
    return [
        (float(t), float(abs(value - t)), error) for t, value, error in zip(true, found.value, found.error, strict=True)
    ]


@pytest.mark.parametrize("order", ACCURACY)
@pytest.mark.parametrize(("name", "f", "points"), SMOOTH, ids=[name for name, _, _ in SMOOTH])
def test_accuracy_and_honesty(name: str, f: Function, points: list[float], order: int) -> None:
    for true, made, estimated in errors(f, points, order):
        assert made <= ACCURACY[order] * abs(true)
        assert made <= 10 * estimated
        assert estimated <= 100 * ACCURACY[order] * abs(true)


@pytest.mark.parametrize("order", ACCURACY)
@pytest.mark.parametrize(("name", "f", "points"), HARD, ids=[name for name, _, _ in HARD])
def test_honesty_where_it_is_hard(name: str, f: Function, points: list[float], order: int) -> None:
    for _, made, estimated in errors(f, points, order):
        assert made <= 10 * estimated


@pytest.mark.parametrize(("quotient", "power"), [(differences.forward, 1), (differences.central, 2)])
def test_truncation_error_falls_with_a_power_of_the_step(quotient: Any, power: int) -> None:
    h = np.logspace(-1, -3, 9)
    error = np.abs(quotient(np.exp, 1.0, h) - math.e)
    assert np.polyfit(np.log(h), np.log(error), 1)[0] == pytest.approx(power, abs=0.05)


@pytest.mark.parametrize(("quotient", "accuracy"), [(differences.forward, 1e-7), (differences.central, 1e-9)])
def test_default_steps_are_near_the_best(quotient: Any, accuracy: float) -> None:
    x = np.array([-20.0, -1.0, 0.0, 2.0, 300.0])
    assert quotient(np.sin, x) == pytest.approx(np.cos(x), abs=300 * accuracy)
    assert quotient(math.sin, 2.0) == pytest.approx(math.cos(2), abs=accuracy)


def kinked(x: float) -> float:
    return x if x > 0 else 3 * x


EDGES: list[tuple[Any, float, int, float]] = [
    (lambda x: math.sqrt(x) * x**3, 0.0, 1, 0.0),
    (lambda x: math.log(x), 1e-12, 1, 1e12),
    (lambda x: np.sqrt(x) ** 2, 0.0, 1, 1.0),
    (lambda x: np.where(x > 1, np.nan, x**3), 1.0, 2, 6.0),
    (lambda x: (np.exp(x) - 1) / x if x else 1.0, 0.0, 1, 0.5),
    (lambda x: (1 - np.cos(x)) / x**2 if x else 0.5, 0.0, 2, -1 / 12),
    (abs, 0.0, 1, 0.0),
    (kinked, 0.0, 1, 2.0),
    (math.floor, 0.5, 1, 0.0),
    (lambda x: 7, 3.0, 2, 0.0),
    (lambda x: math.sin(2 * math.pi * x), 0.0, 2, 0.0),
    (math.gamma, 1.0, 1, -0.5772156649015329),
]


@pytest.mark.parametrize(("f", "x", "order", "slope"), EDGES)
def test_edges_and_corners(f: Any, x: float, order: int, slope: float) -> None:
    value, error = differences.derivative(f, x, order)
    assert value == pytest.approx(slope, rel=1e-8, abs=1e-8)
    assert abs(value - slope) <= 10 * error + 1e-15


def test_noise_is_reported() -> None:
    value, error = differences.derivative(lambda x: math.sin(x) + 1e-6 * math.sin(1e9 * x), 1.0)
    assert abs(value - math.cos(1)) <= 10 * error <= 1e-2


def test_shapes() -> None:
    grid = np.array([[0.5, 1.0], [2.0, 4.0]])
    for f in (np.log, math.log):
        value, error = differences.derivative(f, grid)
        assert value == pytest.approx(1 / grid)
        assert error.shape == grid.shape
        assert differences.central(f, grid) == pytest.approx(1 / grid)
    assert differences.derivative(lambda t: [math.cos(t), math.sin(t)], 0.0).value == pytest.approx([0.0, 1.0])
    assert differences.derivative(lambda t: [math.cos(t), math.sin(t)], grid).value.shape == (2, 2, 2)
    assert differences.derivative(lambda t: np.array([t, t**2]), [1, 2]).value == pytest.approx(
        np.array([[1, 1], [2, 4]])
    )
    assert all(isinstance(part, float) for part in differences.derivative(math.exp, 1))
    assert isinstance(differences.forward(math.exp, 1), float)


def test_the_argument_is_left_alone() -> None:
    def f(x: Any) -> Any:
        x *= 2
        return x

    x = np.array([1.0, 2.0])
    assert differences.derivative(f, x).value == pytest.approx([2.0, 2.0])
    assert differences.forward(f, x, 1e-3) == pytest.approx([2.0, 2.0])
    assert x.tolist() == [1.0, 2.0]


REFUSED: list[tuple[Any, Any, type[Exception], str]] = [
    (np.sign, 0.0, ValueError, "x = 0.0 do not settle"),
    (math.floor, [0.5, 2.0], ValueError, "x = 2.0 do not settle"),
    (np.sqrt, 0.0, ValueError, "do not settle"),
    (lambda x: 1e6 + np.sign(x), 0.0, ValueError, "do not settle"),
    (np.log, 0.0, ValueError, r"f\(0.0\) is -inf"),
    (np.log, [1.0, -1.0], ValueError, r"f\(-1.0\) is nan"),
    (lambda x: 1 / 0, 1.0, ZeroDivisionError, ""),
    (lambda x: None, 1.0, TypeError, "f returned None"),
    (lambda x: "x", 1.0, TypeError, r"f\(x\) must be"),
    (5, 1.0, TypeError, "f must be a function"),
    (np.sin, [], ValueError, "empty"),
    (np.sin, np.nan, ValueError, "finite"),
]


@pytest.mark.parametrize(("f", "x", "error", "message"), REFUSED)
def test_refusals(f: Any, x: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message or "."):
        differences.derivative(f, x)


@pytest.mark.parametrize("quotient", [differences.forward, differences.central])
def test_simple_quotients_refuse_too(quotient: Any) -> None:
    with pytest.raises(ValueError, match=r"f\(.*\) is nan"):
        quotient(np.log, -1.0)
    with pytest.raises(ValueError, match=r"h must be positive, got 0\.0"):
        quotient(np.sin, 1.0, 0)
    with pytest.raises(ValueError, match=r"h must be positive, got nan"):
        quotient(np.sin, 1.0, np.nan)
    with pytest.raises(ValueError, match="h is lost"):
        quotient(np.sin, 1.0, 1e-20)


@pytest.mark.parametrize("x", [0.7, 1.1, 2.0, 2.3])
def test_single_precision_is_no_plateau(x: float) -> None:
    value, error = differences.derivative(lambda x: np.float32(x) ** 2, x)
    assert value == pytest.approx(2 * x, rel=1e-3)
    assert differences.derivative(lambda x: np.round(x**2, 6), x).value == pytest.approx(2 * x, rel=1e-3)
    assert error > 1e-12
