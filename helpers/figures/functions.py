"""Functions as graphs: beside data, beside each other, above their own slope."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from helpers.autodiff import DifferencesWarning, derivative
from helpers.figures.sheet import Function, break_at_jumps, fit_height, sample, sheet
from helpers.palette import MARKERS, curve_style

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def graphs(
    functions: Mapping[str, Function],
    domain: tuple[float, float],
    *,
    x_label: str = "x",
    y_label: str = "y",
    marks: Mapping[str, ArrayLike] | None = None,
) -> Figure:
    """Draw several functions on one sheet, each with its own colour, line style and entry in the legend.

    Parameters
    ----------
    functions : mapping, label -> function of one number
    domain : (low, high), in units of x
    x_label, y_label : str
        What the axes show, with units.
    marks : mapping, label -> array_like of shape (k, 2), optional
        Points (x, y) to mark on the curve of that label.

    Returns
    -------
    figure : matplotlib.figure.Figure

    Examples
    --------
    >>> graphs({"sin x": np.sin, "cos x": np.cos}, (0, 6)).axes[0].get_xlabel()
    'x'
    """
    figure, axes = sheet()
    ax = axes[0, 0]
    curves = []
    for index, (label, f) in enumerate(functions.items()):
        x, y = sample(f, domain)
        curves.append(y)
        style = curve_style(index)
        ax.plot(x, break_at_jumps(y), label=label, linewidth=2, **style)
        points = np.asarray((marks or {}).get(label, np.empty((0, 2))), dtype=float)
        ax.plot(*points.T, MARKERS[index % len(MARKERS)], color=style["color"], markersize=7)
    fit_height(ax, curves)
    ax.set(xlabel=x_label, ylabel=y_label)
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1), handlelength=3)
    return figure


def data_and_models(
    x: ArrayLike,
    y: ArrayLike,
    models: Mapping[str, Function],
    domain: tuple[float, float],
    *,
    x_label: str,
    y_label: str,
) -> Figure:
    """Draw measurements and the functions that are proposed for them; which one would you trust beyond the data?

    Parameters
    ----------
    x, y : array_like, shape (k,)
        The measurements.
    models : mapping, label -> function of one number
    domain : (low, high), in units of x
        May reach beyond the data.
    x_label, y_label : str
        What the axes show, with units.

    Returns
    -------
    figure : matplotlib.figure.Figure
    """
    figure = graphs(models, domain, x_label=x_label, y_label=y_label)
    ax = figure.axes[0]
    measured = ax.plot(x, y, "ko", markersize=5, label="measured")
    ax.legend(handles=measured + ax.lines[: 2 * len(models) : 2], frameon=False, handlelength=3)
    return figure


def functions_and_slopes(
    functions: Mapping[str, Function],
    domain: tuple[float, float],
    *,
    by_hand: Mapping[str, Function] | None = None,
) -> Figure:
    """Draw each function with its derivative below it, so that slope above can be compared with height below.

    Parameters
    ----------
    functions : mapping, label -> function of one number
    domain : (low, high)
    by_hand : mapping, label -> function, optional
        Derivatives that somebody worked out; drawn as circles over the computed ones.

    Returns
    -------
    figure : matplotlib.figure.Figure
    """
    figure, axes = sheet(2, len(functions), height_inches=4.2)
    for column, (label, f) in enumerate(functions.items()):
        top, bottom = axes[:, column]
        x, y = sample(f, domain)
        top.plot(x, break_at_jumps(y), linewidth=2, **curve_style(0))
        fit_height(top, [y])
        top.set_title(label)
        slope = np.full_like(y, np.nan)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DifferencesWarning)  # Finer than a line is thick, they are.
            slope[np.isfinite(y)] = derivative(f, x[np.isfinite(y)])
        bottom.plot(x, break_at_jumps(slope), linewidth=2, **curve_style(1))
        fit_height(bottom, [slope])
        claimed = (by_hand or {}).get(label)
        if claimed is not None:
            every = slice(None, None, len(x) // 30)
            bottom.plot(x[every], sample(claimed, domain)[1][every], "ko", markersize=4, fillstyle="none")
        bottom.set_xlabel("x")
    axes[0, 0].set_ylabel("height of f")
    axes[1, 0].set_ylabel("slope of f")
    return figure
