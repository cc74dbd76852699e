"""Checks of plain values, and the catalogue of mistakes."""

import json
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy

from helpers import check


def miss(call: Callable[..., Any], *arguments: Any, **options: Any) -> check.Incorrect:
    with pytest.raises(check.Incorrect) as caught:
        call(*arguments, **options)
    return caught.value


@pytest.mark.parametrize(
    "answer",
    [2, 2.0, 2.0000001, "2", "4/2", "sqrt(4)", np.float32(2), np.array(2), sympy.Integer(2), Fraction(2), 2 + 0j],
)
def test_number_accepts_every_kind_of_number(answer: Any) -> None:
    check.number(answer, 2)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (None, "blank"),
        (..., "blank"),
        ([2], "list of length 1"),
        ([2, 3], "list of length 2"),
        (lambda: 2, "a function"),
        ("two", "the expression two"),
        (True, "True"),
        (math.nan, "nan"),
        (-math.inf, "-inf"),
        (2j, "nan"),
        (1.9, "too small"),
        (2.1, "too large"),
        (-3, "of the wrong sign"),
    ],
)
def test_number_says_what_is_wrong(answer: Any, says: str) -> None:
    assert says in str(miss(check.number, answer, 2))
    assert miss(check.number, answer, 2).misconception is None


@pytest.mark.parametrize(
    ("answer", "expected", "options", "slip"),
    [
        (-3, 3, {}, "sign"),
        (6, 3, {}, "factor_of_two"),
        (1.5, 3, {}, "factor_of_two"),
        (1 / 3, 3, {"rise_over_run": True}, "run_over_rise"),
        (1 / 3, 3, {}, None),
        (36, 10, {"unit": "m/s"}, "unit_not_converted"),
        (36, 10, {}, None),
        (3000, 3, {"unit": "m"}, "unit_not_converted"),
        (180, 3, {"unit": "min"}, "unit_not_converted"),
        (60, math.pi / 3, {}, "degrees_vs_radians"),
        (10, 40, {"slips": {"width_forgotten": 10}}, "width_forgotten"),
        (-6, -3, {"slips": {"division_missing": -6}}, "division_missing"),
        (0, 3, {}, None),
        (1, 0, {}, None),
        (5, 3, {"unit": "m", "rise_over_run": True}, None),
    ],
)
def test_number_names_slips(answer: float, expected: float, options: dict[str, Any], slip: str | None) -> None:
    assert miss(check.number, answer, expected, **options).misconception == slip


def test_number_near_zero_is_absolute() -> None:
    check.number(1e-9, 0)
    assert "unit" not in str(miss(check.number, 1e-3, 0))


def test_array_compares_shape_first_then_entries() -> None:
    check.array([[1, 2], [3, 1e-9]], np.array([[1.0, 2.0], [3.0, 6e-17]]))
    check.array([1.4, -1.4], [2**0.5, -(2**0.5)], atol=0.2)
    assert "shape (3,); shape (2,)" in str(miss(check.array, [1, 2, 3], [1, 2]))
    assert "a single number; shape (2,)" in str(miss(check.array, 1.0, [1, 2]))
    assert "shape (3, 3); shape (3,)" in str(miss(check.array, np.full((3, 3), np.nan), [1, 2, 3]))
    assert "index (1, 0) (your 4) is too large; 1 of 4" in str(miss(check.array, [[1, 2], [4, 4]], [[1, 2], [3, 4]]))
    assert "index 0 (your 0) is too small; 2 of 2" in str(miss(check.array, [0, 0], [1, 2]))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (None, "blank"),
        ([None, None], "blank"),
        ("12", "a text"),
        (lambda: 0, "a function"),
        ([[1], [1, 2]], "differ in length"),
        (["a", "b"], "other things"),
        ([1, math.nan], "index 1 is nan"),
    ],
)
def test_array_says_what_is_no_array(answer: Any, says: str) -> None:
    assert says in str(miss(check.array, answer, [1, 2]))


def test_array_names_foreseen_slips() -> None:
    slips = {"zeros_for_flat_spots": [-2.45, 2.45], "heights_for_places": [0.94, -0.94]}
    assert miss(check.array, [-2.4, 2.4], [-1.4, 1.4], atol=0.2, slips=slips).misconception == "zeros_for_flat_spots"
    assert miss(check.array, [9, 9], [-1.4, 1.4], atol=0.2, slips=slips).misconception is None


def test_choice() -> None:
    assert check.choice(" b ", "ABC", correct="B") == "B"
    assert check.choice("saddle  point", ["minimum", "Saddle Point"], correct="saddlepoint") == "Saddle Point"
    assert [check.choice(letter, among="ABCDEF") for letter in ("f", " A ", "C")] == ["F", "A", "C"]
    assert "A, B, C" in str(miss(check.choice, "D", "ABC", correct="A"))
    assert "A, B, C" in str(miss(check.choice, 1, "ABC", correct="A"))
    assert "blank" in str(miss(check.choice, None, "ABC", correct="A"))
    wrong = str(miss(check.choice, "b", "ABC", correct="A"))
    assert wrong.startswith("b is not")
    with pytest.raises(ValueError, match="'X' is not among"):
        check.choice("A", "ABC", correct="X")


def test_that() -> None:
    check.that(np.bool_(True), "never said")
    assert str(miss(check.that, 1 > 2, "One is less than two.")) == "One is less than two."
    assert miss(check.that, False, "Look again.", "limit_forgotten").misconception == "limit_forgotten"


def test_every_message_is_shown_without_a_traceback() -> None:
    lines = miss(check.number, -3, 3)._render_traceback_()
    assert lines == ["Not yet: Your number -3 is of the wrong sign.", check.MISCONCEPTIONS["sign"]]


def test_texts_of_mistakes_speak_to_the_learner() -> None:
    assert len(check.MISCONCEPTIONS) > 30
    for name, text in check.MISCONCEPTIONS.items():
        assert name.isidentifier(), name
        assert text[0].isupper(), name
        assert text[-1] in ".?", name
        assert 40 < len(text) < 260, name
    assert len(set(check.MISCONCEPTIONS.values())) == len(check.MISCONCEPTIONS)
    json.dumps(dict(check.MISCONCEPTIONS))


def test_unknown_names_are_said() -> None:
    with pytest.raises(AttributeError, match=r"offers .*derivative"):
        _ = check.integral  # type: ignore[attr-defined]
    assert set(check.__all__) <= set(dir(check))
    for name in check.__all__:
        assert getattr(check, name) is not None
