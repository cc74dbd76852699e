"""Finding zeros, minima and stationary points: step by step, and told honestly when there is none to be found.

`newton_raphson`, `newton` and `gradient_descent` move freely, `lagrange` and `lagrange_all` on a constraint, and
`classify` says what kind of point was found. Each is a rule for the next point; the search itself is in `search`.
"""

from helpers.optimise.constrained import ConstrainedSearch, lagrange
from helpers.optimise.everywhere import StationaryPoint, lagrange_all
from helpers.optimise.free import gradient_descent, newton
from helpers.optimise.search import Search
from helpers.optimise.stationary import classify
from helpers.optimise.zeros import newton_raphson

__all__ = [
    "ConstrainedSearch",
    "Search",
    "StationaryPoint",
    "classify",
    "gradient_descent",
    "lagrange",
    "lagrange_all",
    "newton",
    "newton_raphson",
]
