"""A cluster worker's side without an engine: facts, the packed course, judges, and what never is in that process."""

from __future__ import annotations

import asyncio
import dataclasses
import subprocess
import sys
import zlib
from pathlib import Path

import msgspec
import pytest

from grader.cluster import home
from grader.cluster.content import hash_content, pack_content, unpack_content
from grader.cluster.extra import check_extra
from grader.cluster.facts import Facts, Versions, derive_refusal, find_versions
from grader.course.layout import VISIBILITIES
from grader.course.submissions import check_source
from grader.judge.protocol import Graded, Ready, Refused, Setup
from grader.judge.tasks import Task
from grader.records.errors import GraderFault, UsageProblem
from grader.worker.protections import Protections

SUITES = {
    "tests/public/tiny/test_scale.py": (
        "import pytest\n\n\n@pytest.mark.points(6)\ndef test_double(submission):\n"
        '    """Twice one"""\n    assert submission.double(1.0) == 2.0\n'
    ),
    "tests/kit/secret.py": "",
    "exercises/tiny/__pycache__/x.pyc": "",
}


@dataclasses.dataclass
class Worker:
    """What a home uses of a dask worker."""

    local_directory: str


@pytest.fixture
def place(make_course, tmp_path):
    """A packed course, a setup, and a worker's folder; whatever is opened is left at the end."""
    content = pack_content(make_course(SUITES))
    setup = msgspec.json.encode(Setup(b"", ["scale"], list(VISIBILITIES), 5))
    worker = Worker(str(tmp_path / "worker"))
    Path(worker.local_directory).mkdir()
    yield content, setup, worker
    asyncio.run(home.leave(home.home_key(hash_content(content), setup)))


def open_home(content, setup, worker, sent):
    told = asyncio.run(home.open_home(hash_content(content), setup, sent, 1, home.NO_PIN, worker))
    return msgspec.json.decode(told, type=home.Opening)


def ask(key, token, tasks):
    return msgspec.json.decode(home.grade(key, token, tasks), type=home.Answers).answers


def test_packed_courses(make_course, tmp_path):
    """The same files give the same bytes; nothing but the course is in them; what would leave the folder is refused"""
    root = make_course(SUITES)
    content = pack_content(root)
    assert content == pack_content(root)
    unpack_content(content, tmp_path / "there")
    found = {path.relative_to(tmp_path / "there").as_posix() for path in (tmp_path / "there").rglob("*") if path.is_file()}
    assert found == {
        "exercises/course.toml",
        "exercises/tiny/scale/exercise.toml",
        "exercises/tiny/scale/scale.py",
        "reference/tiny/scale.py",
        "tests/public/tiny/test_scale.py",
    }
    (root / "reference" / "tiny" / "scale.py").write_text("x = 1\n")
    assert hash_content(pack_content(root)) != hash_content(content)
    for name in (b"../out", b"/out", b"a/../../out"):
        with pytest.raises(GraderFault, match="outside"):
            unpack_content(zlib.compress(msgspec.msgpack.encode([(name, b"")])), tmp_path / "there")
    with pytest.raises(GraderFault, match="damaged"):
        unpack_content(content[:-3], tmp_path / "there")


