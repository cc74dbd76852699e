"""Gradients, Jacobians and Hessians against mpmath with 50 digits, closed forms, laws, and learners' slips."""

import copy
import itertools
import math
from types import SimpleNamespace
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import derivative, directional_derivative, gradient, hessian, jacobian, partial
from helpers.autodiff import DifferencesWarning
from helpers.autodiff.rules import NotDifferentiableError
from helpers.autodiff.ways import backwards, forwards

TOLERANCE = 1e-13
_SAME = ("exp", "log", "sqrt", "cbrt", "hypot", "pi", "sin", "cos", "tan", "sinh", "cosh", "tanh", "log1p", "expm1")
PRECISE = SimpleNamespace(
    **{name: getattr(mpmath, name) for name in _SAME},
    **{f"arc{name}": getattr(mpmath, f"a{name}") for name in ("sin", "cos", "tan", "sinh", "tanh")},
    arctan2=mpmath.atan2,
    logaddexp=lambda a, b: mpmath.log(mpmath.exp(a) + mpmath.exp(b)),
)

# At points where no derivative is near zero by cancellation. Two variables, then three.
PLANE = """
    x**2 + y**2 ; x**2 - y**2 ; x*y ; x**3*y**2 - 2*x*y ; x**3 - 3*x*y**2 ; (x + 2*y)**5 ; x/y ;
    (x + y)/(x - y) ; x*y/(x**2 + y**2) ; 1/(1 + x**2 + y**2) ; 1/(x*y) ; x**y ; y**(x*x) ;
    (1 + x)**y * (1 + y)**x ; 100*(y - x**2)**2 + (1 - x)**2 ; (x**2 + y - 11)**2 + (x + y**2 - 7)**2 ;
    x**4 + y**4 - 4*x*y + 1 ; x**2.5*y**-1.5 ; sqrt(x*y) ; sqrt(x**2 + y**2) ; hypot(x, y) ; cbrt(x + y**2) ;
    sqrt(9 - x**2 - y**2) ; log(x**2 + y**2) ; x*log(y) ; log(x)*log(y) ; log(1 + x*y) ; log1p(x/y) ; exp(x*y) ;
    exp(-(x**2 + y**2)/2) ; x*exp(-x**2 - y**2) ; exp(x)*sin(y) ; exp(x + y)/(1 + exp(x)) ; exp(x/y) ;
    2**x*3**y ; expm1(x*y) ; logaddexp(x, y) ; logaddexp(2*x, x*y) ; 1/(1 + exp(-x - 2*y)) ;
    tanh(0.5*x - 0.3*y + 0.1) ; sin(x)*cos(y) ; sin(x*y) ; cos(x - 2*y) ; sin(x**2 + y)/x ; tan(x*y/4) ;
    sin(x)/y + cos(y)/x ; sinh(x)*cosh(y) ; cosh(x*y) ; arctan(y/x) ; arctan2(y, x) ; arctan2(x*y, x + y) ;
    arcsin(x*y/4) ; arccos(x/(2 + y)) ; arcsinh(x/y) ; arctanh(x*y/5) ; sin(exp(x - y)) ; exp(sin(x)*y) ;
    log(cosh(x) + y**2) ; (x**2 + y**2)**-0.5 ; (1 - x)**2*exp(-x**2 - (y + 1)**2) ; sin(sqrt(x**2 + y**2)) ;
    sin(sqrt(x**2 + y**2))/sqrt(x**2 + y**2)
"""
SPACE = """
    x*y*z ; x**2 + 2*y**2 + 3*z**2 ; x*y + y*z + z*x ; x**2*y**3*z**4 ; (x + y + z)**3 ;
    1/sqrt(x**2 + y**2 + z**2) ; sqrt(x**2 + y**2 + z**2) ; x**y*z ; x**(y*z) ; (x*y + z)/(x + y*z) ;
    x/(y + z) + y/(z + x) + z/(x + y) ; exp(x*y*z) ; exp(-x**2 - y**2 - z**2) ; z*exp(-(x - 1)**2/y) ;
    log(x + y**2 + z**3) ; log(exp(x) + exp(y) + exp(z)) ; x*log(x) + y*log(y) + z*log(z) ; log(x*y/z) ;
    sin(x + 2*y + 3*z) ; sin(x)*cos(y)*tan(z/2) ; x*sin(y*z) ; sin(x*y)*exp(z) ; z*arctan2(y, x) ;
    arctan(x*y/z) ; tanh(x*y - z) ; cosh(x)*sinh(y)/z ; hypot(x, hypot(y, z)) ; x*y**2*sin(z)/(1 + x) ;
    (x**2 + y**2)*z**-1.5 ; x*exp(y)*log(z) ; 1/(1 + exp(-(x*y + z))) ; sqrt(x)*cbrt(y)*z**0.2 ;
    100*(y - x**2)**2 + (1 - x)**2 + 100*(z - y**2)**2 + (1 - y)**2 ; sin(cos(x*y) + z) ;
    cos(x)**2*sin(y)**2*exp(-z)
"""
POINTS = [(0.6, 1.3, 0.9), (1.7, 0.4, 2.2)]


