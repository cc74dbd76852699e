"""`start.py` as people use it: real starts in copies of the repository, and every way in which a start can fail."""

import ast
import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.tools import call_off

ROOT = Path(__file__).parent.parent
SETTING_UP = "Setting up .venv"
NO_NETWORK = {
    "UV_OFFLINE": "1",
    "UV_NO_CACHE": "1",
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_FIND_LINKS": "",
    "PIP_INDEX_URL": "http://127.0.0.1:9/",  # the port of `discard`: nobody listens
    "PIP_NO_CACHE_DIR": "1",
    "PIP_RETRIES": "0",
}


@dataclass
class Course:
    """A copy of the repository, and how it is started: by which Python, with what environment, as whom.

    Attributes
    ----------
    light : bool
        Whether requirements.txt was cut down to what `start.py test --version` needs, which installs in seconds.
    user : keyword arguments of `subprocess` that change the user; none: the user who runs the tests
    """

    root: Path
    light: bool = True
    python: str = sys.executable
    environment: dict[str, str] = field(default_factory=dict)
    user: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        copy_repository(self.root)
        if self.light:
            requirements = self.root / "requirements.txt"
            lines = requirements.read_text("utf-8").splitlines()
            requirements.write_text("\n".join(line for line in lines if line.startswith(("-c", "pytest="))), "utf-8")

    @property
    def stamp(self) -> Path:
        """Return the file that a finished set-up leaves."""
        return self.root / ".venv" / "installed.txt"

    def popen(
        self, *arguments: str, before: str = "", cwd: Path | None = None, **environment: str
    ) -> subprocess.Popen[str]:
        """Begin `start.py arguments`, in a Python that has executed the statements `before`."""
        start = str(self.root / "start.py")
        script = f"import sys, runpy; sys.argv = sys.argv[1:]; {before}\nrunpy.run_path(sys.argv[0], None, '__main__')"
        # Without byte code every start of the same environment would compile hundreds of files again.
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        process: subprocess.Popen[str] = subprocess.Popen(
            [self.python, *(["-c", script] if before else []), start, *arguments],
            cwd=cwd or self.root,
            env=inherited | self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
            **self.user,  # type: ignore[call-overload]
        )
        return process

    def start(self, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        """Run `start.py arguments` to its end."""
        return finish(self.popen(*arguments, **options))  # type: ignore[arg-type]

    def works(self, **options: object) -> bool:
        """Run the shortest command, see that it succeeds, and return whether .venv was set up for it."""
        done = self.start("test", "--version", **options)
        assert done.returncode == 0, done.stderr
        assert "pytest" in done.stdout
        assert self.stamp.exists()
        return SETTING_UP in done.stdout

    def files(self) -> set[Path]:
        """Return everything that is in the folder."""
        return set(self.root.rglob("*"))


def copy_repository(target: Path) -> None:
    """Copy what a commit of everything would hold; without git, everything but .venv and caches."""
    git = ["git", "-C", str(ROOT), "ls-files", "-coz", "--exclude-standard"]
    listed = subprocess.run(git, capture_output=True, check=False) if shutil.which("git") else None
    if listed is None or listed.returncode:
        ignored = shutil.ignore_patterns(".venv", ".git", ".*_cache", "__pycache__", "node_modules", "gradebook.db*")
        shutil.copytree(ROOT, target, ignore=ignored)
        return
    for name in listed.stdout.split(b"\0"):
        file = Path(os.fsdecode(name))
        if (ROOT / file).is_file():
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, target / file)


