"""What derivatives of several variables have to be: arrays of claims, one for each entry.

An array of claims is a NumPy array of objects, so it can be transposed, permuted and sliced; `combined` adds and
multiplies claims. Thereby a wrong array, such as the transposed one, is written as it is thought.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import permutations
from typing import Any

import numpy as np
import sympy

from helpers.check.comparison import Claim, Formula, formula
from helpers.check.fields import Field
from helpers.check.sampling import Point
from helpers.check.slopes import formula_claim
from helpers.check.subject import Subject

Claims = Any  # an array of Claim, whose entries NumPy's types do not know


def rates(f: Field) -> Claims:
    """Return the claims that an answer is the Jacobian of `f`, in the shape (outputs, inputs).

    Examples
    --------
    >>> from helpers.check.fields import field
    >>> J = rates(field(["x*y", "x + y"]))
    >>> [[float(claim.value((2.0, 3.0))) for claim in row] for row in J]
    [[3.0, 2.0], [1.0, 1.0]]
    """
    return np.array([derivatives(f, output, 1) for output in f.outputs], dtype=np.object_)


def curvatures(f: Field) -> Claims:
    """Return the claims that an answer is the Hessian of `f`, whose one output is meant."""
    (output,) = f.outputs
    return derivatives(f, output, 2)


def derivatives(f: Field, output: Subject, order: int) -> Claims:
    """Return the claims about all derivatives of one output: shape (inputs,) for order 1, (inputs, inputs) for 2."""
    claims = np.empty((f.inputs,) * order, dtype=np.object_)
    for by in np.ndindex(claims.shape):
        if output.expression is not None:
            expression = _differentiated(output.expression, tuple(f.variables[i] for i in by))
            claims[by] = of_formula(f, output, expression)
        else:
            known = f.measured.setdefault((id(output), order), _measurement(output, f.inputs, order))
            claims[by] = _measured_claim(known, by, output, f.inputs)
    return claims


def _measured_claim(measured: Any, by: tuple[int, ...], output: Subject, inputs: int) -> Claim:
    return Claim(
        lambda point: float(measured(point)[0][by]),
        lambda point: abs(output(point)),
        lambda point: float(measured(point)[1][by]),
        inputs=inputs,
    )


def of_formula(f: Field, output: Subject, expression: Any) -> Claim:
    """Return the claim that an answer is `expression` where an output that has a formula is defined."""
    return replace(formula_claim(output, expression), inputs=f.inputs)


@lru_cache(maxsize=256)
def _differentiated(expression: Any, variables: tuple[Any, ...]) -> Any:
    return sympy.diff(expression, *variables)


def _measurement(output: Subject, inputs: int, order: int) -> Callable[[Point], tuple[Any, Any]]:
    """Return a function from a point to the gradient, or the Hessian, of an output without a formula, and its error."""
    from helpers import autodiff
    from helpers.autodiff import ways

    exactly = autodiff.gradient if order == 1 else autodiff.hessian
    nowhere = (np.full((inputs,) * order, math.nan), np.zeros((inputs,) * order))

    @lru_cache(maxsize=4096)
    def measured(point: Point) -> tuple[Any, Any]:
        if not math.isfinite(output(point)):
            return nowhere
        x, parameters = np.array(point[:inputs]), point[inputs:]

        def along(p: Any) -> Any:
            return output.function.of_vector(p, parameters)

        try:
            return exactly(along, x, method="exact"), nowhere[1]
        except Exception:  # whatever it is that the function cannot do with anything but numbers
            pass
        try:
            axes = np.eye(inputs)
            found = ways.by_differences(along, x, axes, 1, 0) if order == 1 else ways.second_differences(along, x)
            return found.value, 10 * found.error
        except ValueError:  # there is no slope
            return nowhere

    return measured


def combined(function: Callable[..., Any], claims: Iterable[Any], *, size: Callable[..., Any] | None = None) -> Claim:
    """Return the claim that an answer is a function of what several claims say, such as their sum.

    Parameters
    ----------
    function : callable
        Of numbers and of sympy expressions alike.
    claims : iterable of Claim
    size : callable, optional
        What rounding is relative to: a function of the absolute values, by default `function` itself.

    Examples
    --------
    >>> from helpers.check.fields import field
    >>> total = combined(lambda *slopes: sum(slopes), rates(field("x**2*y"))[0])
    >>> total.value.expression
    x**2 + 2*x*y
    """
    parts = list(claims)
    values = [claim.value for claim in parts]

    def value(point: Point) -> Any:
        return function(*(part(point) for part in values))

    def uncertainty(point: Point) -> float:
        doubts, known = [claim.uncertainty(point) for claim in parts], [float(part(point)) for part in values]
        if not any(doubts):
            return 0.0
        moved = ([*known[:k], known[k] + doubt, *known[k + 1 :]] for k, doubt in enumerate(doubts))
        return float(sum(abs(float(function(*numbers)) - float(function(*known))) for numbers in moved))

    def rounding(point: Point) -> float:
        known = (abs(float(part(point))) for part in values)
        return float(abs((size or function)(*known)) + max(claim.size(point) for claim in parts))

    together: Any = value
    if all(isinstance(part, Formula) for part in values):
        together = formula(function(*(part.expression for part in values)), values[0].names)
    return Claim(
        together, rounding, uncertainty, lambda point: all(c.defined(point) for c in parts), inputs=parts[0].inputs
    )


def determinant(*entries: Any, minus: int = -1) -> Any:
    """Return the determinant of a square matrix from its entries, row by row, whatever can be added and multiplied.

    With `minus=1`, every product counts as positive.

    Examples
    --------
    >>> determinant(1, 2, 3, 4)
    -2
    """
    n = math.isqrt(len(entries))
    total: Any = 0
    for columns in permutations(range(n)):
        product: Any = _sign(columns, minus)
        for row, column in enumerate(columns):
            product = product * entries[n * row + column]
        total = total + product
    return total


def _sign(order: Sequence[int], minus: int) -> int:
    swapped = sum(order[i] > order[j] for i in range(len(order)) for j in range(i + 1, len(order)))
    return 1 if swapped % 2 == 0 else minus


def permanent(*entries: Any) -> Any:
    """Return the sum of the products of a determinant, none of them with a minus."""
    return determinant(*entries, minus=1)