def split(table: str) -> list[str]:
    return [formula.strip() for formula in table.split(";")]


FORMULAS = [(formula, names) for names, table in (("xy", PLANE), ("xyz", SPACE)) for formula in split(table)]


def numeric(formula: str, names: str = "xyz") -> Any:
    code = compile(formula, formula, "eval")
    return lambda p: eval(code, vars(np) | dict(zip(names, p, strict=False)))


def precise(formula: str, names: str, point: Any, orders: tuple[int, ...]) -> float:
    code = compile(formula, formula, "eval")
    with mpmath.workdps(50):
        f = lambda *p: eval(code, vars(PRECISE) | dict(zip(names, p, strict=True)))  # noqa: E731
        return float(mpmath.diff(f, tuple(map(mpmath.mpf, point)), orders))


def units(n: int) -> list[tuple[int, ...]]:
    return [tuple(int(i == j) for j in range(n)) for i in range(n)]


def test_there_are_enough_textbook_functions() -> None:
    assert len({formula for formula, _ in FORMULAS}) == len(FORMULAS) >= 80


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize(("formula", "names"), FORMULAS)
def test_textbook_functions_are_exact_to_rounding(formula: str, names: str, point: Any) -> None:
    n, f = len(names), numeric(formula)
    x = np.array(point[:n])
    slopes = np.array([precise(formula, names, x, e) for e in units(n)])
    curvatures = np.array(
        [[precise(formula, names, x, tuple(np.add(a, b).tolist())) for a in units(n)] for b in units(n)]
    )
    # Two terms that nearly cancel leave the rounding of each: digits count relative to the largest entry.
    for found in (gradient(f, x, method="exact"), jacobian(lambda p: [f(p)], x, method="exact")[0]):
        assert np.max(np.abs(found - slopes)) <= TOLERANCE * np.max(np.abs(slopes))
    H = hessian(f, x, method="exact")
    assert np.max(np.abs(H - curvatures)) <= TOLERANCE * np.max(np.abs(curvatures))
    assert np.array_equal(H, H.T)
    assert [partial(f, x, i) for i in range(n)] == pytest.approx(slopes, rel=1e-11, abs=TOLERANCE)


M = np.array([[2.0, -1.0, 0.5, 0.3], [0.2, 3.0, -0.7, 1.0], [1.0, 0.4, 2.5, -0.2], [-0.6, 0.1, 0.9, 4.0]])
V = np.array([0.7, -1.2, 0.4, 2.0])
AT = np.array([0.3, -0.8, 1.1, 0.5])


def filled_in(x: Any) -> Any:
    y = np.zeros_like(x)
    y[0] = x[1] ** 2
    y[1:] = x[:-1] * x[1:]
    return y @ V


