"""A square as a polygon with many corners, so that its image under a map may be curved; and the area inside one."""

from __future__ import annotations

import numpy as np

from helpers.explorers.curve import Array

EDGE = 50  # pieces of an edge


def outline(x: float, y: float, side: float) -> Array:
    """Return points around the square from its corner at (x, y) and back to it, shape (2, 4 EDGE + 1).

    Examples
    --------
    >>> outline(0.0, 0.0, 1.0)[:, ::EDGE]
    array([[0., 1., 1., 0., 0.],
           [0., 0., 1., 1., 0.]])
    """
    way = np.arange(4 * EDGE + 1) / EDGE
    corners = ((x, x + side, x + side, x, x), (y, y, y + side, y + side, y))
    return np.array([np.interp(way, range(5), ends) for ends in corners])


def enclosed(points: Array) -> float:
    """Return the area inside a closed polygon, shape (2, n): negative if it runs clockwise.

    Examples
    --------
    >>> round(enclosed(outline(3.0, -1.0, 2.0)), 12)
    4.0
    """
    x, y = points - points[:, :1]  # far from the origin a small area would drown in rounding
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)
