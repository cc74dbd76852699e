"""Differentiate by several variables wrongly, on purpose: which entry, or which array, comes out?

A mistake in one entry is a mistake with one derivative, so the rules of one variable are broken in turn; and there
are new ones: another variable is taken, or all of them vary. Mistakes with the whole array are permutations, sums and
products of right entries.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations, permutations
from typing import Any

import numpy as np
import sympy

from helpers.check.comparison import Claim, Formula
from helpers.check.evaluation import UnsupportedError
from helpers.check.fields import Field
from helpers.check.mistakes import mistaken_derivatives
from helpers.check.rates import Claims, combined, curvatures, derivatives, determinant, of_formula, permanent, rates

Named = Iterator[tuple[str, Claim]]
NamedArrays = Iterator[tuple[str, Any]]

_TRIGONOMETRIC = (sympy.sin, sympy.cos, sympy.tan)
# They explain more than they should, so they come after the mistakes that only several variables know.
_LATE = ("constant_factor_lost", "outer_derivative_missing")


def wrong_rates(f: Field, i: int, j: int) -> Named:
    """Yield what may stand in the place of the derivative of output i by input j, the most telling mistakes first."""
    output = f.outputs[i]
    slopes = derivatives(f, output, 1)
    broken = list(_broken(f, i, j))
    yield from (named for named in broken if named[0] not in _LATE)
    yield "sign_lost", minus(slopes[j])
    yield from (("all_variables_varied", claim) for claim in _also_varied(f, i, j))
    yield from (("wrong_variable", slopes[k]) for k in range(f.inputs) if k != j)
    yield from (named for named in broken if named[0] in _LATE)
    yield from degrees(output.expression, slopes[j])
    yield "function_not_derivative", itself(f, i)
    if output.expression is not None:  # measured second derivatives are dear
        bends = derivatives(f, output, 2)[j]
        yield from (("all_variables_varied", bends[k]) for k in range(f.inputs) if k != j)
        yield "order_too_high", bends[j]


def _broken(f: Field, i: int, j: int) -> Named:
    output, x = f.outputs[i], f.variables[j]
    if output.expression is not None:
        others = [symbol for symbol in output.expression.free_symbols if symbol != x]
        yield from _claimed(f, i, mistaken_derivatives(output.expression, x, 1, output.written, others))


def _claimed(f: Field, i: int, mistakes: Iterable[tuple[str, Any]]) -> Named:
    """Turn wrong expressions into claims; a zero tells nothing, for too many mistakes end there."""
    for mistake, expression in mistakes:
        if expression != 0:
            try:
                yield mistake, of_formula(f, f.outputs[i], expression)
            except UnsupportedError:
                continue


def _also_varied(f: Field, i: int, j: int) -> Iterator[Claim]:
    """Let other variables vary as well, so that their derivatives are added."""
    slopes = derivatives(f, f.outputs[i], 1)
    others = [k for k in range(f.inputs) if k != j]
    for count in range(1, len(others) + 1) if len(others) < 4 else [len(others)]:
        for chosen in combinations(others, count):
            yield combined(added, [slopes[j], *(slopes[k] for k in chosen)])


def wrong_curvatures(f: Field, i: int, j: int) -> Named:
    """Yield what may stand in the place of the second derivative by inputs i and j."""
    (output,), bends = f.outputs, curvatures(f)
    broken = list(_broken_twice(f, i, j))
    yield from (named for named in broken if named[0] not in _LATE)
    yield "sign_lost", minus(bends[i, j])
    slopes = rates(f)[0]
    yield from (("gradient_outer_product_as_hessian", slope) for slope in slopes)
    yield "gradient_outer_product_as_hessian", combined(multiplied, [slopes[i], slopes[j]])
    if i != j:
        yield from (("factor_of_two", combined(lambda bend, k=k: bend * k, [bends[i, j]])) for k in (2, sympy.S.Half))
    yield from (("wrong_variable", bend) for bend in bends.flat)
    yield from (named for named in broken if named[0] in _LATE)
    yield from degrees(output.expression, bends[i, j])
    yield "function_not_derivative", itself(f, 0)


def _broken_twice(f: Field, i: int, j: int) -> Named:
    expression, written = f.outputs[0].expression, f.outputs[0].written
    if expression is None:
        return
    for x, y in {(f.variables[i], f.variables[j]), (f.variables[j], f.variables[i])}:
        others = {z: [symbol for symbol in expression.free_symbols if symbol != z] for z in (x, y)}
        if x == y:
            yield from _claimed(f, 0, mistaken_derivatives(expression, x, 2, written, others[x]))
            continue
        yield from _claimed(f, 0, mistaken_derivatives(sympy.diff(expression, x), y, 1, None, others[y]))
        first = mistaken_derivatives(expression, x, 1, written, others[x])
        yield from _claimed(f, 0, ((mistake, sympy.diff(wrong, y)) for mistake, wrong in first))


def swapped(claims: Claims) -> NamedArrays:
    """Yield the array with its rows, or its columns, in another order."""
    for axis, length in enumerate(claims.shape):
        orders = permutations(range(length)) if length < 5 else [tuple(reversed(range(length)))]
        for order in orders:
            if list(order) != sorted(order):
                yield "components_swapped", np.take(claims, order, axis=axis)


def wrong_jacobians(f: Field) -> NamedArrays:
    """Yield what may stand in the place of a Jacobian, or of a gradient as its only row."""
    J = rates(f)
    m, n = J.shape
    if m > 1 or n > 1:
        yield "jacobian_transposed", J.T
    yield from swapped(J)
    if m == n > 1:
        yield "determinant_for_jacobian", combined(determinant, J.flat, size=permanent)
    if n > 1:
        yield "gradient_summed_to_scalar", np.array([combined(added, row) for row in J], dtype=np.object_)
    if m == 1 and f.has_formulas:
        yield "order_too_high", curvatures(f)
    yield "function_not_derivative", np.array([itself(f, i) for i in range(m)], dtype=np.object_)


def wrong_hessians(f: Field) -> NamedArrays:
    """Yield what may stand in the place of a Hessian."""
    H, n = curvatures(f), f.inputs
    diagonal = H.copy()
    diagonal[~np.eye(n, dtype=bool)] = combined(lambda bend: bend * 0, [H[0, 0]])
    yield "mixed_partial_forgotten", diagonal
    if n > 1:
        yield "mixed_partial_forgotten", np.diag(H)
        yield "gradient_for_hessian", rates(f)[0]
        yield "determinant_for_jacobian", combined(determinant, H.flat, size=permanent)
    for order in permutations(range(n)):
        if list(order) != sorted(order):
            yield "components_swapped", H[np.ix_(order, order)]


def itself(f: Field, i: int) -> Claim:
    """Return the claim that an answer is output i of the function, not a derivative of it."""
    output = f.outputs[i]
    if output.expression is not None:
        return of_formula(f, output, output.expression)
    return Claim(output, lambda point: abs(output(point)), inputs=f.inputs)


def degrees(expression: Any, right: Claim) -> Named:
    """Yield a derivative with its angle in degrees."""
    if expression is not None and expression.has(*_TRIGONOMETRIC):
        for factor in (sympy.pi / 180, 180 / sympy.pi):
            yield "degrees_vs_radians", combined(lambda slope, factor=factor: slope * factor, [right])


def minus(claim: Claim) -> Claim:
    return combined(lambda slope: -slope, [claim])


def added(*terms: Any) -> Any:
    """Return the sum of numbers or expressions."""
    return sum(terms)


def multiplied(*factors: Any) -> Any:
    """Return the product of numbers or expressions."""
    product: Any = 1
    for factor in factors:
        product = product * factor
    return product


def zero(claims: Iterable[Claim]) -> bool:
    """Tell whether all claims are the formula zero."""
    return all(isinstance(claim.value, Formula) and claim.value.expression == 0 for claim in claims)
