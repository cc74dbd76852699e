"""Total derivatives along a path, and kinds of stationary points."""

import math
from typing import Any

import numpy as np
import pytest
import sympy

from helpers import check

t = sympy.Symbol("t")
PATH = {"x": "t", "y": "sin(t)"}
CIRCLE = {"x": "cos(t)", "y": "sin(t)"}


def by_cases(x: float, y: float) -> float:
    return x * y if x > 0 else 2 * x * y


def readings(time: float) -> float:
    return float(np.interp(time, [-2000, 0, 2000], [2000.0, 0.0, 4000.0]))


RIGHT: list[tuple[Any, Any, dict[str, Any], dict[str, Any]]] = [
    ("sin(t) + t*cos(t)", "x*y", PATH, {}),
    (lambda t: math.sin(t) + t * math.cos(t), "x*y", PATH, {}),
    (sympy.sin(t) + t * sympy.cos(t), "x*y", PATH, {}),
    ("sin(t) + t*cos(t)", lambda x, y: x * y, {"x": lambda t: t, "y": np.sin}, {}),
    ("sin(t) + t*cos(t)", lambda p: p[0] * p[1], PATH, {}),
    ("cos(t)**2 - sin(t)**2", "x*y", CIRCLE, {}),
    ("cos(2*t)", "x*y", CIRCLE, {}),
    (0, "x**2 + y**2", CIRCLE, {}),
    (lambda t: 2 * np.cos(t) * -np.sin(t) + 2 * np.sin(t) * np.cos(t), "x**2 + y**2", CIRCLE, {}),
    ("2*t*exp(t) + t**2*exp(t)", "t**2*x", {"x": "exp(t)"}, {}),
    ("a*cos(t)", "a*x", {"x": "sin(t)"}, {}),
    ("a*w*cos(w*t)", "a*x", {"x": "sin(w*t)"}, {}),
    ("2*pi*3*s*2", "pi*r**2*3", {"r": "s*sqrt(2)"}, {"wrt": "s"}),
    ("3*2*t", "x + 3*y", {"x": 5, "y": "t**2"}, {}),
    (math.sin(2) + 2 * math.cos(2), "x*y", PATH, {"at": 2}),
    ([0, math.sin(2) + 2 * math.cos(2)], "x*y", PATH, {"at": [0, 2]}),
    (lambda t: np.sin(t) + t * np.cos(t), "x*y", PATH, {"at": [0, 2]}),
    ("1/t", "log(x)", {"x": "t"}, {}),
    ("1/t", "log(x)", {"x": "t"}, {"domain": (0, 2)}),
    (lambda t: 3 * t**2 if t > 0 else 6 * t**2, by_cases, {"x": "t", "y": "t**2"}, {}),
    (lambda t: 2 * t * (2 if t > 0 else -1) * 2 / 2, "x*y", {"x": "t", "y": readings}, {}),
]


@pytest.mark.parametrize(("answer", "of", "along", "options"), RIGHT)
def test_right_total_derivative_passes(answer: Any, of: Any, along: dict[str, Any], options: dict[str, Any]) -> None:
    check.total_derivative(answer, of=of, along=along, **options)


@pytest.mark.parametrize(("answer", "of", "along", "options"), RIGHT)
def test_right_total_derivative_bent_does_not(answer: Any, of: Any, along: Any, options: dict[str, Any]) -> None:
    if isinstance(answer, str | sympy.Expr):
        bent: Any = f"({answer})*1.001 + 0.001"
    elif callable(answer):
        bent = lambda t: answer(t) * 1.001 + 0.001  # noqa: E731
    else:
        bent = np.asarray(answer) * 1.001 + 0.001
    with pytest.raises(check.Incorrect):
        check.total_derivative(bent, of=of, along=along, **options)