ARRAY_CODE: dict[str, Any] = {
    "sum": lambda x: np.sum(x**2) + (x**3).sum() + x.mean(),
    "over an axis": lambda x: (np.outer(x, x) * M).sum(axis=1) @ V,
    "kept dimensions": lambda x: (np.outer(x, x) / (np.outer(x, V).sum(axis=0, keepdims=True) + 9)).sum(),
    "quadratic form": lambda x: x @ M @ x,
    "reshaped and flattened": lambda x: np.outer(x, V).flatten() @ M.reshape(-1) + x.reshape((2, 2)).ravel() @ V,
    "reshaped by columns": lambda x: np.ravel(np.outer(x, V), "F") @ np.reshape(np.outer(V, x), 16, order="F") ** 2,
    "axes added and removed": lambda x: np.squeeze(np.expand_dims(x, 0) ** 2) @ np.atleast_1d(x)[..., None].ravel(),
    "matrix product": lambda x: ((x.reshape(2, 2).T @ M[:2, :2]) @ x.reshape(2, 2)).sum(),
    "stacked matrices": lambda x: (np.ones((2, 3, 4)) * x @ M).sum(),
    "dot, inner, vdot": lambda x: x.dot(V) * np.inner(x, x) + np.dot(3, x).sum() + np.vdot(x, V),
    "einsum": lambda x: np.einsum("i,ij,j->", x, M, x) + np.einsum("ij,j", M, x**2).sum() + np.einsum("i->", x) ** 2,
    "einsum, diagonal and dots": lambda x: np.einsum("ii->", np.outer(x, x)) + np.einsum("...i,i...->...", x, x),
    "stack": lambda x: np.stack([x, x**2], axis=1).prod() + (np.stack([x, x**2]) @ V).sum(),
    "concatenate": lambda x: np.concatenate([x[:2], x[2:] ** 2, V]).prod(),
    "list": lambda x: np.linalg.norm(np.array([x[0] * x[1], x[2], 3.0])),
    "norm": lambda x: np.linalg.norm(x - V) + np.linalg.norm(np.outer(x, V), axis=1).sum(),
    "norms of other orders": lambda x: np.linalg.norm(x, 1) * np.linalg.norm(x, np.inf),
    "det": lambda x: np.linalg.det(np.outer(x, x) + M) + np.linalg.det(x.reshape(2, 2)),
    "inv": lambda x: np.linalg.inv(np.outer(x, V) + M).sum(),
    "solve": lambda x: np.linalg.solve(M + np.outer(x, V), x) @ V,
    "solve for a matrix": lambda x: np.linalg.solve(M + np.outer(x, x), np.outer(x, V)).sum(),
    "trace": lambda x: np.trace(np.outer(x, x)) * x[0],
    "cross": lambda x: np.cross(x[:3], V[:3]) @ x[1:],
    "indices": lambda x: x[0] * x[-1] + np.exp(x[1:3]).sum() * x[[0, 0, 1]].sum() + (x[x > 0] ** 2).sum(),
    "unpacking": lambda x: (lambda a, b, c, d: a * b + c / d)(*x),
    "loop": lambda x: sum(k * xi**2 for k, xi in enumerate(x)),
    "broadcasting": lambda x: (x[:, None] * x[None, :] ** 2 + x).sum() + (np.sin(x[0]) * V).sum(),
    "where": lambda x: np.where(x > 0, x**2, np.sin(x)).sum(),
    "where beyond the domain": lambda x: np.where(x > 0, np.log(x), x**2).sum(),
    "piecewise": lambda x: np.piecewise(x, [x > 0.4], [lambda v: v**3, lambda v: 2 * v]).sum(),
    "if": lambda x: x[0] ** 2 * x[2] if x[0] > x[1] else x[1] ** 3,
    "clip": lambda x: (np.clip(x, -0.6, 0.6) * x).sum(),
    "maximum": lambda x: np.max(x) * x.min() + np.maximum(x, 0.4) @ V,
    "spread": lambda x: x.var() + np.std(x) + (np.diff(x) ** 2).sum(),
    "cumsum": lambda x: (np.cumsum(x) ** 2).sum() + np.cumsum(np.outer(x, x)).sum() + (x.cumsum() ** 3).prod(),
    "rearranging": lambda x: (np.roll(x, 1) * np.flip(x) * np.repeat(x[:2], 2)).sum() + (np.tile(x, 2) ** 3).sum(),
    "power": lambda x: np.abs(x[1]) ** x[0] + (np.abs(x) ** V).sum(),
    "polyval": lambda x: np.polyval(x, 2.0) + np.polyval(V, x).sum(),
    "softmax": lambda x: np.log(np.exp(x).sum()) - x[1],
    "angles": lambda x: np.hypot(x[0], x[1]) * np.arctan2(x[2], x[3]),
    "constant": lambda x: 3.0,
    "one input": lambda x: x[2],
    "filled in": filled_in,
}  # fmt: skip
NOT_IN_REVERSE = {"einsum, diagonal and dots", "stacked matrices", "filled in", "where beyond the domain"}


