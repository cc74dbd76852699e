"""Explorers compute what they should, say it in words, and can be moved by the keyboard alone."""

import hashlib
import json
import math
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

from helpers import explorers, sandpit
from helpers.explorers.curve import Curve, view
from helpers.explorers.samples import sample
from tests.tools import call_off, require

JS = Path(explorers.__file__).parent / "js"
BUNDLE = Path(explorers.__file__).parent / "static" / "explorers.js"
Make = Callable[[], explorers.Explorer]

EXPLORERS: dict[str, Make] = {
    "can": explorers.can,
    "linear_map": lambda: explorers.linear_map(
        lambda r, t: (r * np.cos(t), r * np.sin(t)),
        (1, 1),
        0.4,
        ((0, 2), (0, 3)),
        inputs=("r", "θ"),
        outputs=("x", "y"),
    ),
    "tangent": lambda: explorers.tangent(lambda x: x**3 / 3 - x, at=0.5),
    "slope_match": lambda: explorers.slope_match(np.sin, (-3.0, 3.0), handles=5),
    "product_rectangle": lambda: explorers.product_rectangle(lambda x: 1 + x**2, lambda x: 2 + np.sin(x)),
    "chain_rates": lambda: explorers.chain_rates(
        lambda u: u**2, lambda t: 1 + np.sin(t), names=("t", "h", "E"), units=("s", "m", "J")
    ),
    "motion": lambda: explorers.motion(lambda t: 2 * t**2 - t**3 / 6),
    "surface": lambda: explorers.surface(lambda x, y: x**2 * y, at=(1.0, 0.5)),
    "quadratic": lambda: explorers.quadratic(lambda x, y: x**3 / 3 - x + x * y**2, at=(0.9, 0.1)),
    "sandpit": lambda: explorers.sandpit(sandpit.replay(7, [(5, 5), (2, 3)], level=3)),
}


@pytest.fixture(params=EXPLORERS)
def explorer(request: pytest.FixtureRequest) -> explorers.Explorer:
    return EXPLORERS[request.param]()


# Python computes: samples against closed forms.


@pytest.mark.parametrize(
    ("f", "slope", "domain"),
    [
        (np.sin, np.cos, (-3.0, 3.0)),
        (lambda x: x**3 - x, lambda x: 3 * x**2 - 1, (-2.0, 2.0)),
        (lambda x: math.exp(-x), lambda x: -np.exp(-x), (-1.0, 3.0)),
        (lambda x: 7, lambda x: 0 * x, (0.0, 1.0)),
        (lambda x: x**2 if x < 1 else 2 * x - 1, lambda x: np.where(x < 1, 2 * x, 2.0), (-1.0, 3.0)),
    ],
    ids=["sin", "cubic", "math.exp", "constant", "if"],
)
def test_curve_is_the_function(
    f: Callable[[Any], Any], slope: Callable[[Any], Any], domain: tuple[float, float]
) -> None:
    curve, points = sample(f, domain), np.linspace(*domain, 997)
    assert curve(points) == pytest.approx([float(f(float(x))) for x in points], abs=1e-9)
    assert [curve.slope_at(x) for x in points] == pytest.approx(slope(points), abs=1e-5)


@pytest.mark.parametrize(
    ("f", "domain", "undefined", "defined"),
    [
        (lambda x: 1 / x, (-2.0, 3.0), [0.0], [-0.1, 0.1]),
        (lambda x: 1 / (x - 0.123), (-2.0, 3.0), [0.123], [0.0, 0.2]),
        (lambda x: 1 / x**2, (-1.9, 2.0), [0.0], [-0.1, 0.1]),
        (np.tan, (-2.0, 2.0), [math.pi / 2, -math.pi / 2], [0.0, 1.5, 1.65]),
        (np.sqrt, (-1.0, 3.0), [-1.0, -0.001], [0.0, 0.001, 3.0]),
        (lambda x: 1 / x**2, (-2.0, 2.0), [0.0], [-0.1, 0.1]),
        (math.log, (-1.0, 3.0), [-1.0, 0.0], [0.1]),
        (np.floor, (-0.5, 2.5), [1.0 - 1e-12], [0.999999, 1.000001]),
        (lambda x: (-x) ** 0.5, (-1.0, 1.0), [0.5], [-0.5]),
        (lambda x: np.tanh(100 * x), (-2.0, 3.0), [], [0.0, 1e-6, 0.001]),
    ],
)
def test_gaps_are_gaps(
    f: Callable[[Any], Any], domain: tuple[float, float], undefined: list[float], defined: list[float]
) -> None:
    curve = sample(f, domain)
    assert np.isnan(curve(undefined)).all()
    assert np.isfinite(curve(defined)).all()


