"""How the Taylor coefficients of a result follow from those of its arguments.

A sum adds coefficients, a product convolves them, and every other function follows from the chain rule u′ = (∂u/∂v) v′:
its right-hand side needs one order less than its left, so that school derivatives (`helpers.rules`) suffice for any
order. The order goes down to 0, where a series is a plain array and numpy does the work.

A row holds the coefficients c_0, c_1, ..., c_n of one argument; the row of a constant is c_0 alone.

Source: A. Griewank and A. Walther, "Evaluating Derivatives", 2nd ed., SIAM 2008, chapter 13. Their recurrences divide
by v_0, those for powers for instance; integrating the chain rule does not, and so holds at v = 0.
"""

import operator
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np

from helpers.rules import PARTIAL_DERIVATIVES, NotDifferentiableError

Row = Sequence[Any]

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
BILINEAR: dict[np.ufunc, Callable[..., Any]] = {np.multiply: operator.mul, np.matmul: operator.matmul}


def apply(ufunc: np.ufunc, rows: Sequence[Row], number: Callable[[Row], Any]) -> Row:
    """Return the row of ufunc(v, w, ...), given the rows of v, w, ...; `number` makes of a row what numpy takes.

    Raises
    ------
    NotDifferentiableError
        If there is no rule for `ufunc`.

    Examples
    --------
    (1 + t)(2 + t) = 2 + 3t + ...

    >>> apply(np.multiply, [(1, 1), (2, 1)], list)
    [2, 3]
    """
    if ufunc in LINEAR:
        return [LINEAR[ufunc](*(row[k] if k < len(row) else 0.0 for row in rows)) for k in _powers(rows)]
    if ufunc in BILINEAR:
        return convolution(BILINEAR[ufunc], *rows)
    if ufunc is np.divide:
        numerator, denominator = rows
        return quotient(numerator, denominator)
    if ufunc is np.power and len(rows[1]) > 1:
        base, exponent = map(number, rows)
        result: Row = np.exp(exponent * np.log(base)).coefficients
        return result
    return _integral_of_chain_rule(ufunc, rows, number)


def _powers(rows: Sequence[Row]) -> range:
    return range(max(map(len, rows)))


def convolution(product: Callable[[Any, Any], Any], a: Row, b: Row) -> Row:
    """Return the row of a product, (a b)_k = Σ a_j b_(k-j): the product rule for all orders at once."""
    return [
        reduce(operator.add, [product(a[j], b[k - j]) for j in range(k + 1) if j < len(a) and k - j < len(b)])
        for k in _powers([a, b])
    ]


def quotient(
    a: Row,
    b: Row,
    divide: Callable[[Any, Any], Any] = operator.truediv,
    product: Callable[..., Any] = operator.mul,
) -> Row:
    """Return the row of q = a / b, from a_k = Σ b_j q_(k-j) solved for q_k; for matrices, of b⁻¹ a."""
    q: list[Any] = []
    for k in _powers([a, b]):
        rest = a[k] if k < len(a) else 0.0 * a[0]
        for j in range(1, min(k + 1, len(b))):
            rest = rest - product(b[j], q[k - j])
        q.append(divide(rest, b[0]))
    return q


def _integral_of_chain_rule(ufunc: np.ufunc, rows: Sequence[Row], number: Callable[[Row], Any]) -> Row:
    """The row of u, from u′ = Σ (∂u/∂v) v′ over the arguments v, term by term: u_k = (u′)_(k-1) / k."""
    if ufunc not in PARTIAL_DERIVATIVES:
        raise NotDifferentiableError(f"np.{ufunc.__name__} cannot be differentiated")
    order = _powers(rows)[-1]
    partials = PARTIAL_DERIVATIVES[ufunc](*(number(row[:order]) for row in rows))
    partials = partials if isinstance(partials, tuple) else (partials,)
    varied = [(slope, row) for slope, row in zip(partials, rows, strict=False) if len(row) > 1]
    rate = reduce(operator.add, [slope * number(_derivative(row)) for slope, row in varied])
    rates = rate.coefficients if order > 1 else [rate]
    return [ufunc(*(row[0] for row in rows)), *(c / k for k, c in enumerate(rates, start=1))]


def _derivative(row: Row) -> Row:
    """The row of v′: (v′)_k = (k + 1) v_(k+1)."""
    return [row[1], *(k * c for k, c in enumerate(row[2:], start=2))]