def finish(process: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    """Wait for the end of `process`."""
    stdout, stderr = process.communicate(timeout=120)
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line with which a start has to fail."""
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.startswith("start.py: "), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """Provide the path of a course to be, not an easy one; pytest's own `tmp_path` is closed to other users."""
    with tempfile.TemporaryDirectory() as parent:
        yield Path(parent, "Kürs à côté")


@pytest.fixture
def copy() -> Iterator[Course]:
    with folder() as root:
        yield Course(root)


@pytest.fixture(scope="module")
def light() -> Iterator[Course]:
    with folder() as root:
        yield Course(root)


@pytest.fixture(scope="module")
def first_start() -> Iterator[tuple[Course, subprocess.CompletedProcess[str]]]:
    """A whole course after its first start, on a machine that has no uv."""
    path = [entry for entry in os.environ["PATH"].split(os.pathsep) if not shutil.which("uv", path=entry)]
    with folder() as root:
        course = Course(root, light=False, environment={"PATH": os.pathsep.join(path)})
        yield course, course.start("course", "no-such-week")


def test_first_start_sets_up_and_hands_over(first_start: tuple[Course, subprocess.CompletedProcess[str]]) -> None:
    course, done = first_start
    assert done.stdout.startswith(SETTING_UP)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "no-such-week" in done.stderr
    assert course.stamp.exists()


def test_second_start_does_not_set_up(first_start: tuple[Course, subprocess.CompletedProcess[str]]) -> None:
    course, first = first_start
    stamped = course.stamp.stat().st_mtime_ns
    second = course.start("course", "no-such-week")
    assert second.stdout == ""
    assert second.stderr == first.stderr
    assert course.stamp.stat().st_mtime_ns == stamped


def test_lab_opens_release(first_start: tuple[Course, subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    course, _ = first_start
    with socket.create_server(("localhost", 0)) as free:
        port = free.getsockname()[1]
    options = [f"--port={port}", "--no-browser", "--IdentityProvider.token=secret"]
    server = course.popen("lab", *options, HOME=str(tmp_path))
    try:
        listed = names_listed(port, "/api/contents?token=secret", server)
    finally:
        server.terminate()
        finish(server)
    assert listed == {path.name for path in (course.root / "release").iterdir()}


def names_listed(port: int, path: str, server: subprocess.Popen[str]) -> set[str]:
    """Return the names that the server lists at `path`, once it is up."""
    while server.poll() is None:
        connection = http.client.HTTPConnection("localhost", port, timeout=30)
        with contextlib.closing(connection), contextlib.suppress(ConnectionRefusedError):
            connection.request("GET", path)
            return {entry["name"] for entry in json.load(connection.getresponse())["content"]}
        time.sleep(0.1)
    raise AssertionError(server.communicate()[1])


def test_without_network(light: Course) -> None:
    shutil.rmtree(light.root / ".venv", ignore_errors=True)
    assert "network" in complaint(light.start("test", "--version", **NO_NETWORK))
    assert light.works()


def test_starts_from_anywhere(light: Course, tmp_path: Path) -> None:
    light.works()
    (tmp_path / "link").symlink_to(light.root)
    assert not light.works(cwd=tmp_path)
    linked = subprocess.run([sys.executable, tmp_path / "link" / "start.py", "test", "--version"], capture_output=True)
    assert SETTING_UP.encode() not in linked.stdout


def test_shell_of_the_caller_does_not_matter(light: Course, tmp_path: Path) -> None:
    light.works()
    (tmp_path / "pytest.py").write_text("raise ImportError('not ours')")
    assert not light.works(PYTHONPATH=str(tmp_path), VIRTUAL_ENV=str(tmp_path), PIP_USER="1")


def test_changed_requirements_and_an_interruption_and_two_starts_at_once(light: Course) -> None:
    light.works()
    with open(light.root / "requirements.txt", "a") as file:
        file.write("\n# one more line")
    # A shell may have switched Ctrl-C off for what it runs in the background, such as these tests.
    listening = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    process = light.popen("test", "--version", before=listening)
    assert process.stdout is not None
    assert SETTING_UP in process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    assert "interrupted" in complaint(finish(process))
    both = [light.popen("test", "--version"), light.popen("test", "--version")]
    for done in map(finish, both):
        assert done.returncode == 0, done.stderr
        assert "pytest" in done.stdout
    assert not light.works()


def test_carried_to_a_machine_where_uv_does_not_work(light: Course, tmp_path: Path) -> None:
    """Another folder, the Python of .venv gone, and settings of pip that do not suit."""
    light.works()
    light.root = light.root.rename(light.root.with_name("elsewhere"))
    python = light.root / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/no/such/python")
    uv = tmp_path / "uv"
    uv.write_text("#!/bin/sh\necho error: not on this machine >&2\nexit 1\n")
    uv.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    assert light.works(PATH=path, PIP_USER="1", PIP_REQUIRE_VIRTUALENV="1")
    assert not light.works()


@pytest.fixture
def ordinary(copy: Course) -> Course:
    """A course that belongs to an ordinary user, and is started by that user."""
    if os.getuid() == 0:
        import pwd

        nobody = pwd.getpwnam("nobody")
        copy.user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        home = copy.root.parent
        copy.environment = {"HOME": str(home), "UV_CACHE_DIR": str(home / "uv"), "XDG_CACHE_HOME": str(home / "cache")}
        for path in (home, copy.root, *copy.files()):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
        copy.python = python_for(copy)
    return copy


def python_for(course: Course) -> str:
    """Return a Python that the course's user may run; root's own is often hidden in /root."""
    suits = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))"
    for python in (os.path.realpath(sys.executable), "/usr/bin/python3", "/usr/local/bin/python3"):
        with contextlib.suppress(OSError):
            options = {"cwd": course.root, "capture_output": True, **course.user}
            if subprocess.run([python, "-c", suits], **options).returncode == 0:  # type: ignore[call-overload]
                return python
    call_off("no Python 3.11 that an ordinary user may run; on Debian or Ubuntu: sudo apt install python3-venv")


def test_ordinary_user(ordinary: Course) -> None:
    assert ordinary.works()
    assert not ordinary.works()
    assert ordinary.stamp.stat().st_uid == ordinary.root.stat().st_uid != 0


def test_unwritable_folder(ordinary: Course) -> None:
    before = ordinary.files()
    ordinary.root.chmod(0o555)
    said = complaint(ordinary.start("test", "--version"))
    assert f"cannot write into {ordinary.root}" in said
    assert ordinary.files() == before


def test_source_is_readable_by_old_pythons() -> None:
    ast.parse((ROOT / "start.py").read_text("utf-8"), feature_version=(3, 6))


def without(module: str) -> str:
    """Return the statements that hide a module of the standard library, as Debian does."""
    return (
        "import importlib.util as u; found = u.find_spec; "
        f"u.find_spec = lambda name, *rest: None if name == '{module}' else found(name, *rest)"
    )


MACHINES = {
    "Python 3.10": "sys.version_info = (3, 10, 13, 'final', 0)",
    "Python 3.6": "sys.version_info = (3, 6, 15, 'final', 0)",
    "`venv`": without("venv"),
    "`ensurepip`": without("ensurepip"),
}


@pytest.mark.parametrize("name", MACHINES)
def test_unfit_machine(copy: Course, name: str) -> None:
    before = copy.files()
    said = complaint(copy.start("course", before=MACHINES[name]))
    assert name in said
    assert "install" in said
    assert copy.files() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["weak"], "course, test and lab, found weak"),
        ([], "course, test and lab, found nothing"),
        (["lab", "--port", "many"], "invalid int value: 'many'"),
        (["lab", "--port=70000"], "port 70000 cannot be used"),
    ],
)
def test_unfit_command(copy: Course, arguments: list[str], words: str) -> None:
    before = copy.files()
    assert words in complaint(copy.start(*arguments))
    assert copy.files() == before


def test_port_in_use(copy: Course) -> None:
    with socket.create_server(("localhost", 0)) as busy:
        port = busy.getsockname()[1]
        said = complaint(copy.start("lab", f"--port={port}"))
    assert f"port {port} cannot be used" in said
    assert "--port" in said


def test_lab_without_release(copy: Course) -> None:
    shutil.rmtree(copy.root / "release")
    assert "python3 start.py course" in complaint(copy.start("lab"))


def test_venv_is_a_file(copy: Course) -> None:
    (copy.root / ".venv").touch()
    assert f"could not make {copy.root / '.venv'}" in complaint(copy.start("course"))


def test_incomplete_course(copy: Course) -> None:
    (copy.root / "requirements.txt").unlink()
    before = copy.files()
    assert "requirements.txt" in complaint(copy.start("course"))
    assert copy.files() == before
