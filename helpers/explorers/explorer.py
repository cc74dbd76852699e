"""What all explorers share: Python computes once, the browser draws, and elsewhere stands a still picture.

A `Picture` is one explorer's own part: the numbers that the browser needs, and the same state in words and as a
figure. `Explorer` carries it into a notebook, into a page without a kernel, and into a preview or a PDF.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import anywidget
import traitlets

from helpers.display import image_html
from helpers.explorers import page

if TYPE_CHECKING:
    from matplotlib.figure import Figure

State = dict[str, Any]


class Picture(Protocol):
    """One explorer's own part; `state` is what the learner has moved."""

    kind: ClassVar[str]
    """The name under which the browser knows the explorer."""

    def data(self) -> dict[str, Any]:
        """Return what the browser needs: samples as bytes, labels, bounds, and the question."""

    def describe(self, state: State) -> str:
        """Return in words what the picture shows."""

    def draw(self, state: State) -> Figure:
        """Return the same as a figure."""


class Explorer(anywidget.AnyWidget):
    """A picture to move, by mouse, touch or keyboard.

    Parameters
    ----------
    picture : Picture
    state : dict
        Where the learner begins.

    Attributes
    ----------
    state : dict
        Where the learner is now. Setting it moves the picture.
    """

    _esm = Path(__file__).parent / "static" / "explorers.js"
    kind = traitlets.Unicode().tag(sync=True)
    data = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, picture: Picture, state: State) -> None:
        self._picture = picture
        super().__init__(kind=picture.kind, data=picture.data(), state=state)

    def open(self) -> None:
        """Connect to the browser, except in grading: nobody is there to move anything."""
        if not _grading():
            super().open()

    @property
    def alt(self) -> str:
        """What the picture shows now, in words."""
        return self._picture.describe(self.state)

    def still(self) -> Figure:
        """Return the picture as it is now, as a matplotlib figure."""
        return self._picture.draw(self.state)

    def still_html(self) -> str:
        """Return the picture as it is now, as an HTML image with its description."""
        return image_html(self.still(), self.alt)

    def to_html(self) -> str:
        """Return a live explorer for a page without a kernel and without a network; a still one without JavaScript."""
        return page.fragment(self.kind, self.data, self.state, self.still_html())

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        live, metadata = (None if _grading() else super()._repr_mimebundle_(**kwargs)) or ({}, {})
        return {**live, "text/plain": self.alt, "text/html": self.still_html()}, metadata


def _grading() -> bool:
    """Return whether the notebook is being executed by nbgrader."""
    return bool(os.environ.get("NBGRADER_EXECUTION"))
