"""Searches against mpmath, scipy and sympy, against theory's rates, and where there is nothing to be found."""

import math
import re
from dataclasses import FrozenInstanceError
from typing import Any

import mpmath
import numpy as np
import pytest
import scipy.optimize
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import gradient, jacobian
from helpers.autodiff import DifferencesWarning
from helpers.optimise import classify, gradient_descent, lagrange, lagrange_all, newton, newton_raphson

ZEROS: list[tuple[Any, Any, float]] = [
    (lambda x: x**2 - 2, lambda x: x**2 - 2, 1.0),
    (lambda x: x**3 - 2 * x - 5, lambda x: x**3 - 2 * x - 5, 2.0),
    (lambda x: np.cos(x) - x, lambda x: mpmath.cos(x) - x, 0.5),
    (lambda x: np.exp(-x) - x, lambda x: mpmath.exp(-x) - x, 0.0),
    (lambda x: x * np.exp(x) - 1, lambda x: x * mpmath.exp(x) - 1, 1.0),
    (lambda x: np.log(x) - 1, lambda x: mpmath.log(x) - 1, 1.0),
    (np.sin, mpmath.sin, 3.0),
    (lambda x: np.tan(x) - x, lambda x: mpmath.tan(x) - x, 4.5),
    (lambda x: x**5 - 1e-20, lambda x: x**5 - mpmath.mpf("1e-20"), 1e-3),
    (lambda x: x**2 - 1e30, lambda x: x**2 - mpmath.mpf("1e30"), 1e16),
    (lambda x: x**2 - 1e30, lambda x: x**2 - mpmath.mpf("1e30"), 1.0),
    (lambda x: (x / 1.6e-19) ** 2 - 1, lambda x: (x / mpmath.mpf(1.6e-19)) ** 2 - 1, 1.0),
    (lambda x: x**2 - 1e-38, lambda x: x**2 - mpmath.mpf(1e-38), 1.0),
    (lambda x: x**3 - 1e-45, lambda x: x**3 - mpmath.mpf(1e-45), 1.0),
]


@pytest.mark.parametrize(("f", "precise", "start"), ZEROS)
def test_newton_raphson_finds_zeros_to_rounding(f: Any, precise: Any, start: float) -> None:
    found = newton_raphson(f, start)
    with mpmath.workdps(40):
        true = float(mpmath.findroot(precise, found.path[-1]))
    assert found.converged
    assert isinstance(found.x, float)
    assert found.x == pytest.approx(true, rel=1e-14, abs=0)
    assert (found.path[0], found.path[-1], found.iterations + 1) == (start, found.x, len(found.path))


def test_near_a_simple_zero_the_right_digits_double() -> None:
    errors = np.abs(newton_raphson(lambda x: x**3 - 2, 1.5).path - 2 ** (1 / 3))
    # The theory: e_(k+1) / e_k² goes to f″ / 2f′ = 1 / x.
    assert errors[2] / errors[1] ** 2 == pytest.approx(2 ** (-1 / 3), rel=0.05)


@pytest.mark.parametrize("times", [2, 3])
def test_near_a_multiple_zero_the_error_shrinks_by_a_fixed_part(times: int) -> None:
    found = newton_raphson(lambda x: (x - 1) ** times * (x + 2), 2.0)
    errors = found.path - 1
    assert errors[20] / errors[19] == pytest.approx(1 - 1 / times, rel=0.01)
    assert found.converged
    assert found.x == pytest.approx(1, abs=1e-9)


def test_a_double_zero_in_expanded_form_is_found_as_far_as_its_rounding_allows() -> None:
    found = newton_raphson(lambda x: x**2 - 2 * x + 1, 3.0)
    assert found.converged
    assert "rounding" in found.reason
    assert found.x == pytest.approx(1, abs=1e-7)


