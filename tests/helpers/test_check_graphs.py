"""Checks of curves, of slopes beside their graphs, and of difference quotients."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from helpers import check, derivative

PARABOLA = [(1, 4), (-1, 0), (3, 0), (0, 3)]
DECAY = [(0, 4), (1, 2), (2, 1), (5, 0.125)]
WAVE = [(0, 0), (1, 2), (3, -2), (1.5, 2**0.5)]
BELL = [(2, 3), (1, 1.1), (3, 1.1), (0, 0.055)]


def miss(call: Callable[..., Any], *arguments: Any, **options: Any) -> check.Incorrect:
    with pytest.raises(check.Incorrect) as caught:
        call(*arguments, **options)
    return caught.value


@pytest.mark.parametrize(
    ("answer", "through"),
    [
        ("4 - (x - 1)**2", PARABOLA),
        (lambda x: 4 - (x - 1) ** 2, PARABOLA),
        ("4 - (t - 1)**2", PARABOLA),
        ("4/2**x", DECAY),
        (lambda x: 2 * math.sin(math.pi * x / 2), WAVE),
        ("3*exp(-(x - 2)**2)", BELL),
        (lambda x: 2.01, [(0, 2), (1, 2)]),
    ],
)
def test_curve_through_its_points_passes(answer: Any, through: Any) -> None:
    check.curve(answer, through=through)


@pytest.mark.parametrize(
    ("answer", "through", "name"),
    [
        ("4 - (x + 1)**2", PARABOLA, "shifted_wrong_way"),
        ("(x - 1)**2 - 4", PARABOLA, "reflected"),
        ("-(x - 1)**2", PARABOLA, "offset_missing"),
        ("4*2**x", DECAY, "reflected"),
        ("1/2**x", DECAY, "scaled"),
        ("-2*sin(pi*x/2)", WAVE, "reflected"),
        ("sin(pi*x/2)", WAVE, "scaled"),
        ("2*cos(pi*x/2)", WAVE, "shifted_wrong_way"),
        ("3*exp(-(x + 2)**2)", BELL, "shifted_wrong_way"),
        ("exp(-(x - 2)**2)", BELL, "scaled"),
        ("x", PARABOLA, None),
        ("x**3", PARABOLA, None),
        ("5", PARABOLA, None),
        ("2*sin(x)", WAVE, None),
        ("4 - x", DECAY, None),
        ("x + 1", [(0, 0), (1, 1)], "offset_missing"),
        ("72/2**(x/20)", [(0, 93), (20, 57)], "offset_missing"),
        ("(x + 1)**2", [(0, 1), (1, 0)], None),
        ("1/x", BELL, None),
        ("sqrt(x)", PARABOLA, None),
    ],
)
def test_curve_beside_its_points_is_explained(answer: str, through: Any, name: str | None) -> None:
    error = miss(check.curve, answer, through=through)
    assert error.misconception == name
    assert "Your graph misses" in str(error)


def test_curve_says_where_and_how() -> None:
    assert "misses 1 of 3 marked points: at x = 2 it is too low." in str(
        miss(check.curve, "x", through=[(0, 0), (1, 1), (2, 4)])
    )
    assert "it has no value" in str(miss(check.curve, "log(x)", through=[(-1, 0), (1, 0)]))
    assert "blank" in str(miss(check.curve, lambda x: None, through=PARABOLA))
    with pytest.raises(ValueError, match="pairs"):
        check.curve("x", through=[1, 2])  # type: ignore[list-item]


EVERYWHERE = np.linspace(-3, 3, 25)


@pytest.mark.parametrize("at", [[-2, 0, 2], EVERYWHERE])
def test_slopes_match(at: Any) -> None:
    check.slopes_match("3*x**2 - 3", of="x**3 - 3*x", at=at)
    check.slopes_match(np.cos, of=np.sin, at=at)
    check.slopes_match(lambda x: -x * math.exp(-(x**2) / 2), of=lambda x: float(math.exp(-(x**2) / 2)), at=at)


@pytest.mark.parametrize(
    ("candidate", "of", "name"),
    [
        ("x**3 - 3*x", "x**3 - 3*x", "function_not_derivative"),
        ("3 - 3*x**2", "x**3 - 3*x", "sign_lost"),
        ("6*x", "x**3 - 3*x", "order_too_high"),
        ("-cos(x)", "sin(x)", "sign_lost"),
        ("x**4/4 - 3*x**2/2 + 1", "x**3 - 3*x", "antiderivative_given"),
        ("x", "x**3 - 3*x", None),
        ("2*cos(x)", "sin(x)", None),
    ],
)
def test_slopes_that_do_not_match_are_named(candidate: str, of: str, name: str | None) -> None:
    assert miss(check.slopes_match, candidate, of=of, at=EVERYWHERE).misconception == name


@pytest.mark.parametrize(
    ("candidate", "says"),
    [
        ("-2*x", "At x = -1 the graph falls, but this candidate is positive there."),
        ("2*x + 1", "At x = 0 the graph is flat, but this candidate is not zero there."),
        ("2*x*(x - 2)**2/4", "At x = 2 the graph climbs, but this candidate is zero there."),
        ("x", "The signs fit, but at x = 2 the graph is steeper than this candidate says."),
        ("2*x/(1 + x**4/2)", "at x = 2 the graph is much steeper than at x = -1"),
        ("log(x)", "At x = -1 the graph has a slope, but this candidate has no value there."),
        (None, "blank"),
    ],
)
def test_slopes_that_do_not_match_are_described(candidate: Any, says: str) -> None:
    assert says in str(miss(check.slopes_match, candidate, of="x**2", at=[-1, 0, 2]))


def central(f: Any, x: float, h: float) -> Any:
    return (f(x + h) - f(x - h)) / (2 * h)


def forward(f: Any, x: float, h: float) -> Any:
    return (f(x + h) - f(x)) / h


def test_difference_quotients_pass() -> None:
    check.difference_quotient(central)
    check.difference_quotient(forward, kind="forward")
    with pytest.raises(ValueError, match="kind"):
        check.difference_quotient(central, kind="backward")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "kind", "name"),
    [
        (lambda f, x, h: (f(x + h) - f(x - h)) / h, "central", "central_difference_factor"),
        (forward, "central", "forward_for_central"),
        (central, "forward", "central_for_forward"),
        (lambda f, x, h: (f(x) - f(x - h)) / h, "forward", "backward_for_forward"),
        (lambda f, x, h: (f(x - h) - f(x + h)) / (2 * h), "central", "difference_reversed"),
        (lambda f, x, h: (f(x) - f(x + h)) / h, "forward", "difference_reversed"),
        (lambda f, x, h: f(x + h) - f(x - h), "central", "division_missing"),
        (lambda f, x, h: f(x + h) - f(x), "forward", "division_missing"),
        (lambda f, x, h: (f(x + h) - f(x)) / (2 * h), "forward", "factor_of_two"),
        (lambda f, x, h: derivative(f, x), "central", "derivative_for_difference"),
        (lambda f, x, h: derivative(f, x), "forward", "derivative_for_difference"),
        (lambda f, x, h: central(f, x, 1e-6), "central", "derivative_for_difference"),
        (lambda f, x, h: f(x), "central", None),
        (lambda f, x, h: (f(x + h) + f(x - h)) / (2 * h), "central", None),
    ],
)
def test_wrong_difference_quotients_are_named(answer: Any, kind: Any, name: str | None) -> None:
    error = miss(check.difference_quotient, answer, kind=kind)
    assert error.misconception == name
    assert "For f(x) = " in str(error)


def test_difference_quotient_must_use_f() -> None:
    def polynomials_only(f: Any, x: float, h: float) -> float:
        return float(np.polyval(np.polyder(np.polyfit([0, 1, 2, 3], [f(t) for t in (0, 1, 2, 3)], 3)), x)) + (
            h**2 if abs(f(1.0) - f(0.0) - 1) < 1e-9 and f(2.0) > 7 and f(2.0) < 9 else 0
        )

    assert "does not fall" in str(miss(check.difference_quotient, polynomials_only))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (None, "blank"),
        (lambda f, x, h: None, "blank"),
        (lambda f, x: 0, "takes 2 values"),
        (3, "A function of f, x and h"),
        (lambda f, x, h: f, "returned a function"),
    ],
)
def test_what_is_no_difference_quotient_is_told_so(answer: Any, says: str) -> None:
    assert says in str(miss(check.difference_quotient, answer))


@pytest.mark.parametrize(
    ("h", "options", "name"),
    [
        (1e-8, {}, "passes"),
        (1e-8, {"rtol": 1e-7}, "passes"),
        (1e-5, {"kind": "central", "rtol": 1e-9}, "passes"),
        ("1e-8", {}, "passes"),
        (1e-17, {}, "h_too_small"),
        (1e-14, {}, "h_too_small"),
        (0.01, {}, "step_too_large"),
        (0.01, {"kind": "central"}, "step_too_large"),
        (1e-12, {"kind": "central", "rtol": 1e-9}, "h_too_small"),
    ],
)
@pytest.mark.parametrize("of", ["sin(x)", np.sin, math.sin, lambda x: float(math.sin(float(x)))])
def test_step_size(h: Any, options: dict[str, Any], name: str, of: Any) -> None:
    if name == "passes":
        check.step_size(h, of=of, at=1.0, **options)
    else:
        assert miss(check.step_size, h, of=of, at=1.0, **options).misconception == name


def test_step_size_never_rounds_up_what_was_reached() -> None:
    assert "about 6.9 correct digits; 7 are wanted" in str(miss(check.step_size, 1e-10, of=np.sin, at=1.0, rtol=1e-7))


def test_step_size_bad_input() -> None:
    assert "must be positive" in str(miss(check.step_size, 0, of="sin(x)", at=1.0))
    assert "must be positive" in str(miss(check.step_size, -1e-8, of="sin(x)", at=1.0))
    assert "blank" in str(miss(check.step_size, None, of="sin(x)", at=1.0))
    assert "leaves the domain" in str(miss(check.step_size, 2, of="log(x)", at=1.0, kind="central"))
    with pytest.raises(ValueError, match="no derivative"):
        check.step_size(1e-8, of="log(x)", at=-1.0)
