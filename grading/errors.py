"""The one exception for everything that a person at the command line can mend."""


class CourseError(Exception):
    """One line that names the thing, what was found and the way out; commands print it and exit with 2."""
