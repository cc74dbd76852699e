"""A tin can whose mass depends on four letters: which of them varies, and what does the others' staying put mean?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import numpy as np

from helpers.explorers import arguments, stills
from helpers.explorers.curve import Array, Curve
from helpers.explorers.explorer import Explorer, State
from helpers.explorers.samples import sample
from helpers.explorers.stills import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


class Letter(NamedTuple):
    """One of the letters that the mass depends on."""

    name: str
    unit: str
    rate: str
    """The unit of the mass per unit of the letter."""


LETTERS = {
    "r": Letter("radius", "cm", "g per cm"),
    "h": Letter("height", "cm", "g per cm"),
    "t": Letter("thickness", "cm", "g per cm"),
    "ρ": Letter("density", "g/cm³", "g per g/cm³"),
}


def can(radius: float = 3.0, height: float = 10.0, thickness: float = 0.02, density: float = 7.8) -> Explorer:
    """Return a can to change, one letter at a time: how fast does its mass change with the letter that varies?

        m(r, h, t, ρ) = 2πr²·t·ρ + 2πr·h·t·ρ

    Parameters
    ----------
    radius, height, thickness : float, in cm
        Of the can, and of the sheet that it is made of.
    density : float, in g/cm³
        Of the sheet: 7.8 for steel, 2.7 for aluminium.

    Returns
    -------
    explorer : Explorer
        Its state: the values of `r`, `h`, `t` and `ρ`, each between zero and twice what it is at first, and which of
        them may `vary`.

    Raises
    ------
    TypeError, ValueError
        If one of the four is no positive number.

    Examples
    --------
    >>> explorer = can()
    >>> print(explorer.alt.split(": ")[-1])
    m = 38.23 g, ∂m/∂r = 15.68 g per cm.
    """
    values = {"radius": radius, "height": height, "thickness": thickness, "density": density}
    letters = dict(zip(LETTERS, (arguments.positive(value, name) for name, value in values.items()), strict=True))
    domain = (0.0, 2 * letters["r"])
    ends = sample(lambda r: 2 * np.pi * r**2, domain)
    side = sample(lambda r: 2 * np.pi * r, domain)
    return Explorer(Can(ends, side, letters), {"vary": "r", **letters})


@dataclass(frozen=True)
class Can:
    """The picture: a can, and its mass against the letter that varies.

    The mass is linear in h, t and ρ. So two functions of r are all that the browser needs, to scale and to add:

        m = t·ρ·(ends(r) + h·side(r))

    Parameters
    ----------
    ends, side : Curve
        The area of both ends, in cm², and that of the side per height, in cm²/cm, against r in cm.
    start : dict
        The letters as they are at first.
    """

    kind: ClassVar[str] = "can"
    ends: Curve
    side: Curve
    start: dict[str, float]

    def data(self) -> dict[str, Any]:
        """Return both functions of r, and what the letters are called."""
        return {
            "question": "Which letter varies, and how fast does the mass of the can change with it?",
            "ends": self.ends.arrays(),
            "side": self.side.arrays(),
            "start": self.start,
            "letters": {letter: about._asdict() for letter, about in LETTERS.items()},
        }

    def mass(self, state: State) -> Array:
        """Return the mass in g; any of the letters may be an array."""
        return np.asarray(state["t"] * state["ρ"] * (self.ends(state["r"]) + state["h"] * self.side(state["r"])))

    def slope(self, state: State) -> float:
        """Return the partial derivative of the mass with respect to the letter that varies, all others held."""
        r, h, t, density = (state[letter] for letter in LETTERS)
        if state["vary"] == "r":
            return float(t * density * (self.ends.slope_at(r) + h * self.side.slope_at(r)))
        if state["vary"] == "h":
            return float(t * density * self.side(r))
        return float((density if state["vary"] == "t" else t) * (self.ends(r) + h * self.side(r)))

    def describe(self, state: State) -> str:
        """Return which letter varies, where all of them are, and the mass and its slope."""
        vary = state["vary"]
        held = [letter for letter in LETTERS if letter != vary]
        now = ", ".join(f"{letter} = {_number(state[letter])} {LETTERS[letter].unit}" for letter in LETTERS)
        return (
            f"A tin can with {now}, and a graph of its mass against {vary} with a tangent. "
            f"{vary} varies; {', '.join(held)} are held constant: m = {number(float(self.mass(state)))} g, "
            f"∂m/∂{vary} = {number(self.slope(state))} {LETTERS[vary].rate}."
        )

    def draw(self, state: State) -> Figure:
        """Return the can beside the graph of its mass."""
        from matplotlib.figure import Figure

        figure = Figure(figsize=(6.8, 3.6), layout="constrained")
        left, ax = figure.subplots(1, 2, width_ratios=(2, 3))
        self._draw_can(left, state)
        vary, here, slope = state["vary"], state[state["vary"]], self.slope(state)
        values = np.linspace(0.0, 2 * self.start[vary], 201)
        masses = np.broadcast_to(self.mass({**state, vary: values}), values.shape)
        ax.spines[["top", "right"]].set_visible(False)
        ax.grid(color="0.9", linewidth=0.8)
        stills.frame(ax, (0.0, float(values[-1])), (0.0, 1.08 * float(masses.max()) or 1.0), _axis(vary), "mass m in g")
        ax.plot(values, masses, color=stills.BLUE, linewidth=2, label="m, all else held")
        tangent = f"tangent, {number(slope)} {LETTERS[vary].rate}"
        mass = float(self.mass(state))
        ax.axline((here, mass), slope=slope, color=stills.GREEN, linestyle="--", label=tangent)
        ax.plot([here], [mass], "o", color=stills.BLUE)
        figure.legend(frameon=False, ncols=2, loc="outside upper right")
        return figure

    def _draw_can(self, ax: Axes, state: State) -> None:
        """Draw the can to scale, but for the thickness of its sheet."""
        from matplotlib.patches import Ellipse

        r, h = state["r"], state["h"]
        room = 2 * self.start["r"]
        angles = np.linspace(np.pi, 2 * np.pi, 60)
        x, y = r * np.cos(angles), 0.3 * r * np.sin(angles)
        ink = {"edgecolor": "black", "linewidth": 1 + 2 * state["t"] / self.start["t"]}
        shade = str(1 - 0.3 * state["ρ"] / self.start["ρ"])
        ax.fill([-r, *x, r], [h, *y, h], facecolor=shade, **ink)
        ax.add_patch(Ellipse((0, h), 2 * r, 0.6 * r, facecolor="0.95", **ink))
        low = -0.3 * room
        places = {
            "r": (r / 2, h + 0.3 * r + 0.15 * room),
            "h": (r + 0.3 * room, h / 2),
            "t": (0, low),
            "ρ": (0, 2 * low),
        }
        for letter, place in places.items():
            text = letter if letter in "rh" else f"{letter} = {_number(state[letter])} {LETTERS[letter].unit}"
            ax.text(*place, text, ha="center", va="center", weight="bold" if letter == state["vary"] else "normal")
        ax.plot([0, r], [h, h], color="black", linewidth=1)
        ax.annotate(
            "",
            (r + 0.15 * room, 0),
            (r + 0.15 * room, h),
            arrowprops={"arrowstyle": "|-|,widthA=0.25,widthB=0.25", "shrinkA": 0, "shrinkB": 0},
        )
        ax.set(xlim=(-1.1 * room, 1.3 * room), ylim=(-0.8 * room, 2 * self.start["h"] + 0.35 * room), aspect="equal")
        ax.axis("off")


def _axis(letter: str) -> str:
    return f"{LETTERS[letter].name} {letter} in {LETTERS[letter].unit}"


def _number(value: float) -> str:
    """Return a letter's value with three significant digits.

    Examples
    --------
    >>> _number(0.02), _number(7.8), _number(0.0)
    ('0.02', '7.8', '0')
    """
    return f"{value:.3g}"
