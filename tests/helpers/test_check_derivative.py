"""Right answers pass in every form, wrong ones do not, and what is no answer is told so."""

import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy

from helpers import check

x, a = sympy.symbols("x a")


def by_cases(value: float) -> float:
    return value**2 if value > 0 else -value


def creature(denominator: Callable[[Any, Any], Any], exp: Any = np.exp, sin: Any = np.sin, cos: Any = np.cos) -> Any:
    """Return the derivative of (x² + cos 3x) / e^(2x) by the quotient rule, as it is taught, and as floats break it."""

    def slope(x: float) -> Any:
        g, f, df = exp(2 * x), x**2 + cos(3 * x), 2 * x - 3 * sin(3 * x)
        return (df * g - f * 2 * g) / denominator(g, x)

    return slope


def bell_twice(x: float) -> Any:
    g = np.exp(x**2 / 2)
    return -(g - x * x * g) / g**2


CREATURE, BELL = "(x**2 + cos(3*x))/exp(2*x)", "exp(-x**2/2)"

# Right answers whose floats end long before x = 1000: what they compute on their way leaves the range.
BEYOND_FLOATS: list[tuple[Callable[[float], Any], str, int]] = [
    (creature(lambda g, x: g**2), CREATURE, 1),
    (creature(lambda g, x: np.exp(4 * x)), CREATURE, 1),
    (creature(lambda g, x: math.exp(4 * x), math.exp, math.sin, math.cos), CREATURE, 1),
    (lambda x: -x / np.sqrt(np.exp(x**2)), BELL, 1),
    (lambda x: -x * np.exp(-(x**2)) ** 0.5, BELL, 1),
    (lambda x: -x * np.exp(-(x**2) / 2), BELL, 1),
    (bell_twice, BELL, 2),
    (lambda x: (2 * x + x**2) * np.exp(x), "x**2*exp(x)", 1),
    (lambda x: np.exp(x) * (np.cos(x) - np.sin(x)), "exp(x)*cos(x)", 1),
    (lambda x: np.exp(x) * (np.sin(x) + x * np.sin(x) + x * np.cos(x)), "x*exp(x)*sin(x)", 1),
    (lambda x: 2 * x * np.exp(x**2), "exp(x**2)", 1),
]


@pytest.mark.parametrize(("right", "of", "order"), BEYOND_FLOATS)
def test_end_of_floats_is_no_mistake(right: Callable[[float], Any], of: str, order: int) -> None:
    check.derivative(right, of=of, order=order)
    check.derivative(lambda x: np.float32(right(x)), of=of, order=order)


@pytest.mark.parametrize(("right", "of", "order"), BEYOND_FLOATS)
def test_end_of_floats_is_no_excuse(right: Callable[[float], Any], of: str, order: int) -> None:
    wrongs = [
        0,
        lambda x: 0,
        lambda x: 0.0 * x,
        lambda x: right(x) if abs(x) < 1 else 0.0,  # right near 0 only
        lambda x: right(x) * (1 if abs(x) < 1 else 1.001),
    ]
    for wrong in wrongs:
        with pytest.raises(check.Incorrect):
            check.derivative(wrong, of=of, order=order)