@pytest.mark.parametrize("name", ARRAY_CODE)
def test_array_code_agrees_with_its_values(name: str) -> None:
    f = ARRAY_CODE[name]
    by_values = gradient(f, AT, method="differences")
    exact = gradient(f, AT, method="exact")
    assert exact == pytest.approx(by_values, rel=1e-9, abs=1e-9)
    assert forwards(f, AT, np.eye(4), 0) == pytest.approx(exact, rel=1e-12, abs=1e-13)
    if name not in NOT_IN_REVERSE:
        assert backwards(f, AT) == pytest.approx(exact, rel=1e-12, abs=1e-13)
    curvature = hessian(f, AT)
    assert curvature == pytest.approx(hessian(f, AT, method="differences"), rel=1e-6, abs=1e-6)
    assert np.array_equal(curvature, curvature.T)


@pytest.mark.parametrize("name", ARRAY_CODE)
def test_the_hessian_is_the_jacobian_of_the_gradient(name: str) -> None:
    f = ARRAY_CODE[name]
    if name != "filled in":
        exact = jacobian(lambda x: gradient(f, x), AT, method="exact")
        assert hessian(f, AT) == pytest.approx(exact, rel=1e-11, abs=1e-12)


def test_determinant_and_inverse_have_their_closed_forms() -> None:
    def det(entries: Any) -> Any:
        return np.linalg.det(entries.reshape(4, 4))

    cofactors = np.linalg.det(M) * np.linalg.inv(M).T
    assert gradient(det, M.ravel()) == pytest.approx(cofactors.ravel(), rel=1e-12)
    # A singular matrix has cofactors, but no inverse.
    assert gradient(lambda p: np.linalg.det(p.reshape(3, 3)), np.diag([1.0, 2.0, 0.0]).ravel(), method="exact")[
        8
    ] == pytest.approx(2.0)
    inverse = np.linalg.inv(M)
    J = jacobian(lambda p: np.linalg.inv(p.reshape(4, 4)).ravel(), M.ravel())
    assert pytest.approx(-np.kron(inverse, inverse.T), rel=1e-12) == J


@pytest.mark.filterwarnings("ignore::helpers.autodiff.DifferencesWarning")
def test_functions_of_math_are_left_to_differences() -> None:
    f = lambda p: math.sin(p[0]) * math.exp(p[1])  # noqa: E731
    x = [0.5, 1.0]
    e = math.e
    assert gradient(f, x) == pytest.approx([math.cos(0.5) * e, math.sin(0.5) * e], rel=1e-10)
    assert jacobian(lambda p: [f(p), p[0]], x) == pytest.approx(np.stack([gradient(f, x), [1.0, 0.0]]))
    assert hessian(f, x) == pytest.approx(
        np.array([[-math.sin(0.5), math.cos(0.5)], [math.cos(0.5), math.sin(0.5)]]) * e, rel=1e-7
    )
    assert directional_derivative(f, x, [0, 2]) == pytest.approx(math.sin(0.5) * e, rel=1e-10)
    with pytest.raises(NotDifferentiableError, match="math"):
        gradient(f, x, method="exact")
    assert gradient(lambda p: math.log(p[0]) * p[1], [1e-6, 1e6]) == pytest.approx([1e12, math.log(1e-6)], rel=1e-8)


@pytest.mark.parametrize("function", [gradient, hessian, lambda f, x: jacobian(lambda p: [f(p)], x)])
def test_differences_say_so_once_and_where(function: Any) -> None:
    with pytest.warns(
        DifferencesWarning, match=r"`math` .* finite differences, with an error of about \de-\d+"
    ) as told:
        function(lambda p: math.sin(p[0]) * p[1], [0.5, 1.0])
    assert [warning.filename for warning in told] == [__file__]


@pytest.mark.filterwarnings("ignore::helpers.autodiff.DifferencesWarning")
def test_corners_and_products_of_zero_and_infinity() -> None:
    assert gradient(lambda p: np.linalg.norm(p), [0.0, 0.0]) == pytest.approx([0.0, 0.0], abs=1e-12)
    assert gradient(lambda p: np.sqrt(p[0] ** 4 + p[1] ** 4), [0.0, 0.0]) == pytest.approx([0.0, 0.0], abs=1e-6)
    assert gradient(lambda p: np.sqrt(p[0]) ** 2 + p[1], [1e-300, 0.0]) == pytest.approx([1.0, 1.0])
    with pytest.raises(ValueError, match="0 · inf"):
        gradient(lambda p: np.sqrt(p[0] ** 4 + p[1] ** 4), [0.0, 0.0], method="exact")