@pytest.mark.parametrize(
    ("answer", "of", "along", "mistake"),
    [
        ("sin(t)", "x*y", PATH, "one_path_forgotten"),
        ("t*cos(t)", "x*y", PATH, "one_path_forgotten"),
        (lambda t: math.sin(t), "x*y", PATH, "one_path_forgotten"),
        ("t**2*exp(t)", "t**2*x", {"x": "exp(t)"}, "one_path_forgotten"),  # t moves it directly, too
        ("2*t + 1", "x**2 + y**3 + z", {"x": "t", "y": "t", "z": "t"}, "one_path_forgotten"),
        ("sin(t) + t", "x*y", PATH, "inner_rates_forgotten"),
        ("cos(t) + sin(t)", "x*y", CIRCLE, "inner_rates_forgotten"),
        ("2*t**3 + 3*t**2", "x**2*y", {"x": "t**2", "y": "3*t"}, None),
        ("y + x*cos(t)", "x*y", PATH, "path_not_inserted"),
        (sympy.sympify("y + x*cos(t)"), "x*y", PATH, "path_not_inserted"),
        ("y + 2*x", "x*y", PATH, None),
        ("-sin(t) - t*cos(t)", "x*y", PATH, "sign_lost"),
        ("t*sin(t)", "x*y", PATH, "function_not_derivative"),
        ("cos(t)", "x*y", PATH, "product_of_derivatives"),
        ("-sin(2*t)", "x", {"x": "cos(2*t)"}, "missing_inner_derivative"),
        ("t", "x*y", PATH, None),
    ],
)
def test_mistakes_along_a_path(answer: Any, of: Any, along: dict[str, Any], mistake: str | None) -> None:
    with pytest.raises(check.Incorrect) as caught:
        check.total_derivative(answer, of=of, along=along)
    assert caught.value.misconception == mistake


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (None, "blank"),
        ("", "blank"),
        ("2t", r"needs its \*"),
        ("q*t", "uses q"),
        (["t", "t"], "one number, the rate by t, is wanted"),
        (lambda x, y: x, "takes 2 values; it is called with 1 value .t."),
        (lambda t: None, "blank"),
        (lambda t: math.nan, "no value"),
        ("t", r"^At t = .* too"),
    ],
)
def test_what_is_no_total_derivative_is_told_so(answer: Any, message: str) -> None:
    with pytest.raises(check.Incorrect, match=message):
        check.total_derivative(answer, of="x*y", along=PATH)


