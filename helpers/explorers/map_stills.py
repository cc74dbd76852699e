"""The parts of a still picture of a map: axes to scale, a grid and its image, a square and its image."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.explorers import stills
from helpers.explorers.curve import Array
from helpers.explorers.map_samples import Domain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SAMPLES = 200  # of a line of the grid


def to_scale(ax: Axes, views: Domain, names: tuple[str, str], title: str) -> None:
    """Set limits and names of axes on which a square is a square."""
    half = max(high - low for low, high in views) / 2
    across, up = (((low + high) / 2 - half, (low + high) / 2 + half) for low, high in views)
    ax.set(xlim=across, ylim=up, xlabel=names[0], ylabel=names[1], aspect="equal", title=title)
    ax.spines[["top", "right"]].set_visible(False)


def grid(ax: Axes, of: Callable[[Array, Array], Array], domain: Domain, lines: int) -> None:
    """Draw the lines of a grid over `domain`, or what `of` makes of them."""
    across, up = (np.linspace(*ends, lines) for ends in domain)
    along_x, along_y = (np.linspace(*ends, SAMPLES) for ends in domain)
    for x in across:
        ax.plot(*of(np.full(SAMPLES, x), along_y), color="0.8", linewidth=0.8, zorder=0)
    for y in up:
        ax.plot(*of(along_x, np.full(SAMPLES, y)), "--", color="0.8", linewidth=0.8, zorder=0)


def patch(ax: Axes, image: Array, foot: Array, columns: Array) -> None:
    """Draw an area, and at its foot the parallelogram whose sides are the columns."""
    ax.fill(*image, facecolor=f"{stills.BLUE}40", edgecolor=stills.BLUE, linewidth=1.5)
    sides = foot[:, np.newaxis] + columns @ [[0, 1, 1, 0], [0, 0, 1, 1]]
    ax.fill(*sides, facecolor="none", edgecolor=stills.PURPLE, linestyle="--", hatch="//")
    for column, colour, style in zip(columns.T, (stills.VERMILION, stills.GREEN), ("-", ":"), strict=True):
        arrow: dict[str, Any] = {"color": colour, "linestyle": style, "linewidth": 2, "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", tuple(foot + column), tuple(foot), arrowprops={"arrowstyle": "->", **arrow})
