"""Gradients, Jacobians, determinants, Hessians: right answers pass in every form, wrong ones do not."""

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import check

x, y, r, t, a = sympy.symbols("x y r t a")
XY = {"variables": ("x", "y")}


def by_cases(x: float, y: float) -> float:
    return x**2 * y if x > 0 else y**2


def in_a_loop(p: Any) -> float:
    total = 0.0
    for coordinate in p:
        total = total * float(p[0]) + float(coordinate) ** 2
    return total


def table(x: float, y: float) -> float:
    """Return a value that only floats give: a straight line between readings."""
    return float(np.interp(x, [-1e4, 0.0, 1e4], [-2e4, 0.0, 1e4])) * float(y)


def as_matrix(p: Any) -> list[float]:
    return [math.hypot(float(p[0]), float(p[1])), math.atan2(float(p[1]), float(p[0]))]


SPIRAL = ["r*cos(t)", "r*sin(t)"]
POLAR = {"variables": ("x", "y"), "domain": (0.1, 5)}
CUBIC = "pi*x**3 + x*y**2 + 5*y**4"
WAVE = ["exp(x*y)", "sin(x)*cos(y)"]
BALL = ["r*sin(u)*cos(v)", "r*sin(u)*sin(v)", "r*cos(u)"]

RIGHT: list[tuple[str, Any, Any, dict[str, Any]]] = [
    # Partial derivatives
    ("partial", "3*pi*x**2 + y**2", CUBIC, {"wrt": "x"}),
    ("partial", "2*x*y + 20*y**3", CUBIC, {"wrt": "y"}),
    ("partial", lambda x, y: 2 * y * (x + 10 * y**2), CUBIC, {"wrt": "y"}),
    ("partial", lambda p: 2 * p[0] * p[1] + 20 * p[1] ** 3, CUBIC, {"wrt": "y"}),
    ("partial", x * y * 2, lambda x, y: x**2 * y + math.sin(y), {"wrt": "x"}),
    ("partial", sympy.Lambda((x, y), 2 * x * y), "x**2*y", {"wrt": "x"}),
    ("partial", 0, "x**2", {"wrt": "y"}),
    ("partial", "2*a*x*y", "a*x**2*y", {"wrt": "x", **XY}),
    ("partial", lambda x, y, a: 2 * a * x * y, "a*x**2*y", {"wrt": "x", **XY}),
    ("partial", lambda p, a: 2 * a * p[0] * p[1], "a*x**2*y", {"wrt": "x", **XY}),
    ("partial", lambda x, y, z: y * z, "x*y*z", {"wrt": "x"}),
    ("partial", 12, "x**2*y", {"wrt": "x", "at": (2, 3)}),
    ("partial", "12", "x**2*y", {"wrt": "x", "at": (2, 3)}),
    ("partial", np.float32(12.0), "x**2*y", {"wrt": "x", "at": (2, 3)}),
    ("partial", [12, 0], "x**2*y", {"wrt": "x", "at": [(2, 3), (0, 1)]}),
    ("partial", lambda x, y: 2 * x * y, "x**2*y", {"wrt": "x", "at": [(2, 3), (0, 1)]}),
    ("partial", lambda x, y: 2 * x * y if x > 0 else 0, by_cases, {"wrt": "x"}),
    ("partial", lambda x, y: y * (2 if x < 0 else 1), table, {"wrt": "x"}),
    ("partial", "2*pi*h + 4*pi*r", "2*pi*r*h + 2*pi*r**2", {"wrt": "r"}),
    # Gradients
    ("gradient", ["3*pi*x**2 + y**2", "2*x*y + 20*y**3"], CUBIC, {}),
    ("gradient", ("y**2 + 3*x**2*pi", "2*y*(x + 10*y**2)"), CUBIC, {}),
    ("gradient", "[3*pi*x**2 + y**2, 2*x*y + 20*y**3]", CUBIC, {}),
    ("gradient", [["3*pi*x**2 + y**2", "2*x*y + 20*y**3"]], CUBIC, {}),
    ("gradient", [["3*pi*x**2 + y**2"], ["2*x*y + 20*y**3"]], CUBIC, {}),
    ("gradient", sympy.Matrix([2 * x * y, x**2]), x**2 * y, {}),
    ("gradient", sympy.Matrix([[2 * x * y, x**2]]), x**2 * y, {}),
    ("gradient", sympy.derive_by_array(x**2 * y, (x, y)), x**2 * y, {}),
    ("gradient", np.array([2 * x * y, x**2]), "x**2*y", {}),
    ("gradient", [lambda x, y: 2 * x * y, lambda x, y: x**2], "x**2*y", {}),
    ("gradient", lambda x, y: np.array([2 * x * y, x**2]), "x**2*y", {}),
    ("gradient", lambda x, y: np.array([[2 * x * y], [x**2]]), "x**2*y", {}),
    ("gradient", lambda x, y: (2 * x * y, x**2), lambda x, y: x**2 * y, {}),
    ("gradient", lambda p: 2 * p, lambda p: p @ p, XY),
    ("gradient", lambda p: np.cos(p), lambda p: np.sin(p).sum(), XY),
    ("gradient", lambda p: p / np.linalg.norm(p), lambda p: np.linalg.norm(p), XY),
    ("gradient", lambda *p: [2 * p[0], 2 * p[1]], "x**2 + y**2", {}),
    ("gradient", lambda p, h=1e-6: 2 * p, "x**2 + y**2", {}),
    ("gradient", functools.partial(lambda k, p: k * p, 2), "x**2 + y**2", {}),
    ("gradient", lambda x, y: np.float32([2 * x * y, x**2]), "x**2*y", {}),
    ("gradient", ["1/x", "1/y"], "log(x*y)", {}),
    ("gradient", lambda x, y: [1 / x, 1 / y], "log(x) + log(y)", {}),
    (
        "gradient",
        lambda x, y: [-x / np.sqrt(1 - x * x - y * y), -y / np.sqrt(1 - x * x - y * y)],
        "sqrt(1-x**2-y**2)",
        {},
    ),
    ("gradient", lambda x, y: [2 * x * math.exp(x * x + y), math.exp(x * x + y)], "exp(x**2 + y)", {}),
    ("gradient", lambda x, y: [2 * x * np.exp(x * x), 1], "exp(x**2) + y", {}),
    ("gradient", lambda x, y: [2 * x * math.exp(x * x), 1], "exp(x**2) + y", {}),
    ("gradient", lambda x, y: [x / math.hypot(x, y), y / math.hypot(x, y)], "sqrt(x**2 + y**2)", {}),
    ("gradient", [12, 4], "x**2*y", {"at": (2, 3)}),
    ("gradient", np.array([12.0, 4.0]), "x**2*y", {"at": (2, 3)}),
    ("gradient", [[12, 4], [0, 0]], "x**2*y", {"at": [(2, 3), (0, 1)]}),
    ("gradient", ["2*x*y", "x**2"], "x**2*y", {"at": (2, 3)}),
    ("gradient", lambda x, y: [2 * x * y, x**2], "x**2*y", {"at": [(2, 3), (0, 0)]}),
    ("gradient", [6.1e-17, 0.0], "sin(x) + y**2", {"at": (math.pi / 2, 0)}),
    ("gradient", ["y*z", "x*z", "x*y"], "x*y*z", {}),
    ("gradient", ["x", "y"], "x**2/2 + y**2/2", {"variables": ("x", "y")}),
    ("gradient", ["x**2", "2*x*y"], "x**2*y", {"variables": ("y", "x")}),
    ("gradient", ["exp(-b*x)", "-a*x*exp(-b*x)"], "a*exp(-b*x)", {"variables": ("a", "b")}),
    ("gradient", "2*x", "x**2", {}),
    ("gradient", lambda x, y: [2 * x * y, x**2] if x > 0 else [0, 2 * y], by_cases, {}),
    ("gradient", lambda x, y: [y * (2 if x < 0 else 1), np.interp(x, [-1e4, 0, 1e4], [-2e4, 0, 1e4])], table, {}),
    ("gradient", lambda p: [3 * p[0] ** 2, 2 * p[1]], in_a_loop, XY),
    ("gradient", np.array([5.0, 4.0]), lambda p: float(p[0]) + p[0] ** 2 + 4 * p[1], {"at": (2, 1)}),
    # Jacobians
    ("jacobian", [["2*x", "-2*y"], ["2*y", "2*x"]], ["x**2 - y**2", "2*x*y"], {}),
    ("jacobian", "[[2*x, -2*y], [2*y, 2*x]]", ["x**2 - y**2", "2*x*y"], {}),
    ("jacobian", sympy.Matrix([[2 * x, -2 * y], [2 * y, 2 * x]]), sympy.Matrix([x**2 - y**2, 2 * x * y]), {}),
    ("jacobian", lambda x, y: [[2 * x, -2 * y], [2 * y, 2 * x]], lambda x, y: (x**2 - y**2, 2 * x * y), {}),
    ("jacobian", lambda p: 2 * np.array([[p[0], -p[1]], [p[1], p[0]]]), ["x**2 - y**2", "2*x*y"], {}),
    ("jacobian", ["2*x*y", "x**2"], "x**2*y", {}),
    ("jacobian", [["2*x*y", "x**2"]], "x**2*y", {}),
    ("jacobian", [["1"], ["2*x"], ["cos(x)"]], ["x", "x**2", "sin(x)"], {}),
    ("jacobian", ["1", "2*x", "cos(x)"], ["x", "x**2", "sin(x)"], {}),
    ("jacobian", [["y*exp(x*y)", "x*exp(x*y)"], ["cos(x)*cos(y)", "-sin(x)*sin(y)"]], WAVE, {}),
    ("jacobian", [[1, 2], [3, 4], [5, 6]], ["x + 2*y", "3*x + 4*y", "5*x + 6*y"], {}),
    ("jacobian", np.array([[1, 2], [3, 4]]), lambda p: np.array([[1, 2], [3, 4]]) @ p, XY),
    ("jacobian", lambda p: np.eye(3), ["x", "y", "z"], {}),
    ("jacobian", [[1.0, 0.0], [0.0, 2.0]], SPIRAL, {"at": (2, 0)}),
    ("jacobian", [[[1, 0], [0, 2]], [[1, 0], [0, 5]]], SPIRAL, {"at": [(2, 0), (5, 0)]}),
    (
        "jacobian",
        [["x/sqrt(x**2 + y**2)", "y/sqrt(x**2 + y**2)"], ["-y/(x**2 + y**2)", "x/(x**2 + y**2)"]],
        as_matrix,
        POLAR,
    ),
    ("jacobian", [["2*x*y", "x**2"], ["a", "0"]], ["x**2*y", "a*x"], XY),
    ("jacobian", [["2*x*y", "x**2"], [1, 0]], [lambda x, y: x**2 * y, lambda x, y: x], {}),
    # Determinants
    ("jacobian_determinant", "r", SPIRAL, {}),
    ("jacobian_determinant", "r*cos(t)**2 + r*sin(t)**2", SPIRAL, {}),
    ("jacobian_determinant", lambda r, t: r, SPIRAL, {}),
    (
        "jacobian_determinant",
        lambda r, t: np.linalg.det([[np.cos(t), -r * np.sin(t)], [np.sin(t), r * np.cos(t)]]),
        SPIRAL,
        {},
    ),
    ("jacobian_determinant", "r**2*sin(u)", BALL, {}),
    ("jacobian_determinant", 2.0, SPIRAL, {"at": (2, 0.7)}),
    ("jacobian_determinant", [2, 3], SPIRAL, {"at": [(2, 0.7), (3, 0)]}),
    ("jacobian_determinant", -2, ["x + 2*y", "3*x + 4*y"], {}),
    ("jacobian_determinant", "1/sqrt(x**2 + y**2)", as_matrix, POLAR),
    ("jacobian_determinant", lambda p: 4 * (p[0] ** 2 + p[1] ** 2), ["x**2 - y**2", "2*x*y"], {}),
    # Hessians
    ("hessian", [["2*y", "2*x + 1"], ["2*x + 1", 0]], "x**2*y + x*y", {}),
    ("hessian", sympy.hessian(sympy.exp(x) * sympy.cos(y), (x, y)), "exp(x)*cos(y)", {}),
    ("hessian", lambda x, y: [[2, 0], [0, 6 * y]], "x**2 + y**3", {}),
    ("hessian", lambda p: np.diag([2.0, 6 * p[1]]), lambda p: p[0] ** 2 + p[1] ** 3, XY),
    ("hessian", [[2, 0], [0, 12]], "x**2 + y**3", {"at": (1, 2)}),
    ("hessian", np.array([[2.0, 1e-12], [-1e-12, 12.0]]), "x**2 + y**3", {"at": (1, 2)}),
    ("hessian", [[[2, 0], [0, 12]], [[2, 0], [0, 0]]], "x**2 + y**3", {"at": [(1, 2), (1, 0)]}),
    ("hessian", [[0, "z", "y"], ["z", 0, "x"], ["y", "x", 0]], "x*y*z", {}),
    ("hessian", "6*x", "x**3", {}),
    ("hessian", lambda x, y: [[2 * y, 2 * x], [2 * x, 0]] if x > 0 else [[0, 0], [0, 2]], by_cases, {}),
    ("hessian", lambda p: [[6 * p[0], 0], [0, 2]], in_a_loop, XY),
]


