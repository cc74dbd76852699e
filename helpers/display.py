"""Showing a picture to everyone: a figure as an image that says in words what it shows.

A notebook ignores the alt text in an output's metadata; an HTML image with its own `alt` is the one form that
JupyterLab, nbconvert, Sphinx and a screen reader all keep.
"""

from __future__ import annotations

import base64
import html
import io
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DOTS_PER_INCH = 144
CSS_PIXELS_PER_INCH = 96
"""Three image pixels for two CSS pixels: sharp on most screens, and still small."""


def image_html(fig: Figure, alt: str) -> str:
    """Return `fig` as one HTML image with its description.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
    alt : str
        What the figure shows, for those who cannot see it.

    Returns
    -------
    html : str
        An `<img>` that needs no other file, as wide as the figure and never wider than the page.

    Raises
    ------
    TypeError
        If `fig` is not a figure or `alt` not text.
    ValueError
        If `alt` is empty.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> image_html(Figure(), alt="An empty sheet")[:26]
    '<img alt="An empty sheet" '
    """
    from matplotlib.figure import Figure

    if not isinstance(fig, Figure):
        raise TypeError(f"fig must be a matplotlib Figure, got {type(fig).__name__}; pass `ax.figure` for axes")
    if not isinstance(alt, str):
        raise TypeError(f"alt must be text, got {type(alt).__name__}; say in a sentence what the figure shows")
    if not alt.strip():
        raise ValueError('alt is empty; say in a sentence what the figure shows: alt="A parabola and ..."')
    image = io.BytesIO()
    fig.savefig(image, format="png", dpi=DOTS_PER_INCH, bbox_inches="tight", metadata={"Software": None})
    content = image.getvalue()
    # A PNG states its width and height in bytes 16 to 24; with them in the page nothing jumps when it loads.
    pixels = (int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big"))
    width, height = (round(side * CSS_PIXELS_PER_INCH / DOTS_PER_INCH) for side in pixels)
    return (
        f'<img alt="{html.escape(" ".join(alt.split()))}" width="{width}" height="{height}" '
        'style="max-width: 100%; height: auto; background: white" '
        f'src="data:image/png;base64,{base64.b64encode(content).decode()}">'
    )


def show(fig: Figure, alt: str) -> None:
    """Show `fig` below the cell, with `alt` as its description.

    The figure is closed, so that Jupyter does not show it a second time without its description.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
    alt : str
        What the figure shows, for those who cannot see it.

    Raises
    ------
    TypeError
        If `fig` is not a figure or `alt` not text.
    ValueError
        If `alt` is empty.

    Examples
    --------
    >>> import matplotlib.figure
    >>> fig = matplotlib.figure.Figure()
    >>> _ = fig.subplots().plot([0, 1], [0, 1])
    >>> show(fig, alt="A straight line that climbs from (0, 0) to (1, 1)")
    <IPython.core.display.HTML object>
    """
    from IPython.display import HTML, display

    display(HTML(image_html(fig, alt)))  # type: ignore[no-untyped-call] # IPython carries no types here.
    # Only pyplot keeps figures open; where nobody has loaded it there is nothing to close.
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(fig)
