"""A real JupyterLab in a real headless Chromium, for tests and benchmarks that sit where a learner sits."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_OPTIONS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LAB_OPTIONS = [
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.expose_app_in_browser=True",
    "--IdentityProvider.token=",
    "--ServerApp.port_retries=0",
    "--no-browser",
    "--allow-root",
]
PATIENCE_MS = 120_000
KERNEL_IS_IDLE = """() =>
  window.jupyterapp?.shell.currentWidget?.context?.sessionContext?.session?.kernel?.status === 'idle'"""


@contextmanager
def jupyterlab(folder: Path) -> Iterator[str]:
    """Run a JupyterLab on `folder`, with settings and history of its own; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    private = ("JUPYTER_CONFIG_DIR", "IPYTHONDIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    environment = {**os.environ, **{name: str(folder / ".jupyter" / name) for name in private}}
    command = [sys.executable, "-m", "jupyterlab", *LAB_OPTIONS, f"--port={port}", f"--ServerApp.root_dir={folder}"]
    server = subprocess.Popen(
        command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/api", server)
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE_MS / 1000
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"JupyterLab ended with code {server.returncode} before it answered at {url}")
        try:
            urllib.request.urlopen(url, timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"JupyterLab did not answer at {url} within {PATIENCE_MS / 1000:g} s")


@contextmanager
def browser_page(chromium: str, *, width: int = 1200, height: int = 1000) -> Iterator[Page]:
    """Yield an empty page of a headless Chromium, given the path of its program."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        page = browser.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(PATIENCE_MS)
        yield page
        browser.close()


def open_notebook(page: Page, address: str, path: str) -> None:
    """Open the notebook at `path` below JupyterLab's folder, and wait for its kernel."""
    workspace = path.replace("/", "-").removesuffix(".ipynb")
    page.goto(f"{address}/lab/workspaces/{workspace}/tree/{path}")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    page.wait_for_function(KERNEL_IS_IDLE)


def run_all(page: Page) -> None:
    """Run all cells by the command behind *Run All Cells*, and wait until the last code cell has run."""
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(
        """() => [...window.jupyterapp.shell.currentWidget.content.model.cells]
             .every((cell) => cell.type !== 'code' || cell.executionCount !== null)"""
    )
    page.wait_for_function(KERNEL_IS_IDLE)