def asked(kind: str, answer: Any, of: Any, options: dict[str, Any]) -> None:
    getattr(check, kind)(answer, of=of, **options)


@pytest.mark.parametrize(("kind", "answer", "of", "options"), RIGHT)
def test_right_answer_passes(kind: str, answer: Any, of: Any, options: dict[str, Any]) -> None:
    asked(kind, answer, of, options)


BENT: dict[str, Callable[[Any], Any]] = {
    "factor": lambda value: 1.001 * np.asarray(value, dtype=float) + 0.001,
    "sign": lambda value: -np.asarray(value, dtype=float) - 1e-3,
    "bump": lambda value: np.asarray(value, dtype=float) + 0.1,
}


@pytest.mark.parametrize("bend", BENT)
@pytest.mark.parametrize(
    ("kind", "answer", "of", "options"), [row for row in RIGHT if callable(row[1]) and not hasattr(row[1], "expr")]
)
def test_the_same_answer_bent_does_not_pass(
    kind: str, answer: Any, of: Any, options: dict[str, Any], bend: str
) -> None:
    def bent(*point: Any) -> Any:
        try:
            return BENT[bend](answer(*point))
        except TypeError:
            return BENT[bend](answer(np.array(point[:2]), *point[2:]))

    with pytest.raises(check.Incorrect):
        asked(kind, bent, of, options)


