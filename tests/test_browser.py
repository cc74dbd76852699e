"""What a learner tries first, in a real JupyterLab: open, run all, move, answer wrongly, answer rightly, validate."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.jupyterlab import CHROMIUM, PATIENCE_MS, browser_page, jupyterlab, open_notebook, run_all
from tests.support import SOURCES, blank_run, release_path
from tests.tools import require

WEEK_1 = next(path for path in SOURCES if path.parent.name == "week1")

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


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The released notebook, opened in JupyterLab and run from top to bottom."""
    chromium = require(*CHROMIUM)
    folder = tmp_path_factory.mktemp("release")
    shutil.copytree(release_path(WEEK_1).parent, folder / "week1")
    with jupyterlab(folder) as address, browser_page(chromium) as page:
        open_notebook(page, address, f"week1/{WEEK_1.name}")
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


def test_run_all_goes_through_a_blank_notebook(page: Page) -> None:
    for test_id in blank_run(WEEK_1).errors:
        assert "blank" in page.evaluate(OUTPUT_OF, test_id).lower()


def test_a_hint_is_a_sentence_and_no_traceback(page: Page) -> None:
    hint = cell(page, "curve_a_passes_its_points").locator(".jp-OutputArea-output")
    expect(hint).to_contain_text("Not yet")
    assert "Traceback" not in hint.inner_text()
    assert len(hint.inner_text().splitlines()) <= 3


def test_an_explorer_moves_with_the_keyboard(page: Page) -> None:
    explorer = cell(page, "tangent-explorer").locator(".explorer")
    before = explorer.inner_text()
    explorer.locator("input[type=range]").first.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(explorer).not_to_have_text(before)
    assert page.evaluate("() => document.activeElement.closest('.explorer') !== null"), "JupyterLab took the arrow key"


def test_a_wrong_answer_is_named_and_a_right_one_passes(page: Page) -> None:
    wrong = "def d_ripple(x):\n    return np.cos(x**2)"
    said = answer(page, "d_ripple", wrong, "d_ripple_near_zero")
    assert "inner derivative is missing" in said
    right = "def d_ripple(x):\n    return 2 * x * np.cos(x**2)"
    assert answer(page, "d_ripple", right, "d_ripple_near_zero").strip() == "Right."


def test_validate_lists_what_fails(page: Page) -> None:
    page.locator("jp-button:has-text('Validate'), button:has-text('Validate')").first.click()
    dialog = page.locator(".jp-Dialog")
    expect(dialog).to_contain_text("failed", ignore_case=True, timeout=PATIENCE_MS)
    expect(dialog).to_contain_text("check.curve(curve_a")
    dialog.locator("button").last.click()
