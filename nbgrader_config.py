"""What differs from nbgrader's defaults, each with its reason."""

import os
import sys
from pathlib import Path

from nbgrader.converters import Autograde

from grading.execute import Execute

c = get_config()

# nbgrader starts `alembic` by name when it makes a gradebook: let it find the one that belongs to this Python,
# whether or not the virtual environment is activated.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])

# Names the course in gradebook and exchange.
c.CourseDirectory.course_id = "multivariate_calculus"

# The default stub raises NotImplementedError: a cell that holds an answer in a variable, and the "try it" line under
# a function, would greet a learner with a traceback. `...` runs quietly, and the test cell says what is still blank.
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\n..."}

# The default Execute lets a widget stall a whole submission; `grading.execute` says how ours differs.
c.Autograde.autograde_preprocessors = [Execute, *Autograde.autograde_preprocessors.default()[1:]]

# Every kernel would otherwise print a warning that it talks over TCP, to itself, on this machine.
c.Execute.extra_arguments = ["--IPKernelApp.log_level=ERROR"]
