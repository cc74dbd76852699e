"""What the tests of notebooks share: where they are, and a quick way to run one.

Grading itself runs notebooks in a kernel, some seconds each; `tests/test_course.py` does that for the example class.
To prove hundreds of answers, `run` executes the cells in this process, and the two are compared there.
"""

import contextlib
import io
import time
import warnings
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbformat.notebooknode import NotebookNode

from grading.catalogue import WrongAnswer, read_catalogue
from grading.example_class import Answers, fill_in, reference_answers
from grading.notebooks import GradedCell, graded_cells, is_solution, read_notebook

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "source").glob("*/*.ipynb"))
CATALOGUE = ROOT / "tests" / "wrong_answers"


@dataclass
class Run:
    """What came of running a notebook.

    Attributes
    ----------
    errors : grade_id or cell id -> the exception that the cell raised
    stderr : the same -> what the cell wrote to stderr, warnings included; nbgrader counts that as a failure
    seconds : the same -> processor time that the cell took
    """

    errors: dict[str, BaseException] = field(default_factory=dict)
    stderr: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def failed(self) -> set[str]:
        """Return the ids of the cells that nbgrader would give no points."""
        return set(self.errors) | set(self.stderr)


def run(notebook: NotebookNode, *, lessons: bool = False) -> Run:
    """Execute the code cells one after the other, going on after errors as nbgrader does.

    Parameters
    ----------
    notebook : NotebookNode
    lessons : bool
        Whether to run, besides the cells that nbgrader knows (given, solution, test), those that only show something.
        They take most of the time, and no test may depend on them.
    """
    outcome = Run()
    namespace: dict[str, object] = {"__name__": "__main__"}
    for cell in notebook.cells:
        if cell.cell_type != "code" or not (lessons or "nbgrader" in cell.metadata):
            continue
        name = cell.metadata.get("nbgrader", {}).get("grade_id", cell.id)
        stderr = io.StringIO()
        start = time.process_time()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(stderr), warnings.catch_warnings():
            warnings.simplefilter("always")
            try:
                exec(compile(cell.source, name, "exec"), namespace)
            except Exception as error:
                outcome.errors[name] = error
        outcome.seconds[name] = time.process_time() - start
        if stderr.getvalue():
            outcome.stderr[name] = stderr.getvalue()
    return outcome


@cache
def source(path: Path) -> NotebookNode:
    """Return the source notebook at `path`."""
    return read_notebook(path)


def release_path(path: Path) -> Path:
    """Return where the release of the source notebook at `path` stands."""
    return ROOT / "release" / path.parent.name / path.name


@cache
def graded(path: Path) -> list[GradedCell]:
    """Return the graded cells of the source notebook at `path`."""
    return list(graded_cells(source(path)))


@cache
def wrong_answers(path: Path) -> list[WrongAnswer]:
    """Return the catalogue of wrong answers for the source notebook at `path`."""
    return read_catalogue(CATALOGUE / f"{path.parent.name}.toml")


def answered(path: Path, answers: Answers) -> NotebookNode:
    """Return the source notebook, hidden tests and all, with `answers` in place of every solution.

    An exercise without an answer gets the stub that learners find.
    """
    release = read_notebook(release_path(path))
    stubs = {cell.metadata.nbgrader.grade_id: cell.source for cell in release.cells if is_solution(cell)}
    return fill_in(nbformat.from_dict(source(path)), stubs | answers)


@cache
def model_run(path: Path) -> Run:
    """Return the run of the source notebook with the reference solutions, everything it imports being loaded."""
    run(answered(path, reference_answers(source(path))), lessons=True)
    return run(answered(path, reference_answers(source(path))), lessons=True)


@cache
def blank_run(path: Path) -> Run:
    """Return the run of the released notebook as a learner gets it, without hidden tests."""
    return run(read_notebook(release_path(path)), lessons=True)


def each_graded_cell() -> list[object]:
    """Return a test parameter (path, cell) for every graded cell of every week."""
    return [
        pytest.param(path, cell, id=f"{path.parent.name}-{cell.grade_id}") for path in SOURCES for cell in graded(path)
    ]
