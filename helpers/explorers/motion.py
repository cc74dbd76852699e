"""A journey four times over: position, speed, acceleration and jerk, each the slope of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from helpers.explorers import arguments, stills
from helpers.explorers.curve import Curve
from helpers.explorers.explorer import Explorer, State
from helpers.explorers.samples import Function, derivatives
from helpers.explorers.stills import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def motion(
    position: Function, domain: tuple[float, float] = (0.0, 6.0), *, units: tuple[str, str] = ("s", "m")
) -> Explorer:
    """Return a journey to travel: how do position, speed, acceleration and jerk hang together?

        speed = d position/dt,   acceleration = d speed/dt,   jerk = d acceleration/dt

    and back again: the area under the speed is the distance gone.

    Parameters
    ----------
    position : callable
        Position as a function of time.
    domain : (float, float)
        Beginning and end of the journey.
    units : (str, str)
        Of time and of position.

    Returns
    -------
    explorer : Explorer
        Its state: the time `t`.

    Raises
    ------
    TypeError, ValueError
        If `position` is no function of one number, or `domain` makes no sense.

    Examples
    --------
    >>> explorer = motion(lambda t: 5 * t**2, (0.0, 2.0))
    >>> explorer.state = {"t": 1.0}
    >>> print(explorer.alt.split("At ")[1])
    1.00 s: position 5.00 m, speed 10.00 m/s, acceleration 10.00 m/s², jerk 0.00 m/s³; distance 5.00 m.
    """
    arguments.function(position, "position")
    domain = arguments.interval(domain)
    curves = derivatives(position, domain, 3, name="position")
    return Explorer(Motion(curves, curves[1].integral(), domain, units), {"t": domain[0] + (domain[1] - domain[0]) / 3})


@dataclass(frozen=True)
class Motion:
    """The picture: four graphs above one another with one cursor through all."""

    kind: ClassVar[str] = "motion"
    curves: Sequence[Curve]
    area: Curve
    domain: tuple[float, float]
    time_and_position: tuple[str, str]

    @property
    def forwards(self) -> bool:
        """Whether the journey never goes back; if it does, its velocity is negative there, and a speed never is."""
        return bool(np.nanmin(self.curves[1].y) >= -1e-9 * np.nanmax(np.abs(self.curves[1].y)))

    @property
    def names(self) -> list[str]:
        """What the four graphs show."""
        return ["position", "speed" if self.forwards else "velocity", "acceleration", "jerk"]

    @property
    def units(self) -> list[str]:
        """The unit of each graph."""
        time, position = self.time_and_position
        return [position, *(f"{position or '1'}/{time}{power}" if time else position for power in ("", "²", "³"))]

    def data(self) -> dict[str, Any]:
        """Return the four graphs and the area under the second."""
        time = self.time_and_position[0]
        return {
            "question": f"How do {', '.join(self.names[:3])} and jerk hang together?",
            "curves": [curve.arrays() for curve in self.curves],
            "views": [stills.around(*curve.view, 0.0) for curve in self.curves],
            "area": self.area.arrays(),
            "domain": self.domain,
            "names": self.names,
            "units": self.units,
            "time": {"label": f"time in {time}" if time else "time", "unit": time},
            "gone": "distance gone" if self.forwards else "change of position",
        }

    def describe(self, state: State) -> str:
        """Return all four quantities at the cursor, and the area under the speed up to there."""
        t = state["t"]
        units = zip(self.names, self.curves, self.units, strict=True)
        now = ", ".join(f"{name} {number(float(curve(t)))} {unit}".rstrip() for name, curve, unit in units)
        gone = "distance" if self.forwards else "change of position"
        time, position = self.time_and_position
        return (
            f"Graphs of {', '.join(self.names)} over time, with the area under the {self.names[1]} shaded up to the "
            f"cursor. At {number(t)} {time}: {now}; {gone} {number(float(self.area(t)))} {position}".rstrip()
            + "."
        )

    def draw(self, state: State) -> Figure:
        """Return the four graphs with the cursor."""
        figure, axes = stills.blank(rows=4, height=7.0)
        data = self.data()
        colours = (stills.BLUE, stills.VERMILION, stills.GREEN, stills.PURPLE)
        for ax, curve, name, unit, colour, view in zip(
            axes, self.curves, self.names, self.units, colours, data["views"], strict=True
        ):
            stills.frame(ax, self.domain, view, "", f"{name}\nin {unit}" if unit else name)
            ax.plot(curve.x, curve.y, color=colour, linewidth=2)
            ax.axvline(state["t"], color=stills.GREY, linestyle=":")
            ax.plot([state["t"]], [curve(state["t"])], "o", color=colour)
        axes[-1].set_xlabel(data["time"]["label"])
        speed = self.curves[1]
        gone = speed.x <= state["t"]
        axes[1].fill_between(speed.x[gone], speed.y[gone], color=f"{stills.VERMILION}40", hatch="//")
        return figure
