"""The main job: build the release, let the example class hand in, grade it, return feedback, show the results.

Everything goes through nbgrader's own converters, so what this job shows is what `nbgrader generate_assignment`,
`nbgrader autograde` and `nbgrader generate_feedback` do one at a time. Only students named `example-...` are touched.
"""

import logging
import os
import re
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGrader
from nbgrader.apps.api import NbGraderAPI
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy.exc import SAWarning
from traitlets import Unicode, default

from grading.catalogue import read_catalogue
from grading.errors import CourseError
from grading.example_class import Answers, fill_in, hand_in, members, refuse_stranger
from grading.notebooks import read_notebook
from grading.results import results_table

BUILDING = ".building"


@dataclass(frozen=True)
class Assignment:
    """One assignment: its source notebooks by file name, and the example students with the answers they give."""

    name: str
    sources: dict[str, NotebookNode]
    students: dict[str, Callable[[NotebookNode], Answers]]


class CourseApp(NbGrader):
    """`python -m grading course [ASSIGNMENT ...]`: do the main job for the named assignments, or for all."""

    name = "grading course"
    description = "Build the release, then grade the example class and return its feedback."

    catalogue = Unicode(
        "tests/wrong_answers",
        help="Folder with the catalogue of wrong answers, relative to the course's root.",
    ).tag(config=True)

    @default("log_level")
    def _log_level_default(self) -> int:
        return logging.ERROR

    def start(self) -> None:
        """Run the job; a `CourseError` ends it with one line and exit code 2."""
        super().start()
        # nbgrader's log goes to the error message of the step that failed, see `convert`, not across the progress bar.
        self.log.handlers[:] = [logging.NullHandler()]
        self.log.propagate = False
        # nbgrader 0.9.6 makes SQLAlchemy 2 warn at every new submission; nothing is lost by what it warns of.
        warnings.filterwarnings("ignore", category=SAWarning, module="nbgrader")
        try:
            self.do_main_job()
        except CourseError as error:
            self.fail(str(error))
        except PermissionError as error:
            self.fail(f"cannot write {error.filename}; see that the course's folder is yours and start again")

    def fail(self, message: str) -> None:
        """Say in one line what went wrong, and exit with 2."""
        print(f"course: {message}", file=sys.stderr)
        self.exit(2)

    def do_main_job(self) -> None:
        """Build, hand in, grade, return and show, assignment by assignment."""
        root = Path(self.coursedir.root)
        self.check_writable(root)
        lessons = [self.read_assignment(root, name) for name in self.chosen_assignments(root)]
        for student in members([]):  # before the gradebook forgets anybody
            refuse_stranger(root / "submitted", student)
        steps = [step for lesson in lessons for step in self.steps(lesson)]
        console = Console()
        columns = (TextColumn("{task.description:<36}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console) as progress:
            task = progress.add_task("", total=len(steps))
            for description, work in steps:
                progress.update(task, description=description)
                work()
                progress.advance(task)
            progress.update(task, description="done")
        for lesson in lessons:
            console.print(results_table(self.api, lesson.name, lesson.sources, list(lesson.students)))
        console.print(f"Feedback pages: {root / 'feedback' / 'STUDENT' / 'WEEK' / '*.html'}", soft_wrap=True)
        console.print(f"Gradebook:      {self.coursedir.db_url}", soft_wrap=True)

    def steps(self, lesson: Assignment) -> Iterator[tuple[str, Callable[[], None]]]:
        """Yield what is to be done for one assignment, each step with its description."""
        yield f"{lesson.name}: building the release", partial(self.build_release, lesson.name)
        yield f"{lesson.name}: the example class hands in", partial(self.submit_class, lesson)
        for student in lesson.students:
            yield f"{lesson.name}: grading {student}", partial(self.convert, "autograde", lesson.name, student)
            yield (
                f"{lesson.name}: feedback for {student}",
                partial(self.convert, "generate_feedback", lesson.name, student),
            )

    def check_writable(self, root: Path) -> None:
        """Refuse to start what could not be finished."""
        for folder in [root, *(root / name for name in ("release", "submitted", "autograded", "feedback"))]:
            if folder.exists() and not os.access(folder, os.W_OK):
                raise CourseError(f"cannot write into {folder}; see that the course's folder is yours and start again")

    def chosen_assignments(self, root: Path) -> list[str]:
        """Return the assignments named on the command line, or all that `source/` holds."""
        source = root / "source"
        known = sorted(folder.name for folder in source.glob("*") if folder.is_dir())
        if not known:
            raise CourseError(f"{source} holds no assignment; start this in the root of a course")
        unknown = [name for name in self.extra_args if name not in known]
        if unknown:
            raise CourseError(f"there is no {unknown[0]} in {source}; there is {', '.join(known)}")
        return list(self.extra_args) or known

    def read_assignment(self, root: Path, name: str) -> Assignment:
        """Return an assignment with its notebooks and its example class, so that anything broken stops us early."""
        folder = root / "source" / name
        sources = {path.name: read_notebook(path) for path in sorted(folder.glob("*.ipynb"))}
        if not sources:
            raise CourseError(f"{folder} holds no notebook; put one there or remove the folder")
        return Assignment(name, sources, members(read_catalogue(root / self.catalogue / f"{name}.toml")))

    @cached_property
    def api(self) -> NbGraderAPI:
        """nbgrader's own interface to this course."""
        return NbGraderAPI(coursedir=self.coursedir, parent=self)

    def build_release(self, assignment: str) -> None:
        """Build release/assignment beside the old one and put it in its place once it is whole."""
        self.withdraw_class(assignment)
        building = Path(self.coursedir.root) / BUILDING
        shutil.rmtree(building, ignore_errors=True)
        release_directory = self.coursedir.release_directory
        self.coursedir.release_directory = BUILDING
        try:
            self.convert("generate_assignment", assignment)
            release = Path(self.coursedir.root) / release_directory / assignment
            if release.exists():
                shutil.rmtree(release)
            release.parent.mkdir(exist_ok=True)
            (building / assignment).rename(release)
        finally:
            self.coursedir.release_directory = release_directory
            shutil.rmtree(building, ignore_errors=True)

    def withdraw_class(self, assignment: str) -> None:
        """Take the example students' submissions out of the gradebook.

        nbgrader rightly refuses to change the cells of an assignment that somebody has handed in; the example class
        must not be that somebody.
        """
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            for student in members([]):
                try:
                    gradebook.remove_submission(assignment, student)
                except MissingEntry:
                    continue  # A first run: this student has not handed in yet.

    def submit_class(self, lesson: Assignment) -> None:
        """Lay each example student's notebooks in submitted/."""
        root = Path(self.coursedir.root)
        release = {name: read_notebook(root / "release" / lesson.name / name) for name in lesson.sources}
        for student, answers in lesson.students.items():
            notebooks = {name: fill_in(release[name], answers(source)) for name, source in lesson.sources.items()}
            hand_in(notebooks, root / "submitted", student, lesson.name)

    def convert(self, command: str, assignment: str, *student: str) -> None:
        """Run one of nbgrader's converters; its log is shown only if it fails."""
        result = getattr(self.api, command)(assignment, *student, force=True)
        if not result["success"]:
            # The first exception in a chain of tracebacks is the cause of the others.
            cause = re.search(r"^ *[\w.]+(?:Error|Exception): (.+)", result["log"] + result["error"], re.MULTILINE)
            reason = cause[1] if cause else "no reason given"
            raise CourseError(
                f"nbgrader {command} {' '.join([assignment, *student])} failed ({reason}); "
                f"run that command by itself to see its whole log"
            )
