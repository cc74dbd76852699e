"""A check of the step that somebody chose for a difference quotient of noisy values."""

import math
from typing import Any, Literal

from helpers.check.answers import as_number
from helpers.check.incorrect import Incorrect
from helpers.richardson import EPSILON

Scheme = Literal["central", "forward"]


def step_for_noise(answer: Any, noise: float, bound: float, scheme: Scheme = "central", *, factor: float = 3.0) -> None:
    """Check a step by the errors that it has to balance: those of the values, and that of the bending graph.

        central: noise / h + bound·h² / 6          forward: 2 noise / h + bound·h / 2

    Near its lowest point the sum is flat, so whatever lies within a factor of the best step is right; so are formulas
    that take the errors of the two values for independent, which differ from this one by less.

    Parameters
    ----------
    answer : float
        The chosen step h, in units of x.
    noise : float
        The error of one value, in units of f.
    bound : float
        The size of f‴ (central) or f″ (forward) at most.
    scheme : {"central", "forward"}
    factor : float
        How far off the step may be.

    Raises
    ------
    Incorrect
        Whose misconception is `noise_ignored` (the step would be right if only rounding disturbed the values),
        `h_too_small` or `step_too_large`.

    Examples
    --------
    >>> step_for_noise(0.15, noise=1e-3, bound=1.0)
    >>> try:
    ...     step_for_noise(6e-6, noise=1e-3, bound=1.0)
    ... except Incorrect as miss:
    ...     print(miss.misconception)
    noise_ignored
    """
    if scheme not in ("central", "forward"):
        raise ValueError(f"scheme must be 'central' or 'forward', got {scheme!r}")
    for name, value in (("noise", noise), ("bound", bound)):
        if not 0 < value < math.inf:
            raise ValueError(f"{name} must be a positive number, got {value!r}")
    h = as_number(answer, "The step")
    if h <= 0:
        raise Incorrect(f"The step is {h:g}; it must be positive.")
    best = _balance(noise, bound, scheme)
    if 1 / factor <= h / best <= factor:
        return
    from_noise, from_bending = _errors(h, noise, bound, scheme)
    raise Incorrect(
        f"With h = {h:.3g} the noise alone can put the slope wrong by {from_noise:.2g}, "
        f"the bending of the graph by {from_bending:.2g}.",
        _slip(h, best, bound, scheme),
    )


def _balance(noise: float, bound: float, scheme: Scheme) -> float:
    """Return the step at which the sum of both errors is smallest."""
    return math.cbrt(3 * noise / bound) if scheme == "central" else 2 * math.sqrt(noise / bound)


def _errors(h: float, noise: float, bound: float, scheme: Scheme) -> tuple[float, float]:
    """Return the largest error that noise and bending can make."""
    return (noise / h, bound * h**2 / 6) if scheme == "central" else (2 * noise / h, bound * h / 2)


def _slip(h: float, best: float, bound: float, scheme: Scheme) -> str:
    """Return the mistake that leads to h."""
    if h > best:
        return "step_too_large"
    rule_of_thumb = EPSILON ** (1 / 3 if scheme == "central" else 1 / 2)
    # Ten times off is still such a rule, with the size of x or of f in it.
    for_rounding = (rule_of_thumb, _balance(EPSILON, bound, scheme))
    return "noise_ignored" if any(0.1 <= h / step <= 10 for step in for_rounding) else "h_too_small"
