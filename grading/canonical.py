"""The one form in which source notebooks are kept, so that a change of one exercise is a small diff.

No outputs, no execution counts, no metadata of the editor; keys sorted, one space of indentation, and cell ids as the
author chose them.
"""

import sys
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.apps import NbGrader

from grading.errors import CourseError
from grading.notebooks import read_notebook

KEPT_CELL_METADATA = ("nbgrader", "tags")
NOTEBOOK_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def canonical(notebook: NotebookNode) -> str:
    """Return `notebook` as text in canonical form."""
    tidy = nbformat.from_dict(notebook)
    tidy.metadata = nbformat.from_dict(NOTEBOOK_METADATA)
    tidy.nbformat, tidy.nbformat_minor = 4, 5
    for cell in tidy.cells:
        cell.metadata = NotebookNode({key: cell.metadata[key] for key in KEPT_CELL_METADATA if key in cell.metadata})
        cell.source = "\n".join(line.rstrip() for line in cell.source.strip("\n").splitlines())
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return str(nbformat.writes(tidy)) + "\n"


class TidyApp(NbGrader):
    """`python -m grading tidy [NOTEBOOK ...]`: rewrite the named notebooks, or all in source/, in canonical form."""

    name = "grading tidy"
    description = "Rewrite source notebooks in canonical form: no outputs, stable ids, sorted keys."

    def start(self) -> None:
        """Rewrite what is not canonical yet and say which notebooks that were."""
        super().start()
        source = Path(self.coursedir.root) / self.coursedir.source_directory
        try:
            for path in [Path(name) for name in self.extra_args] or sorted(source.glob("*/*.ipynb")):
                text = canonical(read_notebook(path))
                tidy = text == path.read_text(encoding="utf-8")
                if not tidy:
                    path.write_text(text, encoding="utf-8", newline="\n")
                print(f"{path} {'was tidy' if tidy else 'is tidy now'}")
        except CourseError as error:
            print(f"tidy: {error}", file=sys.stderr)
            self.exit(2)
