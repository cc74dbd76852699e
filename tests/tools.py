"""Programs from outside Python that some tests need: a browser, npm."""

import os
import shutil
from typing import NoReturn

import pytest


def require(*names: str) -> str:
    """Return the path of the first of the programs `names` that this machine has; without any, the test is off.

    Parameters
    ----------
    names : str
        Programs that serve alike, first the one named as its Debian package: `"chromium", "google-chrome"`.

    Returns
    -------
    path : str
    """
    for name in names:
        if path := shutil.which(name):
            return path
    call_off(f"{' or '.join(names)} is missing; on Debian or Ubuntu: sudo apt install {names[0]}")


def call_off(reason: str) -> NoReturn:
    """Skip the test for `reason`, or fail it where COURSE_TESTS_REQUIRE_TOOLS=1.

    Continuous integration sets that: there a proof that did not happen is no proof.
    """
    if os.environ.get("COURSE_TESTS_REQUIRE_TOOLS") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
