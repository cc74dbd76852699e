"""What the explorers of surfaces compute: fields against closed forms and the engine, gaps, stationary points."""

import math
import re
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from helpers import explorers, gradient, hessian
from helpers.explorers.field import Field
from helpers.explorers.surface_samples import sample

Function2 = Callable[[Any, Any], Any]
SQUARE = ((-2.0, 2.0), (-2.0, 2.0))


def hill(x: Any, y: Any) -> Any:
    return np.exp(-(x**2 + y**2) / 2) * (1 + x)


def hill_by_math(x: float, y: float) -> float:
    return math.exp(-(x**2 + y**2) / 2) * (1 + x)


def peaks(x: Any, y: Any) -> Any:
    """A surface with three hills and two hollows, rougher than most."""
    hills = 3 * (1 - x) ** 2 * np.exp(-(x**2) - (y + 1) ** 2) - np.exp(-((x + 1) ** 2) - y**2) / 3
    return hills - 10 * (x / 5 - x**3 - y**5) * np.exp(-(x**2) - y**2)


def bent(x: float, y: float) -> float:
    return x**2 * y if x < 3 else 0.0


def wrapped(f: Function2) -> Callable[[Any], Any]:
    return lambda p: f(p[0], p[1])


@pytest.mark.parametrize(
    ("f", "code", "domain", "error"),
    [
        (hill, hill, SQUARE, 1e-6),
        (hill, hill_by_math, SQUARE, 1e-5),
        (lambda x, y: x**2 * y, bent, SQUARE, 1e-6),
        (lambda x, y: np.sin(x) * y, lambda x, y: math.sin(x) * y, ((0.0, 10.0), (0.0, 200.0)), 1e-4),
        (np.hypot, np.hypot, ((1.0, 2.0), (-1.0, 1.0)), 1e-7),
        (peaks, peaks, ((-3.0, 3.0), (-3.0, 3.0)), 5e-4),
    ],
    ids=["hill", "hill by math", "if", "long domain", "ufunc", "peaks"],
)
def test_fields_are_the_engines_derivatives(f: Function2, code: Function2, domain: Any, error: float) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fields = sample(code, domain, 2)
    points = np.random.default_rng(2).uniform(*np.transpose(domain), (50, 2))
    slopes = np.array([gradient(wrapped(f), point) for point in points])
    curvatures = np.array([hessian(wrapped(f), point) for point in points])
    wanted = {
        "f": f(*points.T),
        **dict(zip(("fx", "fy"), slopes.T, strict=True)),
        **dict(zip(("fxx", "fxy", "fyy"), curvatures[:, [0, 0, 1], [0, 1, 1]].T, strict=True)),
    }
    for name, field in fields.items():
        assert field(*points.T) == pytest.approx(wanted[name], abs=error * max(1.0, np.abs(wanted[name]).max()))


@pytest.mark.parametrize("make", [explorers.surface, explorers.quadratic])
def test_words_hold_the_engines_numbers(make: Callable[..., explorers.Explorer]) -> None:
    explorer = make(hill)
    for x, y in np.random.default_rng(3).uniform(-2, 2, (20, 2)):
        explorer.state = {"x": x, "y": y}
        slopes, curvatures = gradient(wrapped(hill), [x, y]), np.linalg.eigvalsh(hessian(wrapped(hill), [x, y]))
        told = slopes if make is explorers.surface else curvatures[::-1]
        numbers = [float(found) for found in re.findall(r"-?\d+\.\d+", explorer.alt.replace("−", "-"))]
        for value in told:
            assert min(abs(value - number) for number in numbers) < 6e-4