def test_a_discarded_branch_leaves_no_trace() -> None:
    f = lambda p: np.sum(np.where(p > 0, p * np.log(p), p**2))  # noqa: E731
    x = [0.0, 2.0, -1.0]
    assert gradient(f, x, method="exact") == pytest.approx([0.0, 1 + math.log(2), -2.0])
    assert hessian(f, x, method="exact") == pytest.approx(np.diag([2.0, 0.5, 2.0]))
    with pytest.raises(ValueError, match="0 · inf"):
        hessian(np.linalg.norm, [0.0, 0.0], method="exact")
    with pytest.raises(ValueError, match="do not settle"):
        hessian(np.linalg.norm, [0.0, 0.0])


def test_nested_derivatives_keep_their_letters_apart() -> None:
    f = lambda p: p[0] ** 2 * p[1] ** 3  # noqa: E731
    assert derivative(lambda t: gradient(f, np.stack([t, 2 * t]))[0], 1.0) == pytest.approx(64.0)
    assert gradient(lambda p: derivative(lambda t: f([t, p[1]]), p[0]), [2.0, 1.0]) == pytest.approx([2.0, 12.0])
    assert gradient(lambda p: gradient(f, p) @ p, [2.0, 1.0]) == pytest.approx(5 * gradient(f, [2.0, 1.0]))
    # Third derivatives: the Jacobian of the Hessian.
    third = jacobian(lambda p: np.ravel(hessian(f, p)), [2.0, 1.0])
    assert third[:, 0] == pytest.approx([0.0, 6.0, 6.0, 24.0])


def test_the_argument_is_left_alone() -> None:
    def greedy(x: Any) -> Any:
        x *= 2
        return (x**2).sum()

    x = np.array([1, 2])
    for method in ("auto", "differences"):
        assert gradient(greedy, x, method=method) == pytest.approx([8.0, 16.0])
    assert x.tolist() == [1, 2]


def test_reverse_mode_keeps_no_square_of_n() -> None:
    weights = np.linspace(-1, 1, 200_000)
    assert gradient(lambda w: np.sum(np.sin(w) ** 2), weights) == pytest.approx(np.sin(2 * weights), abs=1e-14)


numbers = st.floats(-2, 2)
points = st.tuples(numbers, numbers, numbers).map(np.array)
INNER = numeric("array([sin(x) + y*z, exp(y/2) - z, x*y*z])")
OUTER = numeric("array([x**2 + sin(y*z), cos(x - z)])")
F, G = numeric("sin(x*y) + z**2"), numeric("exp(x/2 - y) * cos(z)")


@settings(deadline=None, max_examples=50)
@given(points, numbers, numbers)
def test_laws(x: Any, a: float, b: float) -> None:
    df, dg = gradient(F, x), gradient(G, x)
    assert gradient(lambda p: a * F(p) + b * G(p), x) == pytest.approx(a * df + b * dg, rel=1e-11, abs=1e-12)
    assert gradient(lambda p: F(p) * G(p), x) == pytest.approx(df * G(x) + F(x) * dg, rel=1e-11, abs=1e-11)
    assert gradient(lambda p: G(p) * F(INNER(p)), x) == pytest.approx(
        dg * F(INNER(x)) + G(x) * gradient(F, INNER(x)) @ jacobian(INNER, x), rel=1e-10, abs=1e-10
    )
    chain = jacobian(OUTER, INNER(x)) @ jacobian(INNER, x)
    assert jacobian(lambda p: OUTER(INNER(p)), x) == pytest.approx(chain, rel=1e-11, abs=1e-11)
    H = hessian(lambda p: F(p) * G(p), x)
    assert np.array_equal(H, H.T)


@settings(deadline=None, max_examples=50)
@given(points, points.filter(lambda v: np.linalg.norm(v) > 1e-3), st.floats(1e-3, 1e3))
def test_the_slope_along_a_direction_is_the_gradient_times_its_unit_vector(x: Any, v: Any, scale: float) -> None:
    slope = gradient(F, x) @ v / np.linalg.norm(v)
    assert directional_derivative(F, x, scale * v) == pytest.approx(slope, rel=1e-11, abs=1e-12)