def test_a_home(place):
    """A course is sent once; a submission is judged elsewhere; another process's task is not; nothing stays behind"""
    content, setup, worker = place
    folder, key = Path(worker.local_directory), home.home_key(hash_content(content), setup)
    assert isinstance(open_home(content, setup, worker, b""), home.Lacking)
    assert isinstance(open_home(content, setup, worker, content + b"x"), Refused)
    ready = open_home(content, setup, worker, content)
    assert isinstance(ready, Ready)
    assert [head.points for head in ready.cases["scale"]] == [6]
    assert isinstance(open_home(content, setup, worker, b""), Ready)
    [course] = folder.iterdir()
    assert course.stat().st_mode & 0o077 == 0
    facts = msgspec.json.decode(asyncio.run(home.tell(Protections().to_argument())), type=Facts)
    assert facts.holds == [hash_content(content)]

    before = set(sys.modules)
    work = check_source(b"import sys\nsys.executed_here = True\ndef double(x):\n    return x + x\n", "scale.py")
    task = msgspec.json.encode([Task("ann", "scale", work)] * 2)
    [answer, other] = ask(key, facts.token, task)
    assert isinstance(other, Graded)
    assert isinstance(answer, Graded)
    assert (answer.result.student, answer.result.score) == ("ann", 6)
    assert not hasattr(sys, "executed_here")
    assert [name for name in set(sys.modules) - before if "scale" in name] == []
    for key_, token in ((key, "another"), ("another", facts.token)):
        assert ask(key_, token, task) == [home.Gone()]
    assert isinstance(ask(key, facts.token, b"{")[0], Refused)

    asyncio.run(home.leave(key))
    assert list(folder.iterdir()) == []
    assert ask(key, facts.token, task) == [home.Gone()]


def test_a_course_that_is_wrong(place, make_course):
    """What a judge says of the suites comes back with the place in the course, and without the worker's folder"""
    _, setup, worker = place
    content = pack_content(make_course({**SUITES, "tests/public/tiny/test_scale.py": "import nothing_of_this_name\n"}))
    refused = open_home(content, setup, worker, content)
    assert isinstance(refused, Refused)
    assert refused.kind == "course"
    assert "nothing_of_this_name" in refused.problem
    assert worker.local_directory not in refused.problem
    assert list(Path(worker.local_directory).iterdir()) == []


HERE = Versions("0.1.0", "a" * 64, "3.11.7", "2.4.6", "Linux x86_64")
FULL = ["rlimits", "landlock", "seccomp"]


@pytest.mark.parametrize(
    ("changed", "isolation", "text"),
    [
        ({}, FULL, ""),
        ({"numpy": "2.3.1"}, FULL, "numpy 2.3.1 there, 2.4.6 here; install the same versions there, or give --allow-skew"),
        ({"python": "3.12.1", "grader": "0.2.0"}, FULL, "grader 0.2.0 there, 0.1.0 here; python 3.12.1 there, 3.11.7 here"),
        ({"engine": "b" * 64}, FULL, "another source of grader 0.1.0 (bbbbbbbb there, aaaaaaaa here)"),
        ({"platform": "Linux aarch64"}, FULL, "platform Linux aarch64 there, Linux x86_64 here"),
        ({}, ["rlimits", "landlock"], "it cannot confine a submission (it has rlimits, landlock); `grader doctor` there"),
        ({}, [], "it cannot confine a submission (it has nothing)"),
    ],
)
def test_who_is_refused(changed, isolation, text):
    """By protections and versions, with what to do"""
    facts = Facts("", "host", 2, msgspec.structs.replace(HERE, **changed), isolation)
    problem = derive_refusal(facts, HERE, need_confined=True, allow_skew=False)
    assert problem.startswith(text)
    assert bool(problem) == bool(text)
    confined = isolation == FULL
    assert bool(derive_refusal(facts, HERE, need_confined=True, allow_skew=True)) == (not confined)
    assert bool(derive_refusal(facts, HERE, need_confined=False, allow_skew=True)) is False


def test_versions_name_the_source():
    """The digest of the engine's source is part of the versions"""
    assert len(find_versions().engine) == 64


def test_without_the_extra(monkeypatch):
    """One line says what to install"""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageProblem, match=r"pip install 'layer-grader\[cluster\]'"):
        check_extra()


def test_the_engine_is_imported_only_where_it_is_asked_for():
    """Neither the command line nor `grade` without --cluster loads it, nor does what runs on a worker"""
    code = (
        "import sys, grader.cli, grader.commands.instructors.grade, grader.commands.instructors.cluster\n"
        "import grader.cluster.home, grader.cluster.dispatch\n"
        "sys.exit(any(name.partition('.')[0] in ('distributed', 'dask', 'cloudpickle') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
