"""The explorers of several variables: a can of four letters, and a small square under a map."""

import itertools
import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from helpers import explorers, gradient, jacobian
from helpers.explorers.map_samples import evaluate, sample_plane
from helpers.explorers.polygon import enclosed, outline
from helpers.explorers.sampled_map import SampledMap
from tests.helpers import test_explorers as shared

browser, open_page = shared.browser, shared.open_page

Map = Callable[[Any, Any], Any]
WIDE = ((-2.0, 2.0), (-2.0, 2.0))
HALF_TURN = ((0.0, 2.0), (0.0, 3.0))


def polar(r: Any, theta: Any) -> Any:
    return r * np.cos(theta), r * np.sin(theta)


def polar_by_math(r: float, theta: float) -> tuple[float, float]:
    return r * math.cos(theta), r * math.sin(theta)


def complex_square(x: Any, y: Any) -> Any:
    z = (x + 1j * y) ** 2
    return z.real, z.imag


MAPS: dict[str, tuple[Map, Any]] = {
    "polar": (polar, HALF_TURN),
    "polar_by_math": (polar_by_math, HALF_TURN),
    "square": (lambda x, y: (x * x - y * y, 2 * x * y), WIDE),
    "complex_square": (complex_square, WIDE),
    "rotation": (lambda x, y: np.array([[0.6, -0.8], [0.8, 0.6]]) @ np.array([x, y]), WIDE),
    "mirror": (lambda x, y: [y, x], WIDE),
    "exponential": (lambda x, y: (np.exp(x) * np.cos(y), np.exp(x) * np.sin(y)), WIDE),
    "ripple": (lambda x, y: (x + 0.3 * np.sin(3 * y), y + 0.3 * np.sin(3 * x)), WIDE),
    "constant": (lambda x, y: (x, 1.0), WIDE),
    "if": (lambda x, y: (x, y) if x > -5 else (y, x), WIDE),
}


@pytest.fixture(params=MAPS)
def mapped(request: pytest.FixtureRequest) -> tuple[Map, Any]:
    return MAPS[request.param]


def places(domain: Any, count: int = 40) -> Any:
    random = np.random.default_rng(5)
    return zip(random.uniform(*domain[0], count), random.uniform(*domain[1], count), strict=True)


# Python computes: the samples are the map.


def test_samples_are_the_map_and_its_jacobian(mapped: tuple[Map, Any]) -> None:
    f, domain = mapped
    plane = sample_plane(f, domain)
    assert plane.whole.all()
    for x, y in places(domain):
        J = jacobian(lambda p: list(f(p[0], p[1])), [x, y], method="differences")
        assert plane(x, y) == pytest.approx(np.array(f(x, y)), abs=2e-6)
        assert plane.jacobian(x, y) == pytest.approx(J, abs=5e-5)


@pytest.mark.parametrize(
    ("f", "hole", "whole"),
    [
        (lambda x, y: (1 / x, y), (0.0, 1.0), (1.0, 1.0)),
        (lambda x, y: (np.hypot(x, y), np.arctan2(y, x)), (-1.0, -0.03), (-1.0, 0.03)),
        (lambda x, y: (math.sqrt(x), y), (-0.5, 1.0), (0.5, 1.0)),
        (lambda x, y: (np.log(y), x), (1.0, -1.0), (1.0, 1.0)),
        (lambda x, y: (np.floor(x), y), (0.995, 0.3), (1.005, 0.3)),
    ],
)
def test_holes_are_holes(f: Map, hole: tuple[float, float], whole: tuple[float, float]) -> None:
    plane = sample_plane(f, WIDE)
    assert np.isnan(plane(*hole)).all()
    assert plane(*whole) == pytest.approx(evaluate(f, *np.array(whole).reshape(2, 1))[:, 0], abs=1e-4)


