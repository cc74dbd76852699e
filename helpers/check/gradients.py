"""Is this a partial derivative of that, or its gradient?"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from helpers.check.field_mistakes import wrong_jacobians, wrong_rates
from helpers.check.fields import scalar_field
from helpers.check.judging import judge
from helpers.check.question import NUMBER, Question
from helpers.check.rates import rates
from helpers.check.sampling import Box


def partial(
    answer: Any,
    of: Any,
    wrt: str,
    *,
    at: Any = None,
    domain: Box | None = None,
    variables: Sequence[str] | str | None = None,
    rtol: float = 1e-6,
) -> None:
    """Check that `answer` is the partial derivative of `of` by one of its inputs, or its value at points.

        answer(x, y, ...) = ∂of / ∂wrt,      all other inputs kept as they are

    Parameters
    ----------
    answer, of : function of several numbers or of one vector, sympy expression, or text in sympy's notation
        With `at`, `answer` may be a number, or one number for each point.
    wrt : str
        The name of the input that varies.
    at : point, or list of points, optional
        Where the answer claims to be right, in the units of the inputs; by default everywhere.
    domain : (low, high), or one such pair for each input, optional
        Restricts the points that are looked at; by default wherever `of` is defined between -100 and 100.
    variables : sequence of str, optional
        Names the inputs and their order: by default the sorted symbols of an expression, the parameters of a function.
        Further symbols are parameters; they are sampled, too.
    rtol : float
        Relative accuracy; rounding in the answer is allowed for beyond it.

    Raises
    ------
    Incorrect
        If the answer is wrong or no answer at all. Its `misconception` names the mistake if it is a usual one.
    ValueError, TypeError
        If `of` cannot be differentiated, or has no input `wrt`: a mistake of the exercise.

    Examples
    --------
    >>> from helpers import check
    >>> check.partial("2*x*y", of="x**2*y + 5*y", wrt="x")
    >>> try:
    ...     check.partial("2*x*y + 5*y", of="x**2*y + 5*y", wrt="x")
    ... except check.Incorrect as miss:
    ...     print(miss.misconception)
    constant_terms_kept
    """
    f = scalar_field(of, variables, at, domain, wrt)
    if wrt not in f.names[: f.inputs]:
        raise ValueError(f"of has no input {wrt!r}; it takes {', '.join(f.names[: f.inputs])}")
    j = f.names.index(wrt)
    question = Question(
        f,
        np.array(rates(f)[0, j], dtype=np.object_),
        NUMBER,
        f"one number, the slope along {wrt},",
        part=lambda index: "",
        wholes=lambda: (),
        wrongs=lambda index: wrong_rates(f, 0, j),
    )
    judge(question, answer, at=at, domain=domain, rtol=rtol)


def gradient(
    answer: Any,
    of: Any,
    *,
    at: Any = None,
    domain: Box | None = None,
    variables: Sequence[str] | str | None = None,
    rtol: float = 1e-6,
) -> None:
    """Check that `answer` is the gradient of `of`: one partial derivative for each input, in their order.

        answer(x, y, ...) = (∂of / ∂x, ∂of / ∂y, ...)

    Parameters
    ----------
    answer : function that returns n numbers; or n expressions, texts or functions in a list, a tuple, an array
        With `at`, it may be n numbers, or an array of shape (points, n). A row or a column will do.
    of, at, domain, variables, rtol
        As for `check.partial`.

    Raises
    ------
    Incorrect
        If the answer is wrong or no answer at all; the message names the component.
    ValueError, TypeError
        If `of` cannot be differentiated: a mistake of the exercise.

    Examples
    --------
    >>> from helpers import check
    >>> check.gradient(["2*x", "2*y"], of="x**2 + y**2")
    >>> check.gradient(lambda p: 2 * p, of="x**2 + y**2")
    >>> try:
    ...     check.gradient(6, of="x**2 + y**2", at=(1, 2))
    ... except check.Incorrect as miss:
    ...     print(miss.misconception)
    gradient_summed_to_scalar
    """
    f = scalar_field(of, variables, at, domain)
    n, names = f.inputs, f.names[: f.inputs]
    question = Question(
        f,
        rates(f),
        ((n,), (1, n), (n, 1), *(NUMBER if n == 1 else ())),
        f"a vector of {n} components, one for each of {', '.join(names)},",
        part=lambda index: f"The component for {names[index[1]]}" if n > 1 else "",
        wholes=lambda: wrong_jacobians(f),
        wrongs=lambda index: wrong_rates(f, *index),
    )
    judge(question, answer, at=at, domain=domain, rtol=rtol)
