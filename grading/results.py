"""The results of a class as a table: a row for each student, a column for each exercise set."""

from collections import defaultdict

from nbformat.notebooknode import NotebookNode
from nbgrader.apps.api import NbGraderAPI
from rich.box import SIMPLE_HEAD
from rich.table import Table

from grading.notebooks import graded_cells


def results_table(api: NbGraderAPI, assignment: str, sources: dict[str, NotebookNode], students: list[str]) -> Table:
    """Return points by student and exercise set, read from the gradebook; the sets come from the source notebooks.

    Sets have long names and terminals are narrow, so the columns carry numbers, and the caption says what they mean.
    """
    graded = [(name.removesuffix(".ipynb"), cell) for name, book in sources.items() for cell in graded_cells(book)]
    section_of = {(notebook, cell.grade_id): cell.section for notebook, cell in graded}
    cells = [cell for _, cell in graded]
    sections = list(dict.fromkeys(cell.section for cell in cells))
    table = Table(title=assignment, title_justify="left", caption_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    rows = {student: _points_by_section(api, assignment, student, section_of) for student in students}
    maxima = [sum(cell.points for cell in cells if cell.section == section) for section in sections]
    table.add_column("student", no_wrap=True)
    for number, maximum in enumerate(maxima, start=1):
        table.add_column(f"{number}\n/ {maximum:g}", justify="right", no_wrap=True)
    table.add_column(f"total\n/ {sum(maxima):g}", justify="right", no_wrap=True, style="bold")
    for student, points in rows.items():
        table.add_row(student, *(f"{points[section]:g}" for section in sections), f"{sum(points.values()):g}")
    table.caption = "\n".join(f"{number}  {section}" for number, section in enumerate(sections, start=1))
    return table


def _points_by_section(
    api: NbGraderAPI, assignment: str, student: str, section_of: dict[tuple[str, str], str]
) -> dict[str, float]:
    points: dict[str, float] = defaultdict(float)
    with api.gradebook as gradebook:
        for notebook in gradebook.find_submission(assignment, student).notebooks:
            for grade in notebook.grades:
                points[section_of[notebook.name, grade.name]] += grade.score
    return points