WRONG: list[tuple[str, Any, Any, dict[str, Any]]] = [
    ("partial", "2*x*y + 1e-6", "x**2*y", {"wrt": "x"}),
    ("partial", "2*abs(x)*y", "x**2*y", {"wrt": "x"}),
    ("partial", lambda x, y: 2 * x * y if y > 0 else 0, "x**2*y", {"wrt": "x"}),
    ("partial", lambda x, y: 2 * x * y + (abs(x) > 50), "x**2*y", {"wrt": "x"}),
    ("partial", "2*x*y + sin(pi*x)*sin(pi*y)", "x**2*y", {"wrt": "x"}),
    ("gradient", ["2*x", "2.0001*y"], "x**2 + y**2", {}),
    ("gradient", [0, 0], "x**2 + y**2", {}),
    ("gradient", lambda p: 2 * np.abs(p), "x**2 + y**2", {}),
    ("gradient", lambda x, y: [math.nan, 2 * y], "x**2 + y**2", {}),
    ("gradient", lambda x, y: [2 * x, 1 / 0], "x**2 + y**2", {}),
    ("gradient", ["1/x", "log(y)"], "log(x*y)", {}),
    ("gradient", [12, 4.001], "x**2*y", {"at": (2, 3)}),
    ("gradient", [[12, 4], [0, 1e-3]], "x**2*y", {"at": [(2, 3), (0, 1)]}),
    ("gradient", ["2*x", "2*y"], "x**2*y", {"at": (2, 3)}),
    ("gradient", lambda x, y: [2.001 * x * y, x**2] if x > 0 else [0, 2 * y], by_cases, {}),
    ("jacobian", [[1, 2], [3, 4.00001]], ["x + 2*y", "3*x + 4*y"], {}),
    ("jacobian", lambda p: np.zeros((2, 2)), ["x", "y"], {}),
    ("jacobian", [[1.0, 0.0], [1e-4, 2.0]], SPIRAL, {"at": (2, 0)}),
    ("jacobian_determinant", "abs(r)", SPIRAL, {}),
    ("jacobian_determinant", 2.001, SPIRAL, {"at": (2, 0.7)}),
    ("hessian", [[2, "1e-5"], ["1e-5", "6*y"]], "x**2 + y**3", {}),
    ("hessian", lambda x, y: np.diag([2, 6.001 * y]), "x**2 + y**3", {}),
    ("hessian", np.diag([2.0, 12.1]), "x**2 + y**3", {"at": (1, 2)}),
]