NO_ZERO: list[tuple[Any, float, str]] = [
    (lambda x: x**3 - 2 * x + 2, 0.0, "cycle and is back at x = 1"),
    (lambda x: x**3 - 5 * x, 1.0, "cycle and is back at x = -1"),
    (lambda x: np.sqrt(np.abs(x)), 1.0, "cycle"),
    (np.cos, 0.0, "tangent at x = 0 is flat"),
    (lambda x: 3.0, 0.0, "flat"),
    (lambda x: x**2 + 1, 1.0, "flat"),
    (lambda x: x**2 + 1, 3.0, "not get shorter"),
    (lambda x: x**2 + 1e-14, 3.0, "after 1000 steps"),
    (np.arctan, 2.0, "runs away"),
    (np.exp, 1.0, "zero at x = -746, but also beside it"),
    (lambda x: x * np.exp(-x), 2.0, "zero at x = .*, but also beside it"),
    (lambda x: np.tanh(x) - 1, 5.0, "also beside it"),
    (lambda x: 1 / (1 + np.exp(-x)) - 1, 0.0, "also beside it"),
    (lambda x: np.exp(-(x**2)), 26.0, "also beside it"),
    (lambda x: np.arctan(x) - np.pi / 2, 1.0, "also beside it"),
    (lambda x: x**2 + 1e-40, 1.0, "after 1000 steps|cycle"),
    (lambda x: 1 / x, 1.0, "runs away"),
    (np.cbrt, 1.0, "runs away"),
    (np.log, 3.0, r"step 1 led to x = -0.295837, but .* is nan; x must lie in the domain"),
    (lambda x: x**20, 1e9, "get shorter"),
]


@pytest.mark.parametrize(("f", "start", "reason"), NO_ZERO)
def test_without_a_zero_there_is_a_reason_and_no_plausible_number(f: Any, start: float, reason: str) -> None:
    found = newton_raphson(f, start)
    assert not found.converged
    assert math.isnan(found.x)
    assert np.isfinite(found.path).all()
    assert re.search(reason, found.reason), found.reason


def test_a_pole_is_no_zero() -> None:
    found = newton_raphson(np.tan, math.pi / 2)  # thrown far away, where it may find one
    assert not found.converged or abs(math.sin(found.x)) < 1e-9


def test_what_looks_like_an_endless_oscillation_may_end_well() -> None:
    # An unstable cycle between ±1/√5, left by rounding only: the answer says what really happens.
    found = newton_raphson(lambda x: x - x**3, 1 / math.sqrt(5) + 1e-12)
    assert np.all(np.abs(np.abs(found.path[:8]) - 1 / math.sqrt(5)) < 1e-6)
    assert found.converged
    assert found.x in (-1.0, 0.0, 1.0)


def test_functions_of_math_are_followed_by_differences() -> None:
    with pytest.warns(DifferencesWarning):
        found = newton_raphson(lambda x: math.cos(x) - x, 1.0)
    assert found.x == pytest.approx(float(mpmath.findroot(lambda x: mpmath.cos(x) - x, 0.7)), rel=1e-12)


def rosenbrock(p: Any) -> Any:
    return np.sum(100 * (p[1:] - p[:-1] ** 2) ** 2 + (1 - p[:-1]) ** 2)


def himmelblau(p: Any) -> Any:
    return (p[0] ** 2 + p[1] - 11) ** 2 + (p[0] + p[1] ** 2 - 7) ** 2


def bowl(p: Any) -> Any:
    return p[0] ** 2 + 5 * p[1] ** 2


MINIMA: list[tuple[Any, list[float]]] = [
    (rosenbrock, [0.8, 0.9]),
    (rosenbrock, [0.9, 0.9, 0.9, 0.9]),
    (himmelblau, [3.2, 2.1]),
    (himmelblau, [-3.0, 3.0]),
    (lambda p: np.exp(p[0] - 1) - p[0] + np.cosh(p[1] - 2), [0.5, 1.5]),
    (lambda p: np.log(1 + (p[0] - 1) ** 2 + 3 * (p[1] + 0.5) ** 2), [0.9, -0.4]),
]


@pytest.mark.parametrize(("f", "start"), MINIMA)
def test_newton_and_descent_find_the_minima_that_scipy_finds(f: Any, start: list[float]) -> None:
    true = scipy.optimize.minimize(f, start, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-14}).x
    quick = newton(f, start)
    assert quick.converged
    assert "minimum" in quick.reason
    assert quick.x == pytest.approx(true, abs=1e-6)
    assert classify(f, quick.x) == "minimum"
    slow = gradient_descent(f, start, 1e-3, 0.9)
    assert slow.converged
    assert slow.x == pytest.approx(quick.x, rel=1e-5)
    assert slow.iterations > 10 * quick.iterations


