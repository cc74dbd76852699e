"""Derivatives against mpmath with 50 digits, against each other, and against what a learner may throw at them."""

import math
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import derivative
from helpers.autodiff import DifferencesWarning
from helpers.autodiff.expansion import expand
from helpers.autodiff.rules import NotDifferentiableError

TOLERANCE = 1e-13
ORDERS = range(1, 6)

# Each function is written once and evaluated by numpy and by mpmath, which has other names for the same.
PRECISE = SimpleNamespace(
    **{
        name: getattr(mpmath, name) for name in ("exp", "log", "log10", "sqrt", "cbrt", "expm1", "log1p", "hypot", "pi")
    },
    **{name: getattr(mpmath, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{f"arc{name}": getattr(mpmath, f"a{name}") for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    arctan2=mpmath.atan2,
    exp2=lambda x: mpmath.mpf(2) ** x,
    log2=lambda x: mpmath.log(x, 2),
    logaddexp=lambda a, b: mpmath.log(mpmath.exp(a) + mpmath.exp(b)),
    square=lambda x: x**2,
    reciprocal=lambda x: 1 / x,
    deg2rad=mpmath.radians,
    rad2deg=mpmath.degrees,
)

# Formula in numpy's names: points. They keep away from zeros of the derivatives, where no relative error is small.
TEXTBOOK: dict[str, list[float]] = {
    # powers, polynomials, quotients
    "x**2 + 0*x": [-3.0, 0.0, 0.5, 7.0],
    "x**3 - 2*x + 1": [-2.0, 0.25, 3.0],
    "x**172": [0.3, 0.9, 1.0, 1.01],
    "(x - 1)**5 * (x + 2)**3": [-1.25, 0.5, 4.0],
    "5*x**4 - 3*x**3 + x**2 - 7": [-1.5, 0.7, 2.0],
    "x**-1": [-2.0, 0.001, 3.0, 1e6],
    "x**-3": [-2.0, 0.1, 3.0],
    "x**2.5": [0.01, 1.0, 30.0],
    "x**-0.5": [0.01, 1.0, 30.0],
    "sqrt(x)": [1e-6, 0.3, 2.0, 1e6],
    "cbrt(x)": [1e-6, 0.3, 2.0, 1e6],
    "1 / (1 + x**2)": [-2.0, 0.3, 5.0],
    "1 / (1 + 25*x**2)": [-0.9, 0.03, 2.0],
    "x / (1 + x**2)": [-3.0, 0.2, 4.0],
    "(2*x + 1) / (x - 3)": [-4.0, 2.9, 10.0],
    "(x**2 - 1) / (x**3 + 2)": [0.2, 0.9, 3.3],
    "sqrt(1 - x**2)": [-0.9, 0.1, 0.99],
    "sqrt(1 + x**2)": [-3.0, 0.1, 2.0],
    "x * sqrt(x)": [0.04, 1.0, 9.0],
    "(1 + sqrt(x))**3": [0.04, 1.0, 9.0],
    "reciprocal(x) + square(x)": [-2.0, 0.1, 3.0],
    # exponentials and logarithms
    "exp(x)": [-30.0, -1.0, 0.0, 1.0, 30.0],
    "exp(-x**2 / 2)": [-2.5, 0.3, 0.8, 4.0],
    "exp2(x)": [-3.0, 0.5, 10.0],
    "2**x": [-3.0, 0.5, 10.0],
    "10**x": [-2.0, 0.5, 3.0],
    "x**x": [0.1, 0.9, 3.0],
    "x**sin(x)": [0.4, 1.0, 2.5],
    "expm1(x)": [-2.0, 1e-8, 3.0],
    "x * exp(-x)": [0.1, 0.5, 8.0],
    "x**2 * exp(x)": [0.1, 1.0, 5.0],
    "exp(exp(x))": [-2.0, 0.1, 1.5],
    "exp(1/x)": [-3.0, 0.3, 2.0],
    "1 / (1 + exp(-x))": [-8.0, -0.5, 0.3, 3.0],
    "log(x)": [1e-8, 0.5, 3.0, 1e8],
    "log2(x)": [0.01, 3.0],
    "log10(x)": [0.01, 3.0],
    "log1p(x)": [-0.99, 1e-9, 3.0],
    "x * log(x)": [0.01, 1.3, 20.0],
    "log(x) / x": [0.1, 1.3, 20.0],
    "log(x)**2": [0.1, 3.3, 40.0],
    "log(log(x))": [1.1, 3.0, 50.0],
    "log(1 + exp(x))": [-2.0, 0.4, 3.0],
    "logaddexp(x, 2*x)": [-1.0, 0.3, 3.0],
    "log(sqrt(1 + x**2))": [0.3, 2.0, 7.0],
    # circles and waves
    "sin(x)": [0.3, 1.0, 10.0, 1000.0],
    "cos(x)": [0.3, 1.0, 10.0, 1000.0],
    "tan(x)": [-1.5, 0.1, 1.0, 1.57],
    "sin(x)**2": [0.3, 1.0, 5.0],
    "sin(x**2)": [0.3, 1.0, 3.0],
    "sin(x) / x": [1.5, 2.0, 11.0],
    "x * cos(x)": [0.3, 1.0, 7.0],
    "exp(-x) * sin(5*x)": [0.1, 0.4, 2.0],
    "sin(cos(tan(x)))": [0.2, 0.7, 4.0],
    "1 / cos(x)": [0.1, 1.2, 2.0],
    "arcsin(x)": [-0.999, 0.2, 0.8],
    "arccos(x)": [-0.999, 0.2, 0.8],
    "arctan(x)": [-5.0, 0.2, 3.0],
    "arctan(1/x)": [-5.0, 0.6, 3.0],
    "arctan2(x, 2)": [-5.0, 0.3, 3.0],
    "arctan2(sin(x), 1 + x**2)": [0.3, 1.0, 2.0],
    "hypot(x, 3)": [-2.0, 0.5, 4.0],
    "hypot(x, exp(x))": [-1.0, 0.5, 2.0],
    "deg2rad(x) * sin(deg2rad(x))": [20.0, 130.0],
    "rad2deg(arcsin(x))": [0.1, 0.7],
    # hyperbolas
    "sinh(x)": [-3.0, 0.2, 5.0],
    "cosh(x)": [-3.0, 0.2, 5.0],
    "tanh(x)": [-4.0, 0.2, 1.0],
    "arcsinh(x)": [-4.0, 0.2, 1.1],
    "arccosh(x)": [1.001, 2.0, 9.0],
    "arctanh(x)": [-0.99, 0.2, 0.7],
    "log(cosh(x))": [0.2, 1.0, 2.0],
    # the beast of week 1
    "sin(2*x**5 + 3*x) / exp(7*x)": [0.1, 0.6, 1.1],
}

# Here the terms of f itself cancel: close to a removable singularity a quotient by x loses about 1/x^n.
ILL_CONDITIONED = {"sin(x) / x": ([0.5], 1e-11), "arctan(1/x)": ([0.2], 1e-12), "(exp(x) - 1) / x": ([0.3], 1e-10)}


def numeric(formula: str) -> Any:
    code = compile(formula, formula, "eval")
    return lambda x: eval(code, vars(np) | {"x": x})


def precise(formula: str, x: float, order: int) -> Any:
    code = compile(formula, formula, "eval")
    with mpmath.workdps(50):
        return mpmath.diff(lambda x: eval(code, vars(PRECISE) | {"x": x}), mpmath.mpf(x), order)


def relative_error(found: float, true: Any) -> float:
    return float(abs(found - true) / abs(true)) if true else abs(found)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("formula", TEXTBOOK)
def test_textbook_functions_are_exact_to_rounding(formula: str, order: int) -> None:
    points = TEXTBOOK[formula]
    found = derivative(numeric(formula), points, order, method="exact")
    for x, slope in zip(points, found, strict=True):
        assert relative_error(slope, precise(formula, x, order)) < TOLERANCE, f"x = {x}"
        single = derivative(numeric(formula), x, order)
        assert isinstance(single, float)
        assert single == pytest.approx(slope, rel=TOLERANCE)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("formula", ILL_CONDITIONED)
def test_cancellation_in_the_formula_costs_digits_but_no_more(formula: str, order: int) -> None:
    (x,), tolerance = ILL_CONDITIONED[formula]
    assert relative_error(derivative(numeric(formula), x, order), precise(formula, x, order)) < tolerance


@pytest.mark.parametrize("formula", ["exp(x)", "sin(x)", "1 / (1 + x**2)", "x**3.5", "tan(x)"])
def test_order_twenty(formula: str) -> None:
    assert relative_error(derivative(numeric(formula), 0.3, 20), precise(formula, 0.3, 20)) < TOLERANCE


SPECIAL_POINTS: list[tuple[str, float, int, float]] = [
    ("x**0", 0.0, 1, 0.0),
    ("x**1", 0.0, 1, 1.0),
    ("x**2", 0.0, 1, 0.0),
    ("x**2", 0.0, 2, 2.0),
    ("x**2", 0.0, 3, 0.0),
    ("x**5", 0.0, 5, 120.0),
    ("x**1.5", 0.0, 1, 0.0),
    ("power(x, array([0, 1, 2, 3])).sum()", 0.0, 2, 2.0),
    ("absolute(x)", 0.0, 1, 0.0),
    ("maximum(x, 0)", 0.0, 1, 0.5),
    ("minimum(x, 2*x)", 0.0, 1, 1.5),
    ("sqrt(x)", 0.0, 1, np.inf),
    ("cbrt(x)", 0.0, 1, np.inf),
    ("sign(x)", 0.0, 1, 0.0),
    ("heaviside(x, 0.5)", 3.0, 2, 0.0),
    ("floor(x) + ceil(x) + trunc(x) + rint(x)", 1.5, 1, 0.0),
    ("x % 2", 5.5, 1, 1.0),
    ("x // 2", 5.5, 1, 0.0),
    ("where(x > 0, x**2, log(-x))", 3.0, 1, 6.0),
    ("where(x == 0, 1, sin(x) / x)", 3.0, 1, math.cos(3) / 3 - math.sin(3) / 9),
    ("tanh(x)", 400.0, 1, 0.0),
    ("exp(-x**2)", 40.0, 1, 0.0),
]


@pytest.mark.parametrize(("formula", "x", "order", "slope"), SPECIAL_POINTS)
def test_special_points(formula: str, x: float, order: int, slope: float) -> None:
    assert derivative(numeric(formula), x, order) == pytest.approx(slope, rel=TOLERANCE, abs=1e-300)


# The value at x = 0 is patched in, or the series meets 0 · inf: differences know better.
PATCHED = [
    ("where(x == 0, 1, (exp(x) - 1) / (x + (x == 0)))", 1, 1 / 2),
    ("where(x == 0, 1, (exp(x) - 1) / (x + (x == 0)))", 2, 1 / 3),
    ("where(x != 0, sin(x) / (x + (x == 0)), 1)", 2, -1 / 3),
    ("sinc(x)", 2, -(math.pi**2) / 3),
    ("sqrt(x**4)", 1, 0.0),
    ("0**(x + 1)", 1, 0.0),
    ("sinc(0*x)", 1, 0.0),
]


@pytest.mark.parametrize(("formula", "order", "slope"), PATCHED)
def test_a_single_point_is_no_branch(formula: str, order: int, slope: float) -> None:
    for x in (0.0, [0.0, 0.0]):
        with pytest.warns(DifferencesWarning):
            found = derivative(numeric(formula), x, order)
        assert found == pytest.approx(np.full(np.shape(x), slope), abs=1e-9)
    with pytest.raises((NotDifferentiableError, ValueError)):
        derivative(numeric(formula), 0.0, order, method="exact")


def in_place(x: Any) -> Any:
    y = np.zeros_like(x)
    y += x
    y[x > 1] = x[x > 1] ** 2
    return y


def aliased_number(x: Any) -> Any:
    y = x
    y *= 2
    return x * y


def branching(x: Any) -> Any:
    return x**2 if x > 1 else x


BRANCHES = "where(x > 1, x**2, x)"
ARRAY_CODE: list[tuple[Any, str]] = [
    (in_place, BRANCHES),
    (branching, BRANCHES),
    (np.vectorize(branching), BRANCHES),
    (lambda x: np.piecewise(x, [x > 1], [lambda x: x**2, lambda x: x]), BRANCHES),
    (lambda x: np.piecewise(x, [x < 9, x > 1], [lambda x: x, lambda x: x**2, 5]), BRANCHES),
    (lambda x: np.select([x > 1], [x**2], x), BRANCHES),
    (lambda x: np.sin(np.asarray(x)) ** 2, "sin(x)**2"),
    (lambda x: np.clip(x, 0.5, 1.5) ** 2, "where(x < 0.5, 0.25, where(x > 1.5, 2.25, x**2))"),
    (lambda x: np.polyval([2, 0, -1, 3], x), "2*x**3 - x + 3"),
    (lambda x: sum(c * x**k for k, c in enumerate([3, -1, 0, 2])), "2*x**3 - x + 3"),
    (lambda x: np.sum([x**2, np.exp(x)], axis=0), "x**2 + exp(x)"),
    (lambda x: np.stack([x**2, np.exp(x)]).sum(axis=0), "x**2 + exp(x)"),
    (lambda x: np.concatenate([[x**2], [np.exp(x)]]).mean(axis=0), "(x**2 + exp(x)) / 2"),
    (lambda x: np.prod([x, x + 1, np.sin(x)], axis=0), "x * (x + 1) * sin(x)"),
    (lambda x: np.prod(np.stack([x, x + 1, np.sin(x)]), axis=0), "x * (x + 1) * sin(x)"),
    (lambda x: np.cumsum(np.stack([x, x**2, x**3]), axis=0)[1], "x + x**2"),
    (lambda x: np.array([2.0, -1.0]) @ np.stack([x**3, x]), "2*x**3 - x"),
    (lambda x: np.dot([2.0, -1.0], np.array([x**3, x])), "2*x**3 - x"),
    (lambda x: np.einsum("i...,i...->...", np.stack([x, x**2]), np.stack([np.exp(x), x])), "x*exp(x) + x**3"),
    (lambda x: np.cross(np.stack([x, x**2, x], -1), np.stack([np.exp(x), x, 3 * x], -1))[..., 2], "x**2 - x**2*exp(x)"),
    (lambda x: x.reshape(-1).reshape(x.shape).T.copy() ** 2, "x**2"),
    (lambda x: np.add(x, 1, dtype=float) ** 2, "(x + 1)**2"),
    (lambda x: np.broadcast_to(x, (3, *x.shape))[1] ** 2, "x**2"),
    (lambda x: np.ones_like(x) + np.full_like(x, 2) * x + 0 * x.size + x.ndim + len(np.shape(x)), "2 * x"),
    (lambda x: [1.0, 2.0, 3.0, 4.0] * x**2 / np.arange(1, 5), "x**2"),
    (lambda x: 10**30 * x**2 / 10**30, "x**2"),
]


@pytest.mark.parametrize("order", [1, 2, 3])
@pytest.mark.parametrize(("f", "formula"), ARRAY_CODE)
def test_array_code_has_the_derivative_of_its_formula(f: Any, formula: str, order: int) -> None:
    x = np.array([0.25, 0.75, 1.25, 3.0])
    assert derivative(f, x, order) == pytest.approx(derivative(numeric(formula), x, order), rel=1e-9, abs=1e-8)


SEEN_THROUGH_BY_DIFFERENCES: list[tuple[Any, str]] = [
    (math.sin, "sin(x)"),
    (np.vectorize(math.exp), "exp(x)"),
    (lambda x: np.array(x, dtype=float) ** 2, "x**2"),
    (lambda x: float(x) ** 2 if np.ndim(x) == 0 else np.array([float(v) for v in x]) ** 2, "x**2"),
    (lambda x: x.astype(float) ** 2 if isinstance(x, np.ndarray) else x * x + math.floor(0 * x), "x**2"),
    (lambda x: np.interp(x, [0, 1, 2], [0, 3, 5]), "where(x < 1, 3*x, 2*x + 1)"),
    (lambda x: np.square(x, out=np.zeros(np.shape(x)))[()], "x**2"),
    (lambda x: np.multiply.reduce(np.array([x, x]), axis=0, dtype=float), "x**2"),
]


@pytest.mark.parametrize(("f", "formula"), SEEN_THROUGH_BY_DIFFERENCES)
def test_differences_step_in_where_code_is_opaque(f: Any, formula: str) -> None:
    for x in (0.25, [0.25, 1.5]):
        with pytest.warns(DifferencesWarning, match=r"finite differences, with an error of about \de-1\d;") as told:
            found = derivative(f, x)
        assert found == pytest.approx(derivative(numeric(formula), x), rel=1e-10)
        assert [warning.filename for warning in told] == [__file__]  # once, and where the learner wrote it
        assert derivative(f, x, method="differences") == pytest.approx(found)
    with pytest.raises(NotDifferentiableError):
        derivative(f, 0.25, method="exact")


def test_a_changed_view_is_left_to_differences() -> None:
    def f(x: Any) -> Any:
        part = x[:1]
        part *= 3
        return 1 * x

    x = np.array([2.0, 5.0])
    with pytest.warns(DifferencesWarning, match="shares its numbers"):
        assert derivative(f, x) == pytest.approx([3.0, 1.0])
    assert x.tolist() == [2.0, 5.0]


def test_an_array_changed_behind_a_view_is_left_to_differences() -> None:
    def f(x: Any) -> Any:
        y = x**2
        part = y[:1]
        y *= 3
        return y + np.append(part, 0.0)

    with pytest.warns(DifferencesWarning):
        assert derivative(f, [2.0, 5.0]) == pytest.approx([24.0, 30.0])


def test_a_number_changed_in_place_is_another_number() -> None:
    assert derivative(aliased_number, 3.0) == 12.0


def test_shapes() -> None:
    def circle(t: Any) -> Any:
        return np.array([np.cos(t), np.sin(t)])

    grid = np.arange(6).reshape(2, 3)
    assert derivative(np.square, grid).tolist() == [[0.0, 2.0, 4.0], [6.0, 8.0, 10.0]]
    assert derivative(circle, 0.0).tolist() == [0.0, 1.0]
    assert derivative(lambda t: [t**2, 3, 1 / t], 2).tolist() == [4.0, 0.0, -0.25]
    assert derivative(circle, grid).shape == (2, 2, 3)
    assert derivative(lambda t: [math.cos(t), math.sin(t)], grid, method="differences").shape == (2, 2, 3)
    assert derivative(lambda x: 3, grid).tolist() == [[0.0] * 3] * 2
    assert derivative(lambda x: 3, 1) == 0.0
    assert derivative(lambda x: [1, 2], 1).tolist() == [0.0, 0.0]


def test_a_derivative_can_be_taken_inside_another() -> None:
    x = np.array([0.5, 2.0])
    assert derivative(lambda t: derivative(np.sin, t), x) == pytest.approx(-np.sin(x), rel=TOLERANCE)
    assert derivative(lambda x: derivative(lambda y: x**2 * y**3, x), 2.0) == pytest.approx(3 * 4 * 2.0**3)
    # Each letter is its own: here d/dy (x + y) is 1, whatever x does, so that the whole is d/dx x.
    assert derivative(lambda x: x * derivative(lambda y: x + y, 1.0), 1.0) == 1.0


@pytest.mark.parametrize("method", ["auto", "exact", "differences"])
def test_methods_agree(method: Any) -> None:
    assert derivative(lambda x: np.exp(x) / x, 2.0, 2, method=method) == pytest.approx(math.e**2 / 4, rel=1e-10)


finite = st.floats(-3, 3)


@settings(deadline=None)
@given(finite, finite, finite)
def test_rules_of_differentiation(x: float, a: float, b: float) -> None:
    f: Any = np.sin
    g: Any = numeric("exp(-x) + x**2")
    df, dg, at_g = derivative(f, x), derivative(g, x), derivative(f, float(g(x)))
    assert derivative(lambda x: a * f(x) + b * g(x), x) == pytest.approx(a * df + b * dg, abs=1e-12)
    assert derivative(lambda x: f(x) * g(x), x) == pytest.approx(df * g(x) + f(x) * dg, abs=1e-12)
    assert derivative(lambda x: f(x) / g(x), x) == pytest.approx((df * g(x) - f(x) * dg) / g(x) ** 2, abs=1e-12)
    assert derivative(lambda x: f(g(x)), x) == pytest.approx(at_g * dg, abs=1e-11)


def faulty(x: Any) -> Any:
    return undefined_name * x  # type: ignore[name-defined] # noqa: F821


ERRORS: list[tuple[Any, Any, dict[str, Any], type[Exception], str]] = [
    (3, 1.0, {}, TypeError, "f must be a function, got 3"),
    ("x**2", 1.0, {}, TypeError, "f must be a function"),
    (np.sin, None, {}, TypeError, "x must be a real number or an array of them, got None"),
    (np.sin, "1", {}, TypeError, "got '1'"),
    (np.sin, 1j, {}, TypeError, "got 1j"),
    (np.sin, [[1, 2], [3]], {}, TypeError, "x must be a real number"),
    (np.sin, [], {}, ValueError, "empty"),
    (np.sin, [1, np.nan], {}, ValueError, "x must be finite, got nan"),
    (np.sin, -np.inf, {}, ValueError, "x must be finite, got -inf"),
    (np.sin, 1.0, {"order": 0}, ValueError, "order must be a whole number from 1 to 100, got 0"),
    (np.sin, 1.0, {"order": 1.5}, ValueError, "got 1.5"),
    (np.sin, 1.0, {"order": True}, ValueError, "got True"),
    (np.sin, 1.0, {"method": "magic"}, ValueError, "auto, exact, differences"),
    (lambda x: None, 1.0, {}, TypeError, "f returned None"),
    (lambda x: None, [1.0, 2.0], {}, TypeError, "f returned None"),
    (lambda x: "one", 1.0, {}, TypeError, r"f\(x\) must be a real number"),
    (lambda x: 1j * x, 1.0, {}, TypeError, r"f\(x\) must be a real number"),
    (lambda x: x.sum(), [1.0, 2.0], {}, ValueError, r"x has shape \(2,\) and f\(x\) \(\)"),
    (faulty, 1.0, {}, NameError, "undefined_name"),
    (faulty, 1.0, {"method": "exact"}, NameError, "undefined_name"),
    (np.log, [1.0, -2.0], {}, ValueError, r"f\(-2.0\) is nan"),
    (np.log, 0, {}, ValueError, r"f\(0.0\) is -inf"),
    (lambda x: 1 / x, 0, {}, ValueError, r"f\(0.0\) is inf"),
    (np.exp, 1000, {}, ValueError, r"f\(1000.0\) is inf"),
    (np.log, -1.0, {"method": "differences"}, ValueError, r"f\(-1.0\) is nan"),
    (math.log, -1.0, {}, ValueError, "domain error|positive"),
    (math.sin, 1.0, {"method": "exact"}, TypeError, "`math`"),
    (np.sqrt, 0.0, {"order": 2}, ValueError, "do not settle"),
]


@pytest.mark.parametrize(("f", "x", "options", "error", "message"), ERRORS)
def test_errors_name_what_was_found(
    f: Any, x: Any, options: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        derivative(f, x, **options)


def test_expand_gives_taylor_coefficients_and_keeps_nan() -> None:
    c = expand(np.log, np.array([1.0, -1.0]), 3)
    assert [float(row[0]) for row in c] == pytest.approx([0, 1, -1 / 2, 1 / 3])
    assert all(np.isnan(row[1]) for row in c[:1])
    assert [row.tolist() for row in expand(lambda x: 7, np.array([1.0, 2.0]), 1)] == [[7.0, 7.0], [0.0, 0.0]]


def test_import_is_cheap_and_complete() -> None:
    check = """
import sys, numpy
import helpers
from helpers import derivative
from helpers import networks, optimise, regression
derivative(numpy.sin, 1.0)
optimise.newton(numpy.cosh, 1.0)
networks.Network([1, 2]).forward([[1.0]])
regression.fit_line([0, 1, 2], [1, 3, 6])
heavy = {"matplotlib", "sympy", "scipy", "ipywidgets", "anywidget", "mpmath"} & set(sys.modules)
assert not heavy, heavy
assert not {"helpers.check", "helpers.figures", "helpers.explorers", "helpers.display"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-W", "error", "-c", check], check=True)


def test_an_unknown_name_is_an_attribute_error() -> None:
    import helpers

    assert set(helpers.__all__) <= set(dir(helpers))
    with pytest.raises(AttributeError, match="no attribute 'slope'"):
        _ = helpers.slope


@pytest.mark.parametrize("f", [np.cumsum, lambda x: x / x.sum(), lambda x: x[::-1] ** 2, lambda x: x - x.mean()])
def test_a_function_of_several_inputs_is_refused(f: Any) -> None:
    with pytest.raises(ValueError, match="depends on the others"):
        derivative(f, [1.0, 2.0, 4.0])
    assert derivative(lambda x: np.array([1.0, 2.0, 3.0]) * x, [1.0, 2.0, 4.0]).tolist() == [1.0, 2.0, 3.0]


def test_numbers_too_small_or_large_for_a_float() -> None:
    assert derivative(lambda x: np.arctan2(1e-200 * x, 1e-200), 1.0) == pytest.approx(0.5)
    with pytest.raises(ValueError, match="too large for a float"):
        derivative(lambda x: 1 / x, 1e-3, 100)
    with pytest.raises(TypeError, match="must be a real number"):
        derivative(np.sin, 10**400)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="empty array"):
        derivative(lambda x: [], 1.0)


def test_rounding_that_the_other_numbers_decide_is_no_dependence_on_them() -> None:
    x = np.linspace(-3.0, 5.0, 101)
    assert derivative(lambda x: (x - x.mean()) + x.mean() - x, x) == pytest.approx(np.zeros(101), abs=1e-12)