@pytest.mark.parametrize(("kind", "answer", "of", "options"), WRONG)
def test_wrong_answer_does_not_pass(kind: str, answer: Any, of: Any, options: dict[str, Any]) -> None:
    with pytest.raises(check.Incorrect, match=r"[Aa]t x = |[Aa]t r = |no value"):
        asked(kind, answer, of, options)


def returning(value: Any) -> Callable[..., Any]:
    return lambda x, y: value


def unfinished(x: float, y: float) -> float:
    raise NotImplementedError


SQUARES = "x**2 + y**2"
WIDE = r"^The answer has shape \(2, 3\); a matrix of 2 rows .outputs. and 2 columns .inputs. is wanted"
NO_ANSWER: list[tuple[str, Any, Any, dict[str, Any], str]] = [
    ("gradient", None, SQUARES, {}, "blank"),
    ("gradient", ..., SQUARES, {}, "blank"),
    ("gradient", "", SQUARES, {}, "blank"),
    ("gradient", ["2*x", None], SQUARES, {}, "blank"),
    ("gradient", ["2*x", ""], SQUARES, {}, "blank"),
    ("gradient", returning(None), SQUARES, {}, "blank"),
    ("gradient", returning([1, None]), SQUARES, {}, "blank"),
    ("gradient", unfinished, SQUARES, {}, "blank"),
    ("partial", None, SQUARES, {"wrt": "x"}, "blank"),
    ("hessian", [[None, None], [None, None]], SQUARES, {}, "blank"),
    ("gradient", ["2x", "2*y"], SQUARES, {}, r"write 2\*x"),
    ("gradient", "[2*x, 2*y", SQUARES, {}, "cannot be read"),
    ("gradient", ["2*x", "2*z"], SQUARES, {}, "uses z; the function is one of x, y"),
    ("gradient", [], SQUARES, {}, r"has shape \(0,\); a vector of 2 components, one for each of x, y, is wanted"),
    ("gradient", ["2*x"], SQUARES, {}, r"has shape \(1,\); a vector of 2"),
    ("gradient", ["2*x", "2*y", "0"], SQUARES, {}, r"has shape \(3,\)"),
    ("gradient", "x*y", SQUARES, {}, "is one number; a vector of 2 components"),
    ("gradient", [["2*x", "2*y"], ["0"]], SQUARES, {}, "rows differ in length"),
    ("gradient", ["2*x", ["2*y"]], SQUARES, {}, "Some entries are lists"),
    ("gradient", {"x": 1}, SQUARES, {}, "of type dict"),
    ("gradient", [True, False], SQUARES, {}, "True"),
    ("gradient", lambda x, y, z: [x, y], SQUARES, {}, "takes 3 values; it is called with 2 values .x, y., or with one"),
    ("gradient", lambda: 2, SQUARES, {}, "takes 0 values"),
    ("gradient", returning("2*x"), SQUARES, {}, "returned a text"),
    ("gradient", returning([[1, 2], [3]]), SQUARES, {}, "is no array"),
    ("gradient", returning({}), SQUARES, {}, "of type dict"),
    ("gradient", lambda x, y: [2 * x, 2 * y] if x > 0 else [1], SQUARES, {}, "at one point and shape"),
    ("gradient", lambda x, y: undefined_name, SQUARES, {}, "raised NameError at x = "),  # type: ignore[name-defined]  # noqa: F821
    ("gradient", lambda p: p[2], SQUARES, {}, "raised IndexError"),
    ("jacobian", [["1", "0", "0"], ["0", "1", "0"]], ["x", "y"], {}, WIDE),
    ("jacobian", [["1", "0"]], ["x", "y"], {}, r"has shape \(1, 2\)"),
    ("jacobian", [["1"]], "x*y", {}, "a matrix of 1 row .outputs. and 2 columns"),
    ("hessian", ["2", "2", "0"], SQUARES, {}, "a matrix of 2 rows and 2 columns"),
    ("jacobian_determinant", ["x", "y"], ["x", "y"], {}, "one number, the determinant, is wanted"),
    ("partial", ["2*x", "1"], SQUARES, {"wrt": "x"}, "one number, the slope along x, is wanted"),
    ("partial", [1, 2, 3], SQUARES, {"wrt": "x", "at": [(1, 2), (2, 3)]}, "holds 3 entries; 2 entries are wanted"),
    ("gradient", 5, SQUARES, {"at": [(1, 2), (2, 3)]}, "is one number; 2 entries are wanted"),
    ("gradient", [2, math.nan], SQUARES, {"at": (1, 2)}, "no finite value"),
    ("gradient", [2, math.inf], SQUARES, {"at": (1, 2)}, "no finite value"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "answer", "of", "options", "message"), NO_ANSWER)
