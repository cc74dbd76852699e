"""The slope of a graph: a secant through two points that becomes the tangent as the run shrinks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from helpers.explorers import arguments, stills
from helpers.explorers.curve import Curve
from helpers.explorers.explorer import Explorer, State
from helpers.explorers.samples import Function, derivatives
from helpers.explorers.stills import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def tangent(f: Function, at: float = 1.0, domain: tuple[float, float] = (-2.0, 3.0), *, label: str = "f") -> Explorer:
    """Return a secant to move: what does the slope become as the run shrinks?

        slope of the secant = rise / run = (f(x + h) − f(x)) / h

    Parameters
    ----------
    f : callable
        Function of one number; where it has no value the graph has a gap.
    at : float
        Where x begins.
    domain : (float, float)
        The part of the x-axis to look at.
    label : str
        What the picture calls `f`.

    Returns
    -------
    explorer : Explorer
        Its state: `x`, the run `h` (negative to the left), and whether the `tangent` is shown.

    Raises
    ------
    TypeError, ValueError
        If `f` is no function of one number, or `domain` and `at` do not fit together.

    Examples
    --------
    >>> explorer = tangent(lambda x: x**2)
    >>> explorer.state = {"x": 1.0, "h": 0.5, "tangent": False}
    >>> print(explorer.alt.split(". ")[1])
    x = 1.00, run 0.50, rise 1.25: the secant's slope is 2.5000.
    """
    arguments.function(f)
    domain = arguments.interval(domain)
    at = arguments.inside(at, domain)
    run = (domain[1] - domain[0]) / 5
    start = {"x": at, "h": run if at + run <= domain[1] else -run, "tangent": False}
    curve, slope = derivatives(f, domain, 1)
    return Explorer(Tangent(curve, slope, domain, label), start)


@dataclass(frozen=True)
class Tangent:
    """The picture: a graph, two points on it, and the line through them."""

    kind: ClassVar[str] = "tangent"
    curve: Curve
    slope: Curve
    domain: tuple[float, float]
    label: str

    def data(self) -> dict[str, Any]:
        """Return the graph and its bounds."""
        return {
            "question": f"What does the slope of {self.label} become as the run shrinks?",
            "f": self.curve.arrays(),
            "derivative": self.slope.arrays(),
            "domain": self.domain,
            "view": self.curve.view,
            "label": self.label,
            "shortest": (self.domain[1] - self.domain[0]) / 5000,
            "longest": (self.domain[1] - self.domain[0]) / 2,
        }

    def describe(self, state: State) -> str:
        """Return where both points are, and the slope between them."""
        x, h = state["x"], state["h"]
        rise = float(self.curve(x + h) - self.curve(x))
        low, high = (number(end) for end in self.domain)
        words = (
            f"Graph of {self.label} from {low} to {high} with a secant. x = {number(x)}, run {number(h)}, "
            f"rise {number(rise)}: the secant's slope is {number(rise / h, 4)}"
        )
        touching = f", the tangent's slope is {number(float(self.slope(x)), 4)}" if state["tangent"] else ""
        return f"{words}{touching}."

    def draw(self, state: State) -> Figure:
        """Return the graph with the secant, its run and its rise."""
        x, h = state["x"], state["h"]
        y, end = (float(self.curve(point)) for point in (x, x + h))
        figure, (ax,) = stills.blank()
        stills.frame(ax, self.domain, self.curve.view, "x", f"{self.label}(x)")
        ax.plot(self.curve.x, self.curve.y, color=stills.BLUE, linewidth=2, label=f"{self.label}")
        ax.axline((x, y), (x + h, end), color=stills.VERMILION, label=f"secant, slope {number((end - y) / h)}")
        ax.plot([x, x + h, x + h], [y, y, end], color=stills.GREY, linewidth=1)
        ax.plot([x], [y], "o", color=stills.BLUE)
        ax.plot([x + h], [end], "o", color=stills.VERMILION, markerfacecolor="white")
        if state["tangent"]:
            slope = float(self.slope(x))
            ax.axline((x, y), slope=slope, color=stills.GREEN, linestyle="--", label=f"tangent, slope {number(slope)}")
        ax.legend(frameon=False)
        return figure