def test_a_descent_may_start_where_it_ended() -> None:
    for start in (3.0, 3.000000001, 3.00000003, 3.0001):
        assert gradient_descent(lambda x: (x - 3) ** 2, start, 0.1).x == pytest.approx(3.0, rel=1e-7)
    first = gradient_descent(bowl, [1.0, 1.0], 0.1)
    assert gradient_descent(bowl, first.x, 0.1).converged


def test_a_valley_without_a_lowest_point_is_reached() -> None:
    found = gradient_descent(lambda p: (p[0] - p[1]) ** 2, [1.0, 3.0], 0.1)
    assert found.x == pytest.approx([2.0, 2.0], rel=1e-6)
    assert gradient_descent(lambda x: x**4, 0.0, 0.1).x == 0


def test_newton_takes_one_step_on_a_quadratic() -> None:
    A, b = np.array([[3.0, 1.0], [1.0, 2.0]]), np.array([1.0, -4.0])
    found = newton(lambda p: p @ A @ p / 2 - b @ p, [10.0, -20.0])
    assert found.path[1] == pytest.approx(np.linalg.solve(A, b))


def test_one_number_is_no_special_case() -> None:
    for found in (newton(np.cosh, 1.0), gradient_descent(np.cosh, 1.0, 0.5)):
        assert isinstance(found.x, float)
        assert found.x == pytest.approx(0, abs=1e-7)
        assert found.path.shape == (found.iterations + 1,)
    assert newton(lambda p: p[0] ** 2 - p[1] ** 2, [1, 2]).reason.endswith("saddle")


@pytest.mark.parametrize("rate", [0.01, 0.05, 0.15])
def test_descent_shrinks_each_coordinate_as_theory_says(rate: float) -> None:
    path = gradient_descent(bowl, [1.0, 1.0], rate).path
    assert path[7] == pytest.approx([(1 - 2 * rate) ** 7, (1 - 10 * rate) ** 7], rel=1e-12)


def test_momentum_gets_through_a_narrow_valley_sooner() -> None:
    valley = lambda p: p[0] ** 2 + 100 * p[1] ** 2  # noqa: E731
    plain, heavy = (gradient_descent(valley, [1.0, 1.0], 0.009, momentum) for momentum in (0.0, 0.8))
    assert plain.converged
    assert heavy.converged
    assert 3 * heavy.iterations < plain.iterations
    # The rule, once by hand: the second step takes 0.8 of the first with it.
    first = heavy.path[1] - heavy.path[0]
    assert heavy.path[2] == pytest.approx(heavy.path[1] - 0.009 * gradient(valley, heavy.path[1]) + 0.8 * first)


