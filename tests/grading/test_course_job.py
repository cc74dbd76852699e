"""The main job on a course of one tiny exercise: run again, changed, and with everything wrong that can be."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

from grading.course import CourseApp
from grading.environment import put_own_programs_first

CELL = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}


def exercise(name: str, points: int) -> list[nbformat.NotebookNode]:
    """Return the cells of an exercise that asks for a variable with the value 1."""
    solution = new_code_cell(f"### BEGIN SOLUTION\n{name} = 1\n### END SOLUTION", id=name)
    solution.metadata.nbgrader = CELL | {"grade_id": name, "solution": True}
    test = new_code_cell(f"assert {name} == 1", id=f"{name}_is_one")
    test.metadata.nbgrader = CELL | {"grade_id": f"{name}_is_one", "grade": True, "locked": True, "points": points}
    return [new_markdown_cell(f"## Set of {name}", id=f"about-{name}"), solution, test]


def write_course(root: Path, *names: str) -> None:
    """Write the source notebook with the named exercises, and a catalogue with one wrong answer for each."""
    (root / "source" / "ps1").mkdir(parents=True, exist_ok=True)
    cells = [cell for points, name in enumerate(names, start=2) for cell in exercise(name, points)]
    nbformat.write(new_notebook(cells=cells), root / "source" / "ps1" / "numbers.ipynb")
    entries = [f'[[wrong]]\nexercise = "{name}"\nmistake = "two"\ncode = "{name} = 2"\n' for name in names]
    (root / "tests" / "wrong_answers").mkdir(parents=True, exist_ok=True)
    (root / "tests" / "wrong_answers" / "ps1.toml").write_text("\n".join(entries))


def job(root: Path, *arguments: str) -> int:
    """Run the main job in `root` and return its exit code."""
    put_own_programs_first()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        app = CourseApp()
        app.initialize(list(arguments))
        try:
            app.start()
        except SystemExit as stop:
            return int(stop.code or 0)
    return 0


def totals(root: Path) -> dict[str, float]:
    """Return student -> points for the assignment."""
    with Gradebook(f"sqlite:///{root}/gradebook.db") as gradebook:
        return {row["student"]: row["score"] for row in gradebook.submission_dicts("ps1")}


@pytest.fixture(scope="module")
def graded_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny course after one run of the job, with a real student who has handed in something else."""
    root = tmp_path_factory.mktemp("tiny course")
    write_course(root, "a", "b")
    real = root / "submitted" / "anna" / "ps1"
    real.mkdir(parents=True)
    (real / "numbers.ipynb").write_text("her work")
    assert job(root) == 0
    return root


def test_example_class_is_graded(graded_course: Path) -> None:
    assert totals(graded_course) == {
        "example-model": 5.0,
        "example-half": 2.0,
        "example-mistakes": 0.0,
        "example-blank": 0.0,
    }


def test_job_runs_again_after_a_change_and_leaves_students_alone(
    graded_course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "course"
    shutil.copytree(graded_course, root)
    write_course(root, "a", "b", "c")
    assert job(root, "ps1") == 0
    assert totals(root)["example-model"] == 9.0
    assert (root / "submitted" / "anna" / "ps1" / "numbers.ipynb").read_text() == "her work"
    assert not (root / "autograded" / "anna").exists()
    assert "Set of c" in capsys.readouterr().out


def break_notebook(root: Path) -> None:
    (root / "source" / "ps1" / "numbers.ipynb").write_text('{"cells": [')


def make_notebook_invalid(root: Path) -> None:
    (root / "source" / "ps1" / "numbers.ipynb").write_text('{"cells": 3, "nbformat": 4, "nbformat_minor": 5}')


def duplicate_a_cell(root: Path) -> None:
    path = root / "source" / "ps1" / "numbers.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.from_dict(notebook.cells[2] | {"id": "again"}))
    nbformat.write(notebook, path)


def remove_notebook(root: Path) -> None:
    (root / "source" / "ps1" / "numbers.ipynb").unlink()


def remove_source(root: Path) -> None:
    shutil.rmtree(root / "source")


def remove_catalogue(root: Path) -> None:
    shutil.rmtree(root / "tests")


def break_catalogue(root: Path) -> None:
    (root / "tests" / "wrong_answers" / "ps1.toml").write_text('[[wrong]]\nexercise = "a"\n')


def impersonate(root: Path) -> None:
    (root / "submitted" / "example-model" / ".example-student").unlink()


@pytest.mark.parametrize(
    ("spoil", "arguments", "named"),
    [
        (break_notebook, [], "numbers.ipynb"),
        (make_notebook_invalid, [], "numbers.ipynb"),
        (duplicate_a_cell, [], "a_is_one"),
        (remove_notebook, [], "ps1"),
        (remove_source, [], "source"),
        (remove_catalogue, [], "ps1.toml"),
        (break_catalogue, [], "ps1.toml"),
        (impersonate, [], "example-model"),
        (lambda root: None, ["ps2"], "ps2"),
    ],
)
def test_bad_input_is_one_clear_line_and_harms_nothing(
    spoil: Callable[[Path], None],
    arguments: list[str],
    named: str,
    graded_course: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = tmp_path / "course"
    shutil.copytree(graded_course, root)
    spoil(root)
    before = {path: path.read_bytes() for path in (root / "release").rglob("*.ipynb")}
    points = totals(root)
    assert job(root, *arguments) == 2
    printed = capsys.readouterr()
    assert len(printed.err.splitlines()) == 1, printed.err
    assert named in printed.err
    assert "Traceback" not in printed.err + printed.out
    assert {path: path.read_bytes() for path in (root / "release").rglob("*.ipynb")} == before
    assert not (root / ".building").exists()
    if spoil is impersonate:
        assert totals(root) == points


def test_unwritable_folder_is_one_clear_line(graded_course: Path, tmp_path: Path) -> None:
    root = tmp_path / "course"
    shutil.copytree(graded_course, root)
    (root / "autograded").chmod(0o555)
    # Nothing is forbidden to root: there, give up the power to override permissions before running the job.
    command = [sys.executable, "-m", "grading", "course"]
    if os.geteuid() == 0:
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all", *command]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    (root / "autograded").chmod(0o755)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.startswith(f"course: cannot write into {root / 'autograded'}")
    assert len(done.stderr.splitlines()) == 1
