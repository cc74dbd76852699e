"""The bowl, cap or saddle that fits a surface best at a point: what do the second derivatives tell of it?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from helpers.explorers import arguments, stills, surface_stills
from helpers.explorers.bowl import Bowl, kind_of
from helpers.explorers.explorer import Explorer, State
from helpers.explorers.field import Field, Rectangle, nodes, view
from helpers.explorers.stationary import stationary_points
from helpers.explorers.stills import number
from helpers.explorers.surface import Names, introduction, steepest
from helpers.explorers.surface_samples import Function2, sample

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

REACH = 0.25  # of the domain's shorter side: how far from the point the approximation is shown
FLAT = 5e-4  # of the steepest gradient: a smaller one counts as none
STRAIGHT = 1e-4  # of the largest curvature: a smaller one counts as none


def quadratic(
    f: Function2,
    domain: Rectangle = ((-2.0, 2.0), (-2.0, 2.0)),
    at: tuple[float, float] = (0.5, 0.5),
    *,
    labels: Names = ("x", "y", "f"),
    levels: int = 14,
) -> Explorer:
    """Return a surface with the quadratic that fits it at a point to move: is it a bowl, a cap or a saddle?

        f(a + d) ≈ f(a) + ∇f · d + d · H d / 2;   along its two own directions H is a curvature each

    Parameters
    ----------
    f : callable
        Function of two numbers, `f(x, y)`; where it has no value the map has a gap.
    domain : ((float, float), (float, float))
        The part of the plane to look at: the ends along x, and those along y.
    at : (float, float)
        Where the point begins.
    labels : (str, str, str)
        What the picture calls x, y and `f`.
    levels : int
        About how many contour lines there are, 2 to 40.

    Returns
    -------
    explorer : Explorer
        Its state: `x` and `y`.

    Raises
    ------
    TypeError, ValueError
        If `f` is no function of two numbers, or the other arguments make no sense.

    Examples
    --------
    >>> explorer = quadratic(lambda x, y: x * y, at=(0.0, 0.0))
    >>> print(explorer.alt.split("f = ")[1])
    0.000. Curvatures 1.000 and −1.000, determinant −1.000. Stationary: by the test it is a saddle.
    """
    arguments.function_of_two(f)
    domain = arguments.rectangle(domain)
    start = arguments.point(at, domain)
    arguments.whole(levels, (2, 40), "levels")
    if not surface_stills.equal(domain):
        raise ValueError(
            f"domain must not be over three times as long one way as the other, got {domain}; "
            "a curvature in a slanting direction means something only if x and y have one scale"
        )
    return Explorer(Quadratic(sample(f, domain, 2), domain, labels, levels), start)


@dataclass(frozen=True)
class Quadratic:
    """The picture: a map of the surface and of its quadratic, and cuts along the directions of its curvatures."""

    kind: ClassVar[str] = "quadratic"
    fields: dict[str, Field]
    domain: Rectangle
    names: Names
    levels: int

    @property
    def reach(self) -> float:
        """How far from the point the approximation is shown."""
        return REACH * min(high - low for low, high in self.domain)

    @property
    def flat(self) -> float:
        """Below which a slope counts as zero."""
        return FLAT * steepest(self.fields)

    @property
    def straight(self) -> float:
        """Below which a curvature counts as zero."""
        entries = np.abs([self.fields[name].values for name in ("fxx", "fxy", "fyy")])
        known = entries[np.isfinite(entries)]
        return STRAIGHT * float(np.quantile(known, 0.98)) if known.size else 0.0

    @cached_property
    def stationary(self) -> list[tuple[float, float]]:
        """The stationary points on the map, each once."""
        return stationary_points(self.fields, self.flat)

    def data(self) -> dict[str, Any]:
        """Return the heights, all derivatives and the bounds."""
        height = self.fields["f"]
        return {
            "question": f"Which bowl, cap or saddle fits {self.names[2]} best here?",
            "fields": {name: field.arrays() for name, field in self.fields.items()},
            "domain": self.domain,
            "view": view(height.values),
            "levels": surface_stills.round_levels(height, self.levels),
            "names": self.names,
            "reach": self.reach,
            "flat": self.flat,
            "straight": self.straight,
            "stationary": self.stationary,
        }

    def _fit(self, state: State) -> Bowl:
        return Bowl(**{name: float(field(state["x"], state["y"])) for name, field in self.fields.items()})

    def describe(self, state: State) -> str:
        """Return the curvatures at the point and, where it is stationary, of what kind it is."""
        return f"{introduction('Quadratic approximation', self.names, self.domain)} {self._here(state)}"

    def _here(self, state: State) -> str:
        fit, (x, y, f) = self._fit(state), self.names
        here = f"{x} = {number(state['x'])}, {y} = {number(state['y'])}"
        if math.isnan(fit.f):
            return f"{here}: {f} has no value here."
        start = f"{here}: {f} = {number(fit.f, 3)}"
        if not all(map(math.isfinite, fit)):
            return f"{start}, but it has no Hessian here."
        larger, smaller, _ = fit.curvatures
        facts = (
            f"{start}. Curvatures {number(larger, 3)} and {number(smaller, 3)}, "
            f"determinant {number(larger * smaller, 3)}."
        )
        slope = math.hypot(fit.fx, fit.fy)
        if slope > self.flat:
            return f"{facts} Not stationary, the slope is {number(slope, 3)}: the test says nothing here."
        kind = kind_of(larger, smaller, self.straight)
        return f"{facts} Stationary: {f'by the test it is a {kind}' if kind else 'the test cannot decide'}."

    def draw(self, state: State) -> Figure:
        """Return the map with both sets of contour lines beside the two cuts."""
        from matplotlib.figure import Figure

        figure = Figure(figsize=(8.0, 4.2), layout="constrained")
        axes = figure.subplot_mosaic([["map", "cut 1"], ["map", "cut 2"]])
        height, fit, (x, y) = self.fields["f"], self._fit(state), (state["x"], state["y"])
        levels = surface_stills.round_levels(height, self.levels)
        surface_stills.contours(axes["map"], height, levels, self.names, stills.BLUE)
        axes["map"].plot([x], [y], "o", color="black")
        larger, _, angle = fit.curvatures
        if math.isfinite(larger):
            self._draw_fit(axes["map"], fit, x, y, levels)
        s = np.linspace(-self.reach, self.reach, 61)
        for k, colour, style in ((0, stills.GREEN, "-"), (1, stills.PURPLE, "-.")):
            ux, uy = math.cos(angle + k * math.pi / 2), math.sin(angle + k * math.pi / 2)
            axes["map"].plot(
                *([at - self.reach * u, at + self.reach * u] for at, u in ((x, ux), (y, uy))), color=colour, ls=style
            )
            ax = axes[f"cut {k + 1}"]
            title = f"curvature {number(fit.curvatures[k])}"
            stills.frame(ax, (s[0], s[-1]), view(height.values), "distance from the point" if k else "", title)
            ax.plot(s, height(x + s * ux, y + s * uy), color=stills.BLUE)
            ax.plot(s, fit(s * ux, s * uy), color=stills.VERMILION, linestyle="--")
            ax.axvline(0, color=colour, linestyle=style, linewidth=0.8)
        return figure

    def _draw_fit(self, ax: Axes, fit: Bowl, x: float, y: float, levels: list[float]) -> None:
        dx, dy = nodes(((-self.reach, self.reach), (-self.reach, self.reach)), 65)
        heights = np.where(np.hypot(dx, dy) <= self.reach, fit(dx, dy), np.nan)
        inside = [level for level in levels if np.nanmin(heights) < level < np.nanmax(heights)]
        if inside:
            ax.contour(
                x + dx, y + dy, np.ma.masked_invalid(heights), levels=inside, colors=stills.VERMILION, linestyles="--"
            )