RIGHT: list[tuple[Any, Any, dict[str, Any]]] = [
    # The forms of question and answer
    ("3*x**2", "x**3", {}),
    ("3*x**2", lambda x: x**3, {}),
    (lambda x: 3 * x**2, "x**3", {}),
    (3 * x**2, x**3, {}),
    (sympy.Lambda(a, 3 * a**2), sympy.Lambda(x, x**3), {}),
    ("3*s**2", lambda t: t**3, {}),
    (np.cos, np.sin, {}),
    (math.cos, math.sin, {}),
    (math.cos, "sin(x)", {}),
    (lambda x: sympy.cos(x), "sin(x)", {}),
    (lambda x: np.array(math.cos(x)), "sin(x)", {}),
    (lambda x: x.cos() if hasattr(x, "cos") else (2 * x).sum(), "x**2", {}),  # takes arrays only
    (lambda x: -1 if x < 0 else 1, "abs(x)", {}),
    ("-3*sin(3*x)", lambda x: math.cos(3 * x), {}),
    ("12*x**2", "x**4", {"order": 2}),
    ("-sin(x)", np.sin, {"order": 2}),
    ("24", "x**4", {"order": 4}),
    # Constants
    *((zero, 7, {}) for zero in (0, 0.0, "0", "0*x", lambda x: 0, lambda x: 0 * x, sympy.Integer(0))),
    ("sin(x)**2 + cos(x)**2 - 1", "7", {}),
    (lambda x: np.sin(x) ** 2 + np.cos(x) ** 2 - 1, lambda x: 7, {}),
    (3, "3*x + 1", {}),
    # Another form, but equal
    ("2*(x - 1)*(x + 2) + (x - 1)**2", "(x - 1)**2*(x + 2)", {}),
    ("3*x**2 - 3", "(x - 1)**2*(x + 2)", {}),
    ("sin(2*x)", "sin(x)**2", {}),
    ("1 + tan(x)**2", "tan(x)", {}),
    ("1/cos(x)**2", "tan(x)", {}),
    ("2/x", "log(x**2)", {}),
    ("3/x", "ln(x**3)", {}),
    ("abs(x)/x", "abs(x)", {}),
    ("x/sqrt(x**2)", "sqrt(x**2)", {}),
    ("2*abs(x)", "x*abs(x)", {}),
    ("exp(log(2)*x)*log(2)", "2**x", {}),
    ("0.5/sqrt(x)", "sqrt(x)", {}),
    ("1/cosh(x)**2", "tanh(x)", {}),
    ("(exp(x) - exp(-x))/2", "cosh(x)", {}),
    ("x**x*(1 + log(x))", "x**x", {}),
    # Rounding in an honest function
    (lambda x: 1 - np.tanh(x) ** 2, "tanh(x)", {}),
    (lambda x: np.exp(x) / (1 + np.exp(x)) ** 2, "1/(1 + exp(-x))", {}),
    (lambda x: math.exp(x) / (1 + math.exp(x)) ** 2, "1/(1 + exp(-x))", {}),
    (lambda x: (x * np.sin(x) - 2 * (1 - np.cos(x))) / x**3, "(1 - cos(x))/x**2", {}),
    (lambda x: np.sin(x) / x**2 - 2 * (1 - np.cos(x)) / x**3, "(1 - cos(x))/x**2", {}),
    (lambda x: 5 * x**4 * np.cos(x**5), "sin(x**5)", {}),
    (lambda x: 2 * x * np.exp(x**2), "exp(x**2)", {}),
    (lambda x: 2 * x * math.exp(x**2), "exp(x**2)", {}),
    (lambda x: np.exp(np.exp(x)) * np.exp(x), "exp(exp(x))", {}),
    (lambda x: -2 * x * np.exp(-(x**2)), "exp(-x**2)", {}),
    (lambda x: 173 * x**172, "x**173", {}),
    (lambda x: (np.sin(x + 1e-6) - np.sin(x - 1e-6)) / 2e-6, "sin(x)", {"domain": (-1.5, 1.5)}),
    ("173*x**172", "x**173", {"domain": (0, 1)}),
    # Gaps, edges, and holes that can be filled
    ("cos(x)/x - sin(x)/x**2", "sin(x)/x", {}),
    (lambda x: (x * math.cos(x) - math.sin(x)) / x**2, "sin(x)/x", {}),
    ("1/x", "log(x)", {}),
    ("1/abs(x)", "log(x)", {}),
    (lambda x: 1 / x, np.log, {}),
    ("1/(2*sqrt(x))", "sqrt(x)", {}),
    ("-1/x**2", "1/x", {}),
    ("1/sqrt(1 - x**2)", "asin(x)", {}),
    (lambda x: 1 / np.sqrt(1 - x**2), np.arcsin, {}),
    ("1/(2*sqrt(x - 500))", "sqrt(x - 500)", {}),
    ("1/(x*log(x))", "log(log(x))", {}),
    (lambda x: x ** (-2 / 3) / 3, np.cbrt, {}),
    ("2*x", lambda x: np.where(x > 1, x**2, x**2), {}),
    ("1/x", "log(x)", {"domain": (1e4, math.inf)}),
    ("1/x", "log(-x)", {"domain": (-math.inf, -1e-9)}),
    ("-1/(x*log(x)**2)", "1/log(x)", {"domain": (1.001, 1.002)}),
    # No formula can be found
    (lambda x: 2 * x if x > 0 else -1, by_cases, {}),
    (np.cos, lambda x: float(math.sin(float(x))), {}),
    ("-cos(x)", lambda x: float(math.cos(float(x))), {"order": 2}),
    ("1/x", lambda x: float(math.log(float(x))), {}),
    # Parameters
    ("2*a*x + b", "a*x**2 + b*x + c", {}),
    ("a*cos(a*t)", "sin(a*t)", {}),
    ("x**2", "a*x**2", {"variables": ("a", "x")}),
    (lambda x, a: 2 * a * x, "a*x**2", {}),
    ("n*x**(n - 1)", "x**n", {}),
    # At points
    (12, "x**3", {"at": 2}),
    ("12", "x**3", {"at": 2}),
    (sympy.Rational(1, 2), "sin(x)", {"at": sympy.pi / 3}),
    ([0, 2, 4.0], "x**2", {"at": [0, 1, 2]}),
    (np.array([0.0, 2.0]), "x**2", {"at": np.array([0.0, 1.0])}),
    (6.1e-17, "sin(x)", {"at": math.pi / 2}),
    (0, "sin(x)", {"at": math.pi / 2}),
    (np.cos, "sin(x)", {"at": [0, 1]}),
    ("2*x", "x**2", {"at": 0}),
    (1.0, lambda x: float(math.sin(float(x))), {"at": 0}),
]


