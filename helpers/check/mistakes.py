"""Differentiate wrongly, on purpose: break one rule at a time and see which wrong derivative comes out.

The expression is walked as a learner walks it: sums term by term, products, quotients, chains. At each place each of
the usual mistakes is made once, the rest is done rightly. An answer that equals one of the results shows that mistake.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from typing import Any

import sympy

Mistake = tuple[str, Any]

# Where one wrong answer has several explanations, the first of these is told.
_PRECEDENCE = (
    "product_of_derivatives",
    "quotient_of_derivatives",
    "quotient_order_swapped",
    "negative_exponent_sign",
    "composition_as_product",
    "derivative_taken_inside",
    "inner_derivative_misplaced",
    "missing_inner_derivative",
    "constant_not_dropped",
    "constant_terms_kept",
    "power_rule_on_exponential",
    "logarithm_factor_lost",
    "exponent_raised_not_lowered",
    "sign_cos_derivative",
    "inner_function_lost",
    "product_rule_term_missing",
    "quotient_denominator_not_squared",
    "exponent_not_lowered",
    "factor_not_brought_down",
    "constant_factor_lost",
    "outer_derivative_missing",
)


def mistaken_derivatives(
    expression: Any, x: Any, order: int = 1, written: Any = None, others: Sequence[Any] = ()
) -> list[Mistake]:
    """Return the wrong derivatives of `expression` by `x`, each with the id of its mistake, the most telling first.

    Parameters
    ----------
    expression : sympy.Expr
    x : sympy.Symbol
    order : int
    written : sympy.Expr, optional
        The same as its author wrote it, unsimplified: (x/2)**3 has an inner derivative, x**3/8 has none.
    others : sequence of sympy.Symbol
        Further variables of the function, which wait while x changes.

    Examples
    --------
    >>> x = sympy.Symbol("x", real=True)
    >>> dict(mistaken_derivatives(sympy.sin(x**2), x))["missing_inner_derivative"]
    cos(x**2)
    """
    walk = _Walk(x, others)
    first = walk.wrong(expression) + (walk.wrong(written) if written not in (None, expression) else [])
    mistakes = first
    if order > 1:
        mistakes = walk.wrong(sympy.diff(expression, x, order - 1))
        mistakes += [(mistake, sympy.diff(wrong, x, order - 1)) for mistake, wrong in first]
        mistakes += [again for mistake, wrong in first for again in walk.wrong(wrong) if again[0] == mistake]
    return sorted(dict.fromkeys(mistakes), key=lambda mistake: _PRECEDENCE.index(mistake[0]))


class _Walk:
    """One method for each rule; each returns what comes out when the rule, or one further inside, is broken."""

    def __init__(self, x: Any, others: Sequence[Any] = ()) -> None:
        self.x, self.others = x, others

    def right(self, expression: Any) -> Any:
        return sympy.diff(expression, self.x)

    def wrong(self, expression: Any) -> list[Mistake]:
        if not expression.has(self.x):
            return self.constant(expression)
        if expression == self.x:
            return []
        if expression.is_Add:
            return list(self.sum(expression.args))
        if expression.is_Mul:
            constants = [factor for factor in expression.args if not factor.has(self.x)]
            others = [factor for factor in expression.args if factor.has(self.x)]
            if constants:
                return list(self.multiple(constants, sympy.Mul(*others, evaluate=len(others) == 1)))
            return list(chain(self.product(others), self.quotient(others)))
        return list(self.composition(expression))

    def constant(self, expression: Any) -> list[Mistake]:
        kept = [("constant_terms_kept", expression)] if self.others else []
        # A term with another variable is constant all the same, but no number.
        return kept if expression.has(*self.others) else [("constant_not_dropped", expression), *kept]

    def sum(self, terms: tuple[Any, ...]) -> Iterator[Mistake]:
        rights = [self.right(term) for term in terms]
        wrongs = [self.wrong(term) for term in terms]
        total = sympy.Add(*rights)
        for right, mistakes in zip(rights, wrongs, strict=True):
            for mistake, wrong in mistakes:
                yield mistake, total - right + wrong
        # The same mistake in every term that allows it.
        for mistake in dict.fromkeys(name for mistakes in wrongs for name, _ in mistakes):
            throughout = [dict(reversed(mistakes)).get(mistake, r) for r, mistakes in zip(rights, wrongs, strict=True)]
            yield mistake, sympy.Add(*throughout)

    def multiple(self, constants: list[Any], rest: Any) -> Iterator[Mistake]:
        for mistake, wrong in self.wrong(rest):
            yield mistake, sympy.Mul(*constants) * wrong
        for lost in {1, 2, len(constants)}:
            for factors in combinations(constants, lost):
                if sympy.Mul(*factors) != -1:  # a sign is another matter
                    yield "constant_factor_lost", sympy.Mul(*constants) / sympy.Mul(*factors) * self.right(rest)

    def product(self, factors: list[Any]) -> Iterator[Mistake]:
        rights = [self.right(factor) for factor in factors]
        others = [sympy.Mul(*factors[:i], *factors[i + 1 :]) for i in range(len(factors))]
        terms = [right * other for right, other in zip(rights, others, strict=True)]
        total = sympy.Add(*terms)
        yield "product_of_derivatives", sympy.Mul(*rights)
        for count in {1, len(terms) - 1}:
            for kept in combinations(terms, count):
                yield "product_rule_term_missing", sympy.Add(*kept)
        for factor, other, term in zip(factors, others, terms, strict=True):
            for mistake, wrong in self.wrong(factor):
                yield mistake, total - term + wrong * other

    def quotient(self, factors: list[Any]) -> Iterator[Mistake]:
        above = [factor for factor in factors if not _is_below(factor)]
        below = [1 / factor for factor in factors if _is_below(factor)]
        if not (above and below):
            return
        top, bottom = sympy.Mul(*above), sympy.Mul(*below)
        top_rate, bottom_rate = self.right(top), self.right(bottom)
        yield "quotient_of_derivatives", top_rate / bottom_rate
        yield "quotient_order_swapped", (top * bottom_rate - top_rate * bottom) / bottom**2
        yield "quotient_order_swapped", (top * bottom_rate + top_rate * bottom) / bottom**2
        yield "quotient_denominator_not_squared", (top_rate * bottom - top * bottom_rate) / bottom
        for mistake, wrong in self.wrong(top):
            yield mistake, (wrong * bottom - top * bottom_rate) / bottom**2
        for mistake, wrong in self.wrong(bottom):
            yield mistake, (top_rate * bottom - top * wrong) / bottom**2

    def composition(self, expression: Any) -> Iterator[Mistake]:
        if expression.is_Pow and expression.base.has(self.x) and expression.exp.has(self.x):
            base, exponent = expression.args
            yield "power_rule_on_exponential", exponent * base ** (exponent - 1)
            return
        opened = _opened(expression, self.x)
        if opened is None:
            return
        outer, u, inner = opened
        rate, inner_rate = sympy.diff(outer, u), self.right(inner)
        for mistake, wrong in _wrong_rates(outer, u):
            yield mistake, wrong.subs(u, inner) * inner_rate
            if mistake == "power_rule_on_exponential":
                yield mistake, wrong.subs(u, inner)
        if _is_below(expression):
            alone = inner.as_independent(self.x, as_Add=False)[1].as_base_exp()[0] == self.x
            mistake = "negative_exponent_sign" if alone else "quotient_order_swapped"
            yield mistake, -rate.subs(u, inner) * inner_rate
        if inner == self.x:
            return
        yield from self.links(expression)
        yield "derivative_taken_inside", rate.subs(u, inner_rate)
        yield "derivative_taken_inside", rate.subs(u, inner_rate) * inner_rate
        yield "composition_as_product", rate.subs(u, self.x) * inner + outer.subs(u, self.x) * inner_rate
        yield "inner_function_lost", rate.subs(u, self.x) * inner_rate
        for mistake, wrong in self.wrong(inner):
            yield mistake, rate.subs(u, inner) * wrong
            if mistake == "derivative_taken_inside":  # at every level
                yield mistake, rate.subs(u, wrong)

    def links(self, expression: Any) -> Iterator[Mistake]:
        """Leave out links of a chain: f(g(h(x))) has three."""
        links = self._links(expression)
        yield "missing_inner_derivative", links[0]
        if len(links) == 2:
            yield "outer_derivative_missing", links[1]
        else:
            for missing in range(len(links)):
                yield "inner_derivative_misplaced", sympy.Mul(*links[:missing], *links[missing + 1 :])

    def _links(self, expression: Any) -> list[Any]:
        opened = _opened(expression, self.x)
        if opened is None:
            return [self.right(expression)]
        outer, u, inner = opened
        link = sympy.diff(outer, u).subs(u, inner)
        if inner == self.x:
            return [link]
        core = inner.as_independent(self.x, as_Add=True)[1]
        constant, core = core.as_independent(self.x, as_Add=False)
        if _opened(core, self.x) is None or _opened(core, self.x)[2] == self.x:
            return [link, self.right(inner)]
        first, *others = self._links(core)
        return [link, constant * first, *others]


def _is_below(factor: Any) -> bool:
    """Tell whether a factor stands below the fraction line, as 1/g does."""
    return bool(factor.is_Pow and factor.exp.is_Rational and factor.exp.is_negative)


def _opened(expression: Any, x: Any) -> Any:
    """Return (F(u), u, g) for an expression F(g(x)), and None for one that is no composition."""
    u = sympy.Dummy("u", real=True)
    if expression.is_Pow:
        base, exponent = expression.args
        if base.has(x) and not exponent.has(x):
            return u**exponent, u, base
        if exponent.has(x) and not base.has(x):
            return base**u, u, exponent
        return None
    if isinstance(expression, sympy.Function) and len(expression.args) == 1:
        return expression.func(u), u, expression.args[0]
    return None


_TRIGONOMETRIC = (sympy.sin, sympy.cos, sympy.tan, sympy.cot, sympy.sec, sympy.csc)


def _wrong_rates(outer: Any, u: Any) -> Iterator[Mistake]:
    """Break the rule of the outermost function alone."""
    if isinstance(outer, _TRIGONOMETRIC):
        yield "sign_cos_derivative", -sympy.diff(outer, u)
    elif isinstance(outer, sympy.exp):
        yield "power_rule_on_exponential", u * sympy.exp(u - 1)
    elif outer.is_Pow and outer.exp == u:
        yield "power_rule_on_exponential", u * outer.base ** (u - 1)
        yield "logarithm_factor_lost", outer
    elif outer.is_Pow and outer.base == u:
        exponent = outer.exp
        yield "exponent_raised_not_lowered", exponent * u ** (exponent + 1)
        yield "exponent_not_lowered", exponent * u**exponent
        if exponent != -1:  # then only a sign is lost
            yield "factor_not_brought_down", u ** (exponent - 1)
