"""`grader grade --cluster` against a real scheduler and real worker processes: equal results, losses, refusals."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CLASS = ROOT / "tests" / "submissions"
HOSTILE = ROOT / "tests" / "kit" / "hostile"
ATTACKS = ("leave_os_exit_at_import", "forge_giant_frame", "flood_stdout", "lie_nan", "kill_others", "read_proc_self")

PUBLIC = '''"""What `double` gives."""

import pytest


@pytest.mark.points(2)
def test_double(submission):
    """Twice one"""
    assert submission.double(1.0) == 2.0
'''
HIDDEN = PUBLIC.replace("points(2)", "points(4)").replace("(1.0) == 2.0", "(8.0) == 16.0")
SUITES = {"tests/public/tiny/test_scale.py": PUBLIC, "tests/hidden/tiny/test_scale.py": HIDDEN}
RIGHT = "def double(x):\n    return x + x\n"
WRONG = "def double(x):\n    return x + 1\n"


def read_results(out):
    """Returns the results of a run by student, without times, and without addresses in memory that a student printed."""
    found = {}
    for path in sorted(out.glob("results/*/*.json")):
        text = re.sub("0x[0-9a-f]{8,}", "", path.read_text())
        text = re.sub(r'"duration_s": [\d.e-]+', '"duration_s": 0', text)
        text = re.sub(r'"started_at": "[^"]*"', '"started_at": ""', text)
        found[path.parent.name] = text
    return found


def scores(out):
    return {name: json.loads((out / "results" / name / "scale.json").read_text())["score"] for name in read_results(out)}


def hand_in(folder, students, text=RIGHT):
    for student in students:
        (folder / student).mkdir(parents=True, exist_ok=True)
        (folder / student / "scale.py").write_text(text)


def wait_for(condition):
    """Returns once it is so; the test's own time limit is CI's."""
    while not condition():
        time.sleep(0.02)


def make_class(folder, attacks, copies=1):
    """Writes students of the sample class and hostile ones."""
    for number in range(copies):
        for name in ("amara", "chen", "ivan", "jun", "mika", "Andersson, Åsa"):
            shutil.copytree(CLASS / name, folder / f"{name} {number}")
    for attack in attacks:
        (folder / attack).mkdir()
        text = re.sub(r"@[A-Z]+@", "1", (HOSTILE / f"{attack}.py").read_text())
        (folder / attack / "dense.py").write_text(text)


def test_results_are_those_of_a_local_run(engine, tmp_path):
    """Byte for byte, times aside, over TLS; the workers that may not be used are named, and keep nothing of the course"""
    make_class(tmp_path / "class", ATTACKS)
    arguments = ["grade", tmp_path / "class", "--exercise", "dense", "--format", "none"]
    _, here = engine.run(*arguments, "--out", tmp_path / "here")
    _, there = engine.run(*arguments, "--out", tmp_path / "there", "--cluster", engine.address)
    assert read_results(tmp_path / "there") == read_results(tmp_path / "here") != {}
    for name in ("gradebook.json", "gradebook.csv"):
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()
    assert there.count("is not used: it cannot confine a submission (it has rlimits)") == 1
    assert there.count("is not used: numpy 0.1 there") == 1
    assert "is open" not in there
    assert "not used" not in here
    wait_for(lambda: engine.kept_courses() == [])
    logs = "".join(engine.log(name) for name in engine.processes)
    assert "def forward_pass" not in logs


def test_check_tells_what_each_worker_is(engine, make_course):
    """Four workers, two that would be used; JSON for programs"""
    printed, _ = engine.run("cluster", "check", engine.address, "--json", course=make_course(SUITES), code=4)
    found = json.loads(printed)
    assert sorted(bool(one["problem"]) for one in found) == [False, False, True, True]
    assert {one["facts"]["versions"]["numpy"] for one in found} >= {"0.1"}
    printed, _ = engine.run("cluster", "check", engine.address, course=make_course(SUITES), code=4)
    assert "2 of 4 workers would be used, 2 judges in all" in printed
    assert printed.count("a trial submission got full points") == 2


@pytest.mark.slow
def test_other_versions_are_recorded_where_they_are_allowed(engine, make_course, tmp_path):
    """--allow-skew uses the worker with another numpy; its results say so, and are not current without the option"""
    course = make_course(SUITES)
    hand_in(tmp_path / "class", [f"wait{number:02}" for number in range(12)])
    arguments = ["grade", tmp_path / "class", "--out", tmp_path / "out", "--cluster", engine.address, "--format", "none"]
    process = engine.begin(*arguments, "--allow-skew", course=course)
    wait_for(lambda: count_waiting(engine) == 3)
    (engine.marks / "go").touch()
    _, complained = process.communicate(timeout=100)
    assert process.returncode == 0, complained
    found = [json.loads(text)["environment"].get("skew", "") for text in results_in(tmp_path / "out")]
    assert len(found) == 12
    marked = [text for text in found if text]
    assert 1 <= len(marked) < 12
    assert all(text.startswith("numpy 0.1 there, ") for text in marked)
    _, again = engine.run(*arguments, "--allow-skew", course=course)
    assert "12 submissions are graded already" in again
    _, again = engine.run(*arguments, course=course)
    assert f"{12 - len(marked)} submissions are graded already" in again
    assert not any("skew" in text for text in results_in(tmp_path / "out"))


def results_in(out):
    return [path.read_text() for path in sorted(out.glob("results/*/*.json"))]


@pytest.mark.slow  # waits for workers to be given up
def test_workers_that_die_or_hang(make_engine, make_course, tmp_path):
    """A submission that kills two workers gets no third and is ungraded; one hangs once; nobody pays for a neighbour"""
    engine = make_engine(["one", "two", "three", "four"], {"DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "10s"})
    people = [f"student{number:02}" for number in range(20)]
    hand_in(tmp_path / "class", [*people, "akiller", "zhang"])
    hand_in(tmp_path / "class", ["student03"], WRONG)
    arguments = ["grade", tmp_path / "class", "--out", tmp_path / "out", "--cluster", engine.address, "--format", "none"]
    _, complained = engine.run(*arguments, course=make_course(SUITES), code=4)
    want = {name: 2 if name == "student03" else 6 for name in people}
    assert scores(tmp_path / "out") == {**want, "akiller": None, "zhang": 6}
    assert "two workers of the cluster ended while they graded this submission" in complained
    assert complained.count("is lost: it is gone") == 3
    assert len(list(engine.marks.glob("akiller-*"))) == 2
    assert len(list(engine.marks.glob("zhang-*"))) == 2


def begin_and_wait(engine, course, arguments, out, workers=2):
    """Starts grading a class of which six are graded at once and nine when they may; returns when every worker waits.

    How many of the six are in by then depends on which of them travel in one parcel with somebody who waits: four do not.
    """
    process = engine.begin(*arguments, engine.address, course=course)
    wait_for(lambda: process.poll() is not None or len(read_results(out)) >= 4)
    wait_for(lambda: process.poll() is not None or count_waiting(engine) == workers)
    return process


def count_waiting(engine):
    """Returns how many workers have come to somebody who waits."""
    return len({path.name.rpartition("-")[2] for path in engine.marks.glob("wait*")})


@pytest.fixture
def halting(make_course, tmp_path):
    """A course, and the command that grades a class of which nine students have to wait."""
    hand_in(tmp_path / "class", [*(f"early{number:02}" for number in range(6)), *(f"wait{n:02}" for n in range(9))])
    return make_course(SUITES), ["grade", tmp_path / "class", "--out", tmp_path / "out", "--format", "none", "--cluster"]


def check_continues(engine, course, arguments, out):
    """The same command grades those that are missing; nothing half written is left."""
    kept = len(read_results(out))
    assert 4 <= kept <= 6
    (engine.marks / "go").touch()
    _, complained = engine.run(*arguments, engine.address, course=course)
    assert f"{kept} submissions are graded already" in complained
    assert set(scores(out).values()) == {6}
    assert len(scores(out)) == 15
    assert list(out.rglob(".part-*")) == []
    wait_for(lambda: engine.kept_courses() == [])


@pytest.mark.slow  # commands/test_grade.py stops a run on this machine
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_run_is_continued(engine, halting, tmp_path, kind):
    """Ctrl-C and kill -9 of the coordinator keep what came; workers are free for the same command"""
    process = begin_and_wait(engine, *halting, tmp_path / "out")
    process.send_signal(kind)
    _, complained = process.communicate(timeout=100)
    assert process.returncode == (4 if kind == signal.SIGINT else -kind)
    told = f"{len(read_results(tmp_path / 'out'))} of 15 results are in"
    assert (told in complained) == (kind == signal.SIGINT)
    assert "Traceback" not in complained
    check_continues(engine, *halting, tmp_path / "out")


@pytest.mark.slow
def test_a_scheduler_that_dies(engine, make_engine, halting, tmp_path):
    """What came is kept, exit 4 and a line; the same command with another scheduler continues"""
    mortal = make_engine(["one"])
    process = begin_and_wait(mortal, *halting, tmp_path / "out", workers=1)
    mortal.processes["scheduler"].kill()
    _, complained = process.communicate(timeout=100)
    assert process.returncode == 4
    assert "the scheduler is gone" in complained
    assert f"{len(read_results(tmp_path / 'out'))} of 15 results are in" in complained
    assert "Traceback" not in complained
    check_continues(engine, *halting, tmp_path / "out")


def test_bad_addresses_are_one_line(make_engine, make_course, tmp_path):
    """No scheduler, no workers, no certificate, --jobs: exit 2 and what to do"""
    engine, course = make_engine([]), make_course(SUITES)
    hand_in(tmp_path / "class", ["ann"])
    grade = ["grade", tmp_path / "class", "--out", tmp_path / "out", "--cluster"]
    for arguments, text in (
        ([engine.address], "the scheduler has no workers; start some with `dask worker ADDRESS`"),
        (["nonsense://here"], "no scheduler answers there"),
        ([engine.address, "--jobs", "2"], "--jobs is for this machine"),
    ):
        _, complained = engine.run(*grade, *arguments, course=course, code=2)
        assert text in complained
        assert "Traceback" not in complained
    plain = [sys.executable, "-m", "grader", "--course", str(course), *map(str, grade), engine.address]
    environment = {name: text for name, text in engine.client_environment.items() if "DASK" not in name}
    done = subprocess.run(plain, env=environment, capture_output=True, text=True)
    assert done.returncode == 2
    assert "name the certificates in DASK_DISTRIBUTED__COMM__TLS__" in done.stderr
    assert [line for line in done.stderr.splitlines() if "course `Tiny`" not in line] == done.stderr.splitlines()[-1:]


@pytest.mark.slow
def test_five_hundred_with_the_hostile_corpus(make_engine, tmp_path):
    """A class of 500, the whole hostile corpus among them, with a worker killed in the middle, as a local run grades it"""
    engine = make_engine(["one", "two", "three"])
    attacks = sorted(path.stem for path in HOSTILE.glob("*.py"))
    make_class(tmp_path / "class", attacks, copies=(500 - len(attacks)) // 6 + 1)
    arguments = ["grade", tmp_path / "class", "--exercise", "dense", "--format", "none"]
    process = engine.begin(*arguments, "--out", tmp_path / "there", "--cluster", engine.address)
    wait_for(lambda: len(read_results(tmp_path / "there")) >= 100 or process.poll() is not None)
    os.kill(engine.processes["one"].pid, signal.SIGKILL)
    _, complained = process.communicate()
    assert "is lost: it is gone" in complained
    engine.run(*arguments, "--out", tmp_path / "here", code=process.returncode, timeout=None)
    here, there = read_results(tmp_path / "here"), read_results(tmp_path / "there")
    assert len(here) == len(there) >= 500
    differing = {name for name in here if here[name] != there[name]}
    assert {name for name in differing if not name.startswith("time_")} == set()
    for name in differing:  # such a submission races with its own clock: no two runs need agree on where it was hit
        assert json.loads(there[name])["score"] == json.loads(here[name])["score"]
