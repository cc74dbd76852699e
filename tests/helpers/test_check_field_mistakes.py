"""Usual mistakes in several variables are named, in whatever form they are handed in; and nothing else is."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy

from helpers import check
from helpers.check.forms import listed

XY = ("x", "y")

# kind | function | wrong answer | the mistake
USUAL = [
    row.split(" | ")
    for row in """
partial x | x**2*y + 5*y | 2*x*y + 5*y | constant_terms_kept
partial x | x**2*y + 5*y + 7 | 2*x*y + 5*y + 7 | constant_terms_kept
partial x | x**2*y + 7 | 2*x*y + 7 | constant_not_dropped
partial x | (x**2 + y**2)**2 | 2*(x**2 + y**2)*(2*x + y**2) | constant_terms_kept
partial x | x**2*y | x**2 | wrong_variable
partial y | x**2*y**3 | 2*x*y**3 | wrong_variable
partial x | x**3*cos(y) | -x**3*sin(y) | wrong_variable
partial x | x**2*y | 2*x*y + x**2 | all_variables_varied
partial y | x*y + y**2 | x + 3*y | all_variables_varied
partial x | x**2*sin(y) | 2*x*cos(y) | all_variables_varied
partial x | x**2*y | 2*x | constant_factor_lost
partial x | sin(x*y) | cos(x*y) | missing_inner_derivative
partial y | exp(x*y**2) | exp(x*y**2) | missing_inner_derivative
partial y | (x + 2*y)**3 | 3*(x + 2*y)**2 | missing_inner_derivative
partial x | x**2*exp(x)*y | 2*x*exp(x)*y | product_of_derivatives
partial x | x*sin(x)*y | y*sin(x) | product_rule_term_missing
partial x | cos(x - y) | sin(x - y) | sign_cos_derivative
partial x | y**x | x*y**(x - 1) | power_rule_on_exponential
partial y | x/y | x/y**2 | negative_exponent_sign
partial x | x**2*y - x | 1 - 2*x*y | sign_lost
partial x | x**2*y | x**2*y | function_not_derivative
partial x | x**3*y | 6*x*y | order_too_high
partial x | sin(x)*y | pi*y*cos(x)/180 | degrees_vs_radians
partial x | pi*x**2*y | 6.2832*x*y | constant_rounded
gradient | pi*x**3 + x*y**2 + 5*y**4 | [3*pi*x**2 + 5*y**4 + y**2, pi*x**3 + 2*x*y + 20*y**3] | constant_terms_kept
gradient | x**2 + y**2 | [2*x + y**2, 2*y] | constant_terms_kept
gradient | x**2*y + 3*x*y/4 | [x**2 + 3*x/4, 2*x*y + 3*y/4] | components_swapped
gradient | x**2*y + y | [2*x*y, 2*x*y] | wrong_variable
gradient | x**2 + y**2 | 2*x + 2*y | gradient_summed_to_scalar
gradient | x**2 + y**2 | [2*x + 2*y, 2*x + 2*y] | all_variables_varied
gradient | x**2 + y**3 | [-2*x, -3*y**2] | sign_lost
gradient | sin(x*y) | [cos(x*y), cos(x*y)] | missing_inner_derivative
gradient | sin(x*y) | [y*cos(x*y), cos(x*y)] | missing_inner_derivative
gradient | x**2*y | [[2*y, 2*x], [2*x, 0]] | order_too_high
gradient | x**2*y | x**2*y | function_not_derivative
gradient | x**2 + y**2 | [x, y] | factor_not_brought_down
gradient | pi*x**2 + y | [6.28*x, 1] | constant_rounded
jacobian | [x**2 - y**2, 2*x*y] | [[2*x, 2*y], [-2*y, 2*x]] | jacobian_transposed
jacobian | [x*y, x + y, y**2] | [[y, 1, 0], [x, 1, 2*y]] | jacobian_transposed
jacobian | x**2*y | [[2*x*y], [x**2]] | jacobian_transposed
jacobian | [x**2*y, x + 3*y] | [[x**2, 2*x*y], [3, 1]] | components_swapped
jacobian | [x**2*y, x + 3*y] | [[1, 3], [2*x*y, x**2]] | components_swapped
jacobian | x**2*y + 3*x*y/4 | [x**2 + 3*x/4, 2*x*y + 3*y/4] | components_swapped
jacobian | [r*cos(t), r*sin(t)] | r | determinant_for_jacobian
jacobian | [r*cos(t), r*sin(t)] | [[cos(t), r*sin(t)], [sin(t), r*cos(t)]] | sign_cos_derivative
jacobian | [x*y, x + y] | [x + y, 2] | gradient_summed_to_scalar
jacobian | [x*y, x**2 - y] | [x*y, x**2 - y] | function_not_derivative
jacobian | [x**2*y, x + y**2] | [[2*x*y, x**2], [1 + y**2, 2*y]] | constant_terms_kept
jacobian_determinant | [r*cos(t), r*sin(t)] | 1 | polar_determinant_r_lost
jacobian_determinant | [r*sin(t)*cos(u), r*sin(t)*sin(u), r*cos(t)] | r*sin(t) | polar_determinant_r_lost
jacobian_determinant | [r*cos(t), r*sin(t)] | -r | determinant_sign_lost
jacobian_determinant | [x**2 - y**2, 2*x*y] | 4*x**2 - 4*y**2 | determinant_products_added
jacobian_determinant | [x**2 - y**2, 2*x*y] | 4*x | trace_for_determinant
jacobian_determinant | [x**2 - y**2, 2*x*y] | 4*x**2 | determinant_diagonal_only
jacobian_determinant | [x**2 - y**2, 2*x*y] | [[2*x, -2*y], [2*y, 2*x]] | jacobian_for_determinant
jacobian_determinant | [x*sin(2*y), y] | sin(2*y) + 1 | trace_for_determinant
jacobian_determinant | [sin(3*x)*y, x + y] | y*cos(3*x) - sin(3*x) | missing_inner_derivative
hessian | x**2*y + x*y | [[2*y, 0], [0, 0]] | mixed_partial_forgotten
hessian | x**2*y**3 | [2*y**3, 6*x**2*y] | mixed_partial_forgotten
hessian | exp(x)*cos(y) | [[exp(x)*cos(y), -exp(x)*sin(y)], [exp(x)*sin(y), -exp(x)*cos(y)]] | hessian_not_symmetric
hessian | x**2*y | [[2*y, 2*x], [0, 0]] | hessian_not_symmetric
hessian | x**2 + y**3 | [[2*x, 3*y**2], [3*y**2, 2*x]] | gradient_outer_product_as_hessian
hessian | x**2 + y**3 | [[4*x**2, 6*x*y**2], [6*x*y**2, 9*y**4]] | gradient_outer_product_as_hessian
hessian | x**2 + y**3 | [2*x, 3*y**2] | gradient_for_hessian
hessian | x**2*y + y**3 | [[6*y, 2*x], [2*x, 2*y]] | components_swapped
hessian | x**2 + x*y | [[2, 2], [2, 0]] | factor_of_two
hessian | sin(3*x)*y | [[-3*y*sin(3*x), 3*cos(3*x)], [3*cos(3*x), 0]] | missing_inner_derivative
hessian | x**2 + y**3 | 12*y | determinant_for_jacobian
hessian | x**3 + y**3 | [[-6*x, 0], [0, -6*y]] | sign_lost
""".strip().splitlines()
]


def symbolic(text: str) -> Any:
    parts = listed(text)
    return sympy.sympify(text) if parts is None else [symbolic(part) for part in parts]


def texts(text: str) -> Any:
    parts = listed(text)
    return text if parts is None else [texts(part) for part in parts]


def numeric(text: str, names: tuple[str, ...]) -> Any:
    return sympy.lambdify(sympy.symbols(names), symbolic(text), "numpy")


def of_vector(text: str, names: tuple[str, ...]) -> Any:
    function = numeric(text, names)
    return lambda p: np.array(function(*p))


FORMS: dict[str, Callable[[str, tuple[str, ...]], Any]] = {
    "text": lambda text, names: text,
    "texts": lambda text, names: texts(text),
    "sympy": lambda text, names: symbolic(text),
    "numpy": numeric,
    "vector": of_vector,
}


def named(function: str) -> tuple[str, ...]:
    """Return the inputs of a function, in their order."""
    return ("r", "t", "u") if "u)" in function else ("r", "t") if "r*" in function else XY


def misconception(kind: str, answer: Any, of: Any, **options: Any) -> str | None:
    name, *wrt = kind.split()
    with pytest.raises(check.Incorrect) as caught:
        getattr(check, name)(answer, of=of, **({"wrt": wrt[0]} if wrt else {}), **options)
    return caught.value.misconception


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("kind", "function", "wrong", "mistake"), USUAL)
def test_usual_mistake_is_named(kind: str, function: str, wrong: str, mistake: str, form: str) -> None:
    names = named(function)
    assert misconception(kind, FORMS[form](wrong, names), texts(function), variables=names) == mistake


@pytest.mark.parametrize(("kind", "function", "wrong", "mistake"), USUAL)
def test_mistake_is_named_when_the_question_is_a_function(kind: str, function: str, wrong: str, mistake: str) -> None:
    names = named(function)
    assert misconception(kind, texts(wrong), numeric(function, names), variables=names) == mistake


@pytest.mark.parametrize(
    ("kind", "answer", "of", "at", "mistake"),
    [
        ("gradient", 6, "x**2 + y**2", (1, 2), "gradient_summed_to_scalar"),
        ("gradient", [6.0], "x**2 + y**2", (1, 2), "gradient_summed_to_scalar"),
        ("gradient", [4, 2], "x**2 + y**2", (1, 2), "components_swapped"),
        ("gradient", [-2, -4], "x**2 + y**2", (1, 2), "sign_lost"),
        ("gradient", np.array([4.0, 8.0]), "x**2 + y**2", (1, 2), "central_difference_factor"),
        ("gradient", [7.5, 8.25], "x**2 + y**2", (1, 2), None),
        ("partial x", 9.0, "x**2*y + 5*y", (1, 2), None),  # too many mistakes lead there
        ("jacobian", [[2, 4], [-4, 2]], ["x**2 - y**2", "2*x*y"], (1, 2), "jacobian_transposed"),
        ("jacobian", lambda x, y: [[y, 1], [x, 1]], ["x*y", "x + y"], (3, 2), "jacobian_transposed"),
        ("jacobian_determinant", 1.0, ["r*cos(t)", "r*sin(t)"], (2, 0.3), "polar_determinant_r_lost"),
        ("jacobian_determinant", [1, 1], ["r*cos(t)", "r*sin(t)"], [(2, 0.3), (3, 1)], "polar_determinant_r_lost"),
        ("hessian", [[6, 0], [0, 0]], "x**2*y + x*y", (1, 3), "mixed_partial_forgotten"),
        ("hessian", [[6, 3], [2, 0]], "x**2*y + x*y", (1, 3), "hessian_not_symmetric"),
        ("hessian", [9, 2], "x**2*y + x*y", (1, 3), "gradient_for_hessian"),
    ],
)  # fmt: skip
def test_mistakes_at_points(kind: str, answer: Any, of: Any, at: Any, mistake: str | None) -> None:
    assert misconception(kind, answer, of, at=at) == mistake


def measured(x: float, y: float) -> float:
    return float(x) ** 2 * float(y) ** 3


@pytest.mark.parametrize(
    ("kind", "wrong", "mistake"),
    [
        ("partial x", "3*x**2*y**2", "wrong_variable"),
        ("partial x", "3*x**2*y**2 + 2*x*y**3", "all_variables_varied"),
        ("partial y", "x**2*y**3", "function_not_derivative"),
        ("gradient", "[-2*x*y**3, -3*x**2*y**2]", "sign_lost"),
        ("gradient", "[3*x**2*y**2, 2*x*y**3]", "components_swapped"),
        ("gradient", "2*x*y**3 + 3*x**2*y**2", "gradient_summed_to_scalar"),
        ("gradient", "[2*x, 2*y]", None),
        ("hessian", "[[2*y**3, 0], [0, 6*x**2*y]]", "mixed_partial_forgotten"),
        ("hessian", "[2*x*y**3, 3*x**2*y**2]", "gradient_for_hessian"),
    ],
)
def test_mistakes_about_a_function_without_a_formula(kind: str, wrong: str, mistake: str | None) -> None:
    assert misconception(kind, wrong, measured) == mistake
    assert misconception(kind, numeric(wrong, XY), measured) == mistake


def test_mistake_in_one_output_without_a_formula() -> None:
    def turned(p: Any) -> list[float]:
        return [float(p[0]) * float(p[1]), float(p[0]) ** 2]

    assert misconception("jacobian", [["y", "2*x"], ["x", "0"]], turned, variables=XY) == "jacobian_transposed"
    assert misconception("jacobian_determinant", "2*x**2", turned, variables=XY) == "determinant_sign_lost"
    assert misconception("jacobian_determinant", "y", turned, variables=XY) == "trace_for_determinant"


OTHER = [
    row.split(" | ")
    for row in """