@pytest.mark.parametrize(("answer", "of", "options"), RIGHT)
def test_right_answer_passes(answer: Any, of: Any, options: dict[str, Any]) -> None:
    assert check.derivative(answer, of=of, **options) is None


WRONG: list[tuple[Any, Any, dict[str, Any]]] = [
    ("x**172", "x**173", {"domain": (0, 1)}),
    (lambda x: x**172, "x**173", {"domain": (0, 1)}),
    ("2*x + sin(pi*x)", "x**2", {}),  # right at every whole number
    ("2*x + x*(x - 1)*(x - 2)", "x**2", {}),
    ("2*x + 1e-6", "x**2", {}),
    ("2.0001*x", "x**2", {}),
    ("abs(2*x)", "x**2", {}),  # right on one half of the line
    (lambda x: 2 * x if x > 0 else 0, "x**2", {}),
    (lambda x: 2 * x if x < 500 else 0, "x**2", {}),
    (lambda x: 2 * x if abs(x) > 0.01 else 0.1, "x**2", {}),
    (lambda x: 2 * x + (4.1 < x < 4.2), "x**2", {}),
    (lambda x: 2 * x + (0.52 < x < 0.54), "x**2", {"domain": (0, 1)}),
    ("2*log(x) + 2", "x*log(x**2)", {}),  # undefined on one half
    ("1/x", "log(x) + x/1000", {}),
    ("1", "7", {}),
    (lambda x: 1e-9, "7", {}),
    (0, "x", {}),
    (lambda x: -x * math.exp(-(x**2) / 2) + (x > 100), "exp(-x**2/2)", {}),  # off where the right value is tiny
    ("exp(x)", "exp(x) + x", {"domain": (0, 1)}),
    (lambda x: np.sin(1e9 * x), "cos(x)", {}),
    (lambda x: 2 * x + (x > 950), "x**2", {}),
    ("1.01/x", "log(x)", {"domain": (1e4, math.inf)}),
    ("3.14*cos(pi*x)", "sin(pi*x)", {}),
    (np.cos, lambda x: 1.001 * float(math.sin(float(x))), {}),
    ("a*x", "a*x**2", {}),
    ("2*x", "a*x**2", {}),
    (11, "x**3", {"at": 2}),
    ([0, 2, 5], "x**2", {"at": [0, 1, 2]}),
    (1e-5, "sin(x)", {"at": math.pi / 2}),
    (np.sin, "sin(x)", {"at": [0, 1]}),
    (lambda x: 1 / x, "x**2", {"at": 0}),
]


@pytest.mark.parametrize(("answer", "of", "options"), WRONG)
def test_wrong_answer_does_not_pass(answer: Any, of: Any, options: dict[str, Any]) -> None:
    with pytest.raises(check.Incorrect, match=r"^At |points"):
        check.derivative(answer, of=of, **options)


def raising(error: BaseException) -> Callable[[float], float]:
    def function(_: float) -> float:
        raise error

    return function


