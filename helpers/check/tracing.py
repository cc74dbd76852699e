"""Find the formula behind a Python function: run it once on a symbol that notes what is done to it.

`lambda x: np.sin(x) ** 2` becomes sin(x)**2. A formula can be evaluated to any precision, differentiated exactly, and
taken apart, rule by rule, to see which mistake was made. A function that decides by its input (`if x > 0`), or that
needs numbers for another reason, has no formula here, and `trace` returns None.
"""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from types import BuiltinFunctionType, CellType, FunctionType, ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import sympy

from helpers.check.evaluation import UnsupportedError, evaluator

UFUNCS: dict[str, Callable[..., Any]] = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "power": lambda a, b: a**b,
    "float_power": lambda a, b: a**b,
    "negative": lambda a: -a,
    "positive": lambda a: a,
    "square": lambda a: a**2,
    "reciprocal": lambda a: 1 / a,
    "absolute": sympy.Abs,
    "fabs": sympy.Abs,
    "maximum": sympy.Max,
    "minimum": sympy.Min,
    "cbrt": sympy.cbrt,
    "exp2": lambda a: 2**a,
    "expm1": lambda a: sympy.exp(a) - 1,
    "log1p": lambda a: sympy.log(1 + a),
    "log2": lambda a: sympy.log(a, 2),
    "log10": lambda a: sympy.log(a, 10),
    "radians": lambda a: a * sympy.pi / 180,
    "deg2rad": lambda a: a * sympy.pi / 180,
    "degrees": lambda a: a * 180 / sympy.pi,
    "rad2deg": lambda a: a * 180 / sympy.pi,
    "less": sympy.Lt,
    "less_equal": sympy.Le,
    "greater": sympy.Gt,
    "greater_equal": sympy.Ge,
    **{name: getattr(sympy, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{name: getattr(sympy, name) for name in ("exp", "log", "sqrt", "sign")},
    **{f"arc{name}": getattr(sympy, f"a{name}") for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
}


class Symbolic(np.lib.mixins.NDArrayOperatorsMixin):
    """A stand-in for a number: NumPy's functions and the operators build a formula from it."""

    def __init__(self, expression: Any) -> None:
        self.expression = expression

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        if method != "__call__" or options or ufunc.__name__ not in UFUNCS:
            return NotImplemented
        return type(self)(UFUNCS[ufunc.__name__](*map(formula_of, inputs)))

    def __array_function__(self, function: Any, types: Any, arguments: Any, options: Any) -> Any:
        if function is not np.where or len(arguments) != 3:
            return NotImplemented
        condition, where_true, where_false = map(formula_of, arguments)
        return Symbolic(sympy.Piecewise((where_true, condition), (where_false, True)))

    def _sympy_(self) -> Any:
        return self.expression

    def __bool__(self) -> bool:
        raise TypeError("the function decides by its input")


def formula_of(value: Any) -> Any:
    """Return a sympy expression for a tracer, a sympy expression or a number; floats become what was meant."""
    if isinstance(value, Symbolic):
        return value.expression
    if isinstance(value, sympy.Basic):
        return value
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.number):
        raise TypeError(f"{type(value).__name__} is not a real number")
    if isinstance(value, int | np.integer):
        return sympy.Integer(int(value))
    number = float(value)
    if not math.isfinite(number):
        raise TypeError(f"{number} has no place in a formula")
    for constant in (sympy.pi, sympy.E):
        if number == float(constant):
            return constant
    simple = Fraction(number).limit_denominator(1000)  # 0.3333333333333333 was meant as 1/3
    return sympy.Rational(simple if float(simple) == number else repr(number))


def _traceable(name: str) -> Callable[..., Any]:
    """Return `math`'s function `name`, made to accept tracers."""
    original = getattr(math, name)
    numpy_name = {"asin": "arcsin", "acos": "arccos", "atan": "arctan", "pow": "power"}.get(name, name)

    def function(*arguments: Any) -> Any:
        if not any(isinstance(argument, Symbolic) for argument in arguments):
            return original(*arguments)
        if name == "log" and len(arguments) == 2:
            return Symbolic(sympy.log(*map(formula_of, arguments)))
        return getattr(np, numpy_name)(*arguments)

    return function


_MATH = {
    name: _traceable(name)
    for name in (
        *("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "log", "sqrt", "pow", "fabs"),
        *("log2", "log10", "log1p", "expm1", "degrees", "radians"),
    )
}
_MATH_MODULE = SimpleNamespace(**{**vars(math), **_MATH})


def _replaced(value: Any) -> Any:
    if isinstance(value, ModuleType) and value is math:
        return _MATH_MODULE
    if isinstance(value, BuiltinFunctionType) and value.__module__ == "math":
        return _MATH.get(value.__name__, value)
    return value


def with_traceable_math(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a copy of `function` in which `math.sin` and its like accept tracers; theirs accept only numbers."""
    if not isinstance(function, FunctionType):
        replacement: Callable[..., Any] = _replaced(function)
        return replacement
    scope = {**function.__globals__, **{n: _replaced(function.__globals__.get(n)) for n in _outer_names(function)}}
    cells = tuple(_replaced_cell(cell) for cell in function.__closure__ or ())
    copy = FunctionType(function.__code__, scope, function.__name__, function.__defaults__, cells)
    copy.__kwdefaults__ = function.__kwdefaults__
    return copy


def _outer_names(function: FunctionType) -> list[str]:
    return [name for name in function.__code__.co_names if name in function.__globals__]


def _replaced_cell(cell: CellType) -> CellType:
    try:
        return CellType(_replaced(cell.cell_contents))
    except ValueError:  # not filled yet
        return cell


def trace(function: Callable[..., Any], names: Sequence[str]) -> Any:
    """Return the sympy expression that `function` computes from real symbols called `names`, or None.

    Examples
    --------
    >>> trace(lambda x: 3 * np.sin(x**2), ["x"])
    3*sin(x**2)
    >>> trace(lambda x: x if x > 0 else -x, ["x"]) is None
    True
    """
    symbols = [sympy.Symbol(name, real=True) for name in names]
    for inputs in ([Symbolic(symbol) for symbol in symbols], symbols):  # sympy's own functions want symbols
        try:
            expression = formula_of(with_traceable_math(function)(*inputs))
        except Exception:  # whatever it is that the function cannot do with a symbol
            continue
        if isinstance(expression, sympy.Expr) and agrees(function, expression, names):
            return expression
    return None


def agrees(function: Callable[..., Any], expression: Any, names: Sequence[str]) -> bool:
    """Compare the formula with the function itself at a few points of both signs and several scales."""
    try:
        value = evaluator(expression, names)
    except UnsupportedError:
        return False
    for x in (0.3, 1.7, -0.6, -2.9, 0.04, 11.3, -0.07, 37.1):
        point = [x + 0.1 * k for k in range(len(names))]
        try:
            found, formula = complex(function(*point)), float(value(point))
        except (ArithmeticError, ValueError):
            continue
        if math.isnan(formula) or found.imag or not math.isfinite(found.real):
            continue
        if abs(found.real - formula) > 1e-6 * max(abs(formula), abs(found.real)) + 1e-9:
            return False
    return True
