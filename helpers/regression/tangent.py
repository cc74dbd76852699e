"""A model seen from one set of parameters: how far it is from the data, and which way leads closer.

Near b, all that the model can do is a plane, and its point closest to the data is where the Gauss-Newton step leads.
How much of the residuals that step explains tells whether b is the best fit (the relative offset of Bates and Watts).

Source: D. M. Bates and D. G. Watts, "Nonlinear Regression Analysis and Its Applications", Wiley 1988, section 2.2.3.
"""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from typing import Any

import numpy as np

from helpers.autodiff import hessian, jacobian
from helpers.regression.linear import DependentError, require_enough, solve
from helpers.regression.results import measurements
from helpers.validation import points, require_function, values, vector

OFFSET = 1e-8  # of the residuals: what may be left to gain at the best fit
ROUNDINGS = 10  # or so many rounding errors, which is all there is when the model goes through the points

# Residuals in units of sigma, bent so that their squares sum to the loss. Near zero all losses are alike.
BENT: dict[str, Callable[[Any], Any]] = {
    "linear": lambda r: r,
    "soft_l1": lambda r: r * np.sqrt(2 / (1 + np.sqrt(1 + r * r))),
    "huber": lambda r: np.where(np.abs(r) <= 1, r, np.sign(r) * np.sqrt(2 * np.abs(r) - 1)),
    "cauchy": lambda r: np.where(np.abs(r) < 1e-4, r * (1 - r * r / 4), np.sign(r) * np.sqrt(np.log1p(r * r))),
    "arctan": lambda r: np.where(np.abs(r) < 1e-4, r, np.sign(r) * np.sqrt(np.arctan(r * r))),
}


class LostError(ValueError):
    """From these parameters there is no way to see which way is better."""


@dataclass(frozen=True)
class Tangent:
    """What happens near the parameters `b`, in units of sigma."""

    b: Any
    misfit: Any  # (N,), y minus model
    slopes: Any  # (N, p), of the model
    root: Any  # (p, p): C, with (JᵀJ)⁻¹ = C Cᵀ
    condition: float
    step: Any  # (p,), of Gauss and Newton
    noise: float  # how far rounding may move the model

    @property
    def size(self) -> float:
        """The length of the misfit."""
        return float(np.linalg.norm(self.misfit))

    @property
    def offset(self) -> float:
        """How much of the misfit the step explains."""
        return float(np.linalg.norm(self.slopes @ self.step))

    @property
    def arrived(self) -> bool:
        """Whether there is nothing left to gain."""
        return self.offset <= OFFSET * self.size + ROUNDINGS * self.noise


class Problem:
    """A model and measurements: what all fits of a function have in common.

    Raises
    ------
    TypeError, ValueError
        If they do not fit together, or the model is not finite at `start`.
    """

    def __init__(self, model: Any, x: Any, y: Any, start: Any, sigma: Any, loss: str = "linear") -> None:
        require_function(model, "model")
        if not isinstance(loss, str) or loss not in BENT:
            raise ValueError(f"loss must be one of {', '.join(BENT)}, got {loss!r}")
        self.y, self.errors = measurements(y, sigma)
        self.x, self.start = points(x), vector(start, "start")
        n = len(self.y)
        if np.shape(self.x)[-1:] != (n,):
            raise ValueError(f"x must have shape ({n},) or (k, {n}), as y has it, got {np.shape(self.x)}")
        require_enough(len(self.start), n)
        self.model, self.bend, self.sigma = model, BENT[loss], None if sigma is None else self.errors
        try:
            signature(model).bind(x, *self.start)
        except TypeError as error:
            raise TypeError(f"model must take x and the {len(self.start)} parameters of start: {error}") from None
        with np.errstate(all="ignore"):
            found = values(model(self.x.copy(), *self.start))
        if np.shape(found) not in ((), self.y.shape):
            raise ValueError(f"model(x, *start) must have the shape of y, {self.y.shape}, got {np.shape(found)}")
        if not np.isfinite(found).all():
            raise ValueError(f"model(x, *start) is not finite; start = {self.start} must lie in its domain")

    def residuals(self, b: Any) -> Any:
        """Return y minus model, (N,)."""
        return self.y - self.model(self.x.copy(), *b)

    def misfit(self, b: Any) -> Any:
        """Return the residuals in units of their errors, bent as the loss wants it; b may be a stand-in."""
        return self.bend(self.residuals(b) / self.errors)

    def slopes(self, b: Any) -> Any:
        """Return the Jacobian of the model in units of sigma, (N, p)."""
        return -jacobian(self.misfit, b)

    def tangent(self, b: Any) -> Tangent:
        """Return what happens near b.

        Raises
        ------
        LostError
            If the model or its slopes are not finite there, or some parameters change nothing that others could not.
        """
        try:
            misfit, slopes = self.misfit(b), self.slopes(b)
            step, _, root, condition = solve(slopes, misfit, np.ones(len(misfit)), passes=1)
        except DependentError as error:
            raise LostError(f"near {b} {error}") from None
        except ValueError as error:
            raise LostError(f"at {b} {error}") from None
        noise = np.finfo(float).eps * np.linalg.norm(np.abs(self.y / self.errors) + np.abs(slopes) @ np.abs(b))
        return Tangent(b, misfit, slopes, root, condition, step, float(noise))

    def curvature(self, here: Tangent) -> Any:
        """Return the Hessian of |misfit|² / 2 in the coordinates of the columns of `root`: all 1 for a flat model."""
        bending = hessian(lambda b: here.misfit @ self.misfit(b), here.b)
        return np.eye(len(here.b)) + here.root.T @ bending @ here.root
