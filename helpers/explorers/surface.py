"""A surface beside its map: how steep is it along x, along y, and which way is up?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from helpers.explorers import arguments, stills, surface_stills
from helpers.explorers.explorer import Explorer, State
from helpers.explorers.field import Field, Rectangle, view
from helpers.explorers.stills import number
from helpers.explorers.surface_samples import Function2, sample

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Names = tuple[str, str, str]


def surface(
    f: Function2,
    domain: Rectangle = ((-2.0, 2.0), (-2.0, 2.0)),
    at: tuple[float, float] = (0.5, 0.5),
    *,
    labels: Names = ("x", "y", "f"),
    levels: int = 10,
) -> Explorer:
    """Return a surface and its map to walk on: how steep is it along x, along y, and which way is up?

        slope along x = ∂f/∂x,   slope along y = ∂f/∂y,   the gradient (∂f/∂x, ∂f/∂y) points uphill

    Parameters
    ----------
    f : callable
        Function of two numbers, `f(x, y)`; where it has no value the surface has a gap.
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

    Notes
    -----
    Both axes have the same scale, unless one side of the domain is over three times as long as the other. Then the
    arrow shows the steepest way in the picture; a length or a direction of the gradient would mean nothing, and is not
    told.

    Examples
    --------
    >>> explorer = surface(lambda x, y: x**2 * y)
    >>> explorer.state = {"x": 1.0, "y": 1.0}
    >>> print(explorer.alt.split(". ")[-1])
    Slope along x 2.000, along y 1.000: the gradient has length 2.236 and direction 27° from the x-axis.
    """
    arguments.function_of_two(f)
    domain = arguments.rectangle(domain)
    start = arguments.point(at, domain)
    arguments.whole(levels, (2, 40), "levels")
    return Explorer(Surface(sample(f, domain, 1), domain, labels, levels), start)


@dataclass(frozen=True)
class Surface:
    """The picture: a wire frame with two slices, and a map with an arrow."""

    kind: ClassVar[str] = "surface"
    fields: dict[str, Field]
    domain: Rectangle
    names: Names
    levels: int

    @property
    def steepest(self) -> float:
        """The length of a steep gradient, which sets the scale of the arrows."""
        return steepest(self.fields, *((1.0, 1.0) if self.equal else surface_stills.sides(self.domain)))

    def data(self) -> dict[str, Any]:
        """Return the heights, the slopes and the bounds."""
        height = self.fields["f"]
        return {
            "question": f"How steep is {self.names[2]} here, and which way is up?",
            "fields": {name: field.arrays() for name, field in self.fields.items()},
            "domain": self.domain,
            "view": view(height.values),
            "levels": surface_stills.round_levels(height, self.levels),
            "names": self.names,
            "steepest": self.steepest,
            "equal": self.equal,
        }

    def describe(self, state: State) -> str:
        """Return where the point is, and how steep the surface is there."""
        return f"{introduction('Surface', self.names, self.domain)} {self._here(state['x'], state['y'])}"

    def _here(self, x: float, y: float) -> str:
        height, along_x, along_y = (float(self.fields[name](x, y)) for name in ("f", "fx", "fy"))
        x_name, y_name, f = self.names
        here = f"{x_name} = {number(x)}, {y_name} = {number(y)}"
        if math.isnan(height):
            return f"{here}: {f} has no value here."
        start = (
            f"{here}: {f} = {number(height, 3)}. Slope along {x_name} {number(along_x, 3)}, "
            f"along {y_name} {number(along_y, 3)}"
        )
        if math.isnan(along_x + along_y):
            return f"{start}: there is no gradient."
        if not along_x and not along_y:
            return f"{start}: the gradient is zero."
        if not self.equal:
            return f"{start}: together they are the gradient."
        degrees = f"{math.floor(math.degrees(math.atan2(along_y, along_x)) + 0.5)}".replace("-", "−")
        length = number(math.hypot(along_x, along_y), 3)
        return f"{start}: the gradient has length {length} and direction {degrees}° from the {x_name}-axis."

    @property
    def equal(self) -> bool:
        """Whether both axes have the same scale."""
        return surface_stills.equal(self.domain)

    def draw(self, state: State) -> Figure:
        """Return the wire frame with both slices beside the map with the gradient."""
        figure, space, flat = surface_stills.beside()
        height, (x, y) = self.fields["f"], (state["x"], state["y"])
        surface_stills.wire_frame(space, height, self.names)
        along_x, along_y = (np.linspace(*ends, 73) for ends in self.domain)
        across, up, shown = np.full(73, x), np.full(73, y), view(height.values)
        blue: dict[str, Any] = {"color": stills.BLUE, "linewidth": 2}
        vermilion: dict[str, Any] = {"color": stills.VERMILION, "linewidth": 2, "linestyle": "--"}
        names = [f"slice along {name}" for name in self.names]
        space.plot(along_x, up, surface_stills.within(height(along_x, up), shown), label=names[0], **blue)
        space.plot(across, along_y, surface_stills.within(height(across, along_y), shown), label=names[1], **vermilion)
        space.plot([x], [y], height([x], [y]), "o", color="black")
        surface_stills.contours(flat, height, surface_stills.round_levels(height, self.levels), self.names, stills.GREY)
        flat.axhline(y, **{**blue, "linewidth": 1})
        flat.axvline(x, **{**vermilion, "linewidth": 1})
        flat.plot([x], [y], "o", color="black")
        self._draw_gradient(flat, x, y)
        figure.legend(frameon=False, ncols=2, loc="outside upper left")
        return figure

    def _draw_gradient(self, ax: Axes, x: float, y: float) -> None:
        """Draw the arrow as the browser does: the steepest way in the picture, also where the axes have own scales."""
        gradient = np.array([float(self.fields[name](x, y)) for name in ("fx", "fy")])
        sides = np.array(surface_stills.sides(self.domain))
        if self.equal:
            sides = np.full(2, sides.min())
        else:
            gradient *= sides
        length = math.hypot(*gradient)
        if length > 0:  # nor NaN
            tip = np.array([x, y]) + 0.2 * sides * gradient * min(1 / self.steepest, 2 / length)
            arrow = {"arrowstyle": "->", "color": stills.GREEN, "linewidth": 2.5, "shrinkA": 0, "shrinkB": 0}
            ax.annotate("", tip.tolist(), (x, y), arrowprops=arrow, annotation_clip=False)


def introduction(what: str, names: Names, domain: Rectangle) -> str:
    """Return what is to be seen, and where.

    Examples
    --------
    >>> introduction("Surface", ("x", "y", "f"), ((0.0, 1.0), (0.0, 2.0)))
    'Surface and contour map of f for x from 0.00 to 1.00 and y from 0.00 to 2.00.'
    """
    ends = [f"{name} from {number(low)} to {number(high)}" for name, (low, high) in zip(names, domain, strict=False)]
    return f"{what} and contour map of {names[2]} for {' and '.join(ends)}."


def steepest(fields: dict[str, Field], x_unit: float = 1.0, y_unit: float = 1.0) -> float:
    """Return the length of a steep gradient: three in four are shorter, and a few may be very much longer.

    The units are those in which x and y are measured.

    Examples
    --------
    >>> steepest(sample(lambda x, y: 3 * x + 4 * y, ((0.0, 1.0), (0.0, 1.0)), 1))
    5.0
    """
    lengths = np.hypot(x_unit * fields["fx"].values, y_unit * fields["fy"].values)
    known = lengths[np.isfinite(lengths)]
    if not known.size or not known.max():
        return 1.0
    usual, large = np.quantile(known, [0.75, 0.98])
    return float(max(usual, large / 5) or known.max())
