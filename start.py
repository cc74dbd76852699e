#!/usr/bin/env python3
"""Set the course up and start it; needs Python 3.11 or newer and nothing else.

    python3 start.py course [WEEK ...]   build the release, grade the example class
    python3 start.py test [PYTEST ...]   run every test
    python3 start.py lab [--port PORT]   open JupyterLab in release/

The first start makes .venv and installs requirements.txt into it; later starts find it there.
This file keeps to syntax that Python 3.6 can read, so that an old Python too can say what is missing.
"""

import argparse
import hashlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys

ROOT = os.path.dirname(os.path.realpath(__file__))
VENV = os.path.join(ROOT, ".venv")
SCRIPTS = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
PYTHON = os.path.join(SCRIPTS, "python.exe" if os.name == "nt" else "python")
STAMP = os.path.join(VENV, "installed.txt")
UV = "uv==0.13.8"  # installs in seconds what takes pip a minute
OLDEST = (3, 11)


def fail(message):
    """Say in one line what is missing and what to do, and stop."""
    sys.stderr.write("start.py: " + " ".join(message.splitlines()) + "\n")
    raise SystemExit(2)


def check_machine():
    """Stop unless this Python is new enough and can make virtual environments."""
    if sys.version_info < OLDEST:
        fail(
            "this is Python {}.{}, the course needs {}.{} or newer; install one from https://www.python.org "
            "and start with it, for example: python3.13 start.py course".format(*sys.version_info[:2] + OLDEST)
        )
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            fail(
                f"this Python has no `{module}` module; on Debian or Ubuntu: sudo apt install python3-venv, "
                "elsewhere: install Python from https://www.python.org"
            )


def activate():
    """Do what .venv's own `activate` does, and keep out what the caller's shell would mix in."""
    # `alembic`, `jupyter` and `uv` are started by name further on, so .venv comes first on the PATH.
    path = SCRIPTS + os.pathsep + os.environ.get("PATH", os.defpath)
    os.environ.update(PATH=path, VIRTUAL_ENV=VENV, PIP_USER="0")
    for name in ("PYTHONHOME", "PYTHONPATH"):
        os.environ.pop(name, None)


def fingerprint():
    """Return what .venv must have been made from to be used again: this place, this Python, these requirements."""
    digest = hashlib.sha256(os.fsencode(ROOT) + bytes(sys.version_info[:2]))
    for name in ("requirements.txt", "constraints.txt", "pyproject.toml"):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest().encode()


def installed():
    """Return whether .venv is whole and was made from today's requirements."""
    wanted = fingerprint()
    try:
        with open(STAMP, "rb") as file:
            return file.read() == wanted and os.path.exists(PYTHON)
    except (FileNotFoundError, NotADirectoryError):
        return False


def run(*command):
    """Run one step of the set-up; return its complaint, or None if it went well."""
    try:
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    except OSError as error:
        return str(error)
    except subprocess.CalledProcessError as error:
        lines = [line.strip() for line in error.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
        errors = [line for line in lines if line.startswith("ERROR:")]
        return ["no reason given", *lines, *errors][-1]
    return None


def lock(file):
    """Wait while another start sets up this course; the lock goes when `file` is closed, even by a crash."""
    if os.name != "nt":  # Windows lets nobody clear a .venv in use.
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)


def set_up():
    """Make .venv and install requirements.txt into it, with uv if it can be had, else with pip."""
    made_from = fingerprint()
    if os.path.exists(STAMP):  # first, so that what an interruption leaves is never taken for whole
        os.remove(STAMP)
    complaint = run(sys.executable, "-m", "venv", "--clear", VENV)
    if complaint:
        fail(f"could not make {VENV} ({complaint}); remove it, check the free space and start again")
    pip_install = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check"]
    if shutil.which("uv") is None:
        run(*pip_install, UV)
    requirements = ["-r", os.path.join(ROOT, "requirements.txt")]
    if run("uv", "pip", "install", "--python", PYTHON, *requirements):
        complaint = run(*pip_install, *requirements)
    if complaint:
        fail(f"could not install the packages ({complaint}); check the network and the free space, then start again")
    with open(STAMP, "wb") as file:
        file.write(made_from)


def ensure_installed():
    """Set .venv up unless an earlier start has done it."""
    if installed():
        return
    if not os.access(ROOT, os.W_OK):
        fail(f"cannot write into {ROOT}; copy the course to a folder of your own and start it there")
    print("Setting up .venv; this happens once and takes a minute or two.", flush=True)
    with open(__file__, "r+b") as this_file:
        lock(this_file)
        if not installed():
            set_up()


def check_port(port):
    """Stop if something else listens on `port`: JupyterLab would quietly take another."""
    with socket.socket() as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("localhost", port))
        except (OSError, OverflowError) as error:
            fail(f"port {port} cannot be used ({error}); choose another with --port, or leave it out")


def lab(arguments):
    """Return the command that opens JupyterLab in release/, all but --port being its own affair."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--port", type=int)
    parser.error = fail  # one line, no usage
    port = parser.parse_known_args(arguments)[0].port
    if port is not None:
        check_port(port)
    release = os.path.join(ROOT, "release")
    if not os.path.isdir(release):
        fail(f"there is no {release}; build it first: python3 start.py course")
    allow_root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return ["-m", "jupyterlab", "--ServerApp.root_dir=" + release, *allow_root, *arguments]


def job(arguments):
    """Return the arguments with which .venv's Python takes over."""
    name, rest = (arguments or ["nothing"])[0], arguments[1:]
    if name in ("-h", "--help"):
        print(__doc__)
        raise SystemExit
    if name not in ("course", "test", "lab"):
        fail(f"the commands are course, test and lab, found {name}; for example: python3 start.py course")
    if name == "lab":
        return lab(rest)
    return ["-m", "grading", "course", *rest] if name == "course" else ["-m", "pytest", *rest]


def main():
    """Read the command, set up what is missing and hand over."""
    check_machine()
    command = [PYTHON, *job(sys.argv[1:])]
    activate()
    try:
        ensure_installed()
    except OSError as error:
        fail(f"{error}; see that this folder is whole and yours and has room, and start again")
    except KeyboardInterrupt:
        fail("interrupted; the next start sets up from the beginning")
    os.chdir(ROOT)
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(PYTHON, command)


if __name__ == "__main__":
    main()
