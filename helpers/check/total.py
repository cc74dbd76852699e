"""Is this the total derivative along that path? Every input that moves contributes a term."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import sympy

from helpers.check.answers import is_symbolic
from helpers.check.comparison import formula
from helpers.check.evaluation import UnsupportedError
from helpers.check.expressions import parse
from helpers.check.field_mistakes import NamedArrays, added, wrong_rates
from helpers.check.field_tracing import Call, Component
from helpers.check.fields import Field, scalar_field
from helpers.check.incorrect import Incorrect, quietly
from helpers.check.judging import judge
from helpers.check.question import NUMBER, Question
from helpers.check.rates import of_formula, rates
from helpers.check.sampling import Domain
from helpers.check.subject import Subject, expression_of, parameters
from helpers.check.tracing import trace


def total_derivative(
    answer: Any,
    of: Any,
    along: Mapping[str, Any],
    wrt: str = "t",
    *,
    at: Any = None,
    domain: Domain | None = None,
    rtol: float = 1e-6,
) -> None:
    """Check that `answer` is the rate at which `of` changes while its inputs move along a path.

        answer(t) = Σ ∂of/∂x_i · dx_i/dt + ∂of/∂t

    Parameters
    ----------
    answer : function of one number, sympy expression, or text, in t alone
        With `at`, it may be a number, or one number for each place.
    of : function of several numbers or of one vector, sympy expression, or text
        It may use t itself, too. Names that do not move are parameters; they are sampled.
    along : mapping of name to function of t, expression, text or number
        The path: where each input is at t.
    wrt : str
        The name of t.
    at : float or sequence of floats, optional
        The places, in units of t, where the answer claims to be right; by default everywhere.
    domain : (low, high), optional
        Restricts the places that are looked at.
    rtol : float
        Relative accuracy; rounding in the answer is allowed for beyond it.

    Raises
    ------
    Incorrect
        If the answer is wrong or no answer at all. Its `misconception` names the mistake if it is a usual one.
    ValueError, TypeError
        If the path does not fit the function, or nothing can be differentiated: a mistake of the exercise.

    Examples
    --------
    >>> from helpers import check
    >>> check.total_derivative("sin(t) + t*cos(t)", of="x*y", along={"x": "t", "y": "sin(t)"})
    >>> try:
    ...     check.total_derivative("sin(t)", of="x*y", along={"x": "t", "y": "sin(t)"})
    ... except check.Incorrect as miss:
    ...     print(miss.misconception)
    one_path_forgotten
    """
    with quietly():
        f = scalar_field(of, _vector_names(of, along), None, None)
        strange = [name for name in along if name not in f.names or name == wrt]
        if strange:
            raise ValueError(f"along names {', '.join(strange)}; the inputs of the function are {', '.join(f.names)}")
        path = {name: _path(name, way, wrt) for name, way in along.items()}
        composed = _composed(f, path, wrt)
    question = Question(
        composed,
        np.array(rates(composed)[0, 0], dtype=np.object_),
        NUMBER,
        f"one number, the rate by {wrt},",
        part=lambda index: "",
        wholes=lambda: _wrong_totals(f, path, composed),
        wrongs=lambda index: wrong_rates(composed, 0, 0),
    )
    _require_path(question, answer, path, at=at, domain=domain, rtol=rtol)
    judge(question, answer, at=at, domain=domain, rtol=rtol)


def _vector_names(of: Any, along: Mapping[str, Any]) -> Sequence[str] | None:
    """Return the names that a function of one vector cannot tell."""
    is_function = callable(of) and not is_symbolic(of)
    return tuple(along) if is_function and len(parameters(of)) == 1 < len(along) else None


def _path(name: str, way: Any, wrt: str) -> Any:
    """Return one coordinate of the path as an expression, or as a function if it has no formula."""
    if callable(way) and not is_symbolic(way):
        traced = trace(way, (wrt,))
        return way if traced is None else traced
    try:
        expression = expression_of(way, (wrt,))
    except (Incorrect, UnsupportedError) as error:
        raise ValueError(f"along[{name!r}]={way!r} is no path: {error}") from None
    if expression is None:
        raise TypeError(f"along[{name!r}] must be a function, an expression or a text, got {type(way).__name__}")
    return expression


def _composed(f: Field, path: Mapping[str, Any], wrt: str) -> Field:
    """Return the function of t that comes out when the path is put in."""
    (output,) = f.outputs
    if output.expression is None or any(callable(way) and not is_symbolic(way) for way in path.values()):
        return _composed_of_values(f, path, wrt)
    expression = _inserted(output.expression, path)
    others = sorted(symbol.name for symbol in expression.free_symbols if symbol.name != wrt)
    names = (wrt, *others)
    return Field(names, 1, (Subject(names, expression, None),), single=True)


def _composed_of_values(f: Field, path: Mapping[str, Any], wrt: str) -> Field:
    if still := [name for name in f.names if name not in (*path, wrt)]:
        raise ValueError(f"a function without a formula has no parameters; along does not say where {still} are")
    (output,) = f.outputs
    value = output if output.expression is None else output.formula

    def composed(t: float) -> float:
        here = {wrt: float(t), **{name: way(t) for name, way in ways.items()}}
        return float(value(tuple(here[name] for name in f.names)))

    ways = {name: _values(way, wrt) for name, way in path.items()}
    return Field((wrt,), 1, (Subject((wrt,), None, None, Component(Call(composed, (0,)), 1)),), single=True)


def _values(way: Any, wrt: str) -> Callable[[float], float]:
    if is_symbolic(way):
        evaluate = formula(way, (wrt,))
        return lambda t: float(evaluate((float(t),)))
    return lambda t: float(way(float(t)))


def _inserted(expression: Any, path: Mapping[str, Any]) -> Any:
    return expression.xreplace({sympy.Symbol(name, real=True): way for name, way in path.items()})


def _require_path(question: Question, answer: Any, path: Mapping[str, Any], **options: Any) -> None:
    """Refuse an answer that would be right if only the path were put in."""
    try:
        expression = parse(answer) if isinstance(answer, str) else answer
    except Incorrect:
        return
    if not isinstance(expression, sympy.Expr) or not all(isinstance(way, sympy.Expr) for way in path.values()):
        return
    expression = expression_of(expression)
    used = [name for name in path if sympy.Symbol(name, real=True) in expression.free_symbols]
    if not used:
        return
    try:
        judge(question, _inserted(expression, path), **options)
    except Incorrect:
        return
    t = question.f.names[0]
    raise Incorrect(f"The answer uses {', '.join(used)}; a function of {t} is wanted.", "path_not_inserted")


def _wrong_totals(f: Field, path: Mapping[str, Any], composed: Field) -> NamedArrays:
    """Leave out terms, or the rates in them."""
    (output,), (whole,) = f.outputs, composed.outputs
    if whole.expression is None:
        return
    t = composed.variables[0]
    slopes = {name: _inserted(sympy.diff(output.expression, sympy.Symbol(name, real=True)), path) for name in path}
    own = [] if t.name in path else [_inserted(sympy.diff(output.expression, t), path)]
    terms = [term for term in [*(slopes[name] * sympy.diff(path[name], t) for name in path), *own] if term != 0]
    for mistake, wrong in (*_fewer(terms), *_without_rates(slopes, path, t, own)):
        if wrong != 0:
            yield mistake, of_formula(composed, whole, wrong)


def _fewer(terms: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    for count in range(len(terms) - 1, 0, -1):
        yield from (("one_path_forgotten", added(*kept)) for kept in combinations(terms, count))


def _without_rates(
    slopes: Mapping[str, Any], path: Mapping[str, Any], t: Any, own: Sequence[Any]
) -> Iterator[tuple[str, Any]]:
    for count in range(len(path), 0, -1):
        for forgotten in combinations(path, count):
            kept = (slopes[name] * (1 if name in forgotten else sympy.diff(path[name], t)) for name in path)
            yield "inner_rates_forgotten", added(*kept, *own)
