"""The sheet that every figure of the course is drawn on: its size, its axes, and curves that know their gaps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Function = Callable[[NDArray[np.float64]], ArrayLike]
"""A function of one number, written in numpy code so that it takes an array too."""

WIDTH_INCHES = 7.5
SAMPLES = 601


def sheet(rows: int = 1, columns: int = 1, *, height_inches: float = 3.4) -> tuple[Figure, NDArray[Any]]:
    """Return an empty figure and its axes, an array of shape (rows, columns)."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH_INCHES, height_inches), layout="constrained")
    axes = figure.subplots(rows, columns, squeeze=False)
    for ax in axes.flat:
        ax.spines[["top", "right"]].set_visible(False)
        ax.grid(color="#dddddd", linewidth=0.6)
        ax.set_axisbelow(True)
    return figure, axes


def sample(f: Function, domain: tuple[float, float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x and f(x) on `domain`, both of shape (SAMPLES,), with nan where f has no finite value.

    Raises
    ------
    ValueError
        If `domain` is not an interval, or if f gives something else than one number per x.
    """
    low, high = domain
    if not (np.isfinite(low) and np.isfinite(high) and low < high):
        raise ValueError(f"domain must be (low, high) with low < high, got {domain!r}")
    x = np.linspace(low, high, SAMPLES)
    with np.errstate(all="ignore"):
        y = np.array(np.broadcast_to(np.asarray(f(x), dtype=float), x.shape))
    y[~np.isfinite(y)] = np.nan
    return x, y


def break_at_jumps(y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return `y` with nan where a pole lies between two samples, so that no line is drawn through the gap.

    A pole shows as a change of sign between values that both lie far outside the bulk of the graph.
    """
    broken = y.copy()
    far = 4 * np.nanpercentile(np.abs(y), 75)
    crosses = (np.sign(y[1:]) * np.sign(y[:-1]) < 0) & (np.minimum(np.abs(y[1:]), np.abs(y[:-1])) > far)
    broken[1:][crosses] = np.nan
    return broken


def fit_height(ax: Axes, curves: list[NDArray[np.float64]]) -> None:
    """Set the height of `ax` by the bulk of its curves if a pole would flatten everything else."""
    values = np.concatenate([y[np.isfinite(y)] for y in curves])
    low, high = np.percentile(values, [5, 95])
    bulk = high - low
    if values.max() - values.min() > 5 * bulk > 0:
        ax.set_ylim(max(values.min(), low - bulk / 2), min(values.max(), high + bulk / 2))
