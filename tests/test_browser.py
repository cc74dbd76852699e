"""What a learner tries first, in a real JupyterLab: open, run all, move, answer wrongly, answer rightly, validate."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.jupyterlab import CHROMIUM, PATIENCE_MS, browser_page, jupyterlab, open_notebook, run_all
from tests.support import SOURCES, blank_run, release_path, source
from tests.tools import require


class Sample(NamedTuple):
    """One exercise of a week, as a learner meets it; all ids are those of cells."""

    explorer: str
    exercise: str
    test: str
    wrong: str
    said: str
    right: str


SAMPLES = {
    "week1": Sample(
        "tangent-explorer",
        "d_ripple",
        "d_ripple_near_zero",
        "def d_ripple(x):\n    return np.cos(x**2)",
        "inner derivative is missing",
        "def d_ripple(x):\n    return 2 * x * np.cos(x**2)",
    ),
    "week2": Sample(
        "surface-explorer",
        "jacobian_map",
        "jacobian_map_for_positive_inputs",
        "def jacobian_map(x, y):\n    return [[1, 2 * x * y], [2 * y, x**2]]",
        "Rows and columns are exch",
        "def jacobian_map(x, y):\n    return np.array([[1, 2 * y], [2 * x * y, x**2]])",
    ),
}

OUTPUT_OF = """(id) => {
  const cell = [...window.jupyterapp.shell.currentWidget.content.model.cells].find((cell) => cell.id === id);
  return cell.outputs.toJSON().map((o) => o.text ?? o.evalue ?? '').flat().join('');
}"""
SHOW = """(id) => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  const index = [...notebook.model.cells].findIndex((cell) => cell.id === id);
  notebook.activeCellIndex = index;
  return notebook.scrollToItem(index, 'start').then(() => notebook.deselectAll());
}"""


@pytest.fixture(scope="module", params=SOURCES, ids=lambda path: path.parent.name)
def path(request: pytest.FixtureRequest) -> Path:
    """The source of a week's notebook."""
    return Path(request.param)


@pytest.fixture(scope="module")
def page(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The released notebook, opened in JupyterLab and run from top to bottom."""
    chromium = require(*CHROMIUM)
    folder, week = tmp_path_factory.mktemp("release"), path.parent.name
    shutil.copytree(release_path(path).parent, folder / week)
    with jupyterlab(folder) as address, browser_page(chromium) as page:
        open_notebook(page, address, f"{week}/{path.name}")
        run_all(page)
        yield page


def cell(page: Page, cell_id: str) -> Locator:
    """Return the cell with the id, scrolled into view and made the active one."""
    page.evaluate(SHOW, cell_id)
    return page.locator(".jp-Notebook .jp-Cell.jp-mod-active")


def answer(page: Page, cell_id: str, code: str, test_id: str) -> str:
    """Type `code` into a solution cell, run it and its test cell, and return what the test says."""
    cell(page, cell_id).locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(code)
    page.keyboard.press("Shift+Enter")
    cell(page, test_id).locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.status === 'idle'"
    )
    page.wait_for_timeout(300)  # the output follows the kernel's "idle"
    return str(page.evaluate(OUTPUT_OF, test_id))


def first_test(path: Path) -> str:
    return next(iter(blank_run(path).errors))


def test_run_all_goes_through_a_blank_notebook(path: Path, page: Page) -> None:
    for test_id in blank_run(path).errors:
        assert "blank" in page.evaluate(OUTPUT_OF, test_id).lower()


def test_a_hint_is_a_sentence_and_no_traceback(path: Path, page: Page) -> None:
    hint = cell(page, first_test(path)).locator(".jp-OutputArea-output")
    expect(hint).to_contain_text("Not yet")
    assert "Traceback" not in hint.inner_text()
    assert len(hint.inner_text().splitlines()) <= 3


def test_an_explorer_moves_with_the_keyboard(path: Path, page: Page) -> None:
    explorer = cell(page, SAMPLES[path.parent.name].explorer).locator(".explorer")
    before = explorer.inner_text()
    explorer.locator("input[type=range]").first.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(explorer).not_to_have_text(before)
    assert page.evaluate("() => document.activeElement.closest('.explorer') !== null"), "JupyterLab took the arrow key"


def test_a_wrong_answer_is_named_and_a_right_one_passes(path: Path, page: Page) -> None:
    sample = SAMPLES[path.parent.name]
    assert sample.said in answer(page, sample.exercise, sample.wrong, sample.test)
    assert answer(page, sample.exercise, sample.right, sample.test).strip() == "Right."


def test_validate_lists_what_fails(path: Path, page: Page) -> None:
    page.locator("jp-button:has-text('Validate'), button:has-text('Validate')").first.click()
    dialog = page.locator(".jp-Dialog")
    expect(dialog).to_contain_text("failed", ignore_case=True, timeout=PATIENCE_MS)
    first = next(cell for cell in source(path).cells if cell.id == first_test(path))
    expect(dialog).to_contain_text(first.source.splitlines()[0])
    dialog.locator("button").last.click()