def test_pole_does_not_flatten_the_rest() -> None:
    low, high = sample(lambda x: 1 / x, (-2.0, 3.0)).view
    assert -10 < low < -1
    assert 1 < high < 10


def test_narrow_peak_is_shown_whole() -> None:
    peak = np.exp(-50 * np.linspace(-2.0, 3.0, 601) ** 2)
    assert view(peak)[1] > 1


def test_area_is_the_integral() -> None:
    area, points = sample(np.cos, (0.0, 3.0)).integral(), np.linspace(0.0, 3.0, 50)
    assert area(points) == pytest.approx(np.sin(points), abs=1e-10)


def test_browser_gets_the_same_doubles() -> None:
    curve = sample(np.sin, (0.0, 1.0))
    again = Curve(**{name: np.frombuffer(data, dtype="<f8") for name, data in curve.arrays().items()})
    assert np.array_equal(again.x, curve.x)
    assert again(0.3) == curve(0.3)


# Words and stills.


@pytest.mark.parametrize(
    ("name", "state", "words"),
    [
        # ((1.5³ - 0.5³)/3 - 1)/1 = 1/12; f′(0.5) = -3/4
        ("tangent", {"x": 0.5, "h": 1.0, "tangent": True}, "slope is 0.0833, the tangent's slope is −0.7500."),
        # cos(±2.4) = -0.74, cos(±1.2) = 0.36, cos(0) = 1
        ("slope_match", {"slopes": [-0.74, 0.36, 1.0, 0.36, 0.74], "active": 0, "derivative": False}, "4 of 5 dots"),
        # f = 2, g = 2.8415; Δf = 0.21, Δg = 0.0497
        ("product_rectangle", {"x": 1.0, "dx": 0.1}, "f·Δg = 0.0995, g·Δf = 0.5967 and Δf·Δg = 0.0104"),
        # cos 0 = 1, 2u = 2
        ("chain_rates", {"x": 0.0, "dx": 0.1}, "dh/dt = 1.00 m/s, dE/dh = 2.00 J/m and dE/dt = 2.00 J/s."),
        # 8 - 8/6, 8 - 2, 4 - 2, -1
        ("motion", {"t": 2.0}, "6.67 m, speed 6.00 m/s, acceleration 2.00 m/s², jerk −1.00 m/s³; distance 6.67 m."),
        # (2xy, x²) = (4, 4)
        (
            "surface",
            {"x": 2.0, "y": 1.0},
            "along x 4.000, along y 4.000: the gradient has length 5.657 and direction 45°",
        ),
        (
            "surface",
            {"x": -1.0, "y": 0.0},
            "along x 0.000, along y 1.000: the gradient has length 1.000 and direction 90°",
        ),
        ("surface", {"x": 0.0, "y": 1.0}, "the gradient is zero."),
        # H = [[2x, 2y], [2y, 2x]], eigenvalues 2x ± 2|y|; ∇f = (x² + y² - 1, 2xy)
        ("quadratic", {"x": 1.0, "y": 0.0}, "determinant 4.000. Stationary: by the test it is a minimum."),
        (
            "quadratic",
            {"x": -1.0, "y": 0.0},
            "Curvatures −2.000 and −2.000, determinant 4.000. Stationary: by the test it",
        ),
        (
            "quadratic",
            {"x": 0.0, "y": 1.0},
            "Curvatures 2.000 and −2.000, determinant −4.000. Stationary: by the test it",
        ),
        ("quadratic", {"x": 1.0, "y": 1.0}, "Not stationary, the slope is 2.236: the test says nothing here."),
    ],
)
def test_description_tells_the_numbers(name: str, state: dict[str, Any], words: str) -> None:
    explorer = EXPLORERS[name]()
    explorer.state = state
    assert words in explorer.alt


def test_a_journey_that_turns_back_has_a_velocity() -> None:
    explorer = explorers.motion(lambda t: t * (2 - t), (0.0, 2.0))
    explorer.state = {"t": 2.0}
    assert "velocity −2.00 m/s" in explorer.alt
    assert "change of position 0.00 m" in explorer.alt


