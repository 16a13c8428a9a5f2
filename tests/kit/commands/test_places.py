"""Where a command is typed and what the machine is like decides nothing: relative courses, links, names that ASCII lacks."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.worker import sandbox

ROOT = Path(__file__).parents[3]
BARE = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


def run(*arguments, cwd, **more):
    """Returns what a command prints in that folder."""
    command = [sys.executable, "-m", "grader", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env={**os.environ, **more}, capture_output=True, timeout=120)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course of one exercise, in a folder whose name ASCII has no letters for."""
    root = tmp_path_factory.mktemp("all") / "kürs ñ"
    for name in ("exercises/course.toml", "exercises/layers/layer.py", "exercises/layers/support.py"):
        if (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / "exercises/layers/dense", root / "exercises/layers/dense")
    for name in ("reference/layers/dense.py", "tests/public/layers/test_dense.py", "tests/hidden/layers/test_dense.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / "tests/submissions/amara", root.parent / "klass" / "åsa")
    os.symlink(root, root.parent / "link")
    return root


@pytest.mark.parametrize(("given", "below"), [("..", "tests"), ("../../kürs ñ", "tests/public"), ("../link", "../klass")])
def test_a_course_by_another_path(course, given, below):
    """`--course ../x` and a link lead to the same course, and its suites are found"""
    done = run("--course", given, "check", "dense", "--file", course.parent / "klass/åsa/dense.py", cwd=course / below)
    assert (done.returncode, done.stderr) == (0, b"")


def test_names_that_ascii_lacks(course, tmp_path):
    """Under a bare POSIX locale a class is graded, and its results are read, as anywhere"""
    done = run("--course", course, "grade", course.parent / "klass", "--out", tmp_path / "ö", cwd=tmp_path, **BARE)
    assert done.returncode == 0, done.stderr.decode()
    assert "kürs ñ" in done.stderr.decode()
    assert json.loads((tmp_path / "ö/results/åsa/dense.json").read_bytes())["status"] == "graded"
    assert "åsa" in run("export", "ö", "--to", "moodle", cwd=tmp_path, **BARE).stdout.decode()


def test_without_seccomp_a_sentence_refuses(course, tmp_path):
    """What does not confine is told in a line, with the option that grades all the same"""
    words = ["--course", course, "grade", course.parent / "klass", "--out", tmp_path / "out", "--no-seccomp"]
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert b"--allow-unconfined" in done.stderr and b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
@pytest.mark.parametrize(("refused", "held"), [("AS", False), ("CPU", False), ("NOFILE", False), ("CORE", True)])
def test_a_refused_limit_is_not_confined(monkeypatch, refused, held):
    """A limit that the kernel refuses counts as off; a hard limit that is lower already is as good"""
    import resource

    kind, lower = getattr(resource, f"RLIMIT_{refused}"), [False]

    def refuse(asked, _):
        if asked == kind:
            raise ValueError("not allowed to raise maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    monkeypatch.setattr(resource, "getrlimit", lambda _: (-1, 1 if lower[0] else -1))
    assert sandbox._set_limits(512, 2.0, 64) is held
    lower[0] = True
    assert sandbox._set_limits(512, 2.0, 64)
