"""Grades the submissions of `hostile/` as one class and looks at everything that they could have changed.

Each file there opens with what it attempts, what an honest grader gives for it, and what is allowed:
`# expect: outcome=<outcomes of cases that are not passed> max=<points that the file earns at most>`,
and ` with=<outcome>` where that must be among them.
Before a run the words between at signs are replaced by what the attack needs to know of this run: paths, a
port, and a word to print where something succeeded that should not have. No attack has to guess.
"""

from __future__ import annotations

import contextlib
import ctypes
import dataclasses
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import grader
from grader.course.layout import Limits
from grader.link.launchers import make_launcher
from grader.link.link import WorkerFailure
from grader.records.results import OUTCOMES, read_result
from grader.worker.wire import Load, Module

KIT = Path(__file__).parents[1]
ROOT = KIT.parents[1]
ATTACKS = sorted((KIT / "hostile").glob("*.py"))
LONG = ("flood_huge_answer", "flood_wide_answer", "leave_after_much_work", "leave_endless_error_text", "time_big_power",
        "time_catches_everything", "time_loop_in_forward", "time_signals_ignored", "time_sleeps", "time_sleeps_in_a_lock",
        "time_slow_regex")  # fmt: skip
"""Attacks that last until a limit, as shorter ones of their kind do; graded where the slow tests run."""
NEIGHBOURS = ("amara", "nadia")
SCHEMA = json.loads((ROOT / "grader" / "records" / "result.schema.json").read_text())
EXPECT = re.compile(r"^# expect: outcome=([a-z_,]+) max=(\d+)(?: with=([a-z_]+))?$", re.MULTILINE)
NOBODY = 65534
MAX_DESCRIPTORS = 64
PR_SET_CHILD_SUBREAPER = 36

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="submissions are confined on Linux only")


@dataclasses.dataclass
class Run:
    """What one run of the command left behind."""

    out: Path
    code: int
    printed: str
    words: dict[str, str]
    left_behind: list[str]
    most_descriptors: int
    heard: list[str]
    changed: list[str]


@dataclasses.dataclass
class Class:
    """A run with the attacks and one without, under the same protections."""

    hostile: Run
    peaceful: Run
    attacks: list[Path]
    students: list[str]


# --- the class ---


@pytest.fixture(
    scope="module",
    params=["default", pytest.param("no-landlock", marks=pytest.mark.slow),
            pytest.param("unprivileged", marks=pytest.mark.slow)],
)  # fmt: skip
def graded(request: pytest.FixtureRequest) -> Iterator[Class]:
    """The class, graded as this user, with Landlock switched off, and as a user without rights.

    Of the attacks those that a test of this session asks for; all of them where none does.
    """
    tests = [item for item in request.session.items if isinstance(item, pytest.Function) and item.path == Path(__file__)]
    graded_ones = (test for test in tests if {"graded", "attack"} <= set(test.fixturenames))
    asked = {test.callspec.params["attack"] for test in graded_ones}
    attacks = [path for path in ATTACKS if not asked or path in asked]
    options: list[str] = []
    user: int | None = None
    if request.param == "no-landlock":
        options = ["--no-landlock"]
        if "no_landlock" not in _hidden_options():
            pytest.skip("`grader grade` has no option that leaves Landlock out")
    base = Path(tempfile.mkdtemp(prefix="hostile-")).resolve()
    base.chmod(0o755)
    try:
        python = Path(sys.executable)
        if request.param == "unprivileged":
            if os.geteuid() != 0:
                pytest.skip("this user has no rights that could be given up")
            user, python = NOBODY, _copy_interpreter(base / "python")
        peaceful = _grade(base / "peaceful", python, user, options, attacks=[])
        hostile = _grade(base / "hostile", python, user, options, attacks)
        names = (path.name for path in (base / "hostile" / "class").iterdir() if "-then-" in path.name)
        yield Class(hostile, peaceful, attacks, sorted(names))
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _hidden_options() -> set[str]:
    from grader.cli import grade

    return {option.name for option in grade.params if option.name}