def test_there_is_no_tangent_at_a_corner() -> None:
    explorer = explorers.tangent(abs, at=0.0)
    explorer.state = {"x": 0.0, "h": 1.0, "tangent": True}
    assert "the tangent's slope is undefined" in explorer.alt


def test_still_shows_the_state(explorer: explorers.Explorer) -> None:
    assert isinstance(explorer.still(), Figure)
    assert explorer.still_html().startswith('<img alt="')


def test_notebook_gets_widget_and_still(explorer: explorers.Explorer) -> None:
    bundle, _ = explorer._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"] == explorer.alt
    assert bundle["text/html"].startswith("<img alt=")


@pytest.mark.parametrize("make", EXPLORERS.values(), ids=list(EXPLORERS))
def test_grading_gets_the_still_alone(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    explorer = make()
    bundle, _ = explorer._repr_mimebundle_()
    assert sorted(bundle) == ["text/html", "text/plain"]
    assert explorer.comm is None


def test_import_helpers_is_cheap() -> None:
    code = "import sys, helpers; print([m for m in ('anywidget', 'ipywidgets', 'matplotlib') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# Bad input.


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: explorers.tangent(3), TypeError, "f must be a function of one number, got int; write"),
        (lambda: explorers.tangent(abs, domain=(3, -2)), ValueError, "must run from low to high, got (3, -2); swap"),
        (lambda: explorers.tangent(abs, domain=(1, 1)), ValueError, "must run from low to high"),
        (lambda: explorers.tangent(abs, domain=(0, math.inf)), ValueError, "domain must be finite, got (0, inf)"),
        (lambda: explorers.tangent(abs, domain=2), TypeError, "domain must be a pair of numbers (low, high), got 2"),
        (lambda: explorers.tangent(abs, at=9), ValueError, "at = 9 lies outside the domain (-2, 3)"),
        (lambda: explorers.tangent(abs, at="a"), TypeError, "at must be a number, got 'a'"),
        (lambda: explorers.tangent(lambda x: None), TypeError, "f(-2) returned None; does f end in `return ...`?"),
        (lambda: explorers.tangent(lambda x: "2"), TypeError, "f(-2) returned str; it must return a number"),
        (lambda: explorers.tangent(lambda x: [x, x]), ValueError, "f(-2) returned shape (2,)"),
        (lambda: explorers.tangent(lambda x: np.log(-1 - x * x)), ValueError, "no value anywhere on (-2, 3)"),
        (lambda: explorers.tangent(lambda: 1), TypeError, "takes 0 positional arguments"),
        (lambda: explorers.slope_match(np.sin, handles=1), ValueError, "handles must be from 2 to 25, got 1"),
        (lambda: explorers.slope_match(np.sin, handles=2.5), TypeError, "handles must be a whole number, got 2.5"),
        (lambda: explorers.product_rectangle(np.sin, 2), TypeError, "g must be a function of one number, got int"),
        (lambda: explorers.chain_rates(np.sin, "x"), TypeError, "inner must be a function of one number, got str"),
        (lambda: explorers.sandpit(7), TypeError, "pit must be a Sandpit, got int; make one by `sandpit.Sandpit("),
        (lambda: explorers.motion(None), TypeError, "position must be a function of one number, got NoneType"),
        (lambda: explorers.surface(3), TypeError, "f must be a function of two numbers, got int; write `def f(x, y)"),
        (lambda: explorers.surface(lambda p: p[0]), TypeError, "f must take two numbers, but too many positional"),
        (lambda: explorers.surface(np.hypot, (-2, 3)), TypeError, "domain along x must be a pair of numbers"),
        (lambda: explorers.surface(np.hypot, 2), TypeError, "domain must be two pairs of numbers, ((left, right), "),
        (lambda: explorers.surface(np.hypot, ((0, 1), (1, 0))), ValueError, "domain along y must run from low to high"),
        (lambda: explorers.surface(np.hypot, at=1.0), TypeError, "at must be a pair of numbers (x, y), got 1.0"),
        (lambda: explorers.surface(np.hypot, at=(1, 5)), ValueError, "at: y = 5 lies outside the domain (-2, 2)"),
        (lambda: explorers.surface(np.hypot, levels=1), ValueError, "levels must be from 2 to 40, got 1"),
        (lambda: explorers.surface(lambda x, y: None), TypeError, "f(-2, -2) returned None; does f end in `return"),
        (lambda: explorers.surface(lambda x, y: [x, y]), ValueError, "f(-2, -2) returned shape (2,)"),
        (lambda: explorers.surface(lambda x, y: "2"), TypeError, "f(-2, -2) returned str; it must return a number"),
        (lambda: explorers.quadratic(lambda x, y: np.log(-1 - x**2)), ValueError, "no value anywhere on (-2, 2) x (-2"),
        (lambda: explorers.quadratic(np.hypot, ((0, 1), (0, 9))), ValueError, "over three times as long one way"),
    ],
)
def test_errors_name_the_way_out(call: Callable[[], Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=re.escape(message)):
        call()


# The bundle.


def test_bundle_is_made_of_these_sources() -> None:
    names = ["build.js", "package-lock.json", "package.json", *(f"src/{path.name}" for path in JS.glob("src/*"))]
    digest = hashlib.sha256()
    for name in sorted(names):
        digest.update(f"{name}\n".encode() + (JS / name).read_bytes())
    with BUNDLE.open(encoding="utf-8") as bundle:
        assert digest.hexdigest() in bundle.readline(), "run `npm ci && npm run build` in helpers/explorers/js"


def test_bundle_is_small() -> None:
    assert BUNDLE.stat().st_size < 100_000


def test_bundle_is_rebuilt_byte_for_byte(tmp_path: Path) -> None:
    npm = require("npm")
    shutil.copytree(JS, tmp_path / "js", ignore=shutil.ignore_patterns("node_modules"))
    (tmp_path / "static").mkdir()
    installed = subprocess.run([npm, "ci"], cwd=tmp_path / "js", capture_output=True, text=True, check=False)
    if installed.returncode:
        call_off(f"npm cannot install the explorers' packages (is there a network?): {installed.stderr[-300:]}")
    subprocess.run([npm, "run", "build"], cwd=tmp_path / "js", capture_output=True, check=True)
    for built in (tmp_path / "static").iterdir():
        assert built.read_bytes() == (BUNDLE.parent / built.name).read_bytes(), built.name


# JavaScript draws: on a page without a kernel, by keyboard alone.


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    chromium = require("chromium", "chromium-browser", "google-chrome")
    from playwright.sync_api import sync_playwright

    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=options)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Return what opens explorers on a page of their own and, in the end, sees that nothing went wrong there."""
    faults: list[str] = []
    contexts = []

    def open_page(*shown: explorers.Explorer, width: int = 800, **options: Any) -> Any:
        fragments = "".join(explorer.to_html() for explorer in shown)
        path = tmp_path / "page.html"
        path.write_text(f"<!doctype html><html lang=en><meta charset=utf-8><body>{fragments}", encoding="utf-8")
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, **options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: message.type == "error" and faults.append(message.text))
        page.on("request", lambda request: request.url.startswith("http") and faults.append(request.url))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


def press(page: Any, key: str, times: int = 1) -> None:
    for _ in range(times):
        page.keyboard.press(key)
    # Two frames later what was pressed is drawn.
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def tab_to(page: Any, name: str) -> None:
    """Press Tab until the control called `name` has the focus."""
    focused = """() => {
      const { ariaLabel, labels, textContent } = document.activeElement;
      return ariaLabel ?? labels?.[0]?.textContent ?? textContent;
    }"""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == name:
            return
    raise AssertionError(f"Tab never reaches {name!r}")


def readout(page: Any) -> str:
    return str(page.locator(".explorer-readout").text_content())


def test_secant_becomes_the_tangent_by_keyboard(open_page: Callable[..., Any]) -> None:
    explorer = EXPLORERS["tangent"]()
    page = open_page(explorer)
    assert explorer.alt.endswith(readout(page))
    tab_to(page, "point x")
    press(page, "ArrowRight", times=20)
    explorer.state = {"x": 1.0, "h": 1.0, "tangent": False}
    assert explorer.alt.endswith(readout(page))
    tab_to(page, "run h")
    press(page, "Home")
    # f′(1) = 0 for f = x³/3 - x
    assert readout(page) == (
        "x = 1.00, run 0.0010, rise 0.0000010: the secant's slope is 0.0010, the tangent's slope is 0.0000."
    )


def test_points_stay_in_the_picture(open_page: Callable[..., Any]) -> None:
    page = open_page(EXPLORERS["tangent"]())
    tab_to(page, "point x")
    press(page, "End")
    assert readout(page).startswith("x = 2.00, run 1.00")
    tab_to(page, "second point")
    press(page, "Home")
    assert readout(page).startswith("x = 2.00, run −2.50")


@pytest.mark.parametrize(
    ("explorer", "control", "words"),
    [
        (lambda: explorers.tangent(lambda x: 1 / x, at=0.0), "point x", "f has no value at 0.00."),
        (lambda: explorers.slope_match(abs, (-1.0, 1.0), handles=3), "slope at x = 0.67", "of 2 within reach"),
        (lambda: explorers.product_rectangle(np.log, np.sqrt, 0.0, (-2, 2)), "x", "f or g has no value here."),
        (lambda: explorers.chain_rates(np.log, np.sin, 0.0, (-3.0, 3.0)), "x", "the chain has no value."),
        (lambda: explorers.motion(np.sqrt, (-1.0, 1.0)), "time", "position undefined m"),
        (lambda: explorers.surface(lambda x, y: np.log(x) * y, at=(-1, 1)), "point on the map", "f has no value here."),
        (lambda: explorers.surface(np.hypot, at=(0, 0)), "point on the map", "there is no gradient."),
        (lambda: explorers.quadratic(np.hypot, at=(0, 0)), "point on the map", "it has no Hessian here."),
        (
            lambda: explorers.surface(lambda x, y: 7),
            "point on the map",
            "f = 7.000. Slope along x 0.000, along y 0.000",
        ),
    ],
)
def test_gaps_are_told(open_page: Callable[..., Any], explorer: Make, control: str, words: str) -> None:
    page = open_page(explorer())
    tab_to(page, control)
    press(page, "ArrowLeft")
    press(page, "ArrowRight")
    assert words in readout(page)


def test_slopes_are_matched_by_keyboard(open_page: Callable[..., Any]) -> None:
    explorer = EXPLORERS["slope_match"]()
    page = open_page(explorer)
    for x in (-2.4, -1.2, 0.0, 1.2, 2.4):
        tab_to(page, f"slope at x = {x:.2f}".replace("-", "−"))
        handle = page.locator(":focus")
        low, high = (float(handle.get_attribute(f"aria-value{end}")) for end in ("min", "max"))
        steps = round(200 * math.cos(x) / (high - low))
        press(page, "ArrowUp" if steps > 0 else "ArrowDown", times=abs(steps))
        assert "within reach" in handle.get_attribute("aria-valuetext")
    assert readout(page).startswith("5 of 5 within reach")
    tab_to(page, "Show the derivative")
    press(page, "Space")
    assert page.locator(".curve.green").is_visible()


@pytest.mark.parametrize(
    ("name", "control", "keys", "words"),
    [
        ("product_rectangle", "Δx", ["Home"], "f·g′ + g·f′ = 6.7635"),  # 2 cos 1 + 2 (2 + sin 1)
        ("chain_rates", "t", ["Home"], "dE/dt = 2.00 J/m × 1.00 m/s = 2.000 J/s (m cancels)."),
        ("motion", "time", ["End"], "Area under the speed so far: 36.00 m, the distance gone."),
        ("surface", "point on the map", ["End", "Shift+ArrowUp"], "x = 2.00, y = 0.70: f = 2.800. Slope along x 2.800"),
        ("surface", "y", ["End"], "x = 1.00, y = 2.00: f = 2.000. Slope along x 4.000, along y 1.000: the gradient"),
        ("quadratic", "Go to the nearest stationary point", ["Enter"], "Stationary: by the test it is a minimum."),
    ],
)
def test_numbers_are_right_by_keyboard(
    open_page: Callable[..., Any], name: str, control: str, keys: list[str], words: str
) -> None:
    page = open_page(EXPLORERS[name]())
    tab_to(page, control)
    for key in keys:
        press(page, key)
    assert words in readout(page)


def test_a_point_is_dragged_by_the_mouse(open_page: Callable[..., Any]) -> None:
    page = open_page(EXPLORERS["tangent"]())
    box = page.locator("[aria-label='point x'] .dot").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] - 200, box["y"])
    page.mouse.up()
    press(page, "Shift")
    x = float(re.match(r"x = (\S+),", readout(page).replace("−", "-"))[1])  # type: ignore[index]
    assert -1.2 < x < -0.8


def test_a_point_on_a_map_is_dragged_and_called(open_page: Callable[..., Any]) -> None:
    explorer = EXPLORERS["surface"]()
    page = open_page(explorer)
    map_box = page.locator(".explorer-plane").bounding_box()
    box = page.locator("[aria-label='point on the map'] .dot").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] - 45, box["y"] + 65)
    page.mouse.up()
    press(page, "Shift")
    moved = readout(page)
    x, y = (float(number) for number in re.findall(r"= (\S+?)[,:]", moved.replace("−", "-"))[:2])
    assert -1.0 < x < 1.0
    assert -1.5 < y < 0.5
    page.mouse.click(map_box["x"] + map_box["width"] / 2, map_box["y"] + map_box["height"] / 4)
    press(page, "Shift")
    assert readout(page) != moved
    assert page.evaluate("() => document.activeElement.ariaLabel") == "point on the map"


@pytest.mark.parametrize("name", ["surface", "quadratic"])
def test_browser_and_python_say_the_same(open_page: Callable[..., Any], name: str) -> None:
    explorer = EXPLORERS[name]()
    page = open_page(explorer)
    at = dict(explorer.state)
    tab_to(page, "point on the map")
    for key, along, step in (("ArrowLeft", "x", -0.02), ("ArrowDown", "y", -0.02), ("PageUp", "y", 0.2)) * 4:
        press(page, key)
        at[along] += step
        explorer.state = dict(at)
        assert explorer.alt.endswith(readout(page))


def test_the_stick_is_called_by_a_click_and_dipped_by_a_button(open_page: Callable[..., Any]) -> None:
    page = open_page(explorers.sandpit(sandpit.Sandpit(7)))
    frame = page.locator(".explorer-plot clipPath rect")
    left, top, side = (float(frame.get_attribute(name)) for name in ("x", "y", "width"))
    page.locator(".explorer-plot").click(position={"x": left + 0.84 * side, "y": top + 0.84 * side})
    page.get_by_role("button", name="Dip").click()
    press(page, "Shift")
    assert "Found with 1 dip: " in readout(page)
    page.get_by_role("button", name="Dip").click(force=True)
    press(page, "Shift")
    assert "Found with 1 dip: " in readout(page), "the game is over"
    page.get_by_role("button", name="Again").click()
    page.get_by_role("button", name="Hint").click()
    press(page, "Shift")
    assert "No dips yet" in readout(page)
    assert "only one of them is the global minimum" in page.locator(".explorer-hint").text_content()


def test_every_control_has_a_name(open_page: Callable[..., Any], explorer: explorers.Explorer) -> None:
    controls = re.findall(
        r'- (slider|spinbutton|checkbox|radio|button)( ".+?")?', open_page(explorer).locator("body").aria_snapshot()
    )
    assert controls
    assert all(name for _, name in controls), controls


def test_a_screen_reader_hears_what_changed(open_page: Callable[..., Any]) -> None:
    page = open_page(EXPLORERS["motion"]())
    tab_to(page, "time")
    press(page, "Home")
    page.wait_for_function("() => document.querySelector('[aria-live=polite]').textContent.startsWith('At 0.00 s')")


def test_phone_needs_no_sideways_scrolling(open_page: Callable[..., Any], explorer: explorers.Explorer) -> None:
    page = open_page(explorer, width=320)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_two_explorers_share_a_page(open_page: Callable[..., Any]) -> None:
    page = open_page(EXPLORERS["tangent"](), EXPLORERS["motion"]())
    assert page.locator(".explorer").count() == 2


def test_without_javascript_the_still_remains(open_page: Callable[..., Any], explorer: explorers.Explorer) -> None:
    page = open_page(explorer, java_script_enabled=False)
    assert page.get_by_role("img", name=explorer.alt, exact=True).is_visible()


def test_a_label_cannot_end_the_script(open_page: Callable[..., Any]) -> None:
    page = open_page(explorers.tangent(np.sin, label="</script><b>f"))
    assert "</script><b>f" in str(page.locator(".explorer-question").text_content())


def test_fragment_is_plain_json() -> None:
    text = EXPLORERS["motion"]().to_html()
    traits = json.loads(re.search(r'<script type="application/json">(.*?)</script>', text)[1])  # type: ignore[index]
    assert sorted(traits) == ["data", "kind", "state"]
