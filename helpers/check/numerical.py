"""Checks of what a learner does with difference quotients: the quotient itself, and the choice of its step."""

import math
import sys
from collections.abc import Callable
from typing import Any, Literal

from helpers.check.answers import Function, as_number, not_blank
from helpers.check.incorrect import Incorrect, quietly
from helpers.check.slopes import slope
from helpers.check.subject import Subject, subject

Kind = Literal["central", "forward"]
Quotient = Callable[[float, float], float]

# A function, and what its difference quotients are exactly, by hand, at any x and for any h.
_CASES: tuple[tuple[str, Callable[[Any], Any], dict[Kind, Quotient]], ...] = (
    ("3*x + 1", lambda x: 3 * x + 1, {"central": lambda x, h: 3.0, "forward": lambda x, h: 3.0}),
    ("x**2", lambda x: x * x, {"central": lambda x, h: 2 * x, "forward": lambda x, h: 2 * x + h}),
    (
        "x**3",
        lambda x: x * x * x,
        {"central": lambda x, h: 3 * x**2 + h**2, "forward": lambda x, h: 3 * x**2 + 3 * x * h + h**2},
    ),
)
_PLACES = ((1.0, 0.5), (-2.0, 0.25), (3.0, 0.125), (0.5, 0.0625))

# The name of a slip, and what it makes of the right quotient q, of x^2 and x^3 alike.
_SLIPS: dict[Kind, dict[str, Callable[[Quotient, float, float], float]]] = {
    "central": {
        "derivative_for_difference": lambda q, x, h: q(x, 0.0),
        "central_difference_factor": lambda q, x, h: 2 * q(x, h),
        "difference_reversed": lambda q, x, h: -q(x, h),
        "division_missing": lambda q, x, h: 2 * h * q(x, h),
    },
    "forward": {
        "derivative_for_difference": lambda q, x, h: q(x, 0.0),
        "difference_reversed": lambda q, x, h: -q(x, h),
        "division_missing": lambda q, x, h: h * q(x, h),
        "factor_of_two": lambda q, x, h: q(x, h) / 2,
        "backward_for_forward": lambda q, x, h: q(x, -h),
    },
}


def difference_quotient(answer: Callable[..., Any], *, kind: Kind = "central") -> None:
    """Check a learner's function `(f, x, h) -> slope`.

        central: (f(x + h) - f(x - h)) / (2 h)          forward: (f(x + h) - f(x)) / h

    Polynomials have difference quotients that are known exactly for any h, so no small step and no tolerance for
    truncation is needed; a sine shows that the error falls as fast as it should when h is halved.

    Parameters
    ----------
    answer : callable, (f, x, h) -> float
    kind : {"central", "forward"}

    Raises
    ------
    Incorrect
        Whose misconception is one of `central_difference_factor`, `forward_for_central`, `central_for_forward`,
        `backward_for_forward`, `derivative_for_difference`, `difference_reversed`, `division_missing`, `factor_of_two`
        where that explains it.

    Examples
    --------
    >>> difference_quotient(lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h))
    >>> try:
    ...     difference_quotient(lambda f, x, h: (f(x + h) - f(x - h)) / h)
    ... except Incorrect as miss:
    ...     print(miss.misconception)
    central_difference_factor
    """
    if kind not in _SLIPS:
        raise ValueError(f"kind must be 'central' or 'forward', got {kind!r}")
    not_blank(answer)
    if not callable(answer):
        raise Incorrect("A function of f, x and h is wanted.")
    with quietly():
        quotients = [(name, _bound(answer, f), exact) for name, f, exact in _CASES]
        for name, found, exact in quotients:
            for x, h in _PLACES:
                if not _close(found(x, h), exact[kind](x, h)):
                    given = f"For f(x) = {name}, x = {x:g} and h = {h:g}"
                    where = f"{given} your slope, {found(x, h):.6g}, is not the {kind} difference quotient."
                    raise Incorrect(where, _slip(quotients, kind))
        _check_convergence(_bound(answer, math.sin), kind)


def _bound(answer: Callable[..., Any], f: Callable[[Any], Any]) -> Quotient:
    Function(answer, ("f", "x", "h"))  # complains about a wrong number of parameters
    return Function(lambda x, h: answer(f, x, h), ("x", "h"))


def _close(found: float, exact: float) -> bool:
    return abs(found - exact) <= 1e-9 * abs(exact)


def _slip(quotients: Any, kind: Kind) -> str | None:
    other: Kind = "forward" if kind == "central" else "central"
    slips = {**_SLIPS[kind], f"{other}_for_{kind}": None}
    for slip, effect in slips.items():
        if all(
            _close(found(x, h), exact[other](x, h) if effect is None else effect(exact[kind], x, h))
            for _, found, exact in quotients
            for x, h in _PLACES
        ):
            return slip
    return None


def _check_convergence(sine: Quotient, kind: Kind) -> None:
    errors = [abs(sine(1.0, h) - math.cos(1.0)) for h in (0.02, 0.01)]
    order = {"central": 2, "forward": 1}[kind]
    if not (errors[1] > 0 and abs(math.log2(errors[0] / errors[1]) - order) < 0.1):
        raise Incorrect(
            f"For f = sin the error does not fall as that of a {kind} difference does when h is halved. "
            "Does your function use f itself, at the right points?"
        )


def step_size(h: Any, *, of: Any, at: float, kind: Kind = "forward", rtol: float = 1e-6) -> None:
    """Check a learner's step by what it leads to: the error of the difference quotient.

    Parameters
    ----------
    h : float
        The chosen step, in units of x.
    of : function, expression or text
    at : float
        Where the slope is measured.
    kind : {"central", "forward"}
    rtol : float
        The relative accuracy that the step should reach.

    Raises
    ------
    Incorrect
        Whose misconception is `h_too_small` or `step_too_large`.

    Examples
    --------
    >>> step_size(1e-8, of="sin(x)", at=1.0)
    >>> try:
    ...     step_size(1e-17, of="sin(x)", at=1.0)
    ... except Incorrect as miss:
    ...     print(miss.misconception)
    h_too_small
    """
    step = as_number(h, "The step")
    if step <= 0:
        raise Incorrect(f"The step is {step:g}; it must be positive.")
    with quietly():
        f = subject(of)
        right = float(slope(f).at((at,)))
        if not math.isfinite(right):
            raise ValueError(f"of has no derivative at {f.names[0]} = {at}")
        value = _values(f)
        behind = at - step if kind == "central" else at
        found = (value(at + step) - value(behind)) / (step * (2 if kind == "central" else 1))
        error = abs(found - right)
        if error <= rtol * abs(right):
            return
        if math.isnan(error):
            raise Incorrect(f"With h = {step:g} the step leaves the domain of the function.", "step_too_large")
        rounding = sys.float_info.epsilon * (abs(value(at)) + abs(at * right)) / step
        digits = max(0.0, -math.log10(error / abs(right))) if right else 0.0
        raise Incorrect(
            f"With h = {step:g} the slope comes out with about {math.floor(10 * digits) / 10:g} correct digits; "
            f"{-math.log10(rtol):.3g} are wanted.",
            "h_too_small" if error <= 10 * rounding else "step_too_large",
        )


def _values(f: Subject) -> Callable[[float], float]:
    """Return `f` in floats, as a learner's own quotient sees it."""
    if f.function is not None:
        return lambda x: f((x,))
    return lambda x: float(f.formula((x,)))
