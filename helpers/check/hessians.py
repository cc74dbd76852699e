"""Is this the Hessian matrix of that?"""

from collections.abc import Sequence
from typing import Any

from helpers.check.field_diagnosis import Index
from helpers.check.field_mistakes import wrong_curvatures, wrong_hessians
from helpers.check.fields import scalar_field
from helpers.check.judging import judge
from helpers.check.question import NUMBER, Question, counted
from helpers.check.rates import curvatures
from helpers.check.sampling import Box


def hessian(
    answer: Any,
    of: Any,
    *,
    at: Any = None,
    domain: Box | None = None,
    variables: Sequence[str] | str | None = None,
    rtol: float = 1e-6,
) -> None:
    """Check that `answer` is the Hessian matrix of `of`: how each slope changes along each input.

        answer[i][j] = ∂²of / ∂x_i ∂x_j

    Parameters
    ----------
    answer : function that returns n rows of n numbers; or n rows of expressions, as nested lists, Matrix or array
        With `at`, it may be numbers: shape (n, n), or (points, n, n).
    of, at, domain, variables, rtol
        As for `check.partial`.

    Raises
    ------
    Incorrect
        If the answer is wrong or no answer at all; the message names row and column.
    ValueError, TypeError
        If `of` cannot be differentiated twice: a mistake of the exercise.

    Examples
    --------
    >>> from helpers import check
    >>> check.hessian([["2*y", "2*x + 1"], ["2*x + 1", 0]], of="x**2*y + x*y")
    >>> try:
    ...     check.hessian([["2*y", 0], [0, 0]], of="x**2*y + x*y")
    ... except check.Incorrect as miss:
    ...     print(miss.misconception)
    mixed_partial_forgotten
    """
    f = scalar_field(of, variables, at, domain)
    n = f.inputs
    question = Question(
        f,
        curvatures(f),
        ((n, n), *(NUMBER if n == 1 else ())),
        f"a matrix of {counted(n, 'row')} and {counted(n, 'column')}, one of each for every input,",
        part=lambda index: ", ".join(
            f"{line} {k + 1} ({f.names[k]})" for line, k in zip(("Row", "column"), index, strict=True)
        ),
        wholes=lambda: wrong_hessians(f),
        wrongs=lambda index: wrong_curvatures(f, *index),
        pattern=_lopsided,
    )
    judge(question, answer, at=at, domain=domain, rtol=rtol)


def _lopsided(missed: set[Index]) -> str | None:
    """Tell whether each wrong entry has a right one across the diagonal, with which it should be equal."""
    lopsided = all((j, i) not in missed for i, j in missed)
    return "hessian_not_symmetric" if lopsided else None
