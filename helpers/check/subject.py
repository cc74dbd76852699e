"""The function that a question is about, in one form, however the author wrote it."""

import inspect
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy

from helpers.check.answers import Function, described, is_symbolic, not_blank
from helpers.check.comparison import Formula, Side, formula
from helpers.check.evaluation import UnsupportedError
from helpers.check.expressions import parse
from helpers.check.incorrect import Incorrect
from helpers.check.tracing import trace


@dataclass(frozen=True)
class Subject:
    """A function of a variable, `names[0]`, and of parameters, the other names.

    Attributes
    ----------
    names : tuple of str
    expression : sympy.Expr or None
        Its formula, if there is one.
    written : sympy.Expr or None
        The formula as the author wrote it, before sympy simplified it.
    function : callable
        Itself, if it came as a Python function, else None.
    """

    names: tuple[str, ...]
    expression: Any
    written: Any
    function: Any = None

    @cached_property
    def formula(self) -> Formula:
        return formula(self.expression, self.names)

    @property
    def variable(self) -> Any:
        return sympy.Symbol(self.names[0], real=True)

    def __call__(self, point: Sequence[float]) -> float:
        """Return the value of a function without a formula; nan where it is undefined."""
        try:
            value = complex(self.function(*point))
        except (ArithmeticError, ValueError):
            return math.nan
        return value.real if value.imag == 0 else math.nan


def subject(of: Any, variables: str | Sequence[str] | None = None) -> Subject:
    """Return what `of` (a Python function, a sympy expression or Lambda, a number, a text) stands for.

    Raises
    ------
    TypeError, ValueError
        If it stands for nothing: a mistake of the exercise, not of the learner.
    """
    wanted = (variables,) if isinstance(variables, str) else tuple(variables or ())
    if callable(of) and not is_symbolic(of):
        names = wanted or parameters(of)
        with sympy.evaluate(False):
            written = trace(of, names)
        expression = trace(of, names)
        if expression is None and len(names) > 1:
            raise TypeError(f"of must be a function of one number, or one with a formula; it takes {', '.join(names)}")
        return Subject(names, expression, tidied(written), of)
    try:
        expression = expression_of(of, wanted)
        with sympy.evaluate(False):
            written = expression_of(of, wanted)
    except (Incorrect, UnsupportedError) as error:
        raise ValueError(f"of={of!r} is not a function: {error}") from None
    if expression is None:
        raise TypeError(f"of must be a function, an expression or a text, got {type(of).__name__}")
    symbols = sorted(symbol.name for symbol in expression.free_symbols)
    # The customary letters come first; further symbols are parameters.
    first = next((name for name in ("x", "t") if name in symbols), symbols[0] if symbols else "x")
    names = wanted or (first, *(name for name in symbols if name != first))
    return Subject(names + tuple(name for name in symbols if name not in names), expression, tidied(written))


def tidied(written: Any) -> Any:
    """Work out the numbers in an unsimplified expression, and nest no sum in a sum; leave the rest as it is written."""
    if written is None or not written.args or isinstance(written, sympy.Piecewise):
        return written
    if not written.free_symbols:
        return written.doit()
    parts = [tidied(part) for part in written.args]
    if isinstance(written, sympy.Add | sympy.Mul):
        kind, neutral = (sympy.Add, 0) if written.is_Add else (sympy.Mul, 1)
        parts = [inner for part in parts for inner in (part.args if isinstance(part, kind) else [part])]
        parts = [part for part in parts if part != neutral]
        return parts[0] if len(parts) == 1 else written.func(*parts, evaluate=False)
    return written.func(*parts, evaluate=False)


def expression_of(value: Any, names: Sequence[str] = ()) -> Any:
    """Return a sympy expression in real symbols for a text, a number, an expression or a Lambda; None for all else."""
    if isinstance(value, str):
        return parse(value)
    if isinstance(value, sympy.Lambda):
        arguments = value.variables
        inputs = [sympy.Symbol(name, real=True) for name in names or [symbol.name for symbol in arguments]]
        value = value.expr.xreplace(dict(zip(arguments, inputs, strict=False)))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        value = sympy.Rational(repr(value)) if math.isfinite(value) else sympy.nan
    if not isinstance(value, sympy.Expr):
        return None
    return value.xreplace({s: sympy.Symbol(s.name, real=True) for s in value.free_symbols})


def parameters(function: Callable[..., Any]) -> tuple[str, ...]:
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):  # NumPy's and math's own functions of one number
        return ("x",)
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    names = tuple(p.name for p in parameters if p.kind in kinds and p.default is p.empty)
    return names or ("x",)


def read(answer: Any, names: Sequence[str], *, any_letter: bool = False) -> Side:
    """Return a learner's function, expression or text as a function of a point.

    Parameters
    ----------
    answer : callable, sympy expression, number or text
    names : sequence of str
        The variable and the parameters that the answer may use.
    any_letter : bool
        Whether an expression in one variable may call it as it likes.

    Raises
    ------
    Incorrect
        If it is nothing of the kind, or uses other names.
    """
    not_blank(answer)
    if callable(answer) and not is_symbolic(answer):
        function = Function(answer, names)
        return lambda point: function(*point)
    expression = expression_of(answer, names)
    if expression is None:
        raise Incorrect(f"The answer is {described(answer)}; a function or an expression is wanted.")
    used = sorted(symbol.name for symbol in expression.free_symbols)
    if any_letter and len(names) == len(used) == 1:
        names = used
    foreign = [name for name in used if name not in names]
    if foreign:
        hint = " Euler's number is written E, and its powers exp(x)." if "e" in foreign else ""
        raise Incorrect(f"The answer uses {', '.join(foreign)}; the function is one of {', '.join(names)}.{hint}")
    try:
        return Formula(expression, names)
    except UnsupportedError as error:
        raise Incorrect(f"The answer cannot be read: {error}.") from None