NO_MINIMUM: list[tuple[Any, Any, str]] = [
    (lambda: gradient_descent(bowl, [1, 1], 0.3), 2, "runs away"),
    (lambda: gradient_descent(bowl, [1, 1], 0.2), 2, "cycle"),
    (lambda: gradient_descent(bowl, [1, 1], 1e-6), 2, "creeps"),
    (lambda: gradient_descent(lambda p: p[0] ** 2 - p[1] ** 2, [0, 0], 0.1), 2, "no minimum: move off it"),
    (lambda: gradient_descent(np.cos, 0.0, 0.1), 0, "no minimum: move off it"),
    (lambda: gradient_descent(lambda x: 1 / x, 1.0, 1e6), 0, "after 10000 steps"),
    (lambda: gradient_descent(np.log, 1.0, 0.1), 0, "domain"),
    (lambda: gradient_descent(lambda x: x**4, 1.0, 0.1), 0, "get shorter"),
    (lambda: newton(lambda p: p[0] ** 2, [1, 2]), 2, "singular"),
    (lambda: newton(lambda x: np.exp(-x), 1.0), 0, "runs away"),
    (lambda: newton(lambda x: np.log(1 + x**2), 2.0), 0, "runs away"),
    # Nearly flat along one axis: the minimum is five units away, or there is none.
    (lambda: gradient_descent(lambda p: p[0] ** 2 + 1e-10 * (p[1] - 5) ** 2, [1, 0], 0.1), 2, "after 10000 steps"),
    (lambda: gradient_descent(lambda p: p[0] ** 2 - 1e-9 * p[1], [1, 0], 0.1), 2, "after 10000 steps"),
    (
        lambda: gradient_descent(lambda p: p[0] ** 2 - p[1] ** 4, [1, 0], 0.1),
        2,
        "no minimum|after 10000|lost in rounding",
    ),
    (lambda: gradient_descent(lambda p: p[0] ** 2 + np.exp(-p[1]), [1, 30], 0.1), 2, "after 10000 steps"),
    (lambda: gradient_descent(lambda x: -(x**4), 0.0, 0.1), 0, "no minimum"),
    (lambda: gradient_descent(lambda x: x**3, 1.0, 1 / 3), 0, "no minimum"),
    (lambda: gradient_descent(lambda x: np.exp(-x), 1.0, 1e6), 0, "no minimum|after 10000"),
    (lambda: gradient_descent(lambda x: (x - 3) ** 2, 1.0, 1e-20), 0, "lost in rounding"),
    (lambda: newton(np.tanh, 2.0, max_iterations=2000), 0, "too small to tell"),
    (lambda: lagrange(lambda p: p[0], lambda p: (p[0] ** 2 + p[1] ** 2 - 1) ** 2, [1, 2]), 2, "∇g vanishes|after"),
    (lambda: lagrange(lambda p: p[0], lambda p: p[0] ** 2 + p[1] ** 2 + 1, [1, 2]), 2, "after 100 steps"),
    (lambda: lagrange(lambda p: p[0] ** 2, lambda p: p[0] ** 2 - 1, [0, 0]), 2, "constraint does not hold"),
]


@pytest.mark.parametrize(("look", "size", "reason"), NO_MINIMUM)
def test_a_failed_search_says_why(look: Any, size: int, reason: str) -> None:
    found = look()
    assert not found.converged
    assert re.search(reason, found.reason), found.reason
    assert np.shape(found.x) == ((size,) if size else ())
    assert np.isnan(found.x).all()
    assert np.isfinite(found.path).all()


def test_a_result_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        newton(np.cosh, 1.0).x = 3.0  # type: ignore[misc]


PRODUCT: Any = lambda p: p[0] * p[1]  # noqa: E731
CIRCLE: Any = lambda p: p[0] ** 2 + p[1] ** 2 - 8  # noqa: E731
CONSTRAINED: list[tuple[Any, Any, list[float]]] = [
    (PRODUCT, CIRCLE, [1.0, 2.5]),
    (lambda p: p[0] ** 2 * p[1], CIRCLE, [2.0, 1.0]),
    (lambda p: 2 * np.pi * p[0] * (p[0] + p[1]), lambda p: np.pi * p[0] ** 2 * p[1] - 1000, [5.0, 10.0]),
    (lambda p: p @ p, lambda p: [p[0] + p[1] + p[2] - 3, p[0] - p[1] - 1], [0.0, 0.0, 0.0]),
    (lambda p: -np.sum(p * np.log(p)), lambda p: [p.sum() - 1, p @ np.arange(1.0, 5.0) - 2.2], [0.3, 0.3, 0.2, 0.2]),
]


@pytest.mark.parametrize(("f", "g", "start"), CONSTRAINED)
def test_lagrange_touches_the_constraint_and_names_its_price(f: Any, g: Any, start: list[float]) -> None:
    found = lagrange(f, g, start)
    assert constraints(g, found.x) == pytest.approx(0 * found.multipliers, abs=1e-9)
    normals = jacobian(lambda p: constraints(g, p), found.x)
    assert gradient(f, found.x) == pytest.approx(found.multipliers @ normals, rel=1e-9, abs=1e-9)
    # The price: relax each constraint a little and solve again.
    for price, e in zip(found.multipliers, 1e-4 * np.eye(len(found.multipliers)), strict=True):
        more, less = (f(lagrange(f, relaxed(g, by), found.x).x) for by in (e, -e))
        assert (more - less) / 2e-4 == pytest.approx(price, rel=1e-5, abs=1e-6)


def constraints(g: Any, p: Any) -> Any:
    value = g(p)
    return np.stack(value if np.ndim(value) else [value])


