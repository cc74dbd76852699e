"""Is this the Jacobian matrix of that, or its determinant?"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from helpers.check.determinant_mistakes import wrong_determinants
from helpers.check.field_mistakes import wrong_jacobians, wrong_rates
from helpers.check.fields import field
from helpers.check.judging import judge
from helpers.check.question import NUMBER, Question, counted
from helpers.check.rates import combined, determinant, permanent, rates
from helpers.check.sampling import Box


def jacobian(
    answer: Any,
    of: Any,
    *,
    at: Any = None,
    domain: Box | None = None,
    variables: Sequence[str] | str | None = None,
    rtol: float = 1e-6,
) -> None:
    """Check that `answer` is the Jacobian matrix of `of`: a row for each output, a column for each input.

        answer[i][j] = ∂of_i / ∂x_j

    Parameters
    ----------
    answer : function that returns m rows of n numbers; or m rows of expressions, as nested lists, Matrix or array
        With `at`, it may be numbers: shape (m, n), or (points, m, n). The Jacobian of a single function is a row; its
        brackets may be left out.
    of : list of m functions, expressions or texts, or a function that returns m numbers
    at, domain, variables, rtol
        As for `check.partial`.

    Raises
    ------
    Incorrect
        If the answer is wrong or no answer at all; the message names row and column.
    ValueError, TypeError
        If `of` cannot be differentiated: a mistake of the exercise.

    Examples
    --------
    >>> from helpers import check
    >>> check.jacobian([["2*x", "-2*y"], ["2*y", "2*x"]], of=["x**2 - y**2", "2*x*y"])
    >>> try:
    ...     check.jacobian([["2*x", "2*y"], ["-2*y", "2*x"]], of=["x**2 - y**2", "2*x*y"])
    ... except check.Incorrect as miss:
    ...     print(miss.misconception)
    jacobian_transposed
    """
    f = field(of, variables, at=at, domain=domain)
    m, n = len(f.outputs), f.inputs
    question = Question(
        f,
        rates(f),
        ((m, n), *(((n,),) if m == 1 else ()), *(((m,),) if n == 1 else ()), *(NUMBER if m == n == 1 else ())),
        f"a matrix of {counted(m, 'row')} (outputs) and {counted(n, 'column')} (inputs)",
        part=lambda index: (
            f"Row {index[0] + 1} (output {index[0] + 1}), column {index[1] + 1} (input {f.names[index[1]]})"
        ),
        wholes=lambda: wrong_jacobians(f),
        wrongs=lambda index: wrong_rates(f, *index),
    )
    judge(question, answer, at=at, domain=domain, rtol=rtol)


def jacobian_determinant(
    answer: Any,
    of: Any,
    *,
    at: Any = None,
    domain: Box | None = None,
    variables: Sequence[str] | str | None = None,
    rtol: float = 1e-6,
) -> None:
    """Check that `answer` is the determinant of the Jacobian of `of`: the factor by which it stretches small areas.

        answer(x, y, ...) = det(∂of_i / ∂x_j)

    Parameters
    ----------
    answer : function that returns a number, expression or text
        With `at`, it may be a number, or one for each point.
    of : list of n functions, expressions or texts of n inputs, or a function that returns n numbers
    at, domain, variables, rtol
        As for `check.partial`.

    Raises
    ------
    Incorrect
        If the answer is wrong or no answer at all.
    ValueError, TypeError
        If the Jacobian is not square, or not known: a mistake of the exercise.

    Examples
    --------
    >>> from helpers import check
    >>> check.jacobian_determinant("r", of=["r*cos(t)", "r*sin(t)"])
    >>> try:
    ...     check.jacobian_determinant("1", of=["r*cos(t)", "r*sin(t)"])
    ... except check.Incorrect as miss:
    ...     print(miss.misconception)
    polar_determinant_r_lost
    """
    f = field(of, variables, at=at, domain=domain)
    if len(f.outputs) != f.inputs:
        raise ValueError(f"a determinant needs as many outputs as inputs, got {len(f.outputs)} and {f.inputs}")
    question = Question(
        f,
        np.array(combined(determinant, rates(f).flat, size=permanent), dtype=np.object_),
        NUMBER,
        "one number, the determinant,",
        part=lambda index: "",
        wholes=lambda: wrong_determinants(f),
        wrongs=lambda index: (),
    )
    judge(question, answer, at=at, domain=domain, rtol=rtol)
