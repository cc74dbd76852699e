"""The still pictures: one calm look for what stands where no JavaScript runs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from helpers.palette import OKABE_ITO

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, VERMILION, GREEN, PURPLE = (OKABE_ITO[name] for name in ("blue", "vermilion", "green", "purple"))
GREY = "0.45"
TINY = 1e-9  # less is rounding error, not a number to read


def blank(rows: int = 1, *, height: float = 3.4) -> tuple[Figure, list[Axes]]:
    """Return a figure with `rows` axes above one another, 6.4 inches wide and `height` inches high."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, height), layout="constrained")
    axes = list(figure.subplots(rows, 1, sharex=rows > 1, squeeze=False)[:, 0])
    for ax in axes:
        ax.spines[["top", "right"]].set_visible(False)
        ax.grid(color="0.9", linewidth=0.8)
        ax.set_axisbelow(True)
    return figure, axes


def lines(rows: int) -> tuple[Figure, list[Axes]]:
    """Return a figure with `rows` number lines above one another."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 1.2 * rows), layout="constrained")
    axes = list(figure.subplots(rows, 1, squeeze=False)[:, 0])
    for ax in axes:
        ax.spines[["top", "left", "right"]].set_visible(False)
        ax.yaxis.set_visible(False)
    return figure, axes


def frame(ax: Axes, x: tuple[float, float], y: tuple[float, float], x_label: str, y_label: str) -> None:
    """Set the limits and names of the axes."""
    ax.set(xlim=x, ylim=y, xlabel=x_label, ylabel=y_label)


def number(value: float, decimals: int = 2) -> str:
    """Return a number as a reader expects it: two decimals, more where it is small, a true minus sign.

    Examples
    --------
    >>> number(-2.9), number(0.0012), number(3e6)
    ('−2.90', '0.0012', '3.00e6')
    """
    if not math.isfinite(value):
        return "undefined"
    size = abs(value)
    if size < TINY:
        return f"{0:.{decimals}f}"
    if size >= 1e6:
        mantissa, exponent = f"{value:.2e}".split("e")
        return f"{mantissa}e{int(exponent)}".replace("-", "−")
    needed = 1 - math.floor(math.log10(size))
    return f"{value:.{max(decimals, needed)}f}".replace("-", "−")


def around(*values: float) -> tuple[float, float]:
    """Return the smallest interval that holds all `values`.

    Examples
    --------
    >>> around(5.0, 0.0, 10.0)
    (0.0, 10.0)
    """
    return min(values), max(values)