def relaxed(g: Any, by: Any) -> Any:
    return lambda p: constraints(g, p) - by


def test_lagrange_all_finds_what_sympy_finds() -> None:
    x, y, price = sympy.symbols("x y price", real=True)
    f, g = x**2 * y, x**2 + y**2 - 3
    equations = [g, *(sympy.diff(f - price * g, v) for v in (x, y))]
    true = sorted((float(s[x]), float(s[y])) for s in sympy.solve(equations, [x, y, price], dict=True))
    points = lagrange_all(lambda p: p[0] ** 2 * p[1], lambda p: p @ p - 3, [(-2, 2), (-2, 2)])
    assert np.array(sorted(tuple(p.x.round(9) + 0.0) for p in points)) == pytest.approx(np.array(true), abs=1e-8)
    assert [p.value for p in points] == sorted(p.value for p in points)
    kinds = {tuple(p.x.round(6) + 0.0): p.kind for p in points}
    assert kinds == {
        (-1.414214, -1.0): "minimum",
        (1.414214, -1.0): "minimum",
        (0.0, 1.732051): "minimum",
        (0.0, -1.732051): "maximum",
        (-1.414214, 1.0): "maximum",
        (1.414214, 1.0): "maximum",
    }


def test_functions_may_change_what_they_are_given() -> None:
    def greedy(p: Any) -> Any:
        p -= 1
        return p[0] ** 2 + 2 * p[1] ** 2

    def bound(p: Any) -> Any:
        p *= 2
        return p[0] + p[1] - 6

    assert newton(greedy, [3.0, 4.0]).x == pytest.approx([1.0, 1.0])
    assert classify(greedy, [1.0, 1.0]) == "minimum"
    for x in (lagrange(greedy, bound, [3.0, 4.0]).x, lagrange_all(greedy, bound, [(-5, 5), (-5, 5)])[0].x):
        assert x == pytest.approx([5 / 3, 4 / 3])


def test_lagrange_all_keeps_to_its_box_and_knows_curves() -> None:
    assert [p.x.round(9).tolist() for p in lagrange_all(PRODUCT, CIRCLE, [(0, 4), (0, 4)])] == [[2.0, 2.0]]
    assert lagrange_all(PRODUCT, CIRCLE, [(3, 4), (3, 4)]) == []
    with pytest.raises(ValueError, match="along a whole curve"):
        lagrange_all(lambda p: p @ p, lambda p: p @ p - 1, [(-2, 2), (-2, 2)])
    with pytest.raises(ValueError, match="along a whole curve"):
        lagrange_all(lambda p: (p @ p) ** 2 / 2, lambda p: p @ p - 1, [(-2, 2), (-2, 2)])
    with pytest.raises(ValueError, match="domain"):
        lagrange_all(lambda p: np.log(p[0]), lambda p: p @ p - 1, [(-2, -1), (-2, 2)])


@pytest.mark.parametrize(
    ("f", "g"),
    [
        (lambda p: p[0] ** 3, lambda p: p[1]),
        (lambda p: (p[0] - 1) ** 3, lambda p: p[1]),
        (lambda p: p[0] ** 2 * p[1], lambda p: p[1] - p[0]),
    ],
)
def test_an_inflection_is_undecided(f: Any, g: Any) -> None:
    points = lagrange_all(f, g, [(-3, 3), (-3, 3)])
    assert points
    assert {point.kind for point in points} == {"undecided"}


@settings(deadline=None, max_examples=60)
@given(st.lists(st.floats(0.1, 10) | st.floats(-10, -0.1), min_size=1, max_size=4), st.integers(0, 10**6))
def test_classify_agrees_with_the_eigenvalues_that_a_matrix_was_made_of(eigenvalues: list[float], seed: int) -> None:
    n = len(eigenvalues)
    Q = np.linalg.qr(np.random.default_rng(seed).normal(size=(n, n)))[0]
    H = Q @ np.diag(eigenvalues) @ Q.T
    a = np.linspace(-1, 1, n)
    up = [value > 0 for value in eigenvalues]
    kind = "minimum" if all(up) else "saddle" if any(up) else "maximum"
    assert classify(lambda p: (p - a) @ H @ (p - a) / 2 + 7, a) == kind


