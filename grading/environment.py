"""The programs that nbgrader starts by name, found whether or not a virtual environment is activated."""

import os
import sys
from pathlib import Path


def put_own_programs_first() -> None:
    """Let programs be found beside this Python first: nbgrader starts `alembic` when it makes a gradebook."""
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
