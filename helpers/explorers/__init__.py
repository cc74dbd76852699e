"""Explorers: pictures to move, each of which answers one question about the learner's own function.

Each is displayed when it is a cell's last expression; `explorer.state` says where the learner has moved it,
`explorer.to_html()` puts it on a page without a kernel.
"""

from helpers.explorers.can import can
from helpers.explorers.chain_rates import chain_rates
from helpers.explorers.explorer import Explorer
from helpers.explorers.linear_map import linear_map
from helpers.explorers.motion import motion
from helpers.explorers.product_rectangle import product_rectangle
from helpers.explorers.quadratic import quadratic
from helpers.explorers.sandpit import sandpit
from helpers.explorers.slope_match import slope_match
from helpers.explorers.surface import surface
from helpers.explorers.tangent import tangent

__all__ = [
    "Explorer",
    "can",
    "chain_rates",
    "linear_map",
    "motion",
    "product_rectangle",
    "quadratic",
    "sandpit",
    "slope_match",
    "surface",
    "tangent",
]
