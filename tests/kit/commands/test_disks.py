"""Disks that refuse, at any moment of a run: what is written stays whole, nobody is lost, and a rerun continues."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import random
import signal
import subprocess
import sys

import msgspec
import pytest

from grader.commands.instructors.export import export_scores
from grader.commands.instructors.grade import GradeOptions, grade_class
from grader.commands.instructors.report import report_results
from grader.records import results
from grader.records.errors import CourseError, UsageProblem
from grader.records.results import encode_json
from grader.records.run import Run

pytestmark = pytest.mark.usefixtures("forked_judges")
SUITE = (
    "import pytest\n\n"
    "@pytest.mark.points(6)\n"
    "def test_double(submission):\n"
    '    """Doubles."""\n'
    "    assert submission.double(4) == 8\n"
)
STUDENTS = 8
MOMENTS = random.Random(12).sample(range(1, STUDENTS + 5), 10)
"""After how many files, written one after the other, something happens."""


@pytest.fixture
def course(make_course, monkeypatch):
    """A course of one case and a class of eight, some right, some wrong, one without a file."""
    root = make_course({"tests/public/tiny/test_scale.py": SUITE})
    for number in range(STUDENTS):
        folder = root.parent / "class" / f"s{number}"
        folder.mkdir(parents=True)
        if number:
            (folder / "scale.py").write_text(f"def double(x):\n    return {1 + number % 2} * x\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "")
    return root


def grade(root, out, **options):
    """Grades the class here and returns the exit code."""
    asked = GradeOptions(root.parent / "class", out, formats=["none"], allow_unconfined=True, jobs=1, **options)
    try:
        grade_class(root, asked)
    except SystemExit as end:
        return end.code
    return 0


def held(out):
    """Returns a run's results without what a clock says, and its gradebook."""
    found = [msgspec.structs.replace(one, started_at="", duration_s=0.0, cases=[]) for one in Run(out).read().results]
    return encode_json(found), (out / "gradebook.csv").read_bytes()


def read_whole(out):
    """Returns how many results a run has; none of them is cut."""
    contents = Run(out).read()
    assert contents.problems == []
    return len(contents.results)


@pytest.mark.parametrize(
    "code", [errno.ENOSPC, *(pytest.param(code, marks=pytest.mark.slow) for code in (errno.EFBIG, errno.EACCES))]
)
@pytest.mark.parametrize(
    "moment", [pytest.param(one, marks=[pytest.mark.slow] * (place > 0)) for place, one in enumerate(MOMENTS)]
)
def test_a_refusal_at_any_moment(course, tmp_path, monkeypatch, moment, code):
    """From some file on nothing can be written: no result is cut or a zero, and the same command brings the rest."""
    whole, out = tmp_path / "whole", tmp_path / "out"
    assert grade(course, whole) == 0
    written = [0]

    def refuse(old, new):
        written[0] += 1
        if written[0] >= moment:
            raise OSError(code, os.strerror(code), new)
        os.rename(old, new)

    with monkeypatch.context() as patch:
        patch.setattr(results.os, "replace", refuse)
        with contextlib.suppress(OSError):
            assert grade(course, out) == 4
    assert written[0] >= moment
    assert not list(out.rglob(".part-*"))
    kept = read_whole(out) if out.exists() else 0
    assert kept < moment
    assert grade(course, out) == 0
    assert held(out) == held(whole)


@pytest.mark.slow
@pytest.mark.parametrize("moment", sorted({moment % STUDENTS for moment in MOMENTS}))
def test_a_kill_at_any_moment(course, tmp_path, moment):
    """Results so far are whole, and the same command brings the rest."""
    whole, out = tmp_path / "whole", tmp_path / "out"
    assert grade(course, whole) == 0
    command = [sys.executable, "-m", "grader", "--course", course, "grade", tmp_path / "class", "--out", out]
    process = subprocess.Popen([*map(str, command), "--jobs", "1", "--allow-unconfined"], stderr=subprocess.DEVNULL)
    while len(list(out.glob("results/*/*.json"))) < moment and process.poll() is None:
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert read_whole(out) >= moment if out.exists() else moment == 0
    assert grade(course, out) == 0
    assert held(out) == held(whole)