NO_ANSWER: list[tuple[Any, dict[str, Any], str]] = [
    (None, {}, "blank"),
    (..., {}, "blank"),
    ("", {}, "blank"),
    ("   ", {}, "blank"),
    (lambda x: None, {}, "blank"),
    (raising(NotImplementedError()), {}, "blank"),
    (raising(KeyError("slope")), {}, "raised KeyError at x = .*slope"),
    (lambda x: undefined_name, {}, "raised NameError"),  # type: ignore[name-defined]  # noqa: F821
    (lambda x: x + "1", {}, "raised TypeError"),
    (lambda: 2, {}, "takes 0 values; it is called with 1"),
    (lambda x, y: 2 * x, {}, "takes 2 values"),
    (lambda x: "2*x", {}, "returned a text"),
    (lambda x: [2 * x], {}, "returned a list of length 1"),
    (lambda x: np.array([x, x]), {}, r"returned an array of shape \(2,\)"),
    (lambda x: x > 0, {}, "returned (True|False)"),
    (lambda x: math.nan, {}, "no value"),
    (math.nan, {}, "no value"),
    (raising(ZeroDivisionError()), {}, "no value"),
    ([1, 2], {}, "list of length 2"),
    ({}, {}, "dict"),
    (True, {}, "True"),
    (2j, {}, "complex"),
    ("2*t", {}, "uses t"),
    ("e**x", {}, "written E"),
    ("2^x", {}, r"use \*\*"),
    ("2x", {}, r"write 2\*x"),
    ("x(x + 1)", {}, r"write x\*"),
    ("f'(x) = 2*x", {}, "right of the equals sign"),
    ("__import__('os').system('true')", {}, "cannot be read"),
    ("9**9**9**9", {}, "too large"),
    ("(2*x)**(10**9)", {}, "too large"),
    ("sqrt(2)**(10**9)", {}, "too large"),
    ("exp(log(2)*10**9)", {}, "too large"),
    ("E**(log(2)*10**9)", {}, "too large"),
    ("2**x*2**(10**9 - x)", {}, "too large"),
    ("((2**(4000*x))**4000)**(1/x)", {}, "too large"),
    ("x" * 3000, {}, "longer than"),
    ("-" * 250 + "x", {}, "nested"),
    ("(" * 250 + "x" + ")" * 250, {}, "cannot be read"),
    ("zeta(x)", {}, "not a function here"),
    (sympy.zeta(x), {}, "zeta"),
    (sympy.Function("exec")(x), {}, "exec"),
    (sympy.I * x, {}, "no value"),
    (None, {"at": 1}, "blank"),
    ("text", {"at": 1}, "uses text"),
    ([1.0], {"at": 1}, "list of length 1; a number"),
    (2.0, {"at": [1, 2]}, "2 numbers are wanted"),
    ([1, 2, 3], {"at": [1, 2]}, "holds 3 numbers"),
    ([2, None], {"at": [1, 2]}, "blank"),
    (math.inf, {"at": 1}, "inf"),
]


@pytest.mark.parametrize(("answer", "options", "message"), NO_ANSWER)
def test_what_is_no_answer_is_told_so(answer: Any, options: dict[str, Any], message: str) -> None:
    with pytest.raises(check.Incorrect, match=message) as caught:
        check.derivative(answer, of="x**2", **options)
    assert caught.value.misconception is None


