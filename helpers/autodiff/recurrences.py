"""How the Taylor coefficients of a result follow from those of its arguments.

A sum adds coefficients, a product convolves them, and every other function follows from the chain rule u′ = (∂u/∂v) v′:
its right-hand side needs one order less than its left, so that school derivatives (`helpers.autodiff.rules`) suffice
for any order. The order goes down to 0, where a series is a plain array and numpy does the work.

A row holds the coefficients c_0, c_1, ..., c_n of one argument; the row of a constant is c_0 alone. How two
coefficients are multiplied, a_j with b_k, is left to the kind of series (`times`).

Source: A. Griewank and A. Walther, "Evaluating Derivatives", 2nd ed., SIAM 2008, chapter 13. Their recurrences divide
by v_0, those for powers for instance; integrating the chain rule does not, and so holds at v = 0.
"""

import operator
from collections.abc import Callable, Sequence
from functools import cache, reduce
from typing import Any

import numpy as np

from helpers.autodiff.rules import PARTIAL_DERIVATIVES, NotDifferentiableError

Row = Sequence[Any]
Times = Callable[[Any, int, Any, int], Any]

# Operators are quicker than ufuncs on single numbers.
LINEAR: dict[np.ufunc, Callable[..., Any]] = {
    np.add: operator.add,
    np.subtract: operator.sub,
    np.negative: operator.neg,
    np.positive: operator.pos,
    np.conjugate: operator.pos,
    np.deg2rad: np.deg2rad,
    np.radians: np.radians,
    np.rad2deg: np.rad2deg,
    np.degrees: np.degrees,
}


def linear(function: Callable[..., Any], rows: Sequence[Row]) -> Row:
    """Return the row of a linear function: it acts on each power of t alone."""
    return [function(*(row[k] if k < len(row) else 0.0 for row in rows)) for k in range(max(map(len, rows)))]


def convolution(times: Times, a: Row, b: Row) -> Row:
    """Return the row of a product, (a b)_k = Σ a_j b_(k-j): the product rule for all orders at once.

    Examples
    --------
    (1 + t)(2 + t) = 2 + 3t + ...

    >>> convolution(lambda a, j, b, k: a * b, (1, 1), (2, 1))
    [2, 3]
    """
    row = []
    for pairs in _pairs(len(a), len(b)):
        terms = [times(a[j], j, b[k], k) for j, k in pairs]
        row.append(terms[0] if len(terms) == 1 else reduce(operator.add, terms))
    return row


@cache
def _pairs(a: int, b: int) -> list[list[tuple[int, int]]]:
    """Return, for each power of t, which coefficients of rows of these lengths meet in it."""
    return [[(j, k - j) for j in range(max(0, k - b + 1), min(k + 1, a))] for k in range(max(a, b))]


def quotient(times: Times, divide: Callable[[Any, int, Any], Any], a: Row, b: Row) -> Row:
    """Return the row of q = a / b, from a_k = Σ b_j q_(k-j) solved for q_k; for matrices, of b⁻¹ a."""
    q: list[Any] = []
    for k in range(max(len(a), len(b))):
        rest = a[k] if k < len(a) else 0.0
        for j in range(1, min(k + 1, len(b))):
            rest = rest - times(b[j], j, q[k - j], k - j)
        q.append(divide(rest, k, b[0]))
    return q


def integral_of_chain_rule(ufunc: np.ufunc, rows: Sequence[Row], series: Any) -> Row:
    """Return the row of u, from u′ = Σ (∂u/∂v) v′ over the arguments v, term by term: u_k = (u′)_(k-1) / k.

    Raises
    ------
    NotDifferentiableError
        If there is no rule for `ufunc`.
    """
    if ufunc not in PARTIAL_DERIVATIVES or (ufunc is np.heaviside and len(rows[1]) > 1):
        raise NotDifferentiableError(f"np.{ufunc.__name__} cannot be differentiated")
    order = max(map(len, rows)) - 1
    result = [ufunc(*[row[0] for row in rows])]
    if ufunc is np.exp:
        slopes = [result]  # It is its own slope, and grows while it is used.
    else:
        partials = PARTIAL_DERIVATIVES[ufunc](*[series.number(row[:order]) for row in rows])
        slopes = [series.row(p) for p in (partials if isinstance(partials, tuple) else (partials,))]
    varied = [
        (slope, [k * c for k, c in enumerate(row)] if order > 1 else row)
        for slope, row in zip(slopes, rows, strict=False)
        if len(row) > 1
    ]
    for k in range(1, order + 1):
        terms = [
            series.times(slope[j], j, rate[k - j], k - j) for slope, rate in varied for j in range(min(k, len(slope)))
        ]
        rate = terms[0] if len(terms) == 1 else reduce(operator.add, terms)
        result.append(rate / k if k > 1 else rate)
    return result