def take_place(out, kind):
    """Puts something where a result, a student's results or a table should go; returns where."""
    path = {"result": "results/s1/scale.json", "student": "results/s1", "table": "gradebook.csv"}[kind.split()[0]]
    place = out / path
    if kind.startswith("student"):
        (place / "scale.json").unlink()
        place.rmdir()
    else:
        place.unlink()
    if kind.endswith("folder"):
        place.mkdir()
    elif kind.endswith("link"):
        place.symlink_to("nowhere")
    else:
        place.write_bytes(b"")
    return place


@pytest.mark.parametrize("kind", ["result folder", "student link", "student file", "table folder"])
def test_a_place_that_is_taken(course, tmp_path, capsys, kind):
    """It is named by every command, costs one line, and nobody else; with code 4"""
    out = tmp_path / "out"
    assert grade(course, out) == 0
    place = take_place(out, kind)
    capsys.readouterr()
    assert grade(course, out) == 4
    said = capsys.readouterr()
    assert str(place) in said.err.replace("\n", "")
    assert f"{STUDENTS - (kind != 'table folder')} submissions are graded already" in said.err
    commands = [lambda: report_results(course, [out], None, False)]
    if kind != "table folder":
        commands.append(lambda: export_scores(course, out, "summary"))
    for command in commands:
        with pytest.raises(SystemExit) as end:
            command()
        assert end.value.code == 4
        assert str(place) in capsys.readouterr().err.replace("\n", "")


def test_a_link_in_a_results_place_is_graded_again(course, tmp_path, capsys):
    """A link to nothing is named by `export`; `grade` puts the result in its place."""
    out = tmp_path / "out"
    grade(course, out)
    (out / "results" / "s1" / "scale.json").unlink()
    (out / "results" / "s1" / "scale.json").symlink_to("nowhere")
    with pytest.raises(SystemExit) as end:
        export_scores(course, out, "summary")
    assert end.value.code == 4
    assert "a link to nothing" in capsys.readouterr().err
    assert grade(course, out) == 0
    assert read_whole(out) == STUDENTS


def test_two_graders_at_once(course, tmp_path):
    """The second one is refused, and can be started when the first has ended"""
    out = tmp_path / "out"
    out.mkdir()
    with (out / ".grader-lock").open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(UsageProblem, match="another grader is at work there"):
            grade(course, out)
    assert grade(course, out) == 0


def test_points_that_do_not_add_up(course, tmp_path):
    """They are an error of the course, with its line, and nobody gets a score"""
    settings = course / "exercises" / "tiny" / "scale" / "exercise.toml"
    settings.write_text(settings.read_text().replace("points = 6", "points = 25"))
    (course / "tests" / "hidden" / "tiny").mkdir(parents=True)
    (course / "tests" / "hidden" / "tiny" / "test_scale.py").write_text(SUITE.replace("Doubles", "Doubles as well"))
    with pytest.raises(CourseError, match=r"exercise\.toml:5: the cases are worth 12 points, and `points` says 25"):
        grade(course, tmp_path / "out")
    assert read_whole(tmp_path / "out") == 0


def test_one_students_times_are_the_students_own(course, tmp_path):
    """In one student's folder `times.json` is the student's file, so it is not read, right or wrong"""
    folder = tmp_path / "class" / "s1"
    (folder / "times.json").write_text("{")
    grade_class(course, GradeOptions(folder, tmp_path / "out", formats=["none"], allow_unconfined=True))
    assert Run(tmp_path / "out").times is None


def run_grader(*arguments, cwd, **streams):
    """Runs the command as a user does."""
    command = [sys.executable, "-m", "grader", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, text=True, timeout=120, stderr=subprocess.PIPE, **streams)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["list", "--help"])
def test_output_that_nobody_takes(course, command):
    """A full disk and a reader that goes away end a command with one line and code 4"""
    with open("/dev/full", "wb") as full:
        done = run_grader(command, cwd=course, stdout=full)
    assert done.returncode == 4
    assert done.stderr.count("\n") == 1
    assert "the disk is full" in done.stderr
    reader, writer = os.pipe()
    os.close(reader)
    done = run_grader(command, cwd=course, stdout=writer)
    os.close(writer)
    assert done.returncode == 4
    assert done.stderr.count("\n") == 1
    assert "nobody reads this output" in done.stderr


def test_a_folder_that_is_gone(course, tmp_path):
    """A deleted working folder is one line and code 2"""
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run(
        ["sh", "-c", f'rmdir "{gone}"; "{sys.executable}" -m grader list'], cwd=gone, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr == "grader: the working folder has been deleted; go to one that is there and give the command again\n"
