"""What learners use and read: the numeric engine, checks, figures and explorers of the course.

>>> from helpers import derivative
>>> derivative(lambda x: x**3, 2)
12.0
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers import (
        approximation,
        autodiff,
        check,
        differences,
        display,
        explorers,
        figures,
        instruments,
        networks,
        optimise,
        puzzles,
        regression,
        sandpit,
        taylor,
    )
    from helpers.approximation import linearise, quadratic_approximation
    from helpers.autodiff import derivative, directional_derivative, gradient, hessian, jacobian, partial
    from helpers.display import show
    from helpers.taylor import taylor_coefficients, taylor_polynomial

__all__ = [
    "approximation",
    "autodiff",
    "check",
    "derivative",
    "differences",
    "directional_derivative",
    "display",
    "explorers",
    "figures",
    "gradient",
    "hessian",
    "instruments",
    "jacobian",
    "linearise",
    "networks",
    "optimise",
    "partial",
    "puzzles",
    "quadratic_approximation",
    "regression",
    "sandpit",
    "show",
    "taylor",
    "taylor_coefficients",
    "taylor_polynomial",
]

_HOMES = {
    "show": "display",
    **dict.fromkeys(("derivative", "directional_derivative", "gradient", "hessian", "jacobian", "partial"), "autodiff"),
    **dict.fromkeys(("linearise", "quadratic_approximation"), "approximation"),
    **dict.fromkeys(("taylor_coefficients", "taylor_polynomial"), "taylor"),
}


def __getattr__(name: str) -> Any:
    """Load a module, or a function from its home, when it is first asked for, so that `import helpers` is cheap."""
    if name not in __all__:
        raise AttributeError(f"module 'helpers' has no attribute {name!r}; it offers {', '.join(__all__)}")
    if name in _HOMES:
        return getattr(import_module(f"helpers.{_HOMES[name]}"), name)
    return import_module(f"helpers.{name}")


def __dir__() -> list[str]:
    return __all__