partial x | x**2*y | 3*x*y
partial x | x**2*y | 5
partial x | x**2*y | x + y
partial x | sin(x*y) | y*cos(x)*cos(y)
partial x | x**2*y + y | 2*x*y + 1
gradient | x**2 + y**2 | [x, 2*y + 1]
gradient | x**2 + y**2 | [2*x, 3*y]
gradient | x**2 + y**2 | [0, 0]
gradient | x**2 + y**2 | [-2*x, 3*y]
gradient | x**2*y | [x**2, 2*y]
gradient | sin(x*y) | [cos(x*y), 2*x*cos(x*y)]
jacobian | [x**2 - y**2, 2*x*y] | [[2*x, -2*y], [2*y, 3*x]]
jacobian | [x**2 - y**2, 2*x*y] | [[1, 0], [0, 1]]
jacobian | [x*y, x + y] | [[1, 2, 3], [4, 5, 6]]
jacobian_determinant | [r*cos(t), r*sin(t)] | r**2
jacobian_determinant | [r*cos(t), r*sin(t)] | 2*r
hessian | x**2*y + x*y | [[2*y, 3*x], [3*x, 0]]
hessian | x**2 + y**3 | [[1, 0], [0, y**2]]
hessian | x**2 + y**3 | [[0, 0], [0, 0]]
""".strip().splitlines()
]


@pytest.mark.parametrize("form", ["texts", "numpy"])
@pytest.mark.parametrize(("kind", "function", "wrong"), OTHER)
def test_other_wrong_answers_get_no_name(kind: str, function: str, wrong: str, form: str) -> None:
    names = named(function)
    assert misconception(kind, FORMS[form](wrong, names), texts(function), variables=names) is None
