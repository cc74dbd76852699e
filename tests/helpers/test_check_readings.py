"""Readings off graphs and measurements: right within the accuracy of a reading, and the usual misreadings named."""

from collections.abc import Callable

import numpy as np
import pytest

from helpers import check


def cubic(x):  # type: ignore[no-untyped-def]
    return x**3 / 6 - x


@pytest.mark.parametrize("of", [cubic, "x**3/6 - x"])
@pytest.mark.parametrize("answer", [[-1.41, 1.41], (-1.3, 1.5), np.array([-1.5, 1.55])])
def test_places_read_closely_enough_are_right(answer: object, of: object) -> None:
    assert check.stationary_points(answer, of=of, within=0.2) is None


@pytest.mark.parametrize(
    ("answer", "misconception", "said"),
    [
        ([-2.45, 2.45], "zeros_for_flat_spots", "climbs"),
        ([0.94, -0.94], "heights_for_places", "falls"),
        ([-1, 1], None, "falls"),  # near the heights by chance
        ([-1.4, 0.5], None, "falls"),
        ([1.4, -1.4], None, "left to right"),
        ([-1.4, -1.4], None, "left to right"),
        ([], None, "list of places"),
        ([None, None], None, "blank"),
        (None, None, "blank"),
        ("A", None, "list"),
        ([[1.4]], None, "shape"),
    ],
)
def test_misread_places_are_told(answer: object, misconception: str | None, said: str) -> None:
    with pytest.raises(check.Incorrect, match=said) as caught:
        check.stationary_points(answer, of=cubic, within=0.2)
    assert caught.value.misconception == misconception


POINTS = ([1.0, 2.0, 4.0, 8.0], [1.0, 3.0, 4.0, 2.0])


def test_area_agrees_with_numpy() -> None:
    assert check.area(lambda x, y: np.trapezoid(y, x), under=POINTS) is None
    assert check.area(lambda x, y: sum((x[i + 1] - x[i]) * (y[i] + y[i + 1]) / 2 for i in range(3)), POINTS) is None


@pytest.mark.parametrize(
    ("answer", "misconception", "said"),
    [
        (lambda x, y: np.sum(y), "width_forgotten", "too small"),
        (lambda x, y: np.sum((y[1:] + y[:-1]) / 2), "width_forgotten", "too small"),
        (lambda x, y: np.sum(np.diff(y) / np.diff(x)), "slope_for_area", "too small"),
        (lambda x, y: np.sum(np.diff(x) * (y[1:] + y[:-1])), "factor_of_two", "too large"),
        (lambda x, y: np.sum(np.diff(x) * y[:-1]), "one_end_only", "too large"),
        (lambda x, y: np.sum(np.diff(x) * y[1:]), "one_end_only", "too small"),
        (lambda x, y: 17.0, None, "too small"),
        (lambda x, y: None, None, "blank"),
        (lambda x: 0, None, "takes"),
        (lambda x, y: y[7], None, "IndexError"),
        (3.0, None, "function"),
        (None, None, "blank"),
    ],
)
def test_wrong_areas_are_told(answer: Callable[..., object], misconception: str | None, said: str) -> None:
    with pytest.raises(check.Incorrect, match=said) as caught:
        check.area(answer, under=POINTS)
    assert caught.value.misconception == misconception


@pytest.mark.parametrize("under", [([0, 1, 2, 3], [0, 2, 3, 1]), ([0, 1, 2], [0, 0, 4]), ([0, 2, 4], [3, 1, 0])])
@pytest.mark.parametrize("end", [slice(None, -1), slice(1, None)])
def test_one_end_only_is_the_first_reading(under: tuple[list[float], list[float]], end: slice) -> None:
    with pytest.raises(check.Incorrect) as caught:
        check.area(lambda x, y: np.sum(np.diff(x) * y[end]), under=under)
    assert caught.value.misconception == "one_end_only"
