"""What the Jacobian is for: a small square, its true image under a map, and the parallelogram that J makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from helpers.explorers import arguments, map_stills, stills
from helpers.explorers.curve import view
from helpers.explorers.explorer import Explorer, State
from helpers.explorers.map_samples import Domain, PlaneMap, sample_plane
from helpers.explorers.polygon import EDGE, enclosed, outline
from helpers.explorers.sampled_map import SampledMap
from helpers.explorers.stills import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Names = tuple[str, str]

LINES = 9  # of the grid of inputs, along each axis


def linear_map(
    f: PlaneMap,
    at: tuple[float, float] = (0.5, 0.5),
    side: float = 0.5,
    domain: Domain = ((-2.0, 2.0), (-2.0, 2.0)),
    *,
    inputs: Names = ("x", "y"),
    outputs: Names = ("u", "v"),
    label: str = "f",
) -> Explorer:
    """Return a square to move and to shrink: what does a map do to it, and what does its Jacobian say?

        area of the image / area of the square → |det J| as the square shrinks

    Parameters
    ----------
    f : callable, (x, y) -> (u, v)
        numpy code, or code for one point at a time.
    at : (float, float)
        Where the square's corner A begins, the one with the smallest x and y.
    side : float
        How long the square's sides are at first.
    domain : ((float, float), (float, float))
        The part of the plane to look at, first along x, then along y.
    inputs, outputs : (str, str)
        What the picture calls x and y, u and v.
    label : str
        What the picture calls `f`.

    Returns
    -------
    explorer : Explorer
        Its state: the corner A at `x` and `y`, and the `side`.

    Raises
    ------
    TypeError, ValueError
        If `f` is no such map, or `domain`, `at` and `side` do not fit together.

    Examples
    --------
    From polar coordinates, a patch of area dr·dθ lands on an area of about r·dr·dθ:

    >>> polar = lambda r, t: (r * np.cos(t), r * np.sin(t))
    >>> explorer = linear_map(polar, (1.5, 1.0), 0.2, ((0, 2), (0, 3)), inputs=("r", "θ"), outputs=("x", "y"))
    >>> print(explorer.alt.split(". ")[-1])
    The image has 1.600 times the area of the square, |det J| = 1.500: the parallelogram is 6.25 % off.
    """
    if not callable(f):
        raise TypeError(
            f"f must be a function of two numbers, got {type(f).__name__}; write `def f(x, y): return u, v`"
        )
    width, height = (arguments.interval(ends, f"domain[{i}]") for i, ends in enumerate(_pair(domain, "domain")))
    x, y = (
        arguments.inside(value, ends, f"at[{i}]")
        for i, (value, ends) in enumerate(zip(_pair(at, "at"), (width, height), strict=True))
    )
    picture = LinearMap(sample_plane(f, (width, height)), (width, height), inputs, outputs, label)
    shortest, longest = picture.sides
    side = arguments.inside(side, (-np.inf, np.inf), "side")
    if not shortest <= side <= longest:
        raise ValueError(f"side must be a length from {shortest:g} to {longest:g} on this domain, got {side:g}")
    return Explorer(picture, {"x": min(x, width[1] - side), "y": min(y, height[1] - side), "side": side})


def _pair(values: Any, name: str) -> tuple[Any, Any]:
    """Return `values` as a pair; raise TypeError if it is none."""
    try:
        first, second = values
    except (TypeError, ValueError):
        wanted = "a pair of intervals ((low, high), (low, high))" if name == "domain" else "a pair of numbers (x, y)"
        raise TypeError(f"{name} must be {wanted}, got {values!r}") from None
    return first, second


@dataclass(frozen=True)
class LinearMap:
    """The picture: the square among the inputs, its image among the outputs, and both under a lens."""

    kind: ClassVar[str] = "linear_map"
    plane: SampledMap
    domain: Domain
    inputs: Names
    outputs: Names
    label: str

    @property
    def sides(self) -> tuple[float, float]:
        """The shortest and the longest side to choose from."""
        room = min(high - low for low, high in self.domain)
        return room / 400, room / 2

    @property
    def views(self) -> Domain:
        """The ranges of u and v that the picture should show."""
        u, v = self.plane.samples[:, 0, 0]
        hole = np.ones(u.shape, dtype=bool)
        for rows, columns in ((0, 0), (0, 1), (1, 0), (1, 1)):
            k, m = self.plane.whole.shape
            hole[rows : rows + k, columns : columns + m] &= ~self.plane.whole
        return view(np.where(hole, np.nan, u).ravel()), view(np.where(hole, np.nan, v).ravel())

    def data(self) -> dict[str, Any]:
        """Return the map's samples and the bounds."""
        return {
            "question": f"What does {self.label} do to a small square, and what does its Jacobian say?",
            "plane": self.plane.arrays(),
            "domain": self.domain,
            "views": self.views,
            "sides": self.sides,
            "inputs": self.inputs,
            "outputs": self.outputs,
            "label": self.label,
            "edge": EDGE,
            "lines": LINES,
        }

    def describe(self, state: State) -> str:
        """Return where the square is, the Jacobian there, and how both areas compare."""
        x, y, side = state["x"], state["y"], state["side"]
        (a, b), (u, v) = self.inputs, self.outputs
        where = f"{a} = {number(x)}, {b} = {number(y)}, side {number(side)}"
        words = f"A grid of inputs with a square in it, and its image under {self.label}. {where}: "
        J, image = self.plane.jacobian(x, y), enclosed(self.plane(*outline(x, y, side))) / side**2
        if not np.isfinite(J.sum() + image):
            return f"{words}{self.label} has a gap in this square."
        determinant = float(J[0, 0] * J[1, 1] - J[0, 1] * J[1, 0])
        names = ((f"∂{u}/∂{a}", f"∂{u}/∂{b}"), (f"∂{v}/∂{a}", f"∂{v}/∂{b}"))
        entries = ", ".join(f"{names[i][j]} = {number(float(J[i, j]), 3)}" for i in range(2) for j in range(2))
        around = f"det J = {number(determinant, 3)}, {_orientation(determinant)}"
        return f"{words}{entries}; {around}. {_areas(image, determinant)}"

    def draw(self, state: State) -> Figure:
        """Return the square among the inputs, its image with the parallelogram, and these two enlarged."""
        from matplotlib.figure import Figure

        figure = Figure(figsize=(8.4, 3.2), layout="constrained")
        before, after, lens = figure.subplots(1, 3)
        x, y, side = state["x"], state["y"], state["side"]
        square = outline(x, y, side)
        image, corner, J = self.plane(*square), self.plane(x, y), self.plane.jacobian(x, y)
        close = (image - corner[:, np.newaxis]) / side
        names = (f"Δ{self.outputs[0]} ÷ side", f"Δ{self.outputs[1]} ÷ side")
        across, up = (view(np.concatenate([close[i], [0.0, J[i, 0], J[i, 1], J[i].sum()]])) for i in range(2))
        map_stills.to_scale(before, self.domain, self.inputs, "a square of inputs")
        map_stills.to_scale(after, self.views, self.outputs, "its image")
        map_stills.to_scale(lens, (across, up), names, "the image, enlarged")
        map_stills.grid(before, lambda *points: np.array(points), self.domain, LINES)
        map_stills.grid(after, self.plane, self.domain, LINES)
        map_stills.patch(before, square, np.array([x, y]), side * np.eye(2))
        map_stills.patch(after, image, corner, side * J)
        map_stills.patch(lens, close, np.zeros(2), J)
        for column, name in zip(J.T, self.inputs, strict=True):
            lens.annotate(f"∂{self.label}/∂{name}", tuple(column / 2))
        return figure


def _orientation(determinant: float) -> str:
    """Return which way round the image of A, B, C, D runs."""
    if abs(determinant) < stills.TINY:
        return "the square is flattened"
    return "A, B, C, D go round the other way" if determinant < 0 else "A, B, C, D go round the same way"


def _areas(image: float, determinant: float) -> str:
    """Return how the area of the image compares with that of the parallelogram."""
    ratio = (
        f"The image has {number(abs(image), 3)} times the area of the square, |det J| = {number(abs(determinant), 3)}"
    )
    if abs(image) < stills.TINY:
        return f"{ratio}."
    off = abs(abs(determinant) / abs(image) - 1)
    return f"{ratio}: the parallelogram is {100 * off:.2f} % off."
