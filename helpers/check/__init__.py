"""Checks that compare an answer with the thing it claims about, and name the mistake where they can.

A right answer returns None. A wrong one raises `Incorrect`, whose message speaks to the learner: where the answer
is off, and, if it is one of the usual mistakes, which one. No check needs the solution, and none gives it away.

>>> from helpers import check
>>> check.derivative("2*x*cos(x**2)", of="sin(x**2)")
>>> try:
...     check.derivative("cos(x**2)", of="sin(x**2)")
... except check.Incorrect as miss:
...     print(miss.misconception)
missing_inner_derivative
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from helpers.check.incorrect import Incorrect
from helpers.check.misconceptions import MISCONCEPTIONS

if TYPE_CHECKING:
    from helpers.check.differentiation import derivative
    from helpers.check.flat import flat_point
    from helpers.check.gradients import gradient, partial
    from helpers.check.graphs import curve, slopes_match
    from helpers.check.hessians import hessian
    from helpers.check.jacobians import jacobian, jacobian_determinant
    from helpers.check.noise import step_for_noise
    from helpers.check.numerical import difference_quotient, step_size
    from helpers.check.readings import area, stationary_points
    from helpers.check.search import dips
    from helpers.check.stationary import stationary_point
    from helpers.check.total import total_derivative
    from helpers.check.values import array, choice, number, that

__all__ = [
    "MISCONCEPTIONS",
    "Incorrect",
    "area",
    "array",
    "choice",
    "curve",
    "derivative",
    "difference_quotient",
    "dips",
    "flat_point",
    "gradient",
    "hessian",
    "jacobian",
    "jacobian_determinant",
    "number",
    "partial",
    "slopes_match",
    "stationary_point",
    "stationary_points",
    "step_for_noise",
    "step_size",
    "that",
    "total_derivative",
]

_HOMES = {
    "area": "readings",
    "array": "values",
    "choice": "values",
    "curve": "graphs",
    "derivative": "differentiation",
    "difference_quotient": "numerical",
    "dips": "search",
    "flat_point": "flat",
    "gradient": "gradients",
    "hessian": "hessians",
    "jacobian": "jacobians",
    "jacobian_determinant": "jacobians",
    "number": "values",
    "partial": "gradients",
    "slopes_match": "graphs",
    "stationary_point": "stationary",
    "stationary_points": "readings",
    "step_for_noise": "noise",
    "step_size": "numerical",
    "that": "values",
    "total_derivative": "total",
}


def __getattr__(name: str) -> Any:
    """Load a check's room when it is first entered: some of them need sympy, which is slow to import."""
    if name not in _HOMES:
        raise AttributeError(f"module 'helpers.check' has no attribute {name!r}; it offers {', '.join(__all__)}")
    return getattr(import_module(f"helpers.check.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
