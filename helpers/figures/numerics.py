"""What happens to a limit on a computer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.figures.sheet import Function, sheet
from helpers.palette import MARKERS, curve_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Quotient = Callable[[Function, float, float], float]
"""A difference quotient: (f, x, h) -> slope of f near x over a run that is measured by h."""


def step_size_errors(quotients: Mapping[str, Quotient], f: Function, x: float, slope: float) -> Figure:
    """Draw the error of difference quotients against their step, both on logarithmic axes.

    From the right the error falls as a power of the step (truncation: h for the forward, h² for the central quotient);
    from the left it grows as the step shrinks (rounding: about 1e-16 / h).

    Parameters
    ----------
    quotients : mapping, label -> (f, x, h) -> slope
    f : function of one number
    x : float
        Where the slope is taken.
    slope : float
        The exact derivative there.

    Returns
    -------
    figure : matplotlib.figure.Figure
    """
    steps = np.logspace(-16, 0, 65)
    errors = {label: [abs(quotient(f, x, h) - slope) for h in steps] for label, quotient in quotients.items()}
    figure, axes = sheet(height_inches=3.8)
    ax = axes[0, 0]
    _draw_errors(ax, steps, errors)
    truncation, rounding = np.array([1e-7, 1e-1]), np.array([1e-15, 1e-9])
    ax.loglog(truncation, 3 * truncation, color="black", linewidth=0.8, linestyle=":")
    ax.annotate("truncation: error ∝ h", (1e-5, 1e-4), fontsize=9, ha="right")
    ax.loglog(rounding, 1e-15 / rounding, color="black", linewidth=0.8, linestyle="--")
    ax.annotate("rounding: error ∝ 1/h", (1e-12, 5e-3), fontsize=9)
    ax.set(xlabel="step h", ylabel="error of the slope", ylim=(1e-13, 10))
    ax.legend(frameon=False, loc="lower left")
    return figure


def step_errors(
    errors: Mapping[str, ArrayLike],
    steps: ArrayLike,
    *,
    orders: tuple[int, ...] = (2,),
    best: Mapping[str, float] | None = None,
    x_label: str = "step h",
    y_label: str = "error of the slope",
) -> Figure:
    """Draw errors that somebody measured against the step, both on logarithmic axes; which step is best, and for whom?

    Parameters
    ----------
    errors : mapping, label -> array_like, shape (k,) or (trials, k)
        One curve each. Of several trials the root of the mean square is drawn: the error of a single noisy
        measurement is small by luck now and then.
    steps : array_like, shape (k,)
    orders : tuple of int
        Dotted guides to compare with: 1 falls as h, 2 as h².
    best : mapping, label -> step, optional
        The step to mark on the curve of that label; for all others, the one with the smallest error.
    x_label, y_label : str
        What the axes show, with units.

    Returns
    -------
    figure : matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If a label of `best` has no curve, or if steps and errors do not fit together.

    Examples
    --------
    >>> h = np.logspace(-4, 0, 21)
    >>> figure = step_errors({"exact": h**2 / 6, "noise 1e-6": h**2 / 6 + 1e-6 / h}, h)
    >>> [text.get_text() for text in figure.axes[0].get_legend().get_texts()]
    ['exact, best step 0.0001', 'noise 1e-6, best step 0.016']
    """
    h = np.asarray(steps, dtype=float)
    if unknown := set(best or {}) - set(errors):
        raise ValueError(f"best names {', '.join(sorted(unknown))}, but the curves are {', '.join(errors)}")
    sizes = {label: _size(label, error, h) for label, error in errors.items()}
    bests = {label: (best or {}).get(label, float(h[np.nanargmin(size)])) for label, size in sizes.items()}
    figure, axes = sheet(height_inches=3.8)
    ax = axes[0, 0]
    _draw_errors(ax, h, {f"{label}, best step {bests[label]:.2g}": size for label, size in sizes.items()}, "-")
    for index, (label, size) in enumerate(sizes.items()):
        known = np.flatnonzero(np.isfinite(size))
        known = known[np.argsort(h[known])]  # Learners halve their steps: they come in falling order.
        height = np.exp(np.interp(np.log(bests[label]), np.log(h[known]), np.log(size[known])))
        ax.plot([bests[label]], [height], "*", color=curve_style(index)["color"], markersize=15, mec="black", zorder=4)
    smallest = min(float(np.nanmin(size)) for size in sizes.values())
    largest = max(float(size[np.argmax(h)]) for size in sizes.values())
    for order in orders:
        _draw_guide(ax, h, largest, order)
    ax.set(xlabel=x_label, ylabel=y_label, ylim=(smallest / 5, None))
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1), handlelength=3)
    return figure


def _size(label: str, errors: ArrayLike, h: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the size of the error for each step, NaN where it is zero: that has no place on a logarithmic axis."""
    trials = np.atleast_2d(np.asarray(errors, dtype=float))
    if h.ndim != 1 or trials.shape[1:] != h.shape:
        raise ValueError(f"errors of {label!r} must have shape {h.shape}, one per step, got {np.shape(errors)}")
    size = np.sqrt(np.mean(trials**2, axis=0))
    return np.where(size > 0, size, np.nan)


def _draw_errors(ax: Axes, h: ArrayLike, errors: Mapping[str, ArrayLike], line: str = "") -> None:
    """Draw errors against steps, each curve with a marker of its own."""
    for index, (label, error) in enumerate(errors.items()):
        size = 3.5 + 3 * index  # Where two quotients err alike, the larger open marker lets the smaller one show.
        style = {"marker": MARKERS[index], "color": curve_style(index)["color"], "fillstyle": "none"}
        ax.loglog(h, error, linestyle=line, linewidth=0.8, markersize=size, label=label, **style)


def _draw_guide(ax: Axes, h: NDArray[np.float64], largest: float, order: int) -> None:
    """Draw a line that falls as h to that order, a little above the curves."""
    reach = np.array([h.min(), h.max()])
    ax.plot(reach, 4 * largest * (reach / h.max()) ** order, color="black", linewidth=0.8, linestyle=":")
    at = np.sqrt(h.min() * h.max())
    power = "h" if order == 1 else f"h{'⁰¹²³⁴'[order]}" if order < 5 else f"h^{order}"
    ax.annotate(f"∝ {power}", (at, 4 * largest * (at / h.max()) ** order), fontsize=9, ha="right", va="bottom")
