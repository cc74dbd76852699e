"""Puzzles drawn from a seed: read a curve off its picture, find the partner of a graph.

The seed decides which functions take part and which letters they get, so an exercise can be varied, and anyone can
practise on seeds that no exercise uses.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from helpers.autodiff import derivative
from helpers.figures.sheet import Function, sample, sheet
from helpers.palette import MARKERS, curve_style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DOMAIN = (-3.0, 3.0)
_GRAPHS: tuple[Function, ...] = (
    lambda x: x**3 / 6 - x,
    lambda x: 2 * np.exp(-(x**2) / 2),
    lambda x: np.sin(2 * x),
    lambda x: np.log(1 + np.exp(2 * x)),
    lambda x: np.exp(-x / 1.5),
    lambda x: 2 * np.tanh(x),
    lambda x: x**2 * np.exp(-x / 3) / 2,
    lambda x: np.cos(x) + x / 2,
)


@dataclass(frozen=True)
class SlopePuzzle:
    """Numbered graphs, and lettered candidates among which each graph finds its derivative.

    Attributes
    ----------
    graphs : mapping, number -> function
    candidates : mapping, letter -> function
        The derivatives of the graphs, and decoys: a graph itself, a derivative upside down.
    """

    graphs: Mapping[int, Function]
    candidates: Mapping[str, Function]

    def figure(self) -> Figure:
        """Draw the graphs in the upper row and the candidates in the two rows below."""
        figure, _ = sheet(height_inches=6.0)
        figure.clear()
        grid = figure.add_gridspec(3, 12)
        numbered = [(str(number), f) for number, f in self.graphs.items()]
        lettered = list(self.candidates.items())
        for row, functions in enumerate((numbered, lettered[:3], lettered[3:])):
            width = 12 // len(functions)
            for column, (name, f) in enumerate(functions):
                ax = figure.add_subplot(grid[row, column * width : (column + 1) * width])
                ax.plot(*sample(f, DOMAIN), linewidth=2, **curve_style(min(row, 1)))
                ax.axhline(0, color="black", linewidth=0.8)
                ax.axvline(0, color="black", linewidth=0.8)
                ax.set(title=name, xticks=[-2, 0, 2], xlim=DOMAIN)
                ax.grid(color="#dddddd", linewidth=0.6)
                ax.spines[["top", "right"]].set_visible(False)
        return figure

    def describe(self) -> str:
        """Return in words what the figure shows: where each graph climbs, where each candidate is above zero."""
        climbs = [f"Graph {name} {_stretches(_slope(f), 'climbs', 'falls')}." for name, f in self.graphs.items()]
        signs = [
            f"Candidate {name} {_stretches(f, 'is positive', 'is negative')}." for name, f in self.candidates.items()
        ]
        return "Numbered graphs above, lettered candidates for their slopes below. " + " ".join(climbs + signs)


def match_slopes(seed: int) -> SlopePuzzle:
    """Return a puzzle with four graphs and six candidates.

    Examples
    --------
    >>> puzzle = match_slopes(seed=1)
    >>> list(puzzle.graphs), list(puzzle.candidates)
    ([1, 2, 3, 4], ['A', 'B', 'C', 'D', 'E', 'F'])
    """
    random = np.random.default_rng(seed)
    graphs = [_GRAPHS[index] for index in random.permutation(len(_GRAPHS))[:4]]
    slopes = [_slope(f) for f in graphs]
    upside_down = slopes[random.integers(4)]
    candidates = [*slopes, lambda x: -np.asarray(upside_down(x)), graphs[random.integers(4)]]
    letters = dict(zip("ABCDEF", (candidates[index] for index in random.permutation(6)), strict=True))
    return SlopePuzzle(dict(enumerate(graphs, start=1)), letters)


@dataclass(frozen=True)
class CurvePuzzle:
    """Lettered curves, each with marked points that can be read off exactly.

    Attributes
    ----------
    curves : mapping, letter -> function
    marks : mapping, letter -> tuple of points (x, y)
    """

    curves: Mapping[str, Function]
    marks: Mapping[str, tuple[tuple[float, float], ...]]

    def figure(self) -> Figure:
        """Draw each curve with its marked points on a sheet of its own."""
        figure, axes = sheet(2, 2, height_inches=5.4)
        for index, (ax, (name, f)) in enumerate(zip(axes.flat, self.curves.items(), strict=True)):
            x, y = sample(f, (-4.0, 4.0))
            style = curve_style(index)
            ax.plot(x, y, linewidth=2, **style)
            for point in self.marks[name]:
                ax.plot(*point, MARKERS[index], color=style["color"], markersize=7)
                ax.annotate("({:g}, {:g})".format(*point), point, (7, 5), textcoords="offset points", fontsize=9)
            ax.axhline(0, color="black", linewidth=0.8)
            ax.set(title=name, xlabel="x", xticks=range(-4, 5), ylim=(-5.5, 5.5))
        return figure


def mystery_curves() -> CurvePuzzle:
    """Return the four curves of week 1: a parabola, a decay, a wave and a bell."""
    return CurvePuzzle(
        curves={
            "A": lambda x: 4 - (x - 1) ** 2,
            "B": lambda x: 4 / 2**x,
            "C": lambda x: 2 * np.sin(np.pi * x / 2),
            "D": lambda x: 3 * np.exp(-((x - 2) ** 2)),
        },
        marks={
            "A": ((1, 4), (-1, 0), (3, 0)),
            "B": ((0, 4), (1, 2), (2, 1)),
            "C": ((0, 0), (1, 2), (3, -2)),
            "D": ((2, 3), (1, 1.1), (3, 1.1)),
        },
    )


def _slope(f: Function) -> Function:
    return lambda x: derivative(f, x)


def _stretches(f: Function, above: str, below: str) -> str:
    """Return in words on which stretches of the domain `f` is above zero, and on which below."""
    x, y = sample(f, DOMAIN)
    edges = [0, *(np.flatnonzero(np.diff(np.sign(y)) != 0) + 1), len(x) - 1]
    parts = [
        f"{above if y[(start + end) // 2] > 0 else below} from {x[start]:.1f} to {x[end]:.1f}"
        for start, end in itertools.pairwise(edges)
        if end - start > 3
    ]
    return ", ".join(parts).replace("-", "−")