@pytest.mark.parametrize(
    ("of", "options", "error"),
    [
        (None, {}, TypeError),
        ([1, 2], {}, TypeError),
        ("x +", {}, ValueError),
        ("sqrt(-1 - x**2)", {}, ValueError),
        (lambda x: 1 / 0, {}, ValueError),
        ("log(x)", {"domain": (-2, -1)}, ValueError),
        ("log(x)", {"at": -1}, ValueError),
        ("x**2", {"domain": (1, 1)}, ValueError),
        ("x**2", {"order": 0}, ValueError),
        ("a*x", {"at": 1}, ValueError),
    ],
)
def test_mistake_of_the_author_is_not_the_learners(of: Any, options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        check.derivative(1.0, of=of, **options)


MESSAGES = [
    ("x", "x**2", {"domain": (1, 3)}, "too small"),
    ("3*x", "x**2", {"domain": (1, 3)}, "too large"),
    ("-2*x", "x**2", {"domain": (1, 3)}, "of the wrong sign"),
    ("1/(x - x)", "x**2", {}, "no value"),
]


@pytest.mark.parametrize(("answer", "of", "options", "says"), MESSAGES)
def test_message_says_where_and_how(answer: str, of: str, options: dict[str, Any], says: str) -> None:
    with pytest.raises(check.Incorrect, match=rf"^At x = .*{says}"):
        check.derivative(answer, of=of, **options)


def test_message_gives_neither_the_expression_nor_the_value_away() -> None:
    with pytest.raises(check.Incorrect) as caught:
        check.derivative("cos(x**2)", of="sin(x**2)")
    message = str(caught.value)
    place = float(message.split("x = ")[1].split(" ")[0])
    assert f"{2 * place * math.cos(place**2):.3g}"[:4] not in message
    assert "2*x" not in message
    assert check.MISCONCEPTIONS["missing_inner_derivative"] in message


@pytest.mark.parametrize("angle", [60, 135])
def test_message_shows_enough_digits_to_differ(angle: float) -> None:
    with pytest.raises(check.Incorrect, match="constant rounded") as caught:
        check.derivative(math.cos(angle * 3.1416 / 180), of="sin(x)", at=math.radians(angle))
    shown = float(str(caught.value).split("your answer, ")[1].split(",")[0])
    assert shown != pytest.approx(math.cos(math.radians(angle)), rel=1e-8)


def test_notebook_shows_the_message_and_no_traceback() -> None:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    shown: list[str] = []
    shell.showtraceback = shell.showtraceback  # type: ignore[method-assign]
    original = shell._showtraceback
    shell._showtraceback = lambda kind, error, lines: shown.extend(lines)  # type: ignore[method-assign]
    try:
        shell.run_cell("from helpers import check\nsecret = 42; check.derivative('x', of='x**2')")
    finally:
        shell._showtraceback = original  # type: ignore[method-assign]
        InteractiveShell.clear_instance()
    assert shown[0].startswith("Not yet: At x = ")
    assert "secret" not in "".join(shown)


def test_check_is_deterministic_and_leaves_no_trace() -> None:
    random_state, float_errors, filters = np.random.get_state(), np.geterr(), list(warnings.filters)
    messages = set()
    for _ in range(3):
        with pytest.raises(check.Incorrect) as caught:
            check.derivative(lambda x: np.log(x) / 0.0, of=lambda x: np.log(x) + np.float64(0) * x)
        messages.add(str(caught.value))
    assert len(messages) == 1
    assert all(np.array_equal(old, new) for old, new in zip(random_state, np.random.get_state(), strict=True))
    assert np.geterr() == float_errors
    assert warnings.filters == filters


@pytest.mark.parametrize(
    ("answer", "of"),
    [
        ("exp(exp(exp(exp(x))))", "x**2"),
        ("x**(10**50)", "x**2"),
        ("2**(2**(2**x))", "x**2"),
        ("+".join(["x"] * 150), "x**2"),
        ("sin(" * 100 + "x" + ")" * 100, "x**2"),
        ("x", "sin(exp(x**2)/(1 + x**2))*cos(x**3)*log(1 + x**4)/(x - 1)"),
    ],
)
def test_large_and_deep_answers_are_wrong_and_no_more(answer: Any, of: Any) -> None:
    with pytest.raises(check.Incorrect):
        check.derivative(answer, of=of)


class Remote:
    """A function in another process: it can be called, and nothing else."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function

    def __call__(self, *arguments: Any) -> Any:
        assert all(type(argument) is float for argument in arguments)
        return self._function(*arguments)

    def _refuse(self, *_: Any) -> Any:
        raise PermissionError("a remote object cannot be compared or converted")

    __eq__ = __ne__ = __bool__ = __float__ = __array__ = __iter__ = __len__ = __str__ = _refuse  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]


def test_function_in_another_process_is_only_called() -> None:
    check.derivative(Remote(np.cos), of="sin(x)")
    check.derivative(Remote(np.cos), of="sin(x)", at=1.0)
    check.curve(Remote(np.cos), through=[(0.0, 1.0), (math.pi, -1.0)])
    with pytest.raises(check.Incorrect) as caught:
        check.derivative(Remote(lambda x: math.cos(x**2)), of="sin(x**2)")
    assert caught.value.misconception == "missing_inner_derivative"
    with pytest.raises(check.Incorrect, match="a function; a number"):
        check.number(Remote(np.cos), 1)
