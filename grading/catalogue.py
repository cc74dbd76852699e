"""The catalogue of wrong answers: for each exercise, the usual mistakes as a learner would type them.

A catalogue is a folder with one TOML file per assignment:

    [[wrong]]
    exercise = "d_ripple"                     # grade_id of the solution cell
    mistake = "missing_inner_derivative"      # its name; the feedback for `code` must name it
    code = '''
    def d_ripple(x):
        return np.cos(x**2)
    '''

One text serves twice: the example class makes these mistakes, and tests prove that each of them loses points.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from grading.errors import CourseError


@dataclass(frozen=True)
class WrongAnswer:
    """What a learner types into the solution cell `exercise` who makes the mistake `mistake`."""

    exercise: str
    mistake: str
    code: str


def read_catalogue(path: Path) -> list[WrongAnswer]:
    """Return the wrong answers of one assignment in the order of the file.

    Raises
    ------
    CourseError
        If the file is missing or an entry lacks one of its three texts.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("wrong", [])
        return [WrongAnswer(**entry) for entry in entries]
    except FileNotFoundError:
        raise CourseError(f"{path} is missing; write at least two wrong answers per exercise into it") from None
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise CourseError(f"{path} cannot be read ({error}); each [[wrong]] has exercise, mistake, code") from None
