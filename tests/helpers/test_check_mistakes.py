"""Usual mistakes are named, in whatever form they are handed in; and nothing else is."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy

from helpers import check
from helpers.check.expressions import parse

X = sympy.Symbol("x")

# function | wrong derivative | the mistake
USUAL = [
    row.split(" | ")
    for row in """
sin(x**2) | cos(x**2) | missing_inner_derivative
cos(5*x) | -sin(5*x) | missing_inner_derivative
exp(-3*x) | exp(-3*x) | missing_inner_derivative
log(x**2 + 1) | 1/(x**2 + 1) | missing_inner_derivative
(3*x + 1)**4 | 4*(3*x + 1)**3 | missing_inner_derivative
sqrt(1 - x**2) | 1/(2*sqrt(1 - x**2)) | missing_inner_derivative
5*sin(x**3) + x | 5*cos(x**3) + 1 | missing_inner_derivative
(2*x)**3 | 3*(2*x)**2 | missing_inner_derivative
x*sin(4*x) | sin(4*x) + x*cos(4*x) | missing_inner_derivative
exp(-x**2/2) | exp(-x**2/2) | missing_inner_derivative
sin(x**2) | cos(2*x) | derivative_taken_inside
exp(x**3) | exp(3*x**2) | derivative_taken_inside
sin(x**2)**3 | 3*cos(2*x)**2 | derivative_taken_inside
log(x**2 + x) | 1/(2*x + 1) | derivative_taken_inside
cos(x**2 + 3*x) | -sin(2*x + 3) | derivative_taken_inside
(x**2 + 1)**5 | 5*(2*x)**4 | derivative_taken_inside
sin(x**2) | x**2*cos(x) + 2*x*sin(x) | composition_as_product
exp(sin(x)) | exp(x)*cos(x) | inner_function_lost
cos(3*x) | -3*sin(x) | inner_function_lost
exp(sin(x)) | exp(x)*sin(x) + exp(x)*cos(x) | composition_as_product
log(cos(x)) | cos(x)/x - sin(x)*log(x) | composition_as_product
sin(x**2)**3 | 6*x*sin(x**2)**2 | inner_derivative_misplaced
sin(x**2)**3 | 3*sin(x**2)**2*cos(x**2) | inner_derivative_misplaced
exp(cos(x**2)) | -2*x*sin(x**2) | inner_derivative_misplaced
sqrt(sin(x**2) + 2) | x/sqrt(sin(x**2) + 2) | inner_derivative_misplaced
exp(sin(3*x)) | cos(3*x)*exp(sin(3*x)) | inner_derivative_misplaced
sin(x**2)**3 | 3*sin(x**2)**2 | missing_inner_derivative
x**2*exp(x) | 2*x*exp(x) | product_of_derivatives
x**3*sin(x) | 3*x**2*cos(x) | product_of_derivatives
x*exp(x)*sin(x) | exp(x)*cos(x) | product_of_derivatives
(x**2 + 1)*(x - 3) | 2*x | product_of_derivatives
log(x)*cos(x) | -sin(x)/x | product_of_derivatives
7*x**2*cos(x) | -14*x*sin(x) | product_of_derivatives
x**2*sin(x) | 2*x*sin(x) | product_rule_term_missing
x**2*sin(x) | x**2*cos(x) | product_rule_term_missing
x*log(x) | log(x) | product_rule_term_missing
x*exp(x)*sin(x) | exp(x)*sin(x) + x*exp(x)*sin(x) | product_rule_term_missing
sin(x)/x | cos(x) | quotient_of_derivatives
(x**2 + 1)/(x**3 - 2) | 2*x/(3*x**2) | quotient_of_derivatives
exp(x)/cos(x) | -exp(x)/sin(x) | quotient_of_derivatives
(3*x + 1)/(4*x - 3) | 13/(4*x - 3)**2 | quotient_order_swapped
sin(x)/x | (sin(x) - x*cos(x))/x**2 | quotient_order_swapped
x/(x**2 + 1) | (2*x**2 - (x**2 + 1))/(x**2 + 1)**2 | quotient_order_swapped
1/(x**2 + 1) | 2*x/(x**2 + 1)**2 | quotient_order_swapped
(5*x + 2)/(2*x - 1) | 9/(2*x - 1)**2 | quotient_order_swapped
(5*x + 2)/(2*x - 1) | 5/(2*x - 1) + 2*(5*x + 2)/(2*x - 1)**2 | quotient_order_swapped
sin(x)/x | cos(x)/x + sin(x)/x**2 | quotient_order_swapped
(5*x + 2)/(2*x - 1) | 5/(2*x - 1) - (5*x + 2)/(2*x - 1)**2 | missing_inner_derivative
4*x**3 - 2/x**2 + 7 | 12*x**2 - 4/x**3 | negative_exponent_sign
4*x**3 - 2*x**-2 + 7 | 12*x**2 - 4/x**3 | negative_exponent_sign
x**2 + 3/x | 2*x + 3/x**2 | negative_exponent_sign
1/sqrt(x) | 1/(2*x*sqrt(x)) | negative_exponent_sign
x**-2 | 2/x**3 | negative_exponent_sign
5*2**x | 5*2**x*0.693 | constant_rounded
2*pi*x**3/3 | 6.2832*x**2 | constant_rounded
sin(pi*x) | 3.14*cos(pi*x) | constant_rounded
x/(x**2 + 1) | (1 - x**2)/(x**2 + 1) | quotient_denominator_not_squared
2**x | x*2**(x - 1) | power_rule_on_exponential
exp(x) | x*exp(x - 1) | power_rule_on_exponential
5*3**x | 5*x*3**(x - 1) | power_rule_on_exponential
x**2 + exp(x) | 2*x + x*exp(x - 1) | power_rule_on_exponential
x**x | x*x**(x - 1) | power_rule_on_exponential
2**(3*x) | 3*2**(3*x) | logarithm_factor_lost
10**x | 10**x | logarithm_factor_lost
x**2 + 7 | 2*x + 7 | constant_not_dropped
sin(x) - pi | cos(x) - pi | constant_not_dropped
3*x + 4 | 7 | constant_not_dropped
(x**2 + 3)**2 | 2*(x**2 + 3)*(2*x + 3) | constant_not_dropped
7 | 7 | constant_not_dropped
cos(3*x) | 3*sin(3*x) | sign_cos_derivative
sin(x) | -cos(x) | sign_cos_derivative
x**2 + cos(x) | 2*x + sin(x) | sign_cos_derivative
sin(x)*cos(x) | cos(x)**2 + sin(x)**2 | sign_cos_derivative
exp(x)*cos(2*x) | exp(x)*cos(2*x) + 2*exp(x)*sin(2*x) | sign_cos_derivative
3*sin(x) + 2*cos(x) | 3*cos(x) + 2*sin(x) | sign_cos_derivative
x**-2 | -2/x | exponent_raised_not_lowered
x**3 | 3*x**4 | exponent_raised_not_lowered
4*x**3 - 2/x**2 | 12*x**2 + 4/x | exponent_raised_not_lowered
sqrt(x) | x**Rational(3, 2)/2 | exponent_raised_not_lowered
x**3 | 3*x**3 | exponent_not_lowered
2*x**4 + x | 8*x**4 + 1 | exponent_not_lowered
x**3 | x**2 | factor_not_brought_down
5*x**4 + 1 | 5*x**3 | factor_not_brought_down
3*x**2 | 2*x | constant_factor_lost
5*sin(x) | cos(x) | constant_factor_lost
x**2 + 4*exp(x) | 2*x + exp(x) | constant_factor_lost
sin(x) | pi*cos(x)/180 | degrees_vs_radians
exp(sin(x)) | cos(x) | outer_derivative_missing
x**3 - x | x**3 - x | function_not_derivative
sin(x) + x**2 | sin(x) + x**2 | function_not_derivative
exp(-x**2/2) | x*exp(-x**2/2) | sign_lost
x**2 - 3*x | 3 - 2*x | sign_lost
1/x | 1/x**2 | negative_exponent_sign
x**4 - x | 12*x**2 | order_too_high
x**2 - sin(x) | x**3/3 + cos(x) + 5 | antiderivative_given
1/x | log(Abs(x)) | antiderivative_given
""".strip().splitlines()
]

FORMS: dict[str, Callable[[str], Any]] = {
    "text": lambda text: text,
    "sympy": lambda text: parse(text).xreplace({sympy.Symbol("x", real=True): X}),
    "numpy": lambda text: sympy.lambdify(X, FORMS["sympy"](text), "numpy"),
    "math": lambda text: sympy.lambdify(X, FORMS["sympy"](text), "math"),
}


def misconception(answer: Any, **question: Any) -> str | None:
    with pytest.raises(check.Incorrect) as caught:
        check.derivative(answer, **question)
    return caught.value.misconception


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("function", "wrong", "mistake"), USUAL)
def test_usual_mistake_is_named(function: str, wrong: str, mistake: str, form: str) -> None:
    assert misconception(FORMS[form](wrong), of=function) == mistake


@pytest.mark.parametrize("form", ["sympy", "numpy"])
@pytest.mark.parametrize(("function", "wrong", "mistake"), USUAL)
def test_mistake_is_named_for_each_form_of_the_question(function: str, wrong: str, mistake: str, form: str) -> None:
    question = FORMS[form](function) if function != "(2*x)**3" else function  # sympy would make 8*x**3 of it
    assert misconception(wrong, of=question) == mistake


@pytest.mark.parametrize(
    ("function", "wrong", "mistake"),
    [
        ("exp(-x**2/2)", "-x*exp(-x**2/2)", "order_too_low"),
        ("exp(-x**2/2)", "x**2*exp(-x**2/2)", "product_rule_term_missing"),
        ("exp(-x**2/2)", "(1 - x**2)*exp(-x**2/2)", "sign_lost"),
        ("sin(3*x)", "3*cos(3*x)", "order_too_low"),
        ("sin(3*x)", "-sin(3*x)", "missing_inner_derivative"),
        ("sin(3*x)", "9*sin(3*x)", "sign_cos_derivative"),
        ("x**4", "24*x", "order_too_high"),
        ("x**4 + x", "x**4 + x", "function_not_derivative"),
        ("x**3*exp(x)", "6*x*exp(x)", "product_of_derivatives"),
        ("x**4", "4*x**3 + 1", None),
    ],
)
def test_mistakes_in_second_derivatives(function: str, wrong: str, mistake: str | None) -> None:
    assert misconception(wrong, of=function, order=2) == mistake


@pytest.mark.parametrize(
    ("answer", "of", "at", "mistake"),
    [
        (math.cos(60), "sin(x)", math.pi / 3, "degrees_vs_radians"),
        (-0.9524129804151563, np.sin, np.pi / 3, "degrees_vs_radians"),
        ([math.cos(60), math.cos(30)], "sin(x)", [math.pi / 3, math.pi / 6], "degrees_vs_radians"),
        (0.5 * math.pi / 180, "sin(x)", math.pi / 3, "degrees_vs_radians"),
        (6.0, "x**3", 1, "central_difference_factor"),
        ([6.0], "x**3", [1], "central_difference_factor"),
        (0.0, "sin(x)", 1, "h_too_small"),
        (math.cos(1.21), "sin(x**2)", 1.1, "missing_inner_derivative"),
        (math.cos(60 * 3.1416 / 180), "sin(x)", math.pi / 3, "constant_rounded"),
        ([math.cos(k * 3.1416 / 180) for k in (30, 60)], "sin(x)", [math.pi / 6, math.pi / 3], "constant_rounded"),
        (lambda x: math.cos(x * 1.00001), "sin(x)", [0.5, 1.0, 2.0], "constant_rounded"),
        (lambda r: 6.2832 * r**2, "2*pi*r**3/3", 1, "constant_rounded"),
        (lambda x: 12 * x**2 + 4 / x**3 + 1e-4, "4*x**3 - 2/x**2 + 7", 1, None),  # near there, and there alone
        (9, "x**2", 3, "function_not_derivative"),
        (np.cos, "cos(x)", [1, 2, 3], "function_not_derivative"),
        (7, "x**2", 3, None),
        (1, "x**3", 1, None),  # too many mistakes lead there
    ],
)
def test_mistakes_at_points(answer: Any, of: Any, at: Any, mistake: str | None) -> None:
    assert misconception(answer, of=of, at=at) == mistake


@pytest.mark.parametrize(
    ("wrong", "mistake"),
    [
        (np.sin, "function_not_derivative"),
        (lambda x: -math.cos(x), "sign_lost"),
        ("-sin(x)", "order_too_high"),
        ("-cos(x)", "sign_lost"),
        ("cos(x) + 1", None),
        (lambda x: 1 - math.cos(x) + 3, "antiderivative_given"),
    ],
)
def test_mistakes_about_a_function_without_a_formula(wrong: Any, mistake: str) -> None:
    assert misconception(wrong, of=lambda x: float(math.sin(float(x)))) == mistake


ARBITRARY = [
    row.split(" | ")
    for row in """