def test_outside_there_is_nothing() -> None:
    plane = sample_plane(polar, HALF_TURN)
    assert np.isnan(plane([2.1, 1.0], [1.0, -0.1])).all()
    assert np.isfinite(plane([2.0, 0.0], [3.0, 0.0])).all()


def test_browser_gets_the_same_doubles() -> None:
    plane = sample_plane(polar, HALF_TURN)
    arrays = plane.arrays()
    samples = np.frombuffer(arrays["samples"], dtype="<f8").reshape(2, 2, 2, *arrays["size"])
    whole = np.frombuffer(arrays["whole"], dtype="u1").astype(bool).reshape([n - 1 for n in arrays["size"]])
    assert np.array_equal(SampledMap(plane.x, plane.y, samples, whole)(0.7, 0.3), plane(0.7, 0.3))


def test_a_page_with_a_map_stays_small(mapped: tuple[Map, Any]) -> None:
    assert len(sample_plane(*mapped).arrays()["samples"]) < 400_000


# What the words say.


def said(explorer: explorers.Explorer, name: str) -> float:
    found = re.search(rf"{re.escape(name)} = (−?[\d.]+)", explorer.alt)
    assert found, explorer.alt
    return float(found[1].replace("−", "-"))


@pytest.mark.parametrize("theta", [0.2, 1.0, 2.4])
@pytest.mark.parametrize("r", [0.5, 1.2, 1.9])
def test_the_determinant_of_polar_coordinates_is_the_radius(r: float, theta: float) -> None:
    explorer = explorers.linear_map(polar, (r, theta), 0.01, HALF_TURN, inputs=("r", "θ"), outputs=("x", "y"))
    assert said(explorer, "; det J") == pytest.approx(r, abs=6e-4)
    # The area of a piece of a ring: (R² - r²)/2 times the angle.
    ratio = float(re.search(r"has ([\d.]+) times", explorer.alt)[1])  # type: ignore[index]
    assert ratio == pytest.approx(r + 0.005, abs=6e-4)


def test_words_agree_with_the_jacobian(mapped: tuple[Map, Any]) -> None:
    f, domain = mapped
    explorer = explorers.linear_map(f, (0.7, 1.1), 0.2, domain)
    J = jacobian(lambda p: list(f(p[0], p[1])), [0.7, 1.1], method="differences")
    found = [[said(explorer, f"∂{out}/∂{along}") for along in "xy"] for out in "uv"]
    assert np.array(found) == pytest.approx(J, abs=6e-4)
    assert said(explorer, "; det J") == pytest.approx(np.linalg.det(J), abs=6e-4)


def test_the_areas_agree_as_the_square_shrinks() -> None:
    f, domain = MAPS["exponential"]
    plane = sample_plane(f, domain)
    off = []
    for side in (0.4, 0.2, 0.1, 0.05):
        ratio = enclosed(plane(*outline(0.5, 0.5, side))) / side**2
        off.append(abs(ratio / np.linalg.det(plane.jacobian(0.5, 0.5)) - 1))
    # The first thing that the parallelogram misses is of the order of the side.
    assert [before / after for before, after in itertools.pairwise(off)] == pytest.approx([2, 2, 2], abs=0.4)


@pytest.mark.parametrize(
    ("f", "words"),
    [
        (MAPS["rotation"][0], "A, B, C, D go round the same way"),
        (MAPS["mirror"][0], "A, B, C, D go round the other way"),
        (MAPS["constant"][0], "the square is flattened"),
        (lambda x, y: (1 / (x - 0.6), y), "f has a gap in this square."),
    ],
)
def test_orientation_and_gaps_are_told(f: Map, words: str) -> None:
    assert words in explorers.linear_map(f).alt


def test_the_square_starts_inside() -> None:
    assert explorers.linear_map(polar, (2, 3), 0.5, HALF_TURN).state == {"x": 1.5, "y": 2.5, "side": 0.5}


