"""The Sandpit in a real JupyterLab: played on the map by the keyboard alone, and from Python, as one game."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.jupyterlab import CHROMIUM, KERNEL_IS_IDLE, browser_page, jupyterlab, open_notebook
from tests.tools import require

CELLS = {
    "map": "from helpers import explorers, sandpit\npit = sandpit.Sandpit(seed=7, level=3)\nexplorers.sandpit(pit)",
    "score": "print(pit.score())",
    "again": "pit.restart()\npit.dip(2, 9)\npit.dip(6.8, 4.7)",
}
RUN = """(index) => {
  window.jupyterapp.shell.currentWidget.content.activeCellIndex = index;
  return window.jupyterapp.commands.execute('notebook:run-cell');
}"""
OUTPUT = """(index) => window.jupyterapp.shell.currentWidget.content.model.cells.get(index)
  .outputs.toJSON().map((output) => output.text ?? '').flat().join('')"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A notebook with a sandpit, opened in JupyterLab."""
    chromium = require(*CHROMIUM)
    folder: Path = tmp_path_factory.mktemp("sandpit")
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code, id=name) for name, code in CELLS.items()],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    nbformat.write(notebook, folder / "pit.ipynb")
    with jupyterlab(folder) as address, browser_page(chromium) as page:
        open_notebook(page, address, "pit.ipynb")
        run(page, "map")
        yield page


def run(page: Page, name: str) -> str:
    """Run the cell called `name` and return what it printed."""
    index = list(CELLS).index(name)
    page.evaluate(RUN, index)
    page.wait_for_function(KERNEL_IS_IDLE)
    page.wait_for_timeout(300)  # the output follows the kernel's "idle"
    return str(page.evaluate(OUTPUT, index))


def press(page: Page, keys: dict[str, int]) -> None:
    for key, times in keys.items():
        for _ in range(times):
            page.keyboard.press(key)


def readout(page: Page) -> Locator:
    return page.locator(".explorer-readout")


def test_the_deepest_point_is_found_by_keyboard(page: Page) -> None:
    page.locator("[aria-label=stick]").focus()
    press(page, {"Enter": 1})
    expect(readout(page)).to_contain_text("Dip 1 at x = 5.00 m, y = 5.00 m: the floor is at −0.78 m.")
    press(page, {"Shift+ArrowRight": 3, "ArrowRight": 4, "Shift+ArrowDown": 3, "ArrowDown": 4, "Space": 1})
    expect(readout(page)).to_contain_text("Found with 2 dips: 0.04 m from the deepest point.")
    expect(page.locator(".explorer-live")).to_contain_text("Found with 2 dips")
    expect(page.locator(".explorer .star")).to_be_visible()
    expect(page.locator(".explorer-dips")).to_contain_text("2 ▼")
    page.wait_for_timeout(500)  # Python hears of it when the stick has come to rest
    assert run(page, "score").strip() == "Found with 2 dips: 0.04 m from the deepest point."


def test_dips_of_python_appear_on_the_map_and_a_hint_fits_them(page: Page) -> None:
    run(page, "again")
    expect(readout(page)).to_contain_text("2 dips so far, the deepest at −1.59 m (dip 2).")
    page.locator("[aria-label=stick]").focus()
    press(page, {"Tab": 3, "Enter": 1})  # the table of dips, Dip, Hint
    expect(page.locator(".explorer-hint")).to_contain_text("That is a local minimum, but not the global one")


def test_who_gives_up_sees_the_floor(page: Page) -> None:
    page.get_by_role("button", name="Give up").focus()
    press(page, {"Space": 1})
    expect(readout(page)).to_contain_text("Not found with 2 dips: the deepest of them lies 3.4")
    expect(page.locator(".explorer .star")).to_be_visible()
    page.wait_for_timeout(500)
    assert run(page, "score").startswith("Not found with 2 dips")
    page.get_by_role("button", name="Again").focus()
    press(page, {"Enter": 1})
    expect(readout(page)).to_contain_text("No dips yet.")
    page.wait_for_timeout(500)
    assert run(page, "score").strip() == "0 dips."