@pytest.mark.parametrize(
    ("f", "x", "kind"),
    [
        (np.cos, 0.0, "maximum"),
        (lambda x: x**4, 0.0, "undecided"),
        (lambda x: x**3, 0.0, "undecided"),
        (lambda p: p[0] ** 2 + p[1] ** 4, [0.0, 0.0], "undecided"),
        (lambda p: p[0] ** 2 - p[1] ** 2 + p[2] ** 4, [0.0, 0.0, 0.0], "saddle"),
        (lambda p: 7.0, [1.0, 2.0], "undecided"),
        (himmelblau, [3.584, -1.848], "minimum"),
        (lambda p: 1e10 * p[0] ** 2 + p[1] ** 2, [0.0, 0.0], "minimum"),
    ],
)
def test_special_kinds(f: Any, x: Any, kind: str) -> None:
    assert classify(f, x) == kind


ERRORS: list[tuple[Any, type[Exception], str]] = [
    (lambda: newton_raphson(3, 1.0), TypeError, "f must be a function, got 3"),
    (lambda: newton_raphson(np.sin, [1.0, 2.0]), ValueError, r"x0 must be a number, got shape \(2,\)"),
    (lambda: newton_raphson(np.sin, None), TypeError, "x0 must be a real number"),
    (lambda: newton_raphson(np.sin, 1j), TypeError, "x0 must be a real number"),
    (lambda: newton_raphson(np.log, -1.0), ValueError, r"f\(-1.0\) is nan; x must lie in the domain"),
    (lambda: newton_raphson(np.sin, 1.0, max_iterations=0), ValueError, "max_iterations must be a whole number of at"),
    (lambda: newton_raphson(lambda x: None, 1.0), TypeError, "f returned None"),
    (lambda: newton_raphson(lambda x: [x, x], 1.0), ValueError, "must be a number, got shape"),
    (lambda: newton(bowl, [[1.0, 2.0]]), ValueError, r"x0 must have shape \(n,\), got \(1, 2\)"),
    (lambda: newton(bowl, []), ValueError, "empty"),
    (lambda: newton(bowl, [np.nan, 1.0]), ValueError, "x0 must be finite"),
    (lambda: newton(lambda p: p, [1.0, 2.0]), ValueError, "must be a number, got shape"),
    (lambda: gradient_descent(bowl, [1, 1], 0.0), ValueError, "learning_rate must be a positive number, got 0.0"),
    (lambda: gradient_descent(bowl, [1, 1], -1), ValueError, "got -1"),
    (lambda: gradient_descent(bowl, [1, 1], np.nan), ValueError, "got nan"),
    (lambda: gradient_descent(bowl, [1, 1], "0.1"), ValueError, "got '0.1'"),
    (lambda: gradient_descent(bowl, [1, 1], 0.1, 1.0), ValueError, "momentum must be at least 0 and less than 1"),
    (lambda: lagrange(PRODUCT, 8, [1, 1]), TypeError, "g must be a function"),
    (lambda: lagrange(PRODUCT, lambda p: np.log(p[0]), [-1, 1]), ValueError, "domain"),
    (lambda: lagrange_all(PRODUCT, CIRCLE, [(4, -4), (0, 1)]), ValueError, "low < high"),
    (lambda: lagrange_all(PRODUCT, CIRCLE, (0, 1)), ValueError, "low < high"),
    (lambda: classify(bowl, [1.0, 1.0]), ValueError, r"must be a stationary point, .* gradient is \[ 2., 10.\]"),
    (lambda: classify(lambda x: x, 0.0), ValueError, "must be a stationary point"),
    (lambda: classify(lambda x: 1e6 + 1e-3 * x, 0.0), ValueError, "must be a stationary point"),
    (lambda: classify(lambda p: 1e6 + p[0] + p[1] ** 2 - p[2] ** 2, [0, 0, 0]), ValueError, "stationary point"),
    (lambda: lagrange(PRODUCT, lambda p: None, [1, 1]), TypeError, "g returned None"),
]


@pytest.mark.parametrize(("call", "error", "message"), ERRORS)
def test_errors_name_what_was_found(call: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        call()
