"""Reading an assignment notebook: which cells are graded, to which exercise and section each belongs."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from grading.errors import CourseError


@dataclass(frozen=True)
class GradedCell:
    """An autograded test cell, with the solution cell that it judges and the section in which it stands."""

    grade_id: str
    points: float
    exercise: str
    section: str


def read_notebook(path: Path) -> NotebookNode:
    """Return the notebook at `path` in the current format.

    Raises
    ------
    CourseError
        If there is no such file, or if it is not a notebook.
    """
    try:
        text = path.read_text(encoding="utf-8")
        nbformat.validate(json.loads(text), relax_add_props=True)
    except FileNotFoundError:
        raise CourseError(f"{path} is missing; restore it, for example with `git checkout -- {path}`") from None
    except (ValueError, TypeError, AttributeError, KeyError, nbformat.ValidationError) as error:
        # nbformat stumbles in as many ways as a file can fail to be a notebook.
        reason = str(error).strip().splitlines()[0]
        raise CourseError(f"{path} is not a readable notebook ({reason}); mend or restore it") from None
    return nbformat.reads(text, as_version=nbformat.current_nbformat)


def nbgrader_metadata(cell: NotebookNode) -> NotebookNode:
    """Return what nbgrader keeps of `cell`: grade_id, points, solution, ...; empty for a cell it does not know."""
    return cell.metadata.get("nbgrader", NotebookNode())


def is_solution(cell: NotebookNode) -> bool:
    """Return whether learners write their answer into `cell`."""
    return bool(nbgrader_metadata(cell).get("solution"))


def is_graded(cell: NotebookNode) -> bool:
    """Return whether `cell` earns points by itself."""
    return bool(nbgrader_metadata(cell).get("grade"))


def graded_cells(notebook: NotebookNode) -> Iterator[GradedCell]:
    """Yield the graded cells in order; a section begins at a heading of level two."""
    section = exercise = ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            headings = [line for line in cell.source.splitlines() if line.startswith("## ")]
            section = headings[-1].removeprefix("## ").strip() if headings else section
        if is_solution(cell):
            exercise = cell.metadata.nbgrader.grade_id
        if is_graded(cell):
            graded = cell.metadata.nbgrader
            yield GradedCell(graded.grade_id, float(graded.points), exercise, section)
