"""Taylor coefficients against mpmath with 50 digits, and polynomials against the functions that they stand for."""

import math
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import linearise, quadratic_approximation, taylor_coefficients, taylor_polynomial
from helpers.autodiff import DifferencesWarning

# f in numpy, f in mpmath, points
SERIES: dict[str, tuple[Any, Any, list[float]]] = {
    "exp": (np.exp, mpmath.exp, [0.0, 1.5, -3.0]),
    "sin": (np.sin, mpmath.sin, [0.3, 2.0]),
    "log": (np.log, mpmath.log, [1.0, 0.2, 5.0]),
    "sqrt": (np.sqrt, mpmath.sqrt, [1.0, 0.3]),
    "geometric": (lambda x: 1 / (1 - x), lambda x: 1 / (1 - x), [0.0, 0.5, 3.0]),
    "runge": (lambda x: 1 / (1 + 25 * x**2), lambda x: 1 / (1 + 25 * x**2), [0.1, 1.0]),
    "arctan": (np.arctan, mpmath.atan, [0.4, 2.0]),
    "tanh": (np.tanh, mpmath.tanh, [0.5, -1.0]),
    "bell": (lambda x: np.exp(-(x**2)), lambda x: mpmath.exp(-(x**2)), [0.7, -1.2]),
    "power": (lambda x: x**2.5, lambda x: x ** mpmath.mpf("2.5"), [0.7, 3.0]),
    "tan": (np.tan, mpmath.tan, [0.4, -1.0]),
    "arcsin": (np.arcsin, mpmath.asin, [0.3, -0.6]),
    "sigmoid": (lambda x: 1 / (1 + np.exp(-x)), lambda x: 1 / (1 + mpmath.exp(-x)), [0.5, -2.0]),
    "log of cosh": (lambda x: np.log(np.cosh(x)), lambda x: mpmath.log(mpmath.cosh(x)), [0.8]),
    "wave packet": (lambda x: np.exp(-x / 3) * np.cos(2 * x), lambda x: mpmath.exp(-x / 3) * mpmath.cos(2 * x), [1.0]),
    "x to the x": (lambda x: x**x, lambda x: x**x, [1.3]),
    "nested": (lambda x: np.exp(np.sin(x)), lambda x: mpmath.exp(mpmath.sin(x)), [0.0, 1.0]),
}


@pytest.mark.parametrize("name", SERIES)
def test_coefficients_to_order_twenty(name: str) -> None:
    f, precise, points = SERIES[name]
    for a in points:
        with mpmath.workdps(50):
            true = np.array([float(c) for c in mpmath.taylor(precise, mpmath.mpf(a), 20)])
        found = taylor_coefficients(f, a, 20)
        assert found.shape == (21,)
        # A coefficient is small by cancellation where its neighbours are not: measure on the circle of convergence.
        size = np.maximum.reduce([np.roll(np.abs(true), k)[: len(true)] for k in (-1, 0, 1)])
        assert np.max(np.abs(found - true) / np.where(size > 0, size, 1.0)) < 1e-13
        assert found[:6] == pytest.approx(true[:6], rel=1e-13, abs=1e-14)


def test_differences_where_the_code_is_opaque() -> None:
    with pytest.warns(DifferencesWarning, match="`math`"):
        assert taylor_coefficients(math.exp, 0.0, 3) == pytest.approx([1, 1, 1 / 2, 1 / 6], rel=1e-8)
    assert taylor_coefficients(np.exp, 0.0, 2, method="differences") == pytest.approx([1, 1, 1 / 2], rel=1e-9)
    with pytest.raises(TypeError, match="math"):
        taylor_coefficients(math.exp, 0.0, 3, method="exact")


def test_small_orders_and_constants() -> None:
    assert taylor_coefficients(np.cos, 0, 0).tolist() == [1.0]
    assert taylor_coefficients(lambda x: 7, 2, 3).tolist() == [7.0, 0.0, 0.0, 0.0]
    assert taylor_coefficients(lambda x: x**3, 1, 5).tolist() == [1.0, 3.0, 3.0, 1.0, 0.0, 0.0]


def test_the_error_of_the_polynomial_shrinks_with_the_next_power() -> None:
    for order in range(1, 6):
        p = taylor_polynomial(np.exp, 1.0, order)
        wide, narrow = (abs(p(1.0 + h) - math.exp(1.0 + h)) for h in (0.1, 0.05))
        assert wide / narrow == pytest.approx(2 ** (order + 1), rel=0.05)
    assert isinstance(p(1.0), float)
    assert p(np.ones((2, 3))) == pytest.approx(np.full((2, 3), math.e))


@settings(deadline=None)
@given(st.lists(st.floats(-3, 3), min_size=1, max_size=6), st.floats(-2, 2), st.floats(-2, 2))
def test_a_polynomial_is_its_own_taylor_polynomial(c: list[float], a: float, x: float) -> None:
    p = taylor_polynomial(lambda x: np.polyval(c, x), a, max(len(c) - 1, 1))
    assert p(x) == pytest.approx(np.polyval(c, x), rel=1e-9, abs=1e-9)


