"""Functions of two numbers: their contours and arrows, and what is left of them when one of the two is held."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.autodiff import DifferencesWarning, gradient
from helpers.figures.sheet import sheet
from helpers.palette import COLOURS, MARKERS, OKABE_ITO, curve_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Array = NDArray[np.float64]
Surface = Callable[[Any, Any], Any]
"""A function (x, y) -> z, in numpy code or for one point at a time."""
Domain = tuple[tuple[float, float], tuple[float, float]]

SAMPLES = 161
ARROWS = 13  # along each axis


def contours(
    f: Surface,
    domain: Domain,
    *,
    points: Mapping[str, ArrayLike] | None = None,
    arrows: bool = False,
    paths: Mapping[str, ArrayLike] | None = None,
    levels: int | ArrayLike = 12,
    labels: tuple[str, str] = ("x", "y"),
) -> Figure:
    """Draw the lines on which `f` has the same value, as on a hiking map; which way is up, and how steep is it?

    Negative heights have dashed lines. With `arrows`, the gradient: it points uphill, and is long where f is steep.

    Parameters
    ----------
    f : callable, (x, y) -> z
    domain : ((low, high), (low, high))
        The part of the plane to look at, first along x, then along y.
    points : mapping, label -> (x, y) or array_like of shape (k, 2), optional
        Places to mark.
    arrows : bool
        Whether to draw the gradient.
    paths : mapping, label -> array_like of shape (k, 2), optional
        Ways through the plane, from point to point.
    levels : int or array_like
        How many contours, or the heights that get one.
    labels : (str, str)
        What the axes show, with units.

    Returns
    -------
    figure : matplotlib.figure.Figure

    Examples
    --------
    >>> bowl = contours(lambda x, y: x**2 + y**2, ((-1, 1), (-1, 1)), points={"lowest": (0, 0)}, arrows=True)
    >>> bowl.axes[0].get_xlabel(), bowl.axes[0].get_aspect()
    ('x', 1.0)
    """
    figure, axes = sheet(height_inches=4.6)
    ax = axes[0, 0]
    x, y = (np.linspace(*_interval(ends), SAMPLES) for ends in domain)
    z = on_grid(f, *np.meshgrid(x, y))
    lines = ax.contour(x, y, np.ma.masked_invalid(z), levels, colors=OKABE_ITO["blue"], linewidths=1.0)
    ax.clabel(lines, fontsize=8, fmt="%.4g", colors="black")
    if arrows:
        _draw_arrows(ax, f, domain)
    for index, (label, way) in enumerate((paths or {}).items(), start=2):  # The arrows have the second colour.
        corners = np.asarray(way, dtype=float).reshape(-1, 2)
        ax.plot(*corners.T, marker=".", linewidth=2, label=label, **curve_style(index))
    for index, (label, places) in enumerate((points or {}).items()):
        style = {"color": COLOURS[(index + 1) % len(COLOURS)], "markeredgecolor": "black", "markersize": 8}
        ax.plot(*np.asarray(places, dtype=float).reshape(-1, 2).T, MARKERS[index % 6], label=label, zorder=3, **style)
    spans = [high - low for low, high in domain]
    if 1 / 3 < spans[0] / spans[1] < 3:
        ax.set_aspect("equal")  # or else gradients would not look perpendicular to the contours
    ax.set(xlabel=labels[0], ylabel=labels[1], xlim=domain[0], ylim=domain[1])
    if points or paths:
        ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1), handlelength=3)
    return figure


def _draw_arrows(ax: Axes, f: Surface, domain: Domain) -> None:
    """Draw the gradient on a coarse grid; the longest arrow is a little longer than the way to the next."""
    inner = [(np.arange(ARROWS) + 0.5) / ARROWS * (high - low) + low for low, high in domain]
    x, y = (axis.ravel() for axis in np.meshgrid(*inner))
    slopes = np.array([slope_at(f, *point) for point in zip(x, y, strict=True)])
    longest = np.nanmax(np.hypot(*slopes.T), initial=0.0) or 1.0
    scale = longest / (1.2 * max(high - low for low, high in domain) / ARROWS)
    style: Any = {"color": OKABE_ITO["vermilion"], "width": 0.004, "zorder": 2.5}
    ax.quiver(x, y, *slopes.T, angles="xy", scale_units="xy", scale=scale, **style)


def slices(
    f: Surface, at: tuple[float, float], domain: Domain, *, labels: tuple[str, str, str] = ("x", "y", "z")
) -> Figure:
    """Cut a surface z = f(x, y) along x and along y through a point; how steep is each cut there?

    On the left y is held, and the tangent's slope is ∂f/∂x; on the right x is held, and it is ∂f/∂y.

    Parameters
    ----------
    f : callable, (x, y) -> z
    at : (float, float)
        Where both cuts go through.
    domain : ((low, high), (low, high))
    labels : (str, str, str)
        What the axes show, with units.

    Returns
    -------
    figure : matplotlib.figure.Figure

    Examples
    --------
    >>> figure = slices(lambda x, y: x**2 * y, (1, 3), ((0, 2), (0, 4)))
    >>> [ax.get_title() for ax in figure.axes]
    ['y = 3 is held: slope 6', 'x = 1 is held: slope 1']
    """
    place = [float(value) for value in at]
    z = float(on_grid(f, *np.array(place).reshape(2, 1))[0])
    if not np.isfinite(z):
        raise ValueError(f"f has no value at ({place[0]:g}, {place[1]:g}); choose another point for the cuts")
    figure, axes = sheet(1, 2, height_inches=3.2)
    slopes = slope_at(f, *place)
    for i, ax in enumerate(axes[0]):
        low, high = _interval(domain[i])
        if not low <= place[i] <= high:
            raise ValueError(f"at[{i}] = {place[i]:g} lies outside the domain ({low:g}, {high:g})")
        way = [np.full(SAMPLES, value) for value in place]
        way[i] = np.linspace(low, high, SAMPLES)
        ax.plot(way[i], on_grid(f, *way), linewidth=2, **curve_style(0))
        half = (high - low) / 4
        ends = np.array([max(low, place[i] - half), min(high, place[i] + half)])
        ax.plot(ends, z + slopes[i] * (ends - place[i]), linewidth=1.6, **curve_style(1))
        ax.plot([place[i]], [z], "o", color=curve_style(0)["color"], markersize=7)
        held = _name(labels[1 - i])
        title = f"{held} = {place[1 - i]:.3g} is held: slope {_rounded(slopes[i])}"
        ax.set(xlabel=labels[i], ylabel=labels[2], title=title)
    axes[0, 1].sharey(axes[0, 0])
    return figure


def slope_at(f: Surface, x: float, y: float) -> Array:
    """Return the gradient of `f` at one point, shape (2,), NaN where there is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DifferencesWarning)  # Finer than a line is thick, they are.
            return np.asarray(gradient(lambda p: f(p[0], p[1]), [x, y]))
    except (ValueError, ArithmeticError):
        return np.full(2, np.nan)