SCALAR: Any = lambda p: p[0] * p[1]  # noqa: E731
ERRORS: list[tuple[Any, tuple[Any, ...], type[Exception], str]] = [
    (gradient, (3, [1.0]), TypeError, "f must be a function, got 3"),
    (gradient, (SCALAR, 2.0), ValueError, r"x must have shape \(n,\), got \(\); wrap a scalar as \[x\]"),
    (hessian, (SCALAR, [[1.0, 2.0]]), ValueError, r"got \(1, 2\); flatten it"),
    (jacobian, (SCALAR, []), ValueError, "empty"),
    (gradient, (SCALAR, None), TypeError, "got None"),
    (gradient, (SCALAR, "xy"), TypeError, "got 'xy'"),
    (gradient, (SCALAR, [1.0, 1j]), TypeError, "real number"),
    (gradient, (SCALAR, [1.0, np.nan]), ValueError, "x must be finite, got nan"),
    (gradient, (SCALAR, [np.inf, 0.0]), ValueError, "x must be finite, got inf"),
    (gradient, (lambda p: p, [1.0, 2.0]), ValueError, "must be a number, got shape"),
    (hessian, (lambda p: [p[0]], [1.0, 2.0]), ValueError, "must be a number, got shape"),
    (jacobian, (SCALAR, [1.0, 2.0]), ValueError, r"must have shape \(m,\), got \(\); .* gradient"),
    (jacobian, (lambda p: np.outer(p, p), [1.0, 2.0]), ValueError, r"got \(2, 2\); return a flat list"),
    (gradient, (lambda p: None, [1.0, 2.0]), TypeError, "f returned None"),
    (gradient, (lambda p: "one", [1.0, 2.0]), TypeError, r"f\(x\) must be a real number"),
    (gradient, (lambda p: 1j * p[0], [1.0, 2.0]), TypeError, r"f\(x\) must be a real number"),
    (gradient, (lambda p: np.log(p[0]), [-1.0, 2.0]), ValueError, r"f\(x\) is nan at x = \[-1.  2.\]"),
    (jacobian, (lambda p: [p[0], 1 / p[1]], [1.0, 0.0]), ValueError, r"f\(x\) is \[ 1. inf\]"),
    (hessian, (lambda p: np.log(p[0]), [0.0, 2.0]), ValueError, "domain of f"),
    (gradient, (lambda p: p[5], [1.0, 2.0]), IndexError, "5"),
    (gradient, (lambda p: undefined_name, [1.0]), NameError, "undefined_name"),  # type: ignore[name-defined] # noqa: F821
    (partial, (SCALAR, [1.0, 2.0], 2), ValueError, "i must be a whole number from 0 to 1, got 2"),
    (partial, (SCALAR, [1.0, 2.0], -1), ValueError, "got -1"),
    (partial, (SCALAR, [1.0, 2.0], 0.5), ValueError, "got 0.5"),
    (directional_derivative, (SCALAR, [1.0, 2.0], [0, 0]), ValueError, "must not be zero"),
    (
        directional_derivative,
        (SCALAR, [1.0, 2.0], [1, 0, 0]),
        ValueError,
        r"direction must have the shape of x, \(2,\)",
    ),
    (directional_derivative, (SCALAR, [1.0, 2.0], [1, np.nan]), ValueError, "direction must be finite"),
]


@pytest.mark.parametrize(("function", "arguments", "error", "message"), ERRORS)
@pytest.mark.parametrize("method", ["auto", "differences", "exact"])
def test_errors_name_what_was_found(
    function: Any, arguments: Any, error: type[Exception], message: str, method: str
) -> None:
    with pytest.raises(error, match=message) if method != "exact" else pytest.raises(error):
        function(*arguments, method=method)


@pytest.mark.parametrize("function", [gradient, jacobian, hessian])
def test_a_method_must_exist(function: Any) -> None:
    with pytest.raises(ValueError, match="auto, exact, differences"):
        function(SCALAR, [1.0, 2.0], method="magic")


def test_numbers_are_floats_and_outputs_have_their_shapes() -> None:
    x = [1, 2, 3]
    assert isinstance(partial(SCALAR, x, 0), float)
    assert isinstance(directional_derivative(SCALAR, x, [1, 1, 1]), float)
    assert partial(lambda p: [p[0] * p[1], p[2]], x, 1).tolist() == [1.0, 0.0]
    assert jacobian(lambda p: [7.0, 8.0], x).tolist() == [[0.0] * 3] * 2
    assert [gradient(SCALAR, x).shape, jacobian(INNER, x).shape, hessian(SCALAR, x).shape] == [(3,), (3, 3), (3, 3)]
    assert jacobian(np.sin, np.zeros(100)).tolist() == np.eye(100).tolist()
    for i, j in itertools.product(range(3), repeat=2):
        assert hessian(SCALAR, x)[i, j] == float({i, j} == {0, 1})


