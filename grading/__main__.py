"""`python -m grading COMMAND`: the course's own commands beside nbgrader's."""

from nbgrader.apps import NbGrader

from grading.canonical import TidyApp
from grading.course import CourseApp
from grading.environment import put_own_programs_first


class GradingApp(NbGrader):
    """The commands; `python -m grading COMMAND --help` tells more of each."""

    name = "grading"
    description = "Commands for teachers and contributors, beside nbgrader's own."
    subcommands = {  # noqa: RUF012 (traitlets reads this class attribute)
        "course": (CourseApp, CourseApp.description),
        "tidy": (TidyApp, TidyApp.description),
    }

    def start(self) -> None:
        """Hand over to the command, or list what there is."""
        put_own_programs_first()
        super().start()
        if self.subapp is None:
            self.print_help()
            self.exit(2)


if __name__ == "__main__":
    GradingApp.launch_instance()