def on_grid(f: Surface, x: Array, y: Array) -> Array:
    """Return f(x, y) in the shape of x, NaN where f has no value.

    Examples
    --------
    >>> import math
    >>> on_grid(lambda x, y: math.sqrt(x) + y, np.array([4.0, -1.0]), np.array([1.0, 1.0]))
    array([ 3., nan])
    """
    with np.errstate(all="ignore"):
        try:
            z = np.array(np.broadcast_to(np.asarray(f(x, y), dtype=float), x.shape))
        except (TypeError, ValueError, ArithmeticError):
            z = np.array([_value(f, *point) for point in zip(x.flat, y.flat, strict=True)]).reshape(x.shape)
    return np.where(np.isfinite(z), z, np.nan)


def _value(f: Surface, x: float, y: float) -> float:
    try:
        return float(f(float(x), float(y)))
    except (ValueError, ArithmeticError):
        return np.nan


def _interval(ends: tuple[float, float]) -> tuple[float, float]:
    low, high = ends
    if not (np.isfinite(low) and np.isfinite(high) and low < high):
        raise ValueError(f"domain must be ((low, high), (low, high)) with low < high, got {ends!r} in it")
    return low, high


def _name(label: str) -> str:
    """Return the letter of an axis label such as "x in m"."""
    return label.split(" in ")[0]


def _rounded(value: float) -> str:
    return f"{value + 0.0:.3g}".replace("-", "−")
