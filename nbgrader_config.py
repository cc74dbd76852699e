"""What differs from nbgrader's defaults, each with its reason."""

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.converters import Autograde
from nbgrader.preprocessors import ClearHiddenTests, GetGrades

from grading.environment import put_own_programs_first
from grading.execute import Execute

c = get_config()

# nbgrader starts `alembic` by name; it must not matter whether the virtual environment is activated.
put_own_programs_first()

# Names the course in gradebook and exchange.
c.CourseDirectory.course_id = "multivariate_calculus"

# The default stub raises NotImplementedError: a cell that holds an answer in a variable, and the "try it" line under
# a function, would greet a learner with a traceback. `...` runs quietly, and the test cell says what is still blank.
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\n..."}

# The default Execute lets a widget stall a whole submission; `grading.execute` says how ours differs.
c.Autograde.autograde_preprocessors = [Execute, *Autograde.autograde_preprocessors.default()[1:]]

# Feedback goes to learners, and from there to the next year's: it shows what a hidden test said, not what it asks.
c.GenerateFeedback.preprocessors = [GetGrades, ClearHiddenTests, CSSHTMLHeaderPreprocessor]

# Every kernel would otherwise print a warning that it talks over TCP, to itself, on this machine.
c.Execute.extra_arguments = ["--IPKernelApp.log_level=ERROR"]