@pytest.mark.parametrize(
    ("f", "undefined", "defined"),
    [
        (lambda x, y: np.sqrt(1 - x**2 - y**2), [(1.0, 0.5), (-1.5, 0.0)], [(0.0, 0.0), (0.5, -0.5)]),
        (lambda x, y: math.log(x) * y, [(-1.0, 1.0), (0.0, 1.0)], [(0.1, 1.0), (2.0, 2.0)]),
        (lambda x, y: 1 / (x - 0.01), [(0.0, 0.0), (0.01, 1.0)], [(-0.2, 0.0), (0.2, 1.0)]),
        (lambda x, y: 1 if x + y > 0.01 else 0, [(0.5, -0.49)], [(0.5, -0.4), (0.5, -0.6)]),
        (lambda x, y: (-x) ** 0.5, [(0.5, 0.0)], [(-0.5, 0.0)]),
    ],
    ids=["disc", "log", "pole", "step", "complex"],
)
def test_gaps_are_gaps(f: Function2, undefined: list[tuple[float, float]], defined: list[tuple[float, float]]) -> None:
    height = sample(f, SQUARE, 1)["f"]
    assert np.isnan(height(*np.transpose(undefined))).all()
    assert np.isfinite(height(*np.transpose(defined))).all()


def test_a_crease_has_heights_but_no_slope_across() -> None:
    fields = sample(lambda x, y: abs(x) + y, SQUARE, 1)
    assert float(fields["f"](0.3, 0.5)) == pytest.approx(0.8)
    assert math.isnan(float(fields["fx"](0.0, 0.5)))
    assert float(fields["fy"](0.0, 0.5)) == pytest.approx(1.0)


def test_outside_there_is_nothing() -> None:
    height = sample(hill, SQUARE, 1)["f"]
    assert np.isnan(height([-2.1, 0.0, math.nan], [0.0, 2.1, 0.0])).all()


def test_a_pole_does_not_flatten_the_rest_and_a_narrow_peak_is_shown_whole() -> None:
    pole = explorers.surface(lambda x, y: 1 / (x**2 + y**2)).data["view"]
    assert pole[1] < 10
    peak = explorers.surface(lambda x, y: np.exp(-8 * (x**2 + y**2))).data["view"]
    assert peak[1] > 1


def test_browser_gets_the_same_doubles() -> None:
    height = sample(hill, SQUARE, 1)["f"]
    sent = height.arrays()
    values, quality = np.frombuffer(sent["values"], "<f8"), np.frombuffer(sent["quality"], np.uint8)
    n = math.isqrt(len(values))
    again = Field(SQUARE, values.reshape(n, n), quality.reshape(n - 1, n - 1), sent["negligible"])
    assert again(0.3, 0.4) == height(0.3, 0.4)


@pytest.mark.parametrize(
    ("f", "points", "kinds"),
    [
        (lambda x, y: x**3 / 3 - x + y**2, [(-1, 0), (1, 0)], ["saddle", "minimum"]),
        (lambda x, y: -((x - 0.3) ** 2) - (y + 0.7) ** 2, [(0.3, -0.7)], ["maximum"]),
        (lambda x, y: x**4 + y**4, [(0, 0)], ["decide"]),
        (lambda x, y: x**3 - 3 * x * y**2, [(0, 0)], ["decide"]),
        (lambda x, y: math.cos(x) * math.cosh(y), [(0, 0)], ["saddle"]),
        (lambda x, y: x + y, [], []),
        (lambda x, y: 7, [], []),
    ],
    ids=["saddle and minimum", "cap", "flat bowl", "monkey saddle", "math", "slope", "constant"],
)
def test_stationary_points_are_found_and_named(f: Function2, points: list[Any], kinds: list[str]) -> None:
    explorer = explorers.quadratic(f)
    found = explorer.data["stationary"]
    assert len(found) == len(points)
    for (x, y), at, kind in zip(found, points, kinds, strict=True):
        assert (x, y) == pytest.approx(at, abs=1e-5)
        explorer.state = {"x": x, "y": y}
        assert explorer.alt.split()[-1] == f"{kind}."


def test_a_flat_surface_has_no_arrow_and_no_contours() -> None:
    explorer = explorers.surface(lambda x, y: 7)
    assert explorer.alt.endswith("the gradient is zero.")
    assert explorer.data["levels"] == []
    assert not list(explorer.still().axes[1].texts)


def test_labels_are_the_words() -> None:
    explorer = explorers.surface(lambda r, h: r * h, ((0, 1), (0, 9)), (0.5, 3), labels=("radius", "height", "area"))
    assert "radius = 0.50, height = 3.00: area = 1.500. Slope along radius 3.000" in explorer.alt
    # Scales of their own: a direction in degrees would mean nothing.
    assert "°" not in explorer.alt