x**2 | 3*x
x**2 | 2*x + 1
x**2 | cos(x)
x**2 | 5
x**2 | 0
x**2 | x + 2
x**3 | 3*x**2 + x
x**3 | 2*x**2
x**3 + 7 | 3*x**2 + 5
sin(x) | sin(2*x)
sin(x) | 2*cos(x)
sin(x) | cos(x) + 1
sin(x) | x
cos(3*x) | cos(x)
exp(2*x) | 3*exp(2*x)
exp(x) | x
2**x | 3**x
log(x) | 1/x**2
log(x) | x
sqrt(x) | 2/sqrt(x)
sin(x**2) | 3*x*cos(x**2)
sin(x**2) | 2*x*cos(x) + 1
sin(x**2) | x
sin(x)*exp(x) | exp(x)
x**2*exp(x) | x*exp(x)
x**2*exp(x) | exp(x)
sin(x)/x | 1/x
(3*x + 1)/(4*x - 3) | 1/(4*x - 3)**2
(3*x + 1)/(4*x - 3) | -7/(4*x - 3)**2
x**4 - 2*x**2 | 4*x**3 - x
tan(x) | 1/cos(x)
7 | 1
exp(-x**2) | -3*x*exp(-x**2)
sin(x)**2 | cos(x)**2
x**173 | 173*x**171
x**2 | 2*x + 0.000001
sin(x) | 1.02*cos(x)
""".strip().splitlines()
]


@pytest.mark.parametrize(("function", "wrong"), ARBITRARY)
def test_other_wrong_answers_get_no_name(function: str, wrong: str) -> None:
    for form in ("text", "numpy"):
        assert misconception(FORMS[form](wrong), of=function) is None