def _grade(base: Path, python: Path, user: int | None, options: list[str], attacks: list[Path]) -> Run:
    """Grades attacks, with a neighbour after each; without any, the neighbours alone."""
    students, out, canary = base / "class", base / "out", base / "canary"
    for folder in (base, students, out, canary):
        folder.mkdir()
    (canary / "secret.txt").write_text(secret := secrets.token_hex(16))
    with _listening(base / "ear") as (port, hear):
        words = {
            "COURSE": str(ROOT), "SUBMISSIONS": str(students), "RESULTS": str(out), "CANARY": str(canary),
            "RELATIVE": os.path.relpath(canary, "/"), "PORT": str(port), "SOCKET": str(base / "ear"),
            "BREACH": f"breach-{secrets.token_hex(8)}",
        }  # fmt: skip
        for attack in attacks:
            text = re.sub(r"@([A-Z]+)@", lambda match: words[match[1]], attack.read_text())
            _hand_in(students / attack.stem, text)
        names = [f"{attack.stem}-then-{NEIGHBOURS[n % len(NEIGHBOURS)]}" for n, attack in enumerate(attacks)]
        for name in names or NEIGHBOURS:  # students are graded in the order of their names
            neighbour = name.rpartition("-")[2]
            _hand_in(students / name, (ROOT / "tests" / "submissions" / neighbour / "dense.py").read_text())
        _open_to_all(base)
        if user is not None:
            os.chown(out, user, user)
        before = _snapshot(canary, students)
        command = [str(python), "-m", "grader", "--course", str(ROOT), "grade", str(students)]
        command += ["--out", str(out), "--exercise", "dense", *options]
        environment = {**os.environ, "GRADER_TEST_SECRET": secret, "HOME": str(base)}
        code, printed, left_behind, most = _run(command, environment, user)
        after = _snapshot(canary, students)
        changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        return Run(out, code, printed, {**words, "SECRET": secret}, left_behind, most, hear(), changed)


def _hand_in(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "dense.py").write_text(text)


def _open_to_all(base: Path) -> None:
    """Lets everybody write everywhere: what stays as it was, the grader has protected, and no file mode."""
    for path in base.rglob("*"):
        if not path.is_socket():
            path.chmod(0o777 if path.is_dir() else 0o666)


def _snapshot(*folders: Path) -> dict[str, tuple[Any, ...]]:
    """Returns what of these trees an attack could change: names, modes, owners, times and contents."""
    found: dict[str, tuple[Any, ...]] = {}
    for folder in folders:
        for path in [folder, *folder.rglob("*")]:
            status = path.lstat()
            data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            found[str(path)] = (status.st_mode, status.st_uid, status.st_nlink, status.st_mtime_ns, data)
    return found


@contextlib.contextmanager
def _listening(path: Path) -> Iterator[tuple[int, Any]]:
    """Listens on a port (TCP and UDP) and on unix sockets; gives a function that says who came."""
    with contextlib.ExitStack() as stack:
        stream = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_STREAM))
        datagram = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        named = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
        abstract = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
        stream.bind(("127.0.0.1", 0))
        port = stream.getsockname()[1]
        datagram.bind(("127.0.0.1", port))
        named.bind(str(path))
        path.chmod(0o777)
        abstract.bind(f"\0{path}")
        for server in (stream, named, abstract):
            server.listen(64)
            server.setblocking(False)
        datagram.setblocking(False)

        def hear() -> list[str]:
            heard = []
            for server in (stream, named, abstract):
                with contextlib.suppress(BlockingIOError):
                    server.accept()[0].close()
                    heard.append("a connection")
            with contextlib.suppress(BlockingIOError):
                heard.append(f"a datagram {datagram.recv(100)!r}")
            return heard

        yield port, hear