def test_what_is_no_answer_is_told_so(kind: str, answer: Any, of: Any, options: dict[str, Any], message: str) -> None:
    with pytest.raises(check.Incorrect, match=message) as caught:
        asked(kind, answer, of, options)
    assert caught.value.misconception is None


@pytest.mark.parametrize(
    ("kind", "of", "options", "error"),
    [
        ("gradient", None, {}, TypeError),
        ("gradient", [], {}, ValueError),
        ("gradient", "7", {}, ValueError),
        ("gradient", "x +", {}, ValueError),
        ("gradient", ["x", "y"], {}, ValueError),
        ("gradient", lambda x, y: [x, y], {}, ValueError),
        ("gradient", lambda x, y: [[x, float(y)], [y, x]], {}, TypeError),
        ("gradient", [lambda x, y: [x, y], "x"], {}, TypeError),
        ("gradient", lambda x, y: 1 / 0, {}, ValueError),
        ("gradient", "sqrt(-1 - x**2 - y**2)", {}, ValueError),
        ("gradient", "log(x) + y", {"at": (-1, 0)}, ValueError),
        ("gradient", "log(x) + y", {"domain": ((-2, -1), (0, 1))}, ValueError),
        ("gradient", "x*y", {"at": (1, 2, 3)}, ValueError),
        ("gradient", "x*y", {"domain": ((0, 1), (0, 1), (0, 1))}, ValueError),
        ("gradient", "x*y", {"domain": (1, 1)}, ValueError),
        ("gradient", "a*x*y", {"at": (1, 2), "variables": ("x", "y")}, ValueError),
        ("jacobian_determinant", ["x", "y", "x*y"], {}, ValueError),
        ("partial", lambda x, y: x, {"wrt": "z"}, ValueError),
    ],
)
def test_mistake_of_the_author_is_not_the_learners(kind: str, of: Any, options: dict[str, Any], error: Any) -> None:
    with pytest.raises(error):
        asked(kind, [1.0, 2.0], of, options)


