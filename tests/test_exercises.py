"""Every exercise bites: solutions earn all points, blanks none, and each usual mistake loses its own and is named."""

from collections import Counter
from pathlib import Path

import pytest

from grading.catalogue import WrongAnswer
from grading.example_class import reference_answers
from grading.notebooks import GradedCell
from helpers import check
from tests.support import (
    CATALOGUE,
    SOURCES,
    answered,
    blank_run,
    each_graded_cell,
    graded,
    model_run,
    run,
    source,
    wrong_answers,
)

OUT_OF_STEP = "release/ is out of step with source/; run: python3 start.py course"
EACH_WRONG_ANSWER = [
    pytest.param(path, wrong, id=f"{path.parent.name}-{wrong.exercise}-{wrong.mistake}")
    for path in SOURCES
    for wrong in wrong_answers(path)
]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
def test_source_runs_without_a_complaint(path: Path) -> None:
    outcome = model_run(path)
    assert outcome.errors == {}
    assert outcome.stderr == {}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
def test_tests_need_only_given_and_solution_cells(path: Path) -> None:
    assert run(answered(path, reference_answers(source(path)))).errors == {}


@pytest.mark.parametrize(("path", "cell"), each_graded_cell())
def test_reference_solution_earns_the_points(path: Path, cell: GradedCell) -> None:
    assert cell.grade_id in model_run(path).seconds, "the cell did not run"
    assert cell.grade_id not in model_run(path).failed()


@pytest.mark.parametrize(("path", "cell"), each_graded_cell())
def test_blank_earns_nothing_and_says_so_kindly(path: Path, cell: GradedCell) -> None:
    assert cell.grade_id in blank_run(path).seconds, OUT_OF_STEP
    error = blank_run(path).errors.get(cell.grade_id)
    assert isinstance(error, check.Incorrect), f"the released cell should say that it is blank, got {error!r}"
    assert "blank" in str(error).lower()


@pytest.mark.parametrize(("path", "wrong"), EACH_WRONG_ANSWER)
def test_wrong_answer_loses_its_own_points_and_is_named(path: Path, wrong: WrongAnswer) -> None:
    own = {cell.grade_id for cell in graded(path) if cell.exercise == wrong.exercise}
    assert own, f"there is no exercise {wrong.exercise}; an exercise has the nbgrader ID of its answer cell"
    assert wrong.mistake in check.MISCONCEPTIONS, "no mistake has this name; helpers/check/misconceptions.py lists them"
    outcome = run(answered(path, reference_answers(source(path)) | {wrong.exercise: wrong.code}))
    assert outcome.failed(), "no test of the exercise noticed the mistake"
    assert outcome.failed() <= own, "other exercises lose points, too"
    misses = [error for error in outcome.errors.values() if isinstance(error, check.Incorrect)]
    named = {miss.misconception for miss in misses}
    assert wrong.mistake in named, f"the check named {named} and said {[str(miss) for miss in misses]}"
    assert any(check.MISCONCEPTIONS[wrong.mistake] in str(miss) for miss in misses)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
def test_every_exercise_has_two_wrong_answers(path: Path) -> None:
    count = Counter(wrong.exercise for wrong in wrong_answers(path))
    too_few = [name for name in sorted({cell.exercise for cell in graded(path)}) if count[name] < 2]
    assert too_few == [], f"write at least two wrong answers for each into {CATALOGUE / path.parent.name}.toml"