@pytest.mark.parametrize(
    ("of", "along", "error"),
    [
        ("x*y", {"z": "t"}, ValueError),
        ("x*t", {"t": "t"}, ValueError),
        ("x*y", {"x": "t +"}, ValueError),
        ("x*y", {"x": None, "y": "t"}, TypeError),
        (by_cases, {"x": "t"}, ValueError),
        (["x", "y"], PATH, ValueError),
        ("log(x)", {"x": "-1 - t**2"}, ValueError),
    ],
)
def test_path_that_does_not_fit_is_the_authors_mistake(of: Any, along: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        check.total_derivative("t", of=of, along=along)


KINDS: list[tuple[str, Any, Any, dict[str, Any]]] = [
    ("minimum", "x**2 + y**2", (0, 0), {}),
    ("maximum", "-x**2 - 3*y**2 + x*y", (0, 0), {}),
    ("saddle", "x**2 - y**2", (0, 0), {}),
    ("saddle", "x*y", (0, 0), {}),
    ("undecided", "x**2*y**2", (0, 0), {}),
    ("undecided", "x**4 + y**4", (0, 0), {}),
    ("undecided", "(x - y)**2", (1, 1), {}),
    ("undecided", "7 + 0*x", (0, 0), {"variables": ("x", "y")}),
    ("minimum", "x**2 + y**2/10**9", (0, 0), {}),
    ("saddle", "x**2 - y**2/10**9", (0, 0), {}),
    ("minimum", "x**3 - 3*x + y**2", (1, 0), {}),
    ("saddle", "x**3 - 3*x + y**2", (-1, 0), {}),
    ("minimum", "x**3 - x + y**2", (1 / math.sqrt(3), 0), {}),
    ("minimum", "x**3 - x + y**2", (0.577, 0), {}),
    ("maximum", "sin(x)*sin(y)", (math.pi / 2, math.pi / 2), {}),
    ("maximum", "exp(-x**2 - y**2)", (0, 0), {}),
    ("minimum", lambda x, y: x**2 + y**2, (0, 0), {}),
    ("saddle", lambda p: p[0] * p[1], (0, 0), {}),
    ("minimum", lambda p: p @ p, (0, 0, 0), {}),
    ("saddle", "x**2 + y**2 - z**2", (0, 0, 0), {}),
    ("undecided", "x**2 + y**2 + z**3", (0, 0, 0), {}),
    ("saddle", lambda x, y: float(x) ** 2 - float(y) ** 2, (0, 0), {}),
    ("minimum", lambda x, y: x**2 + y**2 if x + y < 10 else 0, (0, 0), {}),
    ("undecided", lambda x, y: float(x) ** 4 + float(y) ** 2, (0, 0), {}),
    ("minimum", "x**2", 0, {}),
    ("maximum", "a*x**2 - y**2", (0, 0, -1), {"variables": ("x", "y")}),
]
SAID = {
    "minimum": ["minimum", " Minimum ", "MIN", "local minimum", "a minimum.", "a local minimum"],
    "maximum": ["maximum", "Max", "local maximum"],
    "saddle": ["saddle", "saddle point", "Saddle-Point", "saddlepoint", "a saddle"],
    "undecided": ["undecided", "inconclusive", "Test inconclusive", "the test is inconclusive"],
}
NAMED = {
    ("minimum", "saddle"): "determinant_sign_test",
    ("maximum", "saddle"): "determinant_sign_test",
    ("minimum", "maximum"): "max_min_swapped",
    ("maximum", "minimum"): "max_min_swapped",
    ("saddle", "minimum"): "saddle_for_extremum",
    ("saddle", "maximum"): "saddle_for_extremum",
    ("saddle", "undecided"): "test_inconclusive_called_saddle",
    ("minimum", "undecided"): "test_inconclusive_called_saddle",
    ("maximum", "undecided"): "test_inconclusive_called_saddle",
}


@pytest.mark.parametrize(("kind", "of", "at", "options"), KINDS)
def test_kind_of_a_stationary_point(kind: str, of: Any, at: Any, options: dict[str, Any]) -> None:
    for said, words in SAID.items():
        for word in words:
            if said == kind:
                check.stationary_point(word, of=of, at=at, **options)
            else:
                with pytest.raises(check.Incorrect, match=r"^At x = ") as caught:
                    check.stationary_point(word, of=of, at=at, **options)
                assert caught.value.misconception == NAMED.get((said, kind))


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (None, "blank"),
        (..., "blank"),
        ("", "blank"),
        ("point", "Choose one of minimum, maximum, saddle, undecided"),
        ("mountain", "Choose one of"),
        ("minimum or maximum", "Choose one of"),
        ("not a minimum", "Choose one of"),
        (3, "Choose one of"),
        (["minimum"], "Choose one of"),
    ],
)
def test_what_is_no_kind_is_told_so(answer: Any, message: str) -> None:
    with pytest.raises(check.Incorrect, match=message) as caught:
        check.stationary_point(answer, of="x**2 + y**2", at=(0, 0))
    assert caught.value.misconception is None


@pytest.mark.parametrize(
    ("of", "at"),
    [
        ("x + y", (0, 0)),
        ("x**2 + y**2", (1, 0)),
        ("exp(x)*y", (5, 0)),
        ("x**2 + y**2", [(0, 0), (1, 1)]),
        ("a*x**2 + y**2", (0, 0, 0, 0)),
        ("log(x) + y", (0, 0)),
        (["x**2", "y**2"], (0, 0)),
    ],
)
def test_point_that_is_not_stationary_is_the_authors_mistake(of: Any, at: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each has its own words
        check.stationary_point("minimum", of=of, at=at)
