"""The chain rule on three number lines: how does a nudge travel through nested quantities?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from helpers.explorers import arguments, stills
from helpers.explorers.curve import Curve
from helpers.explorers.explorer import Explorer, State
from helpers.explorers.samples import Function, sample
from helpers.explorers.stills import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Triple = tuple[str, str, str]


def chain_rates(
    outer: Function,
    inner: Function,
    at: float = 1.0,
    domain: tuple[float, float] = (0.0, 3.0),
    *,
    names: Triple = ("x", "u", "y"),
    units: Triple = ("", "", ""),
) -> Explorer:
    """Return a nudge to follow: how does it travel from x to u = inner(x) to y = outer(u)?

        dy/dx = dy/du · du/dx

    Parameters
    ----------
    outer, inner : callable
        Functions of one number.
    at : float
        Where x begins.
    domain : (float, float)
        Where x may go.
    names, units : (str, str, str)
        Of x, u and y; in the product of the rates the unit of u cancels.

    Returns
    -------
    explorer : Explorer
        Its state: `x` and the nudge `dx`.

    Raises
    ------
    TypeError, ValueError
        If `outer` or `inner` is no function of one number, or `domain` and `at` do not fit together.

    Examples
    --------
    >>> explorer = chain_rates(lambda u: u**2, lambda x: 3 * x, names=("t", "r", "A"), units=("s", "m", "m²"))
    >>> print(explorer.alt.split("rates ")[1])
    dr/dt = 3.00 m/s, dA/dr = 6.00 m²/m and dA/dt = 18.00 m²/s.
    """
    arguments.function(outer, "outer")
    arguments.function(inner, "inner")
    domain = arguments.interval(domain)
    at = arguments.inside(at, domain)
    u = sample(inner, domain, name="inner")
    y_of_u = sample(outer, u.view, name="outer")
    y = sample(lambda x: outer(inner(x)), domain, name="outer")
    return Explorer(ChainRates(u, y_of_u, y, domain, names, units), arguments.nudge(at, domain))


@dataclass(frozen=True)
class ChainRates:
    """The picture: three number lines, and bands that lead a nudge from each to the next."""

    kind: ClassVar[str] = "chain_rates"
    u: Curve
    y_of_u: Curve
    y: Curve
    domain: tuple[float, float]
    names: Triple
    units: Triple

    def data(self) -> dict[str, Any]:
        """Return the chain's links and the bounds of each line."""
        x, u, y = self.names
        return {
            "question": f"How does a nudge of {x} travel through {u} to {y}?",
            "inner": self.u.arrays(),
            "outer": self.y_of_u.arrays(),
            "composite": self.y.arrays(),
            "domain": self.domain,
            "uView": self.u.view,
            "yView": self.y.view,
            "names": self.names,
            "units": self.units,
            **arguments.nudges(self.domain),
        }

    def _values(self, x: float) -> tuple[float, float, float]:
        return x, float(self.u(x)), float(self.y(x))

    def describe(self, state: State) -> str:
        """Return where the three quantities are, and how fast each changes with the one before."""
        values = self._values(state["x"])
        u_rate, y_rate = self.u.slope_at(values[0]), self.y_of_u.slope_at(values[1])
        now = ", ".join(f"{n} = {_with(v, unit)}" for n, v, unit in zip(self.names, values, self.units, strict=True))
        (x, u, y), (s, m, k) = self.names, self.units
        return (
            f"Three number lines: {now}. A nudge of {x} travels along them with the rates "
            f"d{u}/d{x} = {_with(u_rate, _per(m, s))}, d{y}/d{u} = {_with(y_rate, _per(k, m))} "
            f"and d{y}/d{x} = {_with(u_rate * y_rate, _per(k, s))}."
        )

    def draw(self, state: State) -> Figure:
        """Return the three number lines with the nudge on each."""
        figure, axes = stills.lines(3)
        before, after = self._values(state["x"]), self._values(state["x"] + state["dx"])
        views = (self.domain, self.u.view, self.y.view)
        colours = (stills.BLUE, stills.VERMILION, stills.GREEN)
        for ax, view, name, unit, start, end, colour in zip(
            axes, views, self.names, self.units, before, after, colours, strict=True
        ):
            ax.set(xlim=view, ylim=(-1, 1), xlabel=f"{name} in {unit}" if unit else name)
            ax.plot([start, end], [-0.9, -0.9], color=colour, linewidth=5, solid_capstyle="butt", clip_on=False)
            ax.plot([start], [-0.9], "o", color=colour, clip_on=False)
            ax.annotate(f"Δ{name} = {_with(end - start, unit)}", ((start + end) / 2, -0.4), ha="center")
        return figure


def _per(above: str, below: str) -> str:
    """Return the unit of a rate; none if neither quantity has one."""
    return f"{above or '1'}/{below or '1'}" if above or below else ""


def _with(value: float, unit: str) -> str:
    return f"{number(value)} {unit}".rstrip()
