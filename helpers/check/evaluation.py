"""Values of sympy expressions, in real arithmetic of any precision.

sympy's `lambdify` would write Python source out of an expression that a learner may have built, and run it. Here the
expression is walked instead, node by node, and only the nodes listed have a meaning. It is faster, too, where
an expression is needed at a few hundred points. Complex intermediate values count as undefined.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import mpmath
import sympy

Evaluate = Callable[[Sequence[Any]], Any]


class UnsupportedError(ValueError):
    """An expression holds something that has no real value."""


@cache
def arithmetic(digits: int) -> Any:
    """Return an mpmath context of its own with `digits` decimal digits, in which complex results are errors."""
    context = mpmath.MPContext()
    context.dps = digits
    context.trap_complex = True
    return context


def evaluator(expression: sympy.Expr, names: Sequence[str], digits: int = 30) -> Evaluate:
    """Return a function from a point (one number for each of `names`) to the value there.

    The value is an mpmath number; it is nan where the expression is undefined, complex, or beyond all bounds.

    Raises
    ------
    UnsupportedError
        If the expression holds an unknown function or a symbol that is not in `names`.

    Examples
    --------
    >>> value = evaluator(sympy.sympify("1 - cos(x)"), ["x"], digits=40)
    >>> print(mpmath.nstr(value([1e-10]), 5))
    5.0e-21
    """
    context = arithmetic(digits)
    compute = _Compiler(context, list(names)).compile(expression)

    def value(point: Sequence[Any]) -> Any:
        try:
            result = compute([context.mpf(coordinate) for coordinate in point])
        except (ArithmeticError, ValueError, TypeError):  # mpmath answers 1/0, log(0) and log(-1) with these.
            return context.nan
        return result if context.isfinite(result) else context.nan

    return value


# sympy's name -> mpmath's name, where they differ.
_RENAMED = {"Abs": "fabs", "log": "ln", "ceiling": "ceil"}
_UNARY = (
    *("sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "acot"),
    *("sinh", "cosh", "tanh", "coth", "sech", "csch", "asinh", "acosh", "atanh"),
    *("exp", "log", "Abs", "sign", "erf", "floor", "ceiling"),
)
_HARMLESS = {"Abs", "sign", "log"}
# exp(x) for larger x would need more memory than there is; sin(x) as many digits.
_LARGEST_BITS = 40

_RELATIONS: dict[Any, Callable[[Any, Any], bool]] = {
    sympy.Lt: lambda a, b: a < b,
    sympy.Le: lambda a, b: a <= b,
    sympy.Gt: lambda a, b: a > b,
    sympy.Ge: lambda a, b: a >= b,
    sympy.Eq: lambda a, b: a == b,
    sympy.Ne: lambda a, b: a != b,
}


class _Compiler:
    """Turn each node of an expression into a small function of the point."""

    def __init__(self, context: Any, names: list[str]) -> None:
        self.context, self.names = context, names

    def compile(self, node: Any) -> Evaluate:
        if node.is_Symbol:
            return self._symbol(node)
        if node.is_number and not node.args:
            return self._constant(node)
        if isinstance(node, sympy.Piecewise):
            return self._piecewise(node)
        if type(node) in _RELATIONS:
            relation, left, right = _RELATIONS[type(node)], *map(self.compile, node.args)
            return lambda point: relation(left(point), right(point))
        parts = [self.compile(argument) for argument in node.args]
        return self._combined(node, parts)

    def _symbol(self, node: sympy.Symbol) -> Evaluate:
        if node.name not in self.names:
            raise UnsupportedError(f"{node.name} has no value here")
        index = self.names.index(node.name)
        return lambda point: point[index]

    def _constant(self, node: sympy.Expr) -> Evaluate:
        context = self.context
        if node.is_Rational:
            value = context.mpf(node.p) / node.q
        elif node.is_Float:
            value = context.mpf(node._mpf_)
        elif node in (sympy.pi, sympy.E):
            value = +(context.pi if node == sympy.pi else context.e)
        else:  # infinities and the imaginary unit
            value = context.nan
        return lambda point: value

    def _piecewise(self, node: sympy.Piecewise) -> Evaluate:
        branches = [(self.compile(value), self._condition(condition)) for value, condition in node.args]

        def value(point: Sequence[Any]) -> Any:
            return next((branch(point) for branch, holds in branches if holds(point)), self.context.nan)

        return value

    def _condition(self, node: Any) -> Evaluate:
        if node in (sympy.true, sympy.false):
            return lambda point: bool(node)
        if isinstance(node, sympy.And | sympy.Or | sympy.Not):
            parts = [self._condition(argument) for argument in node.args]
            if isinstance(node, sympy.Not):
                return lambda point: not parts[0](point)
            combine = all if isinstance(node, sympy.And) else any
            return lambda point: combine(part(point) for part in parts)
        if type(node) not in _RELATIONS:
            raise UnsupportedError(f"{node} is not a comparison")
        return self.compile(node)

    def _combined(self, node: Any, parts: list[Evaluate]) -> Evaluate:
        context = self.context
        if node.is_Add:
            return lambda point: sum((part(point) for part in parts), context.zero)
        if node.is_Mul:
            return lambda point: context.fprod(part(point) for part in parts)
        if node.is_Pow:
            return self._power(node.exp, *parts)
        if isinstance(node, sympy.Min | sympy.Max):
            extreme = min if isinstance(node, sympy.Min) else max
            return lambda point: extreme(part(point) for part in parts)
        if isinstance(node, sympy.Heaviside):
            return lambda point: context.mpf(parts[0](point) > 0)
        if isinstance(node, sympy.DiracDelta):  # the slope of a jump, away from the jump
            return lambda point: context.zero if parts[0](point) else context.nan
        return self._function(node, parts[0])

    def _power(self, exponent: sympy.Expr, base: Evaluate, power: Evaluate) -> Evaluate:
        if exponent.is_Integer:
            whole = int(exponent)
            return lambda point: base(point) ** whole

        def value(point: Sequence[Any]) -> Any:
            b, p = base(point), power(point)
            if b and self.context.mag(p) + abs(self.context.mag(b)).bit_length() > _LARGEST_BITS:
                return self.context.nan
            return b**p

        return value

    def _function(self, node: Any, argument: Evaluate) -> Evaluate:
        name = type(node).__name__
        if name not in _UNARY or getattr(sympy, name) is not type(node):
            raise UnsupportedError(f"{name} is not among the functions of this course")
        function = getattr(self.context, _RENAMED.get(name, name))

        def value(point: Sequence[Any]) -> Any:
            x = argument(point)
            if name not in _HARMLESS and x and self.context.mag(x) > _LARGEST_BITS:
                return self.context.nan
            return function(x)

        return value
