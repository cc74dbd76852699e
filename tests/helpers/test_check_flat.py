"""Flat points of functions of several numbers: right ones in any form, wrong ones named, and what is no point."""

from typing import Any

import numpy as np
import pytest
import sympy

from helpers import check

BOWL = "x**2 - 4*x + 2*y**2 + 6*y + x*y"
FOLIUM = "x**3 + y**3 - 3*x*y"


@pytest.mark.parametrize(
    ("answer", "of", "besides"),
    [
        ([22 / 7, -16 / 7], BOWL, ()),
        ((3.143, -2.286), BOWL, ()),
        (np.array([3.1428571, -2.2857143]), BOWL, ()),
        ([sympy.Rational(22, 7), sympy.Rational(-16, 7)], BOWL, ()),
        ([1, 1], FOLIUM, [(0, 0)]),
        ([0, 0], FOLIUM, [(1, 1)]),
        ([0.0, 0.0], lambda x, y: np.cosh(x) + y**4, ()),
        ([1e4, 2e4], lambda x, y: (x - 1e4) ** 2 + (y - 2e4) ** 2, ()),
        ([1.0, 2.0, 3.0], lambda p: ((p - np.array([1.0, 2.0, 3.0])) ** 2).sum(), ()),
    ],
)
def test_right_points_pass(answer: Any, of: Any, besides: Any) -> None:
    variables = ("x", "y", "z") if np.size(answer) == 3 else None
    check.flat_point(answer, of=of, besides=besides, variables=variables)


@pytest.mark.parametrize(
    ("answer", "of", "mistake", "message"),
    [
        ([-16 / 7, 22 / 7], BOWL, "components_swapped", "not flat"),
        ([2, 0], BOWL, "one_slope_only", "along x 0, along y 8"),
        ([1.5, 1.5], FOLIUM, "zeros_for_flat_spots", "not flat"),
        ([3.0, -2.0], BOWL, "one_slope_only", "along x 0"),
        ([3.1, -2.3], BOWL, None, "not flat: the slopes are along x"),
        ([0, 0], FOLIUM, None, "another one"),
        ([1, 2, 3], BOWL, None, r"shape \(3,\); a list of 2 numbers is wanted: x, y"),
        (5, BOWL, None, "a list of 2 numbers"),
        (None, BOWL, None, "Still blank"),
        ([None, 1], BOWL, None, "Still blank"),
        ("here", BOWL, None, "a list or an array"),
        ([np.nan, 1], BOWL, None, "finite"),
    ],
)
def test_wrong_points_are_told(answer: Any, of: Any, mistake: str | None, message: str) -> None:
    with pytest.raises(check.Incorrect, match=message) as miss:
        check.flat_point(answer, of=of, besides=[(0, 0)])
    assert miss.value.misconception == mistake


def test_a_stretched_radius_is_found_lost() -> None:
    ellipse = ["3*r*cos(t)", "2*r*sin(t)"]
    check.jacobian_determinant("6*r", of=ellipse, variables=("r", "t"))
    with pytest.raises(check.Incorrect) as miss:
        check.jacobian_determinant("6", of=ellipse, variables=("r", "t"))
    assert miss.value.misconception == "polar_determinant_r_lost"
