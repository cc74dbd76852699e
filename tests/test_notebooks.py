"""The notebooks as files: canonical, in step with the release, free of solutions, described and quick."""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.notebooknode import NotebookNode

from grading.canonical import canonical
from grading.notebooks import is_graded, is_solution, read_notebook
from tests.support import ROOT, SOURCES, graded, model_run, release_path, source

each_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
LEAST_GRADED, POINTS, WORDS, SECONDS = 30, 100, 60, 2.0


def test_source_holds_notebooks_only() -> None:
    assert SOURCES
    others = [path for path in (ROOT / "source").rglob("*") if path.is_file() and path not in SOURCES]
    assert [path for path in others if ".ipynb_checkpoints" not in path.parts] == []


@each_source
def test_source_is_canonical(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == canonical(source(path)), "run: .venv/bin/python -m grading tidy"


@each_source
def test_ids_are_chosen_and_unique(path: Path) -> None:
    notebook = source(path)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert all(not re.fullmatch(r"[0-9a-f]{8,}", cell_id) for cell_id in ids), "an id that an editor made up"
    for cell in notebook.cells:
        assert cell.metadata.get("nbgrader", {}).get("grade_id", cell.id) == cell.id


@each_source
def test_points_and_headings_agree(path: Path) -> None:
    cells = graded(path)
    assert len(cells) >= LEAST_GRADED
    total = sum(cell.points for cell in cells)
    assert total == POINTS, f"a week has {POINTS} points, this one has {total:g}; adapt other exercises"
    promised = {}
    for before, cell in zip(source(path).cells, source(path).cells[1:], strict=False):
        if is_solution(cell):
            heading = re.match(r"### \d\.\d+ · .* \((\d+) points?\)\n", before.source)
            assert heading, f"above the answer cell {cell.id} stands no '### N.M · Name (P points)'"
            promised[cell.metadata.nbgrader.grade_id] = int(heading[1])
            words = before.source[heading.end() :].split()
            assert len(words) <= WORDS, f"the statement above {cell.id} has {len(words)} words; at most {WORDS}"
    given = {name: sum(cell.points for cell in cells if cell.exercise == name) for name in promised}
    assert given == promised
    for section in {cell.section for cell in cells}:
        text = next(cell.source for cell in source(path).cells if f"## {section}\n" in cell.source)
        minutes, points = map(int, re.search(r"\*(\d+) minutes, (\d+) points\.\*", text).groups())
        assert 0 < minutes <= 60
        assert points == sum(cell.points for cell in cells if cell.section == section)


@each_source
def test_test_cells_state_a_claim_and_name_their_exercise(path: Path) -> None:
    for cell, found in zip([c for c in source(path).cells if is_graded(c)], graded(path), strict=True):
        assert cell.source.startswith('"""'), found.grade_id
        assert found.grade_id.startswith(found.exercise + "_")


@each_source
def test_hidden_tests_stand_in_every_set(path: Path) -> None:
    hidden = {
        found.section
        for cell, found in zip([c for c in source(path).cells if is_graded(c)], graded(path), strict=True)
        if "### BEGIN HIDDEN TESTS" in cell.source
    }
    assert hidden == {cell.section for cell in graded(path)}


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course directory with this source, built anew by nbgrader's own command."""
    course = tmp_path_factory.mktemp("course")
    (course / "source").symlink_to(ROOT / "source")
    (course / "nbgrader_config.py").symlink_to(ROOT / "nbgrader_config.py")
    for week in sorted({path.parent.name for path in SOURCES}):
        command = [sys.executable, "-m", "nbgrader", "generate_assignment", week]
        done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return course / "release"


@each_source
def test_release_is_what_nbgrader_builds(path: Path, rebuilt: Path) -> None:
    committed = release_path(path)
    assert committed.read_bytes() == (rebuilt / path.parent.name / path.name).read_bytes(), (
        "release/ is out of step; run: python3 start.py course"
    )


def test_release_holds_nothing_else(rebuilt: Path) -> None:
    def files(folder: Path) -> set[Path]:
        return {found.relative_to(folder) for found in folder.rglob("*.*") if ".ipynb_checkpoints" not in found.parts}

    assert files(ROOT / "release") == files(rebuilt)


@each_source
def test_release_leaks_nothing(path: Path) -> None:
    text = release_path(path).read_text(encoding="utf-8")
    assert "BEGIN SOLUTION" not in text
    assert "HIDDEN TESTS" not in text
    released = read_notebook(release_path(path))
    everything = "\n".join(cell.source for cell in released.cells)
    for cell in source(path).cells:
        for region in re.findall(r"### BEGIN (?:SOLUTION|HIDDEN TESTS)\n(.*?)\s*### END", cell.source, re.DOTALL):
            assert region not in everything, cell.id
    assert all(not cell.get("outputs") for cell in released.cells)


@pytest.fixture(scope="module")
def executed() -> dict[Path, NotebookNode]:
    """Every source notebook, run in a real kernel."""
    notebooks = {}
    for path in SOURCES:
        notebook = nbformat.from_dict(source(path))
        NotebookClient(notebook, timeout=60, allow_errors=True).execute()
        notebooks[path] = notebook
    return notebooks


@each_source
def test_every_picture_has_alt_text(path: Path, executed: dict[Path, NotebookNode]) -> None:
    pictures = 0
    for cell in executed[path].cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            assert not [kind for kind in data if kind.startswith("image/")], f"{cell.id}: use show(figure, alt=...)"
            if "application/vnd.jupyter.widget-view+json" in data:
                assert "<img" in data.get("text/html", ""), f"{cell.id}: a widget without a still picture"
            for image in re.findall(r"<img[^>]*>", data.get("text/html", "")):
                pictures += 1
                alt = re.search(r'alt="([^"]*)"', image)
                assert alt, f"{cell.id}: a picture without alt text"
                assert len(alt[1].split()) >= 8, f"{cell.id}: say what the picture shows, got {alt[1]!r}"
    assert pictures >= 6


@each_source
def test_kernel_run_is_clean(path: Path, executed: dict[Path, NotebookNode]) -> None:
    for cell in executed[path].cells:
        for output in cell.get("outputs", []):
            assert output.output_type != "error", (cell.id, output)
            assert output.get("name") != "stderr", (cell.id, output)


@each_source
def test_every_cell_is_quick(path: Path) -> None:
    # Processor time, with everything imported: not a measurement, a bound that no lesson comes near.
    slow = {name: seconds for name, seconds in model_run(path).seconds.items() if seconds > SECONDS}
    assert slow == {}
