"""Colours, line styles and markers that stay apart without colour vision, in print and in grey.

The eight colours are those of Okabe and Ito. No picture of the course relies on colour alone: curve n takes colour n
*and* line style n, a series of points colour n *and* marker n.

References
----------
M. Okabe, K. Ito, "Color Universal Design", 2002, https://jfly.uni-koeln.de/color/
"""

from types import MappingProxyType
from typing import Any, Final

OKABE_ITO: Final = MappingProxyType(
    {
        "black": "#000000",
        "orange": "#E69F00",
        "sky": "#56B4E9",
        "green": "#009E73",
        "yellow": "#F0E442",
        "blue": "#0072B2",
        "vermilion": "#D55E00",
        "purple": "#CC79A7",
    }
)
"""The colours of Okabe and Ito by name."""

COLOURS: Final = tuple(OKABE_ITO[name] for name in ("blue", "vermilion", "green", "purple", "orange", "sky"))
"""The order in which curves take them: those with most contrast on white first."""

LINE_STYLES: Final = (
    "-",
    (0, (6, 2)),
    (0, (1, 1.2)),
    (0, (6, 2, 1, 2)),
    (0, (3, 1)),
    (0, (6, 2, 1, 2, 1, 2)),
)
"""matplotlib line styles, one per curve: solid, dashed, dotted, dash-dotted, ..."""

MARKERS: Final = ("o", "s", "^", "D", "v", "P")
"""matplotlib markers, one per curve."""


def curve_style(index: int) -> dict[str, Any]:
    """Return what sets the curve number `index` apart: its colour and its line style.

    Parameters
    ----------
    index : int
        0 for the first curve; after the last style the series starts again.

    Returns
    -------
    style : dict
        Keyword arguments of matplotlib's `Axes.plot`.

    Examples
    --------
    >>> curve_style(0)
    {'color': '#0072B2', 'linestyle': '-'}
    """
    return {"color": COLOURS[index % len(COLOURS)], "linestyle": LINE_STYLES[index % len(LINE_STYLES)]}
