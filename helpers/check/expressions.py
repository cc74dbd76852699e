"""A learner's text becomes a sympy expression, and never anything else.

The text is parsed into Python's syntax tree, and the tree is walked: numbers, names, + - * / **, and calls of the
functions listed here. Whatever else stands in it is refused with a sentence that says how to write it. Nothing is ever
evaluated as Python, and sizes are bounded, so that no text can run code or keep the computer busy.
"""

import ast
import re
from collections.abc import Callable
from typing import Any

import sympy

from helpers.check.incorrect import Incorrect, quietly

_LENGTH, _DEPTH, _DIGITS, _EXPONENT, _BITS = 2000, 200, 60, 100_000, 400_000

_CONSTANTS = {"pi": sympy.pi, "E": sympy.E}

_FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{
        name: getattr(sympy, name)
        for name in (
            *("sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "acot"),
            *("sinh", "cosh", "tanh", "coth", "sech", "csch", "asinh", "acosh", "atanh"),
            *("exp", "log", "ln", "sqrt", "cbrt", "sign", "erf", "Abs", "Min", "Max", "Rational"),
        )
    },
    **{f"arc{name}": getattr(sympy, f"a{name}") for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    "abs": sympy.Abs,
    "log2": lambda x: sympy.log(x, 2),
    "log10": lambda x: sympy.log(x, 10),
}
_ARGUMENTS = {"log": (1, 2), "ln": (1, 2), "Rational": (1, 2), "Min": (1, 9), "Max": (1, 9)}

# Signs that people paste from typeset formulas.
_TYPESET = str.maketrans({"−": "-", "–": "-", "·": "*", "×": "*", "²": "**2", "³": "**3", "π": "pi"})

_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}


def parse(text: str) -> sympy.Expr:
    """Return the sympy expression that `text` spells.

    Parameters
    ----------
    text : str
        In sympy's notation: `3*x**2`, `exp(-x)`, `Rational(3, 4)`, `E`, `pi`. Names that are neither a constant nor a
        function are real symbols.

    Raises
    ------
    Incorrect
        If the text is not such an expression; the message says what to write instead.

    Examples
    --------
    >>> parse("2*x*cos(x**2)")
    2*x*cos(x**2)
    >>> parse("2^x")
    Traceback (most recent call last):
    helpers.check.incorrect.Incorrect: '2^x' cannot be read: use ** for powers.
    """
    if not text.strip():
        raise Incorrect("The answer is still blank: write an expression between the quotes.")
    if len(text) > _LENGTH:
        raise Incorrect(f"The answer is longer than {_LENGTH} characters; look for a shorter form.")
    try:
        with quietly():  # Python warns about '2(x)', for one; the message below says it better.
            tree = ast.parse(text.strip().translate(_TYPESET), mode="eval")
        return _expression(tree.body, 0)
    except RefusedError as refusal:
        raise Incorrect(f"{_quoted(text)} cannot be read: {refusal}.") from None
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Incorrect(f"{_quoted(text)} cannot be read: {_syntax_hint(text)}.") from None


class RefusedError(Exception):
    """A part of a text that is not part of an expression; the message says what to write instead."""


def _quoted(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "...")


def _syntax_hint(text: str) -> str:
    if "^" in text:
        return "use ** for powers"
    if re.search(r"(?<![=<>!])=(?!=)", text):
        return "give only what stands to the right of the equals sign"
    if text.count("(") != text.count(")"):
        return "the brackets do not match"
    if re.search(r"\d\s*[A-Za-z_(]|\)\s*[\w(]|\w\s+\w", text):
        return "every multiplication needs its *, so write 2*x for 2x"
    return "it is not an expression such as 2*x + sin(x)"


def _expression(node: ast.expr, depth: int) -> Any:
    if depth > _DEPTH:
        raise RefusedError(f"it is nested more than {_DEPTH} deep")
    match node:
        case ast.Constant():
            return _number(node)
        case ast.Name():
            return _name(node.id)
        case ast.UnaryOp(op=ast.USub()):
            return -_expression(node.operand, depth + 1)
        case ast.UnaryOp(op=ast.UAdd()):
            return _expression(node.operand, depth + 1)
        case ast.BinOp(op=ast.BitXor()):
            raise RefusedError("use ** for powers")
        case ast.BinOp(op=ast.Pow()):
            return _power(_expression(node.left, depth + 1), _expression(node.right, depth + 1))
        case ast.BinOp() if type(node.op) in _BINARY:
            return _BINARY[type(node.op)](_expression(node.left, depth + 1), _expression(node.right, depth + 1))
        case ast.Call():
            return _call(node, depth)
        case ast.Attribute():
            raise RefusedError(f"write {node.attr} without a prefix such as np.")
    raise RefusedError(f"{ast.unparse(node)[:40]} is not built from numbers, names, + - * / ** and functions")


def _number(node: ast.Constant) -> sympy.Expr:
    if isinstance(node.value, bool) or not isinstance(node.value, int | float):
        raise RefusedError(f"{node.value!r} is not a real number")
    if isinstance(node.value, int) and node.value.bit_length() > 3.33 * _DIGITS:
        raise RefusedError(f"a number has more than {_DIGITS} digits")
    if node.value in (float("inf"),):
        raise RefusedError("a number is too large")
    # 0.1 means one tenth; the nearest binary fraction would not cancel against Rational(1, 10).
    return sympy.Rational(repr(node.value))


def _name(name: str) -> sympy.Expr:
    if name in _CONSTANTS:
        return _CONSTANTS[name]
    if name in _FUNCTIONS:
        raise RefusedError(f"{name} needs an argument in brackets, as in {name}(x)")
    return sympy.Symbol(name, real=True)


def _power(base: sympy.Expr, exponent: sympy.Expr) -> sympy.Expr:
    if base == 0 and exponent.is_negative:
        raise RefusedError("it divides by zero")
    if not base.is_Symbol:
        # sympy multiplies nested exponents, and works out powers of numbers, wherever it meets them.
        exponents = _largest(exponent) * max(
            (_largest(power.exp) for power in base.atoms(sympy.Pow, sympy.exp)), default=1
        )
        if exponents > _EXPONENT or exponents * _largest(base).bit_length() > _BITS:
            raise RefusedError("a power is too large to work out")
    return base**exponent


def _largest(expression: sympy.Expr) -> int:
    """Return the largest numerator or denominator in an expression."""
    return max((max(abs(number.p), number.q) for number in expression.atoms(sympy.Rational)), default=1)


def _call(node: ast.Call, depth: int) -> sympy.Expr:
    if isinstance(node.func, ast.Attribute):
        raise RefusedError(f"write {node.func.attr}(...) without a prefix such as np.")
    if not isinstance(node.func, ast.Name) or node.func.id not in _FUNCTIONS:
        written = ast.unparse(node.func)[:40]
        raise RefusedError(f"{written} is not a function here; for a product write {written}*(...)")
    name = node.func.id
    fewest, most = _ARGUMENTS.get(name, (1, 1))
    if node.keywords or not fewest <= len(node.args) <= most:
        raise RefusedError(f"{name} takes {fewest if fewest == most else f'{fewest} or more'} value in its brackets")
    arguments = [_expression(argument, depth + 1) for argument in node.args]
    if name == "exp":
        return _power(sympy.E, arguments[0])
    if name == "Rational" and not (all(a.is_Rational for a in arguments) and arguments[-1] != 0):
        raise RefusedError("Rational takes two whole numbers, as in Rational(3, 4)")
    return _FUNCTIONS[name](*arguments)
