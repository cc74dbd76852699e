"""Derivatives of ordinary numpy code, exact to rounding.

How it works, from the bottom up: `rules` is the table of derivatives that one learns by heart; `recurrences` make
Taylor coefficients of them; `standins` pass for numpy arrays, among them `series` (forwards) and `tape` (backwards),
with `array_functions` and `linear_algebra` for numpy's functions of whole arrays, and `elements` for where these take
their elements from; `expansion` runs a function on one; `ways` chooses between them and finite differences. What one
calls stands in `one_variable`, `directions` and `several_variables`.
"""

from helpers.autodiff.directions import directional_derivative, partial
from helpers.autodiff.one_variable import derivative
from helpers.autodiff.several_variables import gradient, hessian, jacobian
from helpers.autodiff.ways import DifferencesWarning

__all__ = [
    "DifferencesWarning",
    "derivative",
    "directional_derivative",
    "gradient",
    "hessian",
    "jacobian",
    "partial",
]