@pytest.mark.parametrize(
    ("kind", "answer", "of", "says"),
    [
        ("gradient", ["2*x", "3*y"], SQUARES, r"^The component for y: at x = .* too large\.$"),
        ("jacobian", [["1", "1"], ["0", "1"]], ["x", "y"], r"^Row 1 \(output 1\), column 2 \(input y\): at x = "),
        ("jacobian", [["y", "5*x"]], "x*y", r"^Row 1 \(output 1\), column 2 \(input y\)"),
        ("hessian", [["2", "0"], ["0", "-3"]], SQUARES, r"^Row 2 \(y\), column 2 \(y\): .*wrong sign"),
        ("partial", "x", "x**2*y", r"^At x = "),
        ("gradient", ["2*x", "1/(y - y)"], SQUARES, "^The component for y: .* has no value"),
    ],
)  # fmt: skip
def test_message_says_which_entry_and_where(kind: str, answer: Any, of: Any, says: str) -> None:
    with pytest.raises(check.Incorrect, match=says):
        asked(kind, answer, of, {"wrt": "x"} if kind == "partial" else {})


def test_message_keeps_the_right_value_to_itself() -> None:
    with pytest.raises(check.Incorrect) as caught:
        check.gradient(["2*x", "5*y"], of="x**2 + 3.5*y**2", domain=((1, 2), (3, 4)))
    message = str(caught.value)
    place = float(message.split("y = ")[1].split(" ")[0])
    assert f"{7 * place:.4g}" not in message
    assert f"{5 * place:.4g}" in message


