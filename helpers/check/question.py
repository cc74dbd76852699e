"""A question about a function of several inputs: what an answer has to be, in which shape, and how it may go wrong."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from helpers.check.comparison import Claim, Miss
from helpers.check.field_diagnosis import Evidence, Index
from helpers.check.fields import Field
from helpers.check.incorrect import Incorrect
from helpers.check.rates import Claims
from helpers.check.reports import where

# The shapes in which one number may come.
NUMBER: tuple[Index, ...] = ((), (1,), (1, 1))


@dataclass(frozen=True)
class Question:
    """What is asked about a function of several inputs.

    Attributes
    ----------
    f : Field
    claims : ndarray of Claim
        What the entries of an answer have to be.
    shapes : tuple of shapes
        In which the answer may come.
    wanted : str
        What is wanted, in words.
    part : callable
        An index -> what that entry of the answer is called.
    wholes : callable, () -> iterable of (id, array of claims)
        The wrong arrays that usual mistakes lead to.
    wrongs : callable, index -> iterable of (id, claim)
        The wrong entries that usual mistakes lead to.
    pattern : callable, set of indices -> id or None
        The mistake that shows in which entries are off.
    """

    f: Field
    claims: Claims
    shapes: tuple[Index, ...]
    wanted: str
    part: Callable[[Index], str]
    wholes: Callable[[], Iterable[tuple[str, Any]]]
    wrongs: Callable[[Index], Iterable[tuple[str, Claim]]]
    pattern: Callable[[set[Index]], str | None] = lambda missed: None


def report(question: Question, index: Index, miss: Miss) -> str:
    """Return a sentence that names the entry that is off, and the point."""
    part = question.part(index)
    sentence = where(miss, question.f.names)
    return f"{part}: {sentence[0].lower()}{sentence[1:]}" if part else sentence


def refuse_shape(question: Question, shape: Index, evidence: Evidence) -> None:
    """Say which shape is wanted."""
    found = f"has shape {shape}" if shape else "is one number"
    name = next(evidence.of_the_whole(question.wholes()), None)
    raise Incorrect(f"The answer {found}; {question.wanted} is wanted.", name)


def counted(count: int, thing: str) -> str:
    """Return "1 row", "2 rows" and so on."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
