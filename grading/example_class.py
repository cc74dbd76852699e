"""A small class of made-up students, derived from the source notebook and the catalogue of wrong answers.

Nothing of it is typed twice: the model student hands in the reference solutions, another hands in the release as it
came, one stops half way, and one makes in every exercise the first mistake that the catalogue lists.
"""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from grading.catalogue import WrongAnswer
from grading.errors import CourseError
from grading.notebooks import is_solution

Answers = dict[str, str]
"""What a student types: grade_id of a solution cell -> code."""

MARKER = ".example-student"
_DELIMITER = re.compile(r"^ *### (BEGIN|END) SOLUTION *\n?", re.MULTILINE)


def reference_answers(source: NotebookNode) -> Answers:
    """Return the course's own solution of every exercise, without the marks that delimit it."""
    return {
        cell.metadata.nbgrader.grade_id: _DELIMITER.sub("", cell.source).rstrip("\n")
        for cell in source.cells
        if is_solution(cell)
    }


def first_half(source: NotebookNode) -> Answers:
    """Return the solutions of the first half of the exercises; the others stay blank."""
    answers = list(reference_answers(source).items())
    return dict(answers[: len(answers) // 2])


def usual_mistakes(wrong_answers: Iterable[WrongAnswer]) -> Answers:
    """Return for each exercise the first wrong answer that the catalogue lists."""
    answers: Answers = {}
    for wrong in wrong_answers:
        answers.setdefault(wrong.exercise, wrong.code.strip("\n"))
    return answers


def members(wrong_answers: list[WrongAnswer]) -> dict[str, Callable[[NotebookNode], Answers]]:
    """Return the class: student id -> what that student answers, given the source notebook."""
    return {
        "example-model": reference_answers,
        "example-half": first_half,
        "example-mistakes": lambda source: usual_mistakes(wrong_answers),
        "example-blank": lambda source: {},
    }


def fill_in(release: NotebookNode, answers: Answers) -> NotebookNode:
    """Return the released notebook with `answers` typed into its solution cells."""
    filled = nbformat.from_dict(release)
    for cell in filled.cells:
        if is_solution(cell):
            cell.source = answers.get(cell.metadata.nbgrader.grade_id, cell.source)
    return filled


def refuse_stranger(submitted: Path, student: str) -> None:
    """Raise CourseError if somebody real has handed in under the name of an example student."""
    folder = submitted / student
    if folder.exists() and not (folder / MARKER).exists():
        raise CourseError(
            f"{folder} is not the example student's: it has no {MARKER}; rename the real student, "
            f"names that begin with `example-` are the example class's"
        )


def hand_in(notebooks: dict[str, NotebookNode], submitted: Path, student: str, assignment: str) -> None:
    """Lay one example student's notebooks (file name -> notebook) in `submitted`/student/assignment.

    Raises
    ------
    CourseError
        If the folder belongs to somebody else.
    """
    refuse_stranger(submitted, student)
    folder = submitted / student
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).touch()
    with tempfile.TemporaryDirectory(dir=folder) as building:
        for name, notebook in notebooks.items():
            nbformat.write(notebook, Path(building) / name)
        if (folder / assignment).exists():
            shutil.rmtree(folder / assignment)
        shutil.copytree(building, folder / assignment)