def bowl(p: Any) -> Any:
    return np.exp(p[0]) * np.cos(p[1]) + p[0] * p[1]


def polar(p: Any) -> Any:
    return [p[0] * np.cos(p[1]), p[0] * np.sin(p[1]), p[0] ** 2]


@pytest.mark.parametrize(
    ("f", "a", "step"),
    [
        (np.sin, 0.4, 1.0),
        (lambda t: np.array([np.cos(t), np.sin(t)]), 0.4, 1.0),
        (bowl, [0.3, 0.5], [1.0, -2.0]),
        (polar, [2.0, 0.5], [1.0, 1.0]),
        (lambda p: np.exp(p[0] * p[1]), [0.5, 0.5], [1.0, 1.0]),
    ],
)
def test_a_linearisation_touches(f: Any, a: Any, step: Any) -> None:
    linear, step = linearise(f, a), np.array(step)
    assert linear(a) == pytest.approx(np.array(f(np.array(a))))
    wide, narrow = (np.linalg.norm(np.subtract(linear(a + h * step), f(a + h * step))) for h in (2e-3, 1e-3))
    assert wide / narrow == pytest.approx(4, rel=0.05)


def test_many_points_at_once() -> None:
    grid = np.random.default_rng(0).normal(size=(2, 4, 5))
    for function, outputs in ((linearise(bowl, [0.3, 0.5]), ()), (linearise(polar, [2.0, 0.5]), (3,))):
        assert function(grid).shape == (*outputs, 4, 5)
        assert function(grid)[..., 1, 2] == pytest.approx(function(grid[:, 1, 2]))
    q = quadratic_approximation(bowl, [0.3, 0.5])
    assert q(grid)[1, 2] == pytest.approx(q(grid[:, 1, 2]))
    assert linearise(np.sin, 0.0)(grid).shape == grid.shape


def test_a_quadratic_approximation_fits_to_second_order() -> None:
    a, step = np.array([0.3, 0.5]), np.array([1.0, -2.0])
    q = quadratic_approximation(bowl, a)
    value, slopes, curvatures = q
    assert (value, slopes.shape, curvatures.shape) == (pytest.approx(bowl(a)), (2,), (2, 2))
    wide, narrow = (abs(q(a + h * step) - bowl(a + h * step)) for h in (2e-2, 1e-2))
    assert wide / narrow == pytest.approx(8, rel=0.1)
    assert tuple(quadratic_approximation(np.exp, 0)) == pytest.approx((1.0, 1.0, 1.0))
    assert quadratic_approximation(np.exp, 0)(2.0) == pytest.approx(5.0)


ERRORS: list[tuple[Any, tuple[Any, ...], type[Exception], str]] = [
    (taylor_coefficients, (3, 0.0, 2), TypeError, "f must be a function"),
    (taylor_coefficients, (np.sin, [0.0, 1.0], 2), ValueError, r"a must be a number, got shape \(2,\)"),
    (taylor_coefficients, (np.sin, np.nan, 2), ValueError, "a must be finite"),
    (taylor_coefficients, (np.sin, "0", 2), TypeError, "a must be a real number"),
    (taylor_coefficients, (np.sin, 0.0, -1), ValueError, "order must be a whole number from 0 to 100, got -1"),
    (taylor_coefficients, (np.sin, 0.0, 2.0), ValueError, "got 2.0"),
    (taylor_coefficients, (np.log, -1.0, 2), ValueError, r"f\(-1.0\) is nan"),
    (taylor_coefficients, (np.sqrt, 0.0, 1), ValueError, "not finite"),
    (taylor_coefficients, (lambda x: [x, x], 0.0, 1), ValueError, "expand each output"),
    (taylor_coefficients, (lambda x: None, 0.0, 1), TypeError, "None"),
    (taylor_polynomial, (np.sin, 0.0, None), ValueError, "got None"),
    (linearise, (np.log, 0.0), ValueError, r"f\(0.0\) is -inf"),
    (linearise, (bowl, [[0.0, 1.0]]), ValueError, r"a must have shape \(n,\)"),
    (linearise, (lambda p: None, [0.0]), TypeError, "None"),
    (linearise, (np.sqrt, 0.0), ValueError, "no finite slope"),
    (linearise, (bowl, [[0.0, 1.0], [2.0]]), TypeError, "a must be a real number"),
    (quadratic_approximation, (bowl, [[0.0, 1.0], [2.0]]), TypeError, "a must be a real number"),
    (linearise, (bowl, []), ValueError, "a must hold at least one number"),
    (quadratic_approximation, (polar, [1.0, 2.0]), ValueError, "must be a number"),
    (quadratic_approximation, ("f", [1.0, 2.0]), TypeError, "f must be a function"),
    (linearise(bowl, [0.0, 0.0]), ([1.0, 2.0, 3.0],), ValueError, r"x must have shape \(2,\)"),
    (quadratic_approximation(bowl, [0.0, 0.0]), (["a", "b"],), TypeError, "x must be a real number"),
]


@pytest.mark.parametrize(("function", "arguments", "error", "message"), ERRORS)
def test_errors_name_what_was_found(function: Any, arguments: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        function(*arguments)