def looks(x: Any) -> Any:
    try:
        return float(x[0]) ** 2 * x[1]
    except TypeError:
        return 0 * x[1]


def aliased(x: Any) -> Any:
    y = np.asarray(x)
    y[0] = 5.0
    return x[0] ** 2 + x[1] ** 2


def behind_a_view(x: Any) -> Any:
    y = x[..., 0:1]
    y *= 2
    return x[0] ** 2 * x[1]


MISLEADING: dict[str, tuple[Any, list[float]]] = {
    "swallows the error": (looks, [2.0 * 3 * 2, 9.0]),
    "looks at the type": (lambda x: x[0] ** 2 if isinstance(x, np.ndarray) else x[0] ** 3, [6.0, 0.0]),
    "alias": (aliased, [0.0, 4.0]),
    "view changed in place": (behind_a_view, [4 * 2 * 3.0 * 2, 36.0]),
    "another shape": (lambda x: np.ones_like(x, shape=(5,)).sum() * x[0], [5.0, 0.0]),
    "single precision": (lambda x: float((x.astype(np.float32) ** 2).sum()), [6.0, 4.0]),
}


@pytest.mark.filterwarnings("ignore::helpers.autodiff.DifferencesWarning")
@pytest.mark.parametrize("name", MISLEADING)
def test_what_is_followed_must_compute_what_f_computes(name: str) -> None:
    f, slopes = MISLEADING[name]
    assert gradient(f, [3.0, 2.0]) == pytest.approx(slopes, rel=1e-3 if name == "single precision" else 1e-9)
    with pytest.raises(NotDifferentiableError):
        gradient(f, [3.0, 2.0], method="exact")


@pytest.mark.parametrize("n", [2, 13])
def test_copies_are_copies(n: int) -> None:
    x = np.linspace(1, 2, n)
    for duplicate in (copy.copy, copy.deepcopy):
        assert gradient(lambda x, d=duplicate: (d(x) ** 3).sum(), x, method="exact") == pytest.approx(3 * x**2)
        assert hessian(lambda x, d=duplicate: (d(x) ** 3).sum(), x, method="exact") == pytest.approx(np.diag(6 * x))


def test_ties_share_as_maximum_does() -> None:
    for f in (np.max, lambda x: np.linalg.norm(x, np.inf), lambda x: -np.min(-x)):
        assert gradient(f, [1.0, 1.0, 0.5]) == pytest.approx([0.5, 0.5, 0.0])
    for method in ("exact", "differences"):  # Three that move together are one.
        assert gradient(lambda x: np.max(np.stack([x[0], x[0], x[0]])), [1.0], method=method) == pytest.approx([1.0])
    table = jacobian(lambda x: np.max(x.reshape(2, 3), axis=1), np.arange(6.0))
    assert table.tolist() == [[0, 0, 1, 0, 0, 0], [0, 0, 0, 0, 0, 1]]


def test_pieces_get_their_own_part() -> None:
    x = np.array([1.0, 2.0, 3.0, 4.0])
    f = lambda x: np.piecewise(x, [x < 2.5, x >= 2.5], [lambda v: v - v.mean(), lambda v: v * v.sum()])  # noqa: E731
    assert jacobian(f, x, method="exact") == pytest.approx(jacobian(f, x, method="differences"), abs=1e-9)
    single = lambda x: np.piecewise(x, x < 0, [lambda v: v**2, lambda v: v**3]).sum()  # noqa: E731
    assert gradient(single, [-1.0, 2.0], method="exact") == pytest.approx([-2.0, 12.0])


def test_stacked_right_hand_sides_are_not_misread() -> None:
    B = np.arange(8.0).reshape(2, 2, 2)
    with pytest.raises(NotDifferentiableError, match="right-hand side"):
        gradient(lambda x: np.linalg.solve(x.reshape(2, 2), B)[0, 1, 0], [2.0, 1.0, 0.5, 4.0], method="exact")


def test_products_and_extremes_of_many_numbers_take_few_steps() -> None:
    x = np.linspace(0.9, 1.1, 20_001)
    assert gradient(np.prod, x) == pytest.approx(np.prod(x) / x)
    assert np.flatnonzero(gradient(np.max, x)).tolist() == [20_000]
