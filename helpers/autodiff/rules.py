"""The derivatives that one learns by heart, as a table that a program can use.

Each line says, for one function u of numpy, what ∂u/∂v is; a function of two arguments gives a pair, unless the second
is never varied. The right-hand sides are ordinary numpy code, so they too can be evaluated on a `Series`: this is how
second and higher derivatives come about without being written down anywhere.

At a corner the table gives the mean of the two one-sided slopes: 0 for |v| at 0, ½ for maximum(v, 0). A step (sign,
floor, heaviside) has slope 0 everywhere, at the jump too. A vertical tangent (sqrt at 0) has slope inf.
"""

from collections.abc import Callable
from typing import Any

import numpy as np


class NotDifferentiableError(TypeError):
    """A function did something for which there is no rule."""

    count = 0  # of those raised so far: a function may swallow one and go on as if nothing had happened

    def __init__(self, message: str) -> None:
        super().__init__(message)
        NotDifferentiableError.count += 1


LN2 = np.log(2.0)
LN10 = np.log(10.0)


def _flat(v: Any) -> Any:
    return np.zeros_like(v)


def _larger(a: Any, b: Any) -> tuple[Any, Any]:
    return np.heaviside(a - b, 0.5), np.heaviside(b - a, 0.5)


def _smaller(a: Any, b: Any) -> tuple[Any, Any]:
    return np.heaviside(b - a, 0.5), np.heaviside(a - b, 0.5)


def _power(v: Any, p: Any) -> Any:
    # v**0 is constant; taken literally, its slope at v = 0 would be 0 · 0**(-1) = nan.
    if np.ndim(p) == 0:
        return p * v ** (p - 1) if p else 0.0 * v
    return np.where(p == 0, 0.0, p * v ** (p - 1.0))


def _hypotenuse(a: Any, b: Any) -> tuple[Any, Any]:
    radius = np.hypot(a, b)
    return a / radius, b / radius


def _angle(y: Any, x: Any) -> tuple[Any, Any]:
    radius = np.hypot(x, y)  # whose square may be too small, or too large, for a float
    return x / radius / radius, -y / radius / radius


def _log_of_sum(a: Any, b: Any) -> tuple[Any, Any]:
    return 1 / (1 + np.exp(b - a)), 1 / (1 + np.exp(a - b))


PARTIAL_DERIVATIVES: dict[np.ufunc, Callable[..., Any]] = {
    np.add: lambda a, b: (1.0, 1.0),
    np.subtract: lambda a, b: (1.0, -1.0),
    np.multiply: lambda a, b: (b, a),
    np.divide: lambda a, b: (1 / b, -a / b / b),
    np.negative: lambda v: -1.0,
    np.positive: lambda v: 1.0,
    np.conjugate: lambda v: 1.0,
    np.deg2rad: lambda v: np.deg2rad(1.0),
    np.radians: lambda v: np.deg2rad(1.0),
    np.rad2deg: lambda v: np.rad2deg(1.0),
    np.degrees: lambda v: np.rad2deg(1.0),
    np.exp: np.exp,
    np.exp2: lambda v: LN2 * np.exp2(v),
    np.expm1: np.exp,
    np.log: lambda v: 1 / v,
    np.log2: lambda v: 1 / (LN2 * v),
    np.log10: lambda v: 1 / (LN10 * v),
    np.log1p: lambda v: 1 / (1 + v),
    np.logaddexp: _log_of_sum,
    np.square: lambda v: 2 * v,
    np.sqrt: lambda v: 0.5 / np.sqrt(v),
    np.cbrt: lambda v: 1 / (3 * np.cbrt(v) ** 2),
    np.reciprocal: lambda v: -(np.reciprocal(v) ** 2),
    np.power: _power,
    np.hypot: _hypotenuse,
    np.sin: np.cos,
    np.cos: lambda v: -np.sin(v),
    np.tan: lambda v: 1 / np.cos(v) ** 2,
    np.arcsin: lambda v: 1 / np.sqrt((1 - v) * (1 + v)),
    np.arccos: lambda v: -1 / np.sqrt((1 - v) * (1 + v)),
    np.arctan: lambda v: 1 / (1 + v * v),
    np.arctan2: _angle,
    np.sinh: np.cosh,
    np.cosh: np.sinh,
    np.tanh: lambda v: (1 / np.cosh(v)) ** 2,
    np.arcsinh: lambda v: 1 / np.hypot(1, v),
    np.arccosh: lambda v: 1 / (np.sqrt(v - 1) * np.sqrt(v + 1)),
    np.arctanh: lambda v: 1 / ((1 - v) * (1 + v)),
    np.absolute: np.sign,
    np.fabs: np.sign,
    np.maximum: _larger,
    np.minimum: _smaller,
    np.fmax: _larger,
    np.fmin: _smaller,
    np.remainder: lambda a, b: (np.ones_like(a), -np.floor_divide(a, b)),
    np.floor_divide: lambda a, b: (_flat(a), _flat(b)),
    np.heaviside: lambda v, at_zero: _flat(v),
    np.sign: _flat,
    np.floor: _flat,
    np.ceil: _flat,
    np.trunc: _flat,
    np.rint: _flat,
}

# What is asked of a series is asked of its value.
CONDITIONS: set[np.ufunc] = {np.equal, np.not_equal, np.less, np.less_equal, np.greater, np.greater_equal}
CONDITIONS |= {np.isfinite, np.isinf, np.isnan, np.signbit}

# An outcome that, where it is found, may be found at that one point only.
SINGLE_POINT: dict[np.ufunc, bool] = {
    np.equal: True,
    np.not_equal: False,
    np.isfinite: False,
    np.isinf: True,
    np.isnan: True,
}