def _run(
    command: list[str], environment: dict[str, str], user: int | None
) -> tuple[int, str, list[str], int]:  # fmt: skip
    """Runs the command; returns code, output, who is left, and the most descriptors that one process had.

    This process adopts every orphan meanwhile, so whatever the run started and did not end is below it then.
    """
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    before = _descendants()
    most = 0
    identity: dict[str, Any] = {} if user is None else {"user": user, "group": user, "extra_groups": []}
    try:
        with tempfile.TemporaryFile() as output:
            process = subprocess.Popen(
                command, env=environment, cwd="/", stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT, start_new_session=True, **identity,
            )  # fmt: skip
            while process.poll() is None:
                for pid in _descendants() - before:
                    with contextlib.suppress(OSError):
                        most = max(most, len(os.listdir(f"/proc/{pid}/fd")))
                time.sleep(0.2)
            left_behind = []
            for pid in _descendants() - before:
                with contextlib.suppress(OSError):
                    name = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
                    left_behind.append(f"{pid}: {name!r}")
                    os.kill(pid, signal.SIGKILL)
            output.seek(0)
            return process.returncode, output.read().decode(errors="replace"), left_behind, most
    finally:
        for pid in _descendants() - before:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        libc.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def _descendants() -> set[int]:
    """Returns the processes below this one, zombies left out."""
    parents: dict[int, int] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError, IndexError):
                state, parent = Path(f"/proc/{name}/stat").read_bytes().rpartition(b")")[2].split()[:2]
                if state != b"Z":
                    parents[int(name)] = int(parent)
    found: set[int] = set()
    todo = [os.getpid()]
    while todo:
        above = todo.pop()
        below = {pid for pid, parent in parents.items() if parent == above} - found
        found |= below
        todo += below
    return found


def _copy_interpreter(target: Path) -> Path:
    """Returns a Python that everybody can start, with the packages of this one; else skips."""
    packages, home = Path(sysconfig.get_path("purelib")), Path(grader.__file__).parents[1]
    for folder in (packages, home, ROOT):
        if not all(above.stat().st_mode & 0o001 for above in [folder, *folder.resolve().parents]):
            pytest.skip(f"a user without rights cannot reach {folder}")
    stdlib = Path(sysconfig.get_path("stdlib"))
    copied = target / "lib" / stdlib.name
    left_out = shutil.ignore_patterns("site-packages", "dist-packages", "test", "idlelib", "tkinter",
                                      "ensurepip", "turtledemo", "lib2to3", "config-*")  # fmt: skip
    shutil.copytree(stdlib, copied, ignore=left_out)
    for library in Path(sys.base_prefix, "lib").glob("libpython*"):
        shutil.copy(library, target / "lib")
    (target / "bin").mkdir()
    python = target / "bin" / Path(sys.executable).resolve().name
    shutil.copy(Path(sys.executable).resolve(), python)
    for folder in ("site-packages", "dist-packages"):  # which of them is read depends on the distribution
        (copied / folder).mkdir()
        (copied / folder / "packages.pth").write_text(f"{packages}\n{home}\n")
    probe = subprocess.run(
        [python, "-c", "import numpy, msgspec, grader"], user=NOBODY, group=NOBODY, extra_groups=[],
        env={"HOME": "/"}, cwd="/", capture_output=True, text=True,
    )  # fmt: skip
    if probe.returncode != 0:
        pytest.skip(f"a copy of this Python does not start for a user without rights: {probe.stderr[-200:]}")
    return python


def _strip(record: Any) -> Any:
    """Returns the record without its times."""
    if isinstance(record, dict):
        return {key: _strip(item) for key, item in record.items() if key not in ("started_at", "duration_s")}
    return [_strip(item) for item in record] if isinstance(record, list) else record


# --- what must hold ---


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda path: path.stem)
def test_header_is_complete(attack: Path) -> None:
    text = attack.read_text()
    assert text.startswith("# attack: ")
    assert "\n# honest: " in text
    (expected,) = EXPECT.findall(text)
    assert set(expected[0].split(",")) <= set(OUTCOMES)


