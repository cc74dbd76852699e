"""Figures show what they say: the right curves, the right places, gaps where there is nothing to draw."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from matplotlib.quiver import Quiver

from helpers import figures
from helpers.figures.sheet import SAMPLES, break_at_jumps, sample
from helpers.puzzles import DOMAIN, match_slopes, mystery_curves


def test_functions_and_slopes_draws_the_slope_below() -> None:
    figure = figures.functions_and_slopes({"sine": np.sin, "cube": lambda x: x**3}, (-2, 2))
    above, cube, below, cube_below = figure.axes
    x, y = above.lines[0].get_data()
    np.testing.assert_allclose(y, np.sin(x))
    np.testing.assert_allclose(below.lines[0].get_ydata(), np.cos(x), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(cube_below.lines[0].get_ydata(), 3 * x**2, rtol=1e-12, atol=1e-12)
    assert (above.get_title(), cube.get_title()) == ("sine", "cube")


def test_derivative_by_hand_is_drawn_over_the_computed_one() -> None:
    figure = figures.functions_and_slopes({"f": np.sin}, (0, 3), by_hand={"f": np.cos})
    x, y = figure.axes[1].lines[1].get_data()
    np.testing.assert_allclose(y, np.cos(x))


def test_a_pole_is_a_gap() -> None:
    y = break_at_jumps(sample(lambda x: 1 / x, (-3, 3.001))[1])
    crossing = np.flatnonzero(np.isnan(y))
    assert len(crossing) == 1
    assert abs(np.linspace(-3, 3.001, SAMPLES)[crossing[0]]) < 0.02
    assert not np.isnan(break_at_jumps(sample(np.sin, (-3, 3))[1])).any()


def test_a_function_without_values_on_part_of_the_line_leaves_a_gap() -> None:
    _, y = sample(np.log, (-1, 1))
    assert np.isnan(y[: SAMPLES // 2]).all()
    assert np.isfinite(y[SAMPLES // 2 + 1 :]).all()


def test_constant_function_is_drawn_as_a_line() -> None:
    _, y = sample(lambda x: 3.0, (0, 1))
    assert y.shape == (SAMPLES,)
    assert (y == 3).all()


@pytest.mark.parametrize("domain", [(1, 1), (2, 1), (0, np.inf), (np.nan, 1)])
def test_a_domain_that_is_none_is_refused(domain: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="domain must be"):
        sample(np.sin, domain)


def test_step_size_errors_fall_with_the_order_of_the_quotient() -> None:
    quotients = {
        "forward": lambda f, x, h: (f(x + h) - f(x)) / h,
        "central": lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h),
    }
    figure = figures.step_size_errors(quotients, np.exp, 0.5, float(np.exp(0.5)))
    for line, order, smallest in zip(figure.axes[0].lines, (1, 2), (1e-6, 1e-3), strict=False):
        h, error = line.get_data()
        smooth = (h > smallest) & (h < 0.1)
        slope = np.polyfit(np.log(h[smooth]), np.log(error[smooth]), 1)[0]
        assert slope == pytest.approx(order, abs=0.05)


def test_data_and_models_shows_both() -> None:
    figure = figures.data_and_models([0, 1], [2, 3], {"line": lambda x: 2 + x}, (0, 4), x_label="s", y_label="m")
    ax = figure.axes[0]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["measured", "line"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("s", "m")


@pytest.mark.parametrize("seed", range(6))
def test_every_graph_of_a_puzzle_has_exactly_one_partner(seed: int) -> None:
    puzzle = match_slopes(seed)
    x = np.linspace(*DOMAIN, 41)
    for graph in puzzle.graphs.values():
        slope = (graph(x + 1e-5) - graph(x - 1e-5)) / 2e-5
        partners = [letter for letter, f in puzzle.candidates.items() if np.allclose(f(x), slope, atol=1e-6)]
        assert len(partners) == 1
    assert match_slopes(seed).describe() == puzzle.describe()


def test_a_puzzle_describes_what_it_draws() -> None:
    puzzle = match_slopes(10)
    assert len(puzzle.figure().axes) == 10
    assert "Graph 1 climbs from −3.0 to 0.0, falls from 0.0 to 3.0." in puzzle.describe()
    assert "Candidate F is positive from −3.0 to 0.0, is negative from 0.0 to 3.0." in puzzle.describe()


def test_marks_lie_on_the_mystery_curves() -> None:
    puzzle = mystery_curves()
    for letter, points in puzzle.marks.items():
        for x, y in points:
            assert puzzle.curves[letter](x) == pytest.approx(y, abs=0.005)
    assert [ax.get_title() for ax in puzzle.figure().axes] == ["A", "B", "C", "D"]


def bump(x: Any, y: Any) -> Any:
    return np.exp(-((x - 1) ** 2) - y**2)


def bump_by_math(x: float, y: float) -> float:
    return math.exp(-((x - 1) ** 2) - y**2)


@pytest.mark.parametrize("f", [bump, bump_by_math], ids=["numpy", "math"])
def test_contours_with_arrows_points_and_paths(f: Callable[[Any, Any], Any]) -> None:
    figure = figures.contours(
        f,
        ((-2, 3), (-2, 2)),
        points={"top": (1, 0), "starts": [(-1, -1), (2, 1)]},
        paths={"walk": [(-1, -1), (0, 0), (1, 0)]},
        arrows=True,
        labels=("x in m", "y in m"),
    )
    ax = figure.axes[0]
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_aspect()) == ("x in m", "y in m", 1)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["walk", "top", "starts"]
    np.testing.assert_allclose(ax.lines[0].get_xydata(), [(-1, -1), (0, 0), (1, 0)])
    quiver = next(collection for collection in ax.collections if isinstance(collection, Quiver))
    x, y = quiver.XY.T
    np.testing.assert_allclose(quiver.U, -2 * (x - 1) * bump(x, y), atol=1e-9)
    np.testing.assert_allclose(quiver.V, -2 * y * bump(x, y), atol=1e-9)
    figure.canvas.draw()


def test_contours_leave_out_what_has_no_value() -> None:
    figures.contours(lambda x, y: np.log(x) + y, ((-1, 2), (0, 1)), arrows=True, levels=[-1, 0, 1]).canvas.draw()
    with pytest.raises(ValueError, match="low < high"):
        figures.contours(bump, ((1, 1), (0, 1)))


def test_slices_have_the_partial_derivatives_as_tangents() -> None:
    figure = figures.slices(bump, (0.5, 0.25), ((-2, 2), (-1, 1)), labels=("x in m", "y in m", "T in °C"))
    for ax, slope in zip(figure.axes, (bump(0.5, 0.25), -0.5 * bump(0.5, 0.25)), strict=True):
        cut, tangent, point = ax.lines
        (x0, x1), (z0, z1) = tangent.get_data()
        assert (z1 - z0) / (x1 - x0) == pytest.approx(slope)
        at, height = (float(values[0]) for values in point.get_data())
        assert height == pytest.approx(bump(0.5, 0.25))
        assert np.interp(at, *cut.get_data()) == pytest.approx(height, abs=1e-3)
        assert ax.get_ylabel() == "T in °C"
    assert [ax.get_title() for ax in figure.axes] == ["y = 0.25 is held: slope 0.732", "x = 0.5 is held: slope −0.366"]


@pytest.mark.parametrize(("at", "message"), [((3, 0), "lies outside the domain"), ((0, -1), "has no value at")])
def test_slices_go_through_a_point_of_the_graph(at: tuple[float, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        figures.slices(lambda x, y: x + np.sqrt(y), at, ((-2, 2), (-2, 2)))


def test_polar_cells_have_the_area_that_is_written_beside_them() -> None:
    figure = figures.polar_cells(radius=2.0, dr=0.5, dtheta=0.3)
    ax = figure.axes[0]
    for patch, text in zip(ax.patches, ax.get_legend().get_texts(), strict=True):
        x, y = patch.get_xy().T
        area = abs(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2
        assert area == pytest.approx(float(text.get_text().split()[-1]), rel=5e-3)
    with pytest.raises(ValueError, match="no room for two cells"):
        figures.polar_cells(radius=1.0, dr=0.5)


def test_step_errors_marks_the_best_step() -> None:
    h = np.logspace(-5, 0, 26)
    noisy = h**2 / 6 + 1e-6 / h
    figure = figures.step_errors({"exact": h**2 / 6, "noisy": [noisy, -noisy]}, h, orders=(1, 2))
    curves = {line.get_label(): line for line in figure.axes[0].lines}
    np.testing.assert_allclose(curves["noisy, best step 0.016"].get_ydata(), noisy)
    stars = [line.get_data() for line in figure.axes[0].lines if line.get_marker() == "*"]
    assert [float(x[0]) for x, _ in stars] == pytest.approx([1e-5, h[np.argmin(noisy)]])
    chosen = figures.step_errors({"noisy": noisy}, h, best={"noisy": 0.1})
    assert chosen.axes[0].get_legend().get_texts()[0].get_text() == "noisy, best step 0.1"
    falling = figures.step_errors({"noisy": noisy[::-1]}, h[::-1], best={"noisy": 0.1}).axes[0].lines[1]
    assert float(falling.get_ydata()[0]) == pytest.approx(0.01 / 6 + 1e-5)


def test_step_errors_says_what_does_not_fit() -> None:
    with pytest.raises(ValueError, match=r"errors of 'a' must have shape \(3,\), one per step, got \(2,\)"):
        figures.step_errors({"a": [1, 2]}, [0.1, 0.2, 0.3])
    with pytest.raises(ValueError, match="best names b, but the curves are a"):
        figures.step_errors({"a": [1, 2]}, [0.1, 0.2], best={"b": 0.1})
