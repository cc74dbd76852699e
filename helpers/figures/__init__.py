"""Pictures of the lessons: each function draws one figure that answers one question.

They take the learner's own functions, return a matplotlib `Figure` and leave showing it to `helpers.show`, which wants
a description in words.
"""

from helpers.figures.functions import data_and_models, functions_and_slopes, graphs
from helpers.figures.numerics import step_errors, step_size_errors
from helpers.figures.plane import contours, slices
from helpers.figures.polar import polar_cells

__all__ = [
    "contours",
    "data_and_models",
    "functions_and_slopes",
    "graphs",
    "polar_cells",
    "slices",
    "step_errors",
    "step_size_errors",
]
