"""The one exception of the checks: an answer that is not right, said kindly."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from helpers.check.misconceptions import MISCONCEPTIONS

_LINE = 88


class Incorrect(AssertionError):  # noqa: N818 - said to a learner, it is no error
    """An answer is not right; the message is for the learner.

    A notebook shows the message alone. A traceback would bury it, and would print lines of a test that
    the learner is not meant to read.

    Parameters
    ----------
    message : str
        What was found, and where; never the right answer.
    misconception : str, optional
        The id of the usual mistake that the answer shows; its text from `MISCONCEPTIONS` is added to the message.

    Examples
    --------
    >>> print(Incorrect("At x = 1 your slope is too large.", "constant_not_dropped"))
    At x = 1 your slope is too large.
    A constant was kept: a constant term shifts the graph up or down and leaves every slope as it is. What does it \
contribute to the derivative?
    """

    def __init__(self, message: str, misconception: str | None = None) -> None:
        self.misconception = misconception
        if misconception is not None:
            message = f"{message}\n{MISCONCEPTIONS[misconception]}"
        super().__init__(message)

    def _render_traceback_(self) -> list[str]:
        """Return the lines that IPython prints in place of a traceback, none longer than a feedback page is wide."""
        from textwrap import wrap

        return [line for paragraph in f"Not yet: {self}".splitlines() for line in wrap(paragraph, _LINE)]


@contextmanager
def quietly() -> Iterator[None]:
    """Run learners' code without NumPy's or Python's warnings, and leave both settings as they were."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield
