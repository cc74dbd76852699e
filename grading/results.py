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
    section_of = {
        (name.removesuffix(".ipynb"), cell.grade_id): cell.section
        for name, notebook in sources.items()
        for cell in graded_cells(notebook)
    }
    sections = list(dict.fromkeys(section_of.values()))
    caption = "\n".join(f"{number}  {section}" for number, section in enumerate(sections, start=1))
    table = Table(title=assignment, title_justify="left", caption=caption, caption_justify="left", box=SIMPLE_HEAD)
    table.add_column("student", no_wrap=True)
    for number, _ in enumerate(sections, start=1):
        table.add_column(str(number), justify="right", no_wrap=True)
    table.add_column("total", justify="right", style="bold")
    with api.gradebook as gradebook:
        for student in students:
            scores: dict[str, float] = defaultdict(float)
            maxima: dict[str, float] = defaultdict(float)
            for notebook in gradebook.find_submission(assignment, student).notebooks:
                for grade in notebook.grades:
                    section = section_of[notebook.name, grade.name]
                    scores[section] += grade.score
                    maxima[section] += grade.max_score
            cells = [f"{scores[section]:g} / {maxima[section]:g}" for section in sections]
            table.add_row(student, *cells, f"{sum(scores.values()):g} / {sum(maxima.values()):g}")
    return table
