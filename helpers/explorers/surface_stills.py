"""The still pictures of a surface: its wire frame and its map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.explorers import stills
from helpers.explorers.curve import Array
from helpers.explorers.field import Field, Rectangle, nodes, view

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TURN, TILT = -62, 32  # degrees: the eye stands above the corner where x is largest and y smallest


def beside() -> tuple[Figure, Any, Axes]:
    """Return a figure with two axes side by side, of which the left one stands in space."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.0, 4.0), layout="constrained")
    return figure, figure.add_subplot(1, 2, 1, projection="3d"), figure.add_subplot(1, 2, 2)


def wire_frame(ax: Any, field: Field, names: tuple[str, str, str]) -> None:
    """Draw the surface as a wire frame."""
    heights = within(field.values, view(field.values))
    ax.plot_wireframe(*nodes(field.domain, len(heights)), heights, color="0.55", linewidth=0.5, rcount=18, ccount=18)
    ax.view_init(elev=TILT, azim=TURN)
    ax.set_box_aspect(None, zoom=0.95)
    ax.set(xlabel=names[0], ylabel=names[1], zlabel=names[2], zlim=view(field.values))


def contours(ax: Axes, field: Field, levels: list[float], names: tuple[str, str, str], colour: str) -> None:
    """Draw the contour lines with their heights, and set up the axes."""
    x, y = nodes(field.domain, len(field.values))
    if levels and np.isfinite(field.values).sum() > 1:
        heights = np.ma.masked_invalid(within(field.values, view(field.values)))
        lines = ax.contour(x, y, heights, levels=levels, linewidths=0.9, linestyles="solid", colors=colour)
        ax.clabel(lines, fontsize=7)
    stills.frame(ax, *field.domain, names[0], names[1])
    ax.set_aspect("equal" if equal(field.domain) else "auto")


def within(values: Array, limits: tuple[float, float]) -> Array:
    """Return the values, NaN for those beyond the limits."""
    with np.errstate(invalid="ignore"):
        return np.where((values >= limits[0]) & (values <= limits[1]), values, np.nan)


def sides(domain: Rectangle) -> tuple[float, float]:
    """Return the lengths of the domain along x and along y."""
    (left, right), (low, high) = domain
    return right - left, high - low


def equal(domain: Rectangle) -> bool:
    """Return whether both axes can have one scale: the rectangle is not too long."""
    width, height = sides(domain)
    return 1 / 3 <= height / width <= 3


def round_levels(field: Field, number: int) -> list[float]:
    """Return about so many round numbers, in equal steps, between the lowest and the highest value shown.

    Examples
    --------
    >>> x, y = nodes(((0.0, 1.0), (0.0, 1.0)), 9)
    >>> round_levels(Field(((0.0, 1.0), (0.0, 1.0)), x + y, np.full((8, 8), 6, np.uint8), 1e-6), 4)
    [0.5, 1.0, 1.5]
    """
    from matplotlib.ticker import MaxNLocator

    values = within(field.values, view(field.values))
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    if high - low <= field.negligible:
        return []
    ticks = MaxNLocator(number, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    return [round(float(tick), 12) for tick in ticks if low < tick < high]
