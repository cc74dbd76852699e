"""Fitting models to measurements: the line, what is linear in its parameters, and what is not.

`chi_squared` is what all of them make small. `fit_line` and `fit_linear` solve for the answer, `fit` searches it with
scipy's solver and our exact derivatives and then checks what it has got. `steepest_descent`, `gauss_newton` and
`levenberg_marquardt` are three such searches, short enough to read, with the path that they took.
"""

from helpers.regression.least_squares import fit
from helpers.regression.linear import fit_line, fit_linear
from helpers.regression.results import Fit, SteppedFit, chi_squared
from helpers.regression.steppers import gauss_newton, levenberg_marquardt, steepest_descent

__all__ = [
    "Fit",
    "SteppedFit",
    "chi_squared",
    "fit",
    "fit_line",
    "fit_linear",
    "gauss_newton",
    "levenberg_marquardt",
    "steepest_descent",
]
