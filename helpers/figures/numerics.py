"""What happens to a limit on a computer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from helpers.figures.sheet import Function, sheet
from helpers.palette import MARKERS, curve_style

if TYPE_CHECKING:
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
    figure, axes = sheet(height_inches=3.8)
    ax = axes[0, 0]
    steps = np.logspace(-16, 0, 65)
    for index, (label, quotient) in enumerate(quotients.items()):
        errors = [abs(quotient(f, x, h) - slope) for h in steps]
        colour = curve_style(index)["color"]
        size = 3.5 + 3 * index  # Where two quotients err alike, the larger open marker lets the smaller one show.
        ax.loglog(steps, errors, MARKERS[index], color=colour, markersize=size, fillstyle="none", label=label)
    truncation, rounding = np.array([1e-7, 1e-1]), np.array([1e-15, 1e-9])
    ax.loglog(truncation, 3 * truncation, color="black", linewidth=0.8, linestyle=":")
    ax.annotate("truncation: error ∝ h", (1e-5, 1e-4), fontsize=9, ha="right")
    ax.loglog(rounding, 1e-15 / rounding, color="black", linewidth=0.8, linestyle="--")
    ax.annotate("rounding: error ∝ 1/h", (1e-12, 5e-3), fontsize=9)
    ax.set(xlabel="step h", ylabel="error of the slope", ylim=(1e-13, 10))
    ax.legend(frameon=False, loc="lower left")
    return figure
