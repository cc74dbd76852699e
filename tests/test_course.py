"""The main job on the real course: every example student gets, in a real kernel, the points that the tests predict."""

import csv
import html
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import expect

from grading.catalogue import WrongAnswer
from grading.example_class import Answers, first_half, reference_answers, usual_mistakes
from grading.notebooks import read_notebook
from helpers import check
from tests.jupyterlab import CHROMIUM, browser_page, jupyterlab
from tests.support import ROOT, SOURCES, answered, graded, release_path, run, source, wrong_answers
from tests.tools import require

each_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A copy of the course after the main job, and what the job printed."""
    root = tmp_path_factory.mktemp("a course")
    for name in ("source", "tests/wrong_answers"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    done = subprocess.run(
        [sys.executable, "-m", "grading", "course"], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return root, done.stdout


def scores(root: Path, path: Path, student: str) -> dict[str, float]:
    """Return the points that `student` got for each graded cell of the notebook."""
    with Gradebook(f"sqlite:///{root}/gradebook.db") as gradebook:
        submission = gradebook.find_submission_notebook(path.stem, path.parent.name, student)
        return {grade.name: grade.score for grade in submission.grades}


def predicted(path: Path, answers: Answers) -> dict[str, float]:
    """Return the points that running the answers in this process predicts."""
    failed = run(answered(path, answers)).failed()
    return {cell.grade_id: 0.0 if cell.grade_id in failed else cell.points for cell in graded(path)}


@each_source
def test_model_student_gets_everything(path: Path, course: tuple[Path, str]) -> None:
    assert scores(course[0], path, "example-model") == {cell.grade_id: cell.points for cell in graded(path)}


@each_source
def test_blank_student_gets_nothing(path: Path, course: tuple[Path, str]) -> None:
    assert set(scores(course[0], path, "example-blank").values()) == {0.0}


@each_source
def test_half_finished_student_gets_the_first_half(path: Path, course: tuple[Path, str]) -> None:
    finished = first_half(source(path))
    assert 0 < len(finished) < len(reference_answers(source(path)))
    expected = {cell.grade_id: cell.points if cell.exercise in finished else 0.0 for cell in graded(path)}
    assert scores(course[0], path, "example-half") == expected


@each_source
def test_kernel_and_process_agree_on_the_usual_mistakes(path: Path, course: tuple[Path, str]) -> None:
    found = scores(course[0], path, "example-mistakes")
    assert found == predicted(path, usual_mistakes(wrong_answers(path)))
    for exercise in {cell.exercise for cell in graded(path)}:
        cells = [cell for cell in graded(path) if cell.exercise == exercise]
        assert sum(found[cell.grade_id] for cell in cells) < sum(cell.points for cell in cells), exercise


def feedback(root: Path, path: Path, student: str) -> str:
    """Return the words of a feedback page, without its tags, line breaks and runs of spaces."""
    page = (root / "feedback" / student / path.parent.name / f"{path.stem}.html").read_text(encoding="utf-8")
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


@each_source
def test_feedback_names_the_mistakes(path: Path, course: tuple[Path, str]) -> None:
    first: dict[str, WrongAnswer] = {}
    for wrong in wrong_answers(path):
        first.setdefault(wrong.exercise, wrong)
    text = feedback(course[0], path, "example-mistakes")
    assert [wrong for wrong in first.values() if check.MISCONCEPTIONS[wrong.mistake] not in text] == []


@each_source
def test_feedback_shows_no_hidden_test(path: Path, course: tuple[Path, str]) -> None:
    released = "".join(cell.source for cell in read_notebook(release_path(path)).cells)
    hidden = {
        line.strip()
        for cell in source(path).cells
        for region in re.findall(r"### BEGIN HIDDEN TESTS\n(.*?)### END", cell.source, re.DOTALL)
        for line in region.splitlines()
        if line not in released
    }
    assert hidden
    for student in ("example-model", "example-mistakes"):
        text = feedback(course[0], path, student)
        assert [line for line in hidden if line in text] == []


def test_job_ends_with_a_table_and_the_places(course: tuple[Path, str]) -> None:
    root, printed = course
    for student in ("example-model", "example-half", "example-mistakes", "example-blank"):
        assert student in printed
    for section in {cell.section for path in SOURCES for cell in graded(path)}:
        assert section in printed
    assert str(root / "feedback") in printed
    assert f"{root}/gradebook.db" in printed
    assert (root / "gradebook.db").exists()


def test_release_of_the_job_is_the_committed_one(course: tuple[Path, str]) -> None:
    for path in SOURCES:
        relative = Path("release", path.parent.name, path.name)
        assert (course[0] / relative).read_bytes() == (ROOT / relative).read_bytes()


def nbgrader(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run nbgrader's own command in `root`, from a shell in which no virtual environment is activated."""
    program = Path(sys.executable).with_name("nbgrader")
    environment = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"} | {"PATH": "/usr/bin:/bin"}
    return subprocess.run([program, *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False)


def test_nbgraders_own_commands_work(course: tuple[Path, str], tmp_path: Path) -> None:
    root, student = tmp_path / "course", "--student=example-blank"
    shutil.copytree(course[0], root)
    for database in root.glob("gradebook.db*"):
        database.unlink()
    week, name = SOURCES[0].parent.name, SOURCES[0].stem
    for command in (
        ["generate_assignment", week, "--force"],
        ["autograde", week, student, "--force"],
        ["generate_feedback", week, student, "--force"],
        ["export"],
    ):
        done = nbgrader(root, *command)
        assert done.returncode == 0, done.stderr
    assert (root / "release" / week / f"{name}.ipynb").read_bytes() == release_path(SOURCES[0]).read_bytes()
    assert (root / "feedback" / "example-blank" / week / f"{name}.html").exists()
    with (root / "grades.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(row["student_id"], float(row["score"]), float(row["max_score"])) for row in rows] == [
        ("example-blank", 0.0, sum(cell.points for cell in graded(SOURCES[0])))
    ]


@pytest.mark.parametrize(("student", "verdict"), [("example-model", "Success!"), ("example-blank", "failed")])
def test_validate_tells_right_from_blank(student: str, verdict: str, course: tuple[Path, str]) -> None:
    path = Path("submitted", student, SOURCES[0].parent.name, SOURCES[0].name)
    done = nbgrader(course[0], "validate", str(path))
    # The exit code is 0 either way: what it prints is the verdict.
    assert done.returncode == 0, done.stderr
    assert verdict in done.stdout
    failing = int((re.search(r"FAILED ON (\d+) CELL", done.stdout) or [0, 0])[1])
    assert failing == (0 if student == "example-model" else len(graded(SOURCES[0])))


def test_formgrader_page_lists_the_week(course: tuple[Path, str]) -> None:
    chromium = require(*CHROMIUM)
    with jupyterlab(course[0]) as address, browser_page(chromium) as page:
        page.goto(f"{address}/formgrader/gradebook/{SOURCES[0].parent.name}/{SOURCES[0].stem}")
        expect(page.locator("table")).to_contain_text("100")
        page.goto(f"{address}/formgrader/manage_students")
        expect(page.locator("table")).to_contain_text("example-mistakes")
