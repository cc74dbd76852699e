"""The product rule as a growing rectangle: what does an area gain when both its sides grow?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from helpers.explorers import arguments, stills
from helpers.explorers.curve import Curve
from helpers.explorers.explorer import Explorer, State
from helpers.explorers.samples import Function, sample
from helpers.explorers.stills import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def product_rectangle(
    f: Function,
    g: Function,
    at: float = 1.0,
    domain: tuple[float, float] = (0.0, 3.0),
    *,
    names: tuple[str, str] = ("f", "g"),
) -> Explorer:
    """Return a rectangle to let grow: what does its area gain when both its sides grow?

        ΔA = f·Δg + g·Δf + Δf·Δg,   and after division by Δx → 0:   A′ = f·g′ + g·f′

    Parameters
    ----------
    f, g : callable
        The sides, functions of one number. Negative sides and growths make negative areas.
    at : float
        Where x begins.
    domain : (float, float)
        Where x may go.
    names : (str, str)
        What the picture calls the sides.

    Returns
    -------
    explorer : Explorer
        Its state: `x` and the nudge `dx`.

    Raises
    ------
    TypeError, ValueError
        If `f` or `g` is no function of one number, or `domain` and `at` do not fit together.

    Examples
    --------
    >>> explorer = product_rectangle(lambda x: x, lambda x: x**2)
    >>> explorer.state = {"x": 1.0, "dx": 0.1}
    >>> print(explorer.alt.split(". ")[1])
    The area gains f·Δg = 0.2100, g·Δf = 0.1000 and Δf·Δg = 0.0210, together ΔA = 0.3310.
    """
    for side, name in ((f, "f"), (g, "g")):
        arguments.function(side, name)
    domain = arguments.interval(domain)
    picture = ProductRectangle(sample(f, domain, name="f"), sample(g, domain, name="g"), domain, names)
    return Explorer(picture, arguments.nudge(arguments.inside(at, domain), domain))


@dataclass(frozen=True)
class ProductRectangle:
    """The picture: a rectangle with sides f(x) and g(x), two strips and a corner."""

    kind: ClassVar[str] = "product_rectangle"
    f: Curve
    g: Curve
    domain: tuple[float, float]
    names: tuple[str, str]

    def data(self) -> dict[str, Any]:
        """Return both sides and their bounds."""
        return {
            "question": "What does the area of a rectangle gain when both its sides grow?",
            "f": self.f.arrays(),
            "g": self.g.arrays(),
            "domain": self.domain,
            "fView": self._room(self.f),
            "gView": self._room(self.g),
            "names": self.names,
            **arguments.nudges(self.domain),
        }

    @staticmethod
    def _room(side: Curve) -> tuple[float, float]:
        """Return the range of a side: from zero, where every rectangle begins, to a little beyond its largest size."""
        ends = np.clip([np.nanmin(side.y), np.nanmax(side.y)], *side.view)
        low, high = stills.around(0.0, *ends.tolist())
        # A side that is always zero gets some room too.
        return 1.08 * low, 1.08 * high or float(low == 0.0)

    def _sides(self, state: State) -> tuple[float, float, float, float]:
        """Return f, g, Δf and Δg."""
        x, end = state["x"], state["x"] + state["dx"]
        f, g = float(self.f(x)), float(self.g(x))
        return f, g, float(self.f(end)) - f, float(self.g(end)) - g

    def describe(self, state: State) -> str:
        """Return the sides and what each piece of the gain is worth."""
        (f_name, g_name), (f, g, df, dg) = self.names, self._sides(state)
        return (
            f"A rectangle with sides {f_name} = {number(f)} and {g_name} = {number(g)} at x = {number(state['x'])}. "
            f"The area gains {f_name}·Δ{g_name} = {number(f * dg, 4)}, {g_name}·Δ{f_name} = {number(g * df, 4)} and "
            f"Δ{f_name}·Δ{g_name} = {number(df * dg, 4)}, together ΔA = {number(f * dg + g * df + df * dg, 4)}."
        )

    def draw(self, state: State) -> Figure:
        """Return the rectangle with its strips and its corner."""
        from matplotlib.patches import Rectangle

        (f_name, g_name), (f, g, df, dg) = self.names, self._sides(state)
        figure, (ax,) = stills.blank(height=4.0)
        views = self.data()
        stills.frame(ax, views["fView"], views["gView"], f"{f_name}(x)", f"{g_name}(x)")
        pieces = (
            ((0, 0), f, g, stills.BLUE, "", f"A = {f_name}·{g_name}"),
            ((0, g), f, dg, stills.VERMILION, "//", f"{f_name}·Δ{g_name}"),
            ((f, 0), df, g, stills.GREEN, "\\\\", f"{g_name}·Δ{f_name}"),
            ((f, g), df, dg, stills.PURPLE, "..", f"Δ{f_name}·Δ{g_name}"),
        )
        for corner, width, height, colour, hatch, label in pieces:
            patch = Rectangle(
                corner, width, height, facecolor=f"{colour}40", edgecolor=colour, hatch=hatch, label=label
            )
            ax.add_patch(patch)
        figure.legend(frameon=False, ncols=4, loc="outside upper left")
        return figure
