"""Work out the determinant of a Jacobian wrongly, on purpose."""

from itertools import combinations
from typing import Any

import numpy as np
import sympy

from helpers.check.comparison import Formula
from helpers.check.field_mistakes import NamedArrays, added, minus, multiplied, wrong_rates
from helpers.check.fields import Field
from helpers.check.rates import Claims, combined, determinant, permanent, rates


def wrong_determinants(f: Field) -> NamedArrays:
    """Yield what may stand in the place of the determinant of a Jacobian."""
    J = rates(f)
    n = f.inputs
    yield "jacobian_for_determinant", J
    yield "determinant_sign_lost", minus(combined(determinant, J.flat, size=permanent))
    yield "determinant_products_added", combined(permanent, J.flat)
    yield "trace_for_determinant", combined(added, np.diag(J))
    yield "determinant_diagonal_only", combined(multiplied, np.diag(J))
    for i, j in np.ndindex(n, n):
        for mistake, wrong in wrong_rates(f, i, j):
            entries = J.copy()
            entries[i, j] = wrong
            yield mistake, combined(determinant, entries.flat, size=permanent)
    yield from _radius_lost(f, J)


def _radius_lost(f: Field, J: Claims) -> NamedArrays:
    """Forget how far a point moves when one input does: divide by the lengths of columns, or by an input."""
    lengths = [combined(_length, column) for column in J.T]
    if not all(isinstance(length.value, Formula) for length in lengths):
        return
    varying = [length for length in lengths if length.value.expression.free_symbols]  # type: ignore[union-attr]
    whole = combined(determinant, J.flat, size=permanent)
    for count in range(1, len(varying) + 1):
        for chosen in combinations(varying, count):
            yield "polar_determinant_r_lost", combined(lambda d, *r: d / multiplied(*r), [whole, *chosen])
    if not isinstance(whole.value, Formula):
        return
    factors = sympy.trigsimp(whole.value.expression).as_powers_dict()
    for radius in f.variables:
        if factors.get(radius, 0) == 1:
            yield "polar_determinant_r_lost", combined(lambda d, r=radius: d / r, [whole])


def _length(*entries: Any) -> Any:
    square = sympy.trigsimp(sympy.Add(*(entry**2 for entry in entries)))
    return sympy.sqrt(square).replace(sympy.Abs, lambda argument: argument)