def mass(p: Any) -> Any:
    r, h, t, density = p
    return 2 * np.pi * r**2 * t * density + 2 * np.pi * r * h * t * density


@pytest.mark.parametrize("state", [(3.0, 10.0, 0.02, 7.8), (1.3, 2.0, 0.04, 2.7), (6.0, 0.0, 0.01, 15.6)])
def test_the_mass_of_a_can_has_four_partial_derivatives(state: tuple[float, ...]) -> None:
    explorer = explorers.can()
    for vary, slope in zip("rhtρ", gradient(mass, state), strict=True):
        explorer.state = {"vary": vary, **dict(zip("rhtρ", state, strict=True))}
        assert said(explorer, "m") == pytest.approx(mass(state), abs=6e-3)
        assert said(explorer, f"∂m/∂{vary}") == pytest.approx(slope, abs=6e-3)
        held = ", ".join("rhtρ".replace(vary, ""))
        assert f"{vary} varies; {held} are held constant" in explorer.alt


# Bad input.


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: explorers.linear_map(3),
            TypeError,
            "f must be a function of two numbers, got int; write `def f(x, y)",
        ),
        (lambda: explorers.linear_map(lambda x, y: None), TypeError, "returned None; does f end in `return ..., ...`?"),
        (lambda: explorers.linear_map(lambda x, y: x), ValueError, "f(-2, -2) returned shape (); it must return two"),
        (lambda: explorers.linear_map(lambda x, y: (x, y, x)), ValueError, "returned shape (3,)"),
        (
            lambda: explorers.linear_map(lambda x, y: ("a", y)),
            TypeError,
            "returned ('a', -2.0); it must return two real",
        ),
        (lambda: explorers.linear_map(lambda p: p), TypeError, "takes 1 positional argument"),
        (lambda: explorers.linear_map(lambda x, y: (np.log(-1 - x * x), y)), ValueError, "no value anywhere"),
        (lambda: explorers.linear_map(polar, (3, 0)), ValueError, "at[0] = 3 lies outside the domain (-2, 2)"),
        (lambda: explorers.linear_map(polar, 1.0), TypeError, "at must be a pair of numbers (x, y), got 1.0"),
        (lambda: explorers.linear_map(polar, domain=(0, 2)), TypeError, "domain[0] must be a pair of numbers"),
        (lambda: explorers.linear_map(polar, domain=3), TypeError, "domain must be a pair of intervals"),
        (lambda: explorers.linear_map(polar, domain=((2, 0), (0, 1))), ValueError, "domain[0] must run from low to"),
        (
            lambda: explorers.linear_map(polar, side=5),
            ValueError,
            "side must be a length from 0.01 to 2 on this domain",
        ),
        (
            lambda: explorers.linear_map(polar, side=0),
            ValueError,
            "side must be a length from 0.01 to 2 on this domain",
        ),
        (lambda: explorers.linear_map(polar, side="a"), TypeError, "side must be a number, got 'a'"),
        (lambda: explorers.can(radius=0), ValueError, "radius must be positive and finite, got 0"),
        (lambda: explorers.can(density=math.inf), ValueError, "density must be positive and finite, got inf"),
        (lambda: explorers.can(height=None), TypeError, "height must be a number, got None"),
    ],
)
def test_errors_name_the_way_out(call: Callable[[], Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=re.escape(message)):
        call()


# JavaScript draws: it says what Python says.


def test_browser_and_python_say_the_same_of_maps(open_page: Callable[..., Any]) -> None:
    shown = []
    for f, domain in MAPS.values():
        x, y = next(places(domain))
        shown.append(explorers.linear_map(f, (x, y), 0.1 + len(shown) / 20, domain))
    said_there = open_page(*shown).locator(".explorer-readout").all_text_contents()
    assert len(said_there) == len(shown)
    for explorer, words in zip(shown, said_there, strict=True):
        assert explorer.alt.endswith(words)


def test_browser_and_python_say_the_same_of_cans(open_page: Callable[..., Any]) -> None:
    shown = []
    for vary in "rhtρ":
        shown.append(explorers.can())
        shown[-1].state = {"vary": vary, "r": 1.7, "h": 13.1, "t": 0.033, "ρ": 2.7}
    said_there = open_page(*shown).locator(".explorer-readout").all_text_contents()
    assert len(said_there) == 4
    for explorer, words in zip(shown, said_there, strict=True):
        assert explorer.alt.endswith(words)


def test_a_letter_is_chosen_and_moved_by_keyboard(open_page: Callable[..., Any]) -> None:
    page = open_page(explorers.can())
    assert page.get_by_label("height h (cm)").last.is_disabled()
    shared.tab_to(page, "r varies")
    shared.press(page, "ArrowDown")
    assert shared.readout(page).startswith("h varies; r, t, ρ are held constant: m = 38.23 g")
    assert page.get_by_label("radius r (cm)").last.is_disabled()
    shared.tab_to(page, "height h")
    shared.press(page, "End")
    # 2π·9·0.02·7.8 + 2π·3·20·0.02·7.8
    assert "m = 67.63 g, ∂m/∂h = 2.94 g per cm." in shared.readout(page)
    # What was moved stays where it is when another letter varies.
    shared.tab_to(page, "h varies")
    shared.press(page, "ArrowUp")
    assert "∂m/∂r = 25.48 g per cm." in shared.readout(page)
    assert page.locator("[role=slider]:visible").count() == 1


def test_the_square_moves_in_the_plane_by_keyboard(open_page: Callable[..., Any]) -> None:
    page = open_page(explorers.linear_map(polar, (1, 1), 0.4, HALF_TURN, inputs=("r", "θ"), outputs=("x", "y")))
    shared.tab_to(page, "corner A of the square")
    shared.press(page, "ArrowRight", times=10)
    shared.press(page, "ArrowUp", times=20)
    assert shared.readout(page).startswith("r = 1.10, θ = 1.30, side 0.40: ")
    shared.press(page, "Shift+ArrowDown")
    shared.press(page, "End")
    shared.press(page, "PageUp", times=10)
    assert shared.readout(page).startswith("r = 1.60, θ = 2.60, side 0.40: ")
    shared.tab_to(page, "side")
    shared.press(page, "Home")
    assert shared.readout(page).endswith("|det J| = 1.600: the parallelogram is 0.16 % off.")


@pytest.mark.parametrize("touch", [False, True])
def test_the_square_is_dragged(open_page: Callable[..., Any], touch: bool) -> None:
    page = open_page(explorers.linear_map(lambda x, y: (x, y), (0, 0), 0.5), has_touch=touch)
    handle = page.get_by_label("corner A of the square")
    box = handle.locator(".dot").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    if touch:
        client = page.context.new_cdp_session(page)
        for kind, points in (
            ("touchStart", [{"x": x, "y": y}]),
            ("touchMove", [{"x": x + 60, "y": y + 30}]),
            ("touchMove", [{"x": x + 60, "y": y + 60}]),
            ("touchEnd", []),
        ):
            client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    else:
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y + 60)
        page.mouse.up()
    shared.press(page, "Shift")
    found = re.match(r"x = (\S+), y = (\S+),", shared.readout(page).replace("−", "-"))
    # The picture is to scale: as far to the right as down.
    assert float(found[1]) > 0.4  # type: ignore[index]
    assert float(found[1]) == pytest.approx(-float(found[2]), abs=0.02)  # type: ignore[index]


def test_a_square_is_drawn_as_a_square(open_page: Callable[..., Any]) -> None:
    page = open_page(explorers.linear_map(polar, (1, 1), 0.5, HALF_TURN))
    box = page.locator(".area.blue").first.bounding_box()
    assert box["width"] == pytest.approx(box["height"], rel=0.02)
