"""How smoothly explorers follow an arrow key held down in JupyterLab, beside a redraw by `ipywidgets.interact`.

    python -m benchmarks.explorers

starts a JupyterLab of its own on scratch notebooks in a headless Chromium, holds an arrow key on each explorer, counts
the animation frames in which the drawing changed, and prints a table. It needs playwright and a Chromium.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Page

from tests.jupyterlab import CHROMIUM, browser_page, jupyterlab, open_notebook, run_all

SWEEP_SECONDS = 4.0
REPEAT_SECONDS = 0.008  # between two repeats of the key: faster than any keyboard
TURN_SECONDS = 0.4  # after this the other arrow is held, so that the sweep never stands still at an end

IMPORTS = "import numpy as np\nfrom helpers import explorers\n"
CELLS = {
    "can": IMPORTS + "explorers.can()",
    "linear_map": IMPORTS + "explorers.linear_map(lambda x, y: (x * x - y * y, 2 * x * y))",
    "tangent": IMPORTS + "explorers.tangent(lambda x: x**2 / 2 + np.sin(2 * x), at=0.5)",
    "slope_match": IMPORTS + "explorers.slope_match(lambda x: x**3 / 3 - x, (-2.0, 2.0))",
    "product_rectangle": IMPORTS + "explorers.product_rectangle(lambda x: 1 + x**2 / 2, lambda x: 2 + np.sin(x))",
    "chain_rates": IMPORTS + "explorers.chain_rates(lambda u: u**2, lambda x: 1 + np.sin(x))",
    "motion": IMPORTS + "explorers.motion(lambda t: 2 * t**2 - t**3 / 6)",
    "surface": IMPORTS + "explorers.surface(lambda x, y: np.exp(-(x**2 + y**2) / 2) * (1 + x))",
    "quadratic": IMPORTS + "explorers.quadratic(lambda x, y: np.exp(-(x**2 + y**2) / 2) * (1 + x))",
}
INTERACT = """import numpy as np
import matplotlib.pyplot as plt
from ipywidgets import interact

def draw(x=0.5, h=1.0):
    f = lambda x: x**2 / 2 + np.sin(2 * x)
    t = np.linspace(-2, 3, 601)
    plt.plot(t, f(t))
    plt.axline((x, f(x)), (x + h, f(x + h)))
    plt.show()

interact(draw, x=(-2.0, 3.0, 0.01), h=(0.01, 2.0, 0.01));"""

COUNT_FRAMES = """(selector) => {
  const times = (window.changedFrames = []);
  let changed = false;
  const watch = { subtree: true, childList: true, attributes: true };
  new MutationObserver(() => (changed = true)).observe(document.querySelector(selector), watch);
  const frame = (now) => {
    if (changed) times.push(now);
    changed = false;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""


def write_notebook(path: Path, source: str) -> None:
    """Write a notebook with one code cell."""
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": [cell]}))


def run_and_focus(page: Page, address: str, name: str, target: str) -> None:
    """Open a notebook, run its cell, and put the focus on `target`."""
    open_notebook(page, address, f"{name}.ipynb")
    run_all(page)
    page.wait_for_selector(target)
    page.locator(target).first.focus()


def sweep(page: Page, drawing: str) -> tuple[float, float]:
    """Hold arrow keys; return the changed frames per second and the median milliseconds between two of them."""
    page.evaluate(COUNT_FRAMES, drawing)
    start = time.monotonic()
    while (now := time.monotonic() - start) < SWEEP_SECONDS:
        page.keyboard.down("ArrowRight" if int(now / TURN_SECONDS) % 2 else "ArrowLeft")
        time.sleep(max(0.0, REPEAT_SECONDS - (time.monotonic() - start - now)))
    times = page.evaluate("() => window.changedFrames")
    gaps = [after - before for before, after in pairwise(times)]
    return len(times) / SWEEP_SECONDS, statistics.median(gaps) if gaps else float("inf")


def main() -> int:
    """Print the table."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        print("No Chromium found; install it: apt-get install chromium", file=sys.stderr)
        return 2
    notebooks = {
        name: (source, ".explorer [role=slider], .explorer input", ".explorer-plot") for name, source in CELLS.items()
    }
    notebooks["interact"] = (INTERACT, ".widget-slider .noUi-handle", ".widget-output")
    results = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name, (source, _, _) in notebooks.items():
            write_notebook(Path(scratch) / f"{name}.ipynb", source)
        with jupyterlab(Path(scratch)) as address:
            for name, (_, target, drawing) in notebooks.items():
                with browser_page(chromium) as page:
                    run_and_focus(page, address, name, target)
                    page.wait_for_timeout(1000)
                    results[name] = sweep(page, drawing)
    slow = results["interact"][0]
    print(f"{'':20}{'frames/s':>10}{'median ms':>11}{'x interact':>12}")
    for name, (rate, gap) in results.items():
        print(f"{name:20}{rate:10.1f}{gap:11.1f}{rate / slow if slow else float('inf'):12.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