def test_check_is_deterministic() -> None:
    messages = set()
    for _ in range(3):
        with pytest.raises(check.Incorrect) as caught:
            check.jacobian(lambda x, y: [[x, y], [y, x]], of=[by_cases, "x + y"], variables=("x", "y"))
        messages.add(str(caught.value))
    assert len(messages) == 1


@pytest.mark.parametrize("float_type", [float, np.float32])
def test_end_of_floats_is_no_mistake(float_type: Any) -> None:
    def slopes(x: float, y: float) -> list[Any]:
        n = np.exp(-x) * np.exp(-2 * y)  # squared below, where it leaves the range of floats
        return [float_type(y * (1 + n + x * n) / (1 + n) ** 2), float_type(x * (1 + n + 2 * y * n) / (1 + n) ** 2)]

    check.gradient(slopes, of="x*y/(1 + exp(-x - 2*y))", domain=(-900, 900))
    with pytest.raises(check.Incorrect):
        check.gradient(lambda x, y: [1.001 * slopes(x, y)[0], 0], of="x*y/(1 + exp(-x - 2*y))", domain=(-900, 900))


# Building blocks for functions of x and y, defined everywhere or on a half-plane.
TERMS = st.sampled_from(
    [
        *(x, y, x * y, x**2 * y, x * y**3, sympy.sin(x * y), sympy.exp(x - y), sympy.cos(x) * y, sympy.exp(-x * x) * y),
        *(sympy.log(x**2 + 1) * y, x / (1 + y**2), sympy.sqrt(1 + x**2 + y**2), sympy.atan(x * y), (x + 2 * y) ** 3),
    ]
)
FUNCTIONS = st.lists(st.tuples(st.integers(-4, 4).filter(bool), TERMS), min_size=1, max_size=3).map(
    lambda terms: sum((factor * term for factor, term in terms), sympy.Integer(0))
)
REWRITTEN: dict[str, Callable[[Any], Any]] = {
    "expand": sympy.expand,
    "together": sympy.together,
    "text": str,
    "zero added": lambda e: e + sympy.sin(x + y) ** 2 + sympy.cos(x + y) ** 2 - 1,
    "times one": lambda e: e * (1 + x**2 * y**2) / (1 + (x * y) ** 2),
    "nested": lambda e: (e + x) - x,
}


