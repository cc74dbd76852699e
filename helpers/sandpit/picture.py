"""The map of a sandpit, as a figure and in words: the dips and, when the game is over, the floor."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.figures.sheet import sheet
from helpers.palette import OKABE_ITO
from helpers.sandpit.dips import metres, place
from helpers.sandpit.floor import SIZE, Array, Floor
from helpers.sandpit.pit import Sandpit

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SPACING = 0.25  # metres between contours
LISTED = 12  # dips that are told one by one


def draw(pit: Sandpit) -> Figure:
    """Return the map as a figure."""
    figure, ((ax,),) = sheet(height_inches=6.2)
    ax.set(xlim=(0, SIZE), ylim=(0, SIZE), xlabel="x in m", ylabel="y in m", aspect="equal")
    if pit.over:
        _draw_floor(ax, pit._floor)
        x, y = pit._floor.minima[0]
        ax.plot(x, y, "*", color=OKABE_ITO["vermilion"], markeredgecolor="white", markersize=20, zorder=3)
        ax.annotate("deepest", (x, y), (0, -18), textcoords="offset points", ha="center", zorder=5, **_PAPER)
    _draw_dips(ax, pit)
    ax.set_title(fill(str(pit.score()), 62), loc="left", fontsize=10)
    return figure


_PAPER: dict[str, Any] = {
    "fontsize": 9,
    "bbox": {"boxstyle": "round,pad=0.1", "facecolor": "white", "alpha": 0.7, "linewidth": 0},
}


def levels(floor: Floor) -> Array:
    """Return the heights of the contours, in metres."""
    lowest = float(floor(*floor.minima[0]))
    return np.arange(np.ceil(lowest / SPACING), 0, dtype=np.float64) * SPACING


def grid(floor: Floor, points: int) -> tuple[Array, Array]:
    """Return coordinates along one side, shape (n,), and the heights, shape (n, n): a row for each y."""
    ends = np.linspace(0.0, SIZE, points)
    return ends, floor(*np.meshgrid(ends, ends))


def _draw_floor(ax: Axes, floor: Floor) -> None:
    ends, heights = grid(floor, 121)
    heights_of_lines = levels(floor)
    bounds = [heights_of_lines[0] - SPACING, *heights_of_lines, 0.0]
    ax.contourf(ends, ends, heights, bounds, cmap="Blues_r", alpha=0.7)
    lines = ax.contour(ends, ends, heights, heights_of_lines, colors="0.35", linewidths=0.7, linestyles="solid")
    ax.clabel(lines, heights_of_lines[::2], fontsize=8, fmt=lambda height: metres(height))


def _draw_dips(ax: Axes, pit: Sandpit) -> None:
    if pit.moves:
        ax.plot(*np.transpose(pit.moves), ":", color="black", linewidth=0.8)
    for number, (x, y) in enumerate(pit.moves, start=1):
        ax.plot(x, y, "o", color="white", markeredgecolor="black", markersize=14, zorder=4)
        ax.text(x, y, str(number), fontsize=8, ha="center", va="center_baseline", zorder=5)


def describe(pit: Sandpit) -> str:
    """Return the same in words."""
    size = f"A map of sandpit {pit.seed}, {SIZE:g} m by {SIZE:g} m"
    told = [f"{number} at {place(d.x, d.y)}: {metres(d.height)}" for number, d in enumerate(pit.history, start=1)]
    left_out = f"; and {len(told) - LISTED} more" if len(told) > LISTED else ""
    dips = f"Dips: {'; '.join(told[:LISTED])}{left_out}." if told else "No dips yet."
    if not pit.over:
        return f"{size}, its floor hidden. {dips} {pit.score() if told else ''}".strip()
    floor = pit._floor
    x, y = floor.minima[0]
    others = [f"{place(*spot)}: {metres(float(floor(*spot)))}" for spot in floor.minima[1:]]
    return (
        f"{size}, with contours of its floor. The deepest point is at {place(x, y)}: {metres(float(floor(x, y)))}; "
        f"other local minima are at {', '.join(others)}. {dips} {pit.score() if told else ''}"
    ).strip()