@pytest.mark.parametrize(
    "attack", [pytest.param(path, marks=[pytest.mark.slow] * (path.stem in LONG), id=path.stem) for path in ATTACKS]
)
def test_attack_earns_no_more_than_it_deserves(graded: Class, attack: Path) -> None:
    path = graded.hostile.out / "results" / attack.stem / "dense.json"
    record = json.loads(path.read_text())
    jsonschema.Draft202012Validator(SCHEMA).validate(record)
    assert read_result(path) is not None
    ((allowed, most, wanted),) = EXPECT.findall(attack.read_text())
    assert record["status"] == "graded", [case["message"] for case in record["cases"]]
    passed = [case["id"] for case in record["cases"] if case["outcome"] == "passed"]
    assert record["score"] <= int(most), passed
    assert record["score"] == sum(case["score"] for case in record["cases"])
    others = {case["id"]: case["outcome"] for case in record["cases"] if case["outcome"] != "passed"}
    assert set(others.values()) <= set(allowed.split(",")), others
    assert not wanted or wanted in others.values()
    assert graded.hostile.words["BREACH"] not in path.read_text()
    assert graded.hostile.words["SECRET"] not in path.read_text()


def test_no_result_is_lost(graded: Class) -> None:
    assert len(graded.students) == len(graded.attacks)
    for run, count in ((graded.hostile, 2 * len(graded.attacks)), (graded.peaceful, len(NEIGHBOURS))):
        assert run.code == 0, run.printed
        assert len(list((run.out / "results").glob("*/dense.json"))) == count
        gradebook = json.loads((run.out / "gradebook.json").read_text())
        assert len(gradebook["students"]) == count
        assert not [path for path in run.out.rglob("*") if path.name.startswith(".part-")]


def test_neighbours_results_are_the_same_without_the_attacks(graded: Class) -> None:
    for student in graded.students:
        one, other = (
            {**_strip(json.loads((run.out / "results" / name / "dense.json").read_text())), "student": ""}
            for run, name in ((graded.hostile, student), (graded.peaceful, student.rpartition("-")[2]))
        )
        differing = [key for key in one if one[key] != other[key]]
        assert not differing, f"{student}: {[(one[key], other[key]) for key in differing]}"
        assert json.dumps(one) == json.dumps(other)


def test_nothing_outside_has_changed(graded: Class) -> None:
    assert graded.hostile.changed == []
    assert graded.hostile.heard == []
    assert not [path for path in ROOT.rglob("*hostile.pth") if ".git" not in path.parts]
    assert not list(ROOT.rglob("conftest_hostile.py"))


def test_nobody_is_left_behind(graded: Class) -> None:
    assert graded.hostile.left_behind == []


def test_no_process_collects_descriptors(graded: Class) -> None:
    assert graded.hostile.most_descriptors <= MAX_DESCRIPTORS


def test_command_prints_nothing_of_an_attack(graded: Class) -> None:
    assert graded.hostile.words["BREACH"] not in graded.hostile.printed
    assert graded.hostile.words["SECRET"] not in graded.hostile.printed
    assert "Traceback" not in graded.hostile.printed


def test_killed_workers_leave_no_descriptor() -> None:
    """One launcher outlives many workers that end in every possible way."""
    sources = [
        b"import os; os._exit(0)",
        b"import os; os.closerange(0, 64)",
        b"import os; os.write(3, b'x' * 99)",
        b"",
    ]
    launcher = make_launcher()
    try:
        counts = []
        for _ in range(3):
            for source in sources * 2:
                worker = launcher.start(Limits(memory_mb=1024))
                with contextlib.suppress(WorkerFailure):
                    worker.request(Load([], Module("dense", "dense.py", source)))
                worker.kill()
            counts.append(len(os.listdir("/proc/self/fd")))
        assert len(set(counts)) == 1
    finally:
        launcher.close()
