"""Lint, types and spelling, as tests, so that one command proves everything."""

import subprocess
import sys

import pytest

from tests.support import ROOT, SOURCES

# What a code cell shows in JupyterLab without scrolling, beside the file browser.
NOTEBOOKS = [str(path) for path in SOURCES]
NOTEBOOK_LINES = "--line-length=96"
TOOLS = {
    "ruff-check": ["ruff", "check", "--quiet", "--no-cache"],
    "ruff-format": ["ruff", "format", "--check", "--quiet", "--no-cache"],
    "ruff-check-notebooks": ["ruff", "check", "--quiet", "--no-cache", NOTEBOOK_LINES, *NOTEBOOKS],
    "ruff-format-notebooks": ["ruff", "format", "--check", "--quiet", "--no-cache", NOTEBOOK_LINES, *NOTEBOOKS],
    "mypy": ["mypy", "--no-error-summary"],
    "codespell": ["codespell_lib"],
}


@pytest.mark.parametrize("tool", TOOLS)
def test_code_style(tool: str) -> None:
    done = subprocess.run([sys.executable, "-m", *TOOLS[tool]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
