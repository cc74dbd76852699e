"""Lint, types and spelling, as tests, so that one command proves everything."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

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


# What differentiates, searches and fits; and who shows or checks it.
NOT_ENGINE = {
    "check",
    "explorers",
    "figures",
    "display.py",
    "instruments.py",
    "palette.py",
    "puzzles.py",
    "sandpit",
}


def engine() -> list[Path]:
    helpers = ROOT / "helpers"
    return [p for p in sorted(helpers.rglob("*.py")) if p.relative_to(helpers).parts[0] not in NOT_ENGINE]


def statements(path: Path) -> Iterator[ast.stmt]:
    """Yield what a reader has to follow: not imports, not docstrings."""
    for node in ast.walk(ast.parse(path.read_text())):
        text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if isinstance(node, ast.stmt) and not text and not isinstance(node, ast.Import | ast.ImportFrom):
            yield node


def test_the_engine_stays_short_enough_to_read() -> None:
    assert sum(1 for path in engine() for _ in statements(path)) < 1700
    long = {path.name: lines for path in engine() if (lines := len(path.read_text().splitlines())) > 215}
    assert not long