@settings(max_examples=30, deadline=None)
@given(f=FUNCTIONS, form=st.sampled_from(sorted(REWRITTEN)))
def test_right_answers_in_other_words_pass(f: Any, form: str) -> None:
    rewrite = REWRITTEN[form]
    gradient = [sympy.diff(f, z) for z in (x, y)]
    check.gradient([rewrite(entry) for entry in gradient], of=f, **XY)
    check.gradient(sympy.lambdify((x, y), gradient, "numpy"), of=f, **XY)
    check.gradient(gradient, of=sympy.lambdify((x, y), f, "math"))
    check.hessian([[rewrite(sympy.diff(entry, z)) for z in (x, y)] for entry in gradient], of=f, **XY)
    check.hessian(sympy.lambdify((x, y), sympy.hessian(f, (x, y)).tolist(), "numpy"), of=f, **XY)


@settings(max_examples=30, deadline=None)
@given(f=FUNCTIONS, g=FUNCTIONS, off=FUNCTIONS, entry=st.tuples(st.integers(0, 1), st.integers(0, 1)))
def test_other_answers_do_not_pass(f: Any, g: Any, off: Any, entry: tuple[int, int]) -> None:
    J = sympy.Matrix([f, g]).jacobian([x, y])
    J[entry] += off / 1000
    wrong = sympy.simplify(J[entry] - sympy.diff((f, g)[entry[0]], (x, y)[entry[1]])) != 0
    for answer in (J, sympy.lambdify((x, y), J.tolist(), "numpy")):
        if wrong:
            with pytest.raises(check.Incorrect):
                check.jacobian(answer, of=[f, g], **XY)
        else:
            check.jacobian(answer, of=[f, g], **XY)


class Remote:
    """A function in another process: it can be called with plain numbers or an array, and nothing else."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function

    def __call__(self, *arguments: Any) -> Any:
        assert all(type(argument) in (float, np.ndarray) for argument in arguments)
        return self._function(*arguments)

    def _refuse(self, *_: Any) -> Any:
        raise PermissionError("a remote object cannot be compared or converted")

    __eq__ = __ne__ = __bool__ = __float__ = __array__ = __iter__ = __len__ = __str__ = _refuse  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]


def test_function_in_another_process_is_only_called() -> None:
    check.gradient(Remote(lambda x, y: [2 * x, 2 * y]), of=SQUARES)
    check.gradient(Remote(lambda p: 2 * p), of=SQUARES)
    check.gradient([Remote(lambda x, y: 2 * x), Remote(lambda p: 2 * p[1])], of=SQUARES)
    check.hessian(Remote(lambda x, y: np.diag([2, 2])), of=SQUARES, at=(1, 2))
    check.partial(Remote(lambda x, y: 2 * x), of=SQUARES, wrt="x")
    with pytest.raises(check.Incorrect) as caught:
        check.jacobian(Remote(lambda x, y: [[2 * x, 2 * y], [-2 * y, 2 * x]]), of=["x**2 - y**2", "2*x*y"])
    assert caught.value.misconception == "jacobian_transposed"
