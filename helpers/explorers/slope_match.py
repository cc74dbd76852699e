"""A function beside its derivative, to be matched: what does the graph of the slope look like?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from helpers.explorers import arguments, stills
from helpers.explorers.curve import Array, Curve, view
from helpers.explorers.explorer import Explorer, State
from helpers.explorers.samples import Function, derivatives
from helpers.explorers.stills import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

REACH = 0.04  # of the height of the slopes' picture: about the size of a dot


def slope_match(
    f: Function, domain: tuple[float, float] = (-2.0, 3.0), *, handles: int = 9, label: str = "f"
) -> Explorer:
    """Return dots to lay on the derivative: what does the graph of the slope look like?

    Each dot sets the slope of a short line on the graph above it; it is right where that line touches the graph.

    Parameters
    ----------
    f : callable
        Function of one number.
    domain : (float, float)
        The part of the x-axis to look at.
    handles : int
        How many dots, 2 to 25; there is none where `f` has no slope, or too steep a one.
    label : str
        What the picture calls `f`.

    Returns
    -------
    explorer : Explorer
        Its state: the `slopes` chosen, the number of the `active` dot, and whether the `derivative` is shown.

    Raises
    ------
    TypeError, ValueError
        If `f` is no function of one number or has no slope, or `domain` or `handles` make no sense.

    Examples
    --------
    >>> explorer = slope_match(lambda x: x**2, (-1.0, 1.0), handles=3)
    >>> explorer.state = {**explorer.state, "slopes": [-1.33, 0.0, 0.0]}
    >>> print(explorer.alt.split(": ")[1])
    2 of 3 dots lie on it.
    """
    arguments.function(f)
    domain = arguments.interval(domain)
    arguments.whole(handles, (2, 25), "handles")
    low, high = domain
    curve, slope = derivatives(f, domain, 1)
    points = low + (high - low) * (np.arange(handles) + 0.5) / handles
    picture = SlopeMatch(curve, slope, points, domain, label)
    bottom, top = picture.slope_view
    shown = np.isfinite(curve(points)) & (slope(points) >= bottom) & (slope(points) <= top)
    if not shown.any():
        raise ValueError(f"f has no slope at any dot on ({low:g}, {high:g}); choose another domain")
    picture = replace(picture, points=points[shown])
    return Explorer(picture, {"slopes": [0.0] * len(picture.points), "active": 0, "derivative": False})


@dataclass(frozen=True)
class SlopeMatch:
    """The picture: a graph with a short line at each point, and below it the slopes of these lines."""

    kind: ClassVar[str] = "slope_match"
    curve: Curve
    slope: Curve
    points: Array
    domain: tuple[float, float]
    label: str

    @property
    def slope_view(self) -> tuple[float, float]:
        """The range of slopes to choose from; it holds zero, where the dots begin."""
        return view(self.slope.y, np.zeros(1), margin=0.1)

    @property
    def reach(self) -> float:
        """How near to the right slope counts as right."""
        return REACH * (self.slope_view[1] - self.slope_view[0])

    def data(self) -> dict[str, Any]:
        """Return both graphs, and where the dots stand."""
        return {
            "question": f"What does the graph of the slope of {self.label} look like?",
            "f": self.curve.arrays(),
            "derivative": self.slope.arrays(),
            "points": self.points.tolist(),
            "domain": self.domain,
            "view": self.curve.view,
            "slopeView": self.slope_view,
            "reach": self.reach,
            "label": self.label,
        }

    def describe(self, state: State) -> str:
        """Return how many dots lie on the derivative."""
        low, high = (number(end) for end in self.domain)
        miss = np.abs(np.asarray(state["slopes"]) - self.slope(self.points))
        return (
            f"Above, the graph of {self.label} from {low} to {high}; below, dots to be laid on the graph of its slope: "
            f"{np.count_nonzero(miss <= self.reach)} of {len(self.points)} dots lie on it."
        )

    def draw(self, state: State) -> Figure:
        """Return both graphs with the dots as they are."""
        figure, (above, below) = stills.blank(rows=2, height=5.0)
        stills.frame(above, self.domain, self.curve.view, "", f"{self.label}(x)")
        above.plot(self.curve.x, self.curve.y, color=stills.BLUE, linewidth=2)
        half = (self.domain[1] - self.domain[0]) / 40
        for x, y, slope in zip(self.points, self.curve(self.points), state["slopes"], strict=True):
            above.plot([x - half, x + half], [y - half * slope, y + half * slope], color=stills.VERMILION, linewidth=3)
        stills.frame(below, self.domain, self.slope_view, "x", f"slope of {self.label}")
        if state["derivative"]:
            below.plot(self.slope.x, self.slope.y, color=stills.GREEN, linestyle="--", linewidth=2)
        below.plot(self.points, state["slopes"], "o:", color=stills.VERMILION, markerfacecolor="white", linewidth=1)
        return figure
