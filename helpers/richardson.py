"""Richardson's idea: extrapolate difference quotients with finite steps to the step zero.

The error of a central quotient D(h) is a h² + b h⁴ + ..., with unknown a, b, ... Of two steps, h and h/√2, the second
has half the first term, so 2 D(h/√2) - D(h) is free of it; the same again removes the next one, and so on down the
columns of a triangle. The steps shrink until rounding takes over. Which entry is best is not known beforehand, but each
can be compared with the two it was made of, and every later one can contradict it.

Source: C. J. F. Ridders, "Accurate computation of F′(x) and F′(x)F″(x)", Advances in Engineering Software 4 (1982) 75.
"""

from collections.abc import Callable, Iterator
from math import comb
from typing import Any, NamedTuple

import numpy as np

EPSILON = float(np.finfo(float).eps)
RATIO = 2**0.5  # between one step and the next
RUNGS = 52  # which brings the step down to about √ε
COLUMNS = 8  # more extrapolations amplify rounding and gain nothing
CLEARLY = 100  # times its own error must a rung be off zero, and off another, to contradict it


class Estimate(NamedTuple):
    """A derivative with an estimate of its absolute error, both of the shape of f(x)."""

    value: Any
    error: Any


class Rung(NamedTuple):
    """What one step size has to say: its best extrapolation."""

    value: Any
    error: Any  # its own or that of the rung above, if larger: by chance noise agrees once, but hardly twice
    size: Any  # what a derivative would be if f changed by its whole magnitude


def weigh(best: Estimate, rung: Rung) -> Estimate:
    """Return the better one; an estimate that a finer rung clearly contradicts is not as good as it looked.

    Without this, steps that reach across a pole agree nicely on a wrong slope.
    """
    contradiction = np.fmin(np.abs(best.value - rung.value), np.abs(rung.value))
    error = np.fmax(best.error, contradiction - CLEARLY * rung.error)
    # A step so short that f does not move at all, say because it computes in single precision, tells nothing.
    stuck = (rung.value == 0) & (np.abs(best.value) > CLEARLY * best.error)
    better = (rung.error < error) & ~stuck
    return Estimate(np.where(better, rung.value, best.value), np.where(better, rung.error, error))


def ladder(f: Callable[[Any], Any], x: Any, order: int, scale: Any, shift: float) -> Iterator[Rung]:
    """Yield the best extrapolation at each step size, from long to short.

    Parameters
    ----------
    f : callable
        Returns an array, NaN where it is not defined.
    x : float or ndarray
    order : int
        Which derivative.
    scale : float or array_like, broadcasts with x
        The first step is half of it.
    shift : float
        How many steps x lies to the right of the first of the order + 1 points: order / 2 for central quotients.

    Examples
    --------
    >>> [round(float(rung.value), 12) for rung in ladder(np.exp, 0.0, 1, 1.0, 0.5)][:6:2]
    [1.010449267233, 1.000000006064, 1.0]
    """
    gain = RATIO**2 if shift == order / 2 else RATIO
    row: list[tuple[Any, Any]] = []
    error_above: Any = np.inf
    for i in range(RUNGS):
        above, (quotient, noise, size) = row, _quotient(f, x, order, scale / 2 / RATIO**i, shift)
        row, value, error = [(quotient, noise)], quotient, np.full(np.shape(quotient), np.inf)
        for j, (old, old_noise) in enumerate(above[:COLUMNS], start=1):
            last, last_noise = row[-1]
            new = last + (last - old) / (gain**j - 1)
            noise = (gain**j * last_noise + old_noise) / (gain**j - 1)
            row.append((new, noise))
            new_error = np.maximum(np.abs(new - last), np.abs(new - old)) + noise
            value, error = np.where(new_error < error, new, value), np.fmin(new_error, error)
        yield Rung(value, np.maximum(error, error_above), size / scale**order)
        error_above = error


def _quotient(f: Callable[[Any], Any], x: Any, order: int, h: Any, shift: float) -> tuple[Any, Any, Any]:
    """Return the difference quotient with step h, how far rounding may have moved it, and the magnitude of f."""
    values = np.array([f(x + (j - shift) * h) for j in range(order + 1)])
    signs = np.array([(-1) ** (order - j) * comb(order, j) for j in range(order + 1)])
    terms = signs.reshape(-1, *(1,) * (values.ndim - 1)) * values
    # f(x + h) is rounded, and so is x + h itself, which shifts f by its slope times ε x.
    rounding = np.abs(terms).sum(axis=0) + 2**order * np.ptp(values, axis=0) * np.abs(x) / h
    return terms.sum(axis=0) / h**order, EPSILON * rounding / h**order, np.abs(values).max(axis=0)
