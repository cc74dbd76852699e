"""Polar coordinates: a grid whose cells grow with their distance from the centre."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from helpers.figures.sheet import sheet
from helpers.palette import OKABE_ITO

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def polar_cells(radius: float = 2.0, dr: float = 0.25, dtheta: float = math.pi / 12) -> Figure:
    """Draw a polar grid and mark two of its cells, one near the centre and one far out; which is larger, and why?

    Both are dr wide and cover the angle dθ, but their arcs are r·dθ long:

        area = r·dr·dθ,     with r to the middle of the cell

    Parameters
    ----------
    radius : float
        Of the grid.
    dr : float
        The width of a ring; the grid has at least three of them.
    dtheta : float, in radians
        The angle between two rays.

    Returns
    -------
    figure : matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If there is no room for two cells.

    Examples
    --------
    >>> legend = polar_cells(radius=2.0, dr=0.5, dtheta=0.2).axes[0].get_legend()
    >>> [text.get_text() for text in legend.get_texts()]
    ['r = 0.75: area r·dr·dθ = 0.075', 'r = 1.75: area r·dr·dθ = 0.175']
    """
    rings, rays = round(radius / dr) if dr > 0 else 0, round(2 * math.pi / dtheta) if dtheta > 0 else 0
    if rings < 3 or rays < 3:
        raise ValueError(f"dr = {dr:g} and dtheta = {dtheta:g} leave no room for two cells; make them smaller")
    figure, axes = sheet(height_inches=4.6)
    ax = axes[0, 0]
    ax.grid(visible=False)
    circle = np.linspace(0, 2 * np.pi, 361)
    for r in dr * np.arange(1, rings + 1):
        ax.plot(r * np.cos(circle), r * np.sin(circle), color="0.75", linewidth=0.8)
    for theta in dtheta * np.arange(rays):
        ax.plot([0, rings * dr * np.cos(theta)], [0, rings * dr * np.sin(theta)], color="0.75", linewidth=0.8)
    # In the first octant, away from the axes.
    theta = dtheta * math.floor(math.pi / 5 / dtheta)
    for r, colour, hatch in ((dr, "vermilion", "///"), ((rings - 1) * dr, "blue", "...")):
        middle = r + dr / 2
        label = f"r = {middle:.3g}: area r·dr·dθ = {middle * dr * dtheta:.3g}"
        style = {"facecolor": f"{OKABE_ITO[colour]}55", "edgecolor": OKABE_ITO[colour], "hatch": hatch}
        ax.fill(*_cell(r, dr, theta, dtheta), linewidth=1.5, label=label, **style)
    far, middle = (rings - 1) * dr, theta + dtheta / 2
    for at, direction, name in ((far - 0.12 * radius, middle, "r·dθ"), (far + dr / 2, theta - 0.07, "dr")):
        ax.annotate(name, (at * math.cos(direction), at * math.sin(direction)), ha="center", va="center", fontsize=10)
    ax.set(xlabel="x", ylabel="y", aspect="equal", title=f"dr = {dr:.3g}, dθ = {dtheta:.3g} in every cell")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1), handlelength=3, handleheight=1.6)
    return figure


def _cell(r: float, dr: float, theta: float, dtheta: float) -> NDArray[np.float64]:
    """Return the outline of one cell, shape (2, n)."""
    arc = np.linspace(theta, theta + dtheta, 40)
    far, way = np.concatenate([np.full(40, r), np.full(40, r + dr)]), np.concatenate([arc, arc[::-1]])
    return np.array([far * np.cos(way), far * np.sin(way)])
