"""The smaller commands, as a user runs them: hint, list, doctor, report, diff, replay, check --pdb."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from forks import run_grader

from grader.course.hints import next_hint
from grader.course.layout import load_course

ROOT = Path(__file__).parents[3]
CLASS = ROOT / "tests" / "submissions"


def run(*arguments, cwd=ROOT, text=""):
    return run_grader(*arguments, cwd=cwd, text=text)


@pytest.fixture
def folder(tmp_path):
    """A student's folder: exercises and public suites, nothing else."""
    skipped = shutil.ignore_patterns("__pycache__", "*.ipynb")
    shutil.copytree(ROOT / "exercises", tmp_path / "exercises", ignore=skipped)
    shutil.copytree(ROOT / "tests" / "public", tmp_path / "tests" / "public", ignore=skipped)
    return tmp_path


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Two students, graded."""
    base = tmp_path_factory.mktemp("scores")
    for name in ("amara", "dora"):
        shutil.copytree(CLASS / name, base / "class" / name)
    assert run("grade", base / "class", "--out", base / "out", "--exercise", "dense").returncode == 0
    return base


def test_hints_come_one_at_a_time(folder):
    """Each call shows the next hint, the last one stays, --again starts over"""
    first, second = (run("hint", "dense", cwd=folder).stdout for _ in range(2))
    assert first.startswith("Hint 1 of ")
    assert second.startswith("Hint 2 of ")
    for _ in range(5):
        last = run("hint", "dense", cwd=folder).stdout
    assert "That was the last hint" in last
    assert run("hint", "dense", "--again", cwd=folder).stdout == first
    (folder / ".grader-progress.json").write_text("damaged")
    assert run("hint", "dense", cwd=folder).stdout == first


def test_list_shows_how_far_a_student_is(folder):
    """begun, points, solved; a change of the file takes a point count back"""
    stub = folder / "exercises" / "layers" / "dense" / "dense.py"

    def progress():
        rows = json.loads(run("list", "--json", cwd=folder).stdout)
        return next(row["progress"] for row in rows if row["slug"] == "dense")

    assert progress() == ""
    shutil.copy(CLASS / "chen" / "dense.py", stub)
    assert progress() == "begun"
    run("check", "dense", cwd=folder)
    assert progress() == "5 of 7"
    shutil.copy(CLASS / "amara" / "dense.py", stub)
    assert progress() == "begun"
    run("check", "dense", cwd=folder)
    assert progress() == "solved"


def test_check_without_a_slug_takes_what_is_begun(folder):
    """Nothing begun is said in one line; then every exercise that is begun is checked"""
    nothing = run("check", cwd=folder)
    assert nothing.returncode == 2
    assert "nothing is begun yet" in nothing.stderr
    shutil.copy(CLASS / "amara" / "dense.py", folder / "exercises" / "layers" / "dense" / "dense.py")
    lines = run("check", cwd=folder).stdout.splitlines()
    assert lines[:2] == ["dense  exercises/layers/dense/dense.py", "7 of 7 points of the public cases"]
    shutil.copy(ROOT / "reference" / "layers" / "flatten.py", folder / "exercises" / "layers" / "flatten" / "flatten.py")
    both = run("check", cwd=folder).stdout
    assert "2 of 2 exercises pass" in both and "✓" not in both and "Hand in" not in both


def test_prints_are_shown_under_their_case(folder):
    """What a student's code prints in a failing case stands below it"""
    text = (CLASS / "bilal" / "dense.py").read_text().replace("+ self.w0", "- self.w0")
    (folder / "mine.py").write_text(text)
    shown = run("check", "dense", "--file", "mine.py", "--all", cwd=folder).stdout
    assert "printed by your code:" in shown
    assert "forward (" in shown


def test_the_debugger_stops_at_the_students_line(folder):
    """check --pdb shows the line of the submission that raised"""
    text = (CLASS / "amara" / "dense.py").read_text().replace("np.dot(X, self.W)", "np.dot(X, self.V)")
    (folder / "mine.py").write_text(text)
    shown = run("check", "dense", "--pdb", "--file", "mine.py", cwd=folder, text="list\nq\n").stdout
    assert "has no attribute 'V'" in shown
    assert "->" in shown
    assert "np.dot(X, self.V)" in shown


def test_the_debuggers_ending_is_checks_own(folder):
    """check --pdb exits with 1 for a failing case, 0 without one, takes --seed, and refuses what it would ignore"""
    text = (CLASS / "amara" / "dense.py").read_text()
    (folder / "right.py").write_text(text)
    (folder / "wrong.py").write_text(text.replace("np.dot(X, self.W)", "np.dot(X, self.V)"))
    right = run("check", "dense", "--pdb", "--file", "right.py", "--seed", 4, cwd=folder)
    assert (right.returncode, "Every public case passes" in right.stdout) == (0, True)
    assert run("check", "dense", "--pdb", "--file", "wrong.py", cwd=folder, text="q\n").returncode == 1
    for option in ("--all", "--json", "--format=junit"):
        refused = run("check", "dense", "--pdb", option, cwd=folder)
        assert (refused.returncode, "--pdb goes without" in refused.stderr) == (2, True)


BROKEN_SUITE = "import pytest\n\n\n@pytest.mark.points(1)\ndef test_it(submission):\n    1 / 0\n"


def test_our_own_fault_is_no_zero(make_course):
    """check says `not graded` and exits with 4 where the suite is broken"""
    root = make_course({"tests/public/tiny/test_scale.py": BROKEN_SUITE})
    (root / "mine.py").write_text("def double(x): return 2 * x\ndef other(x): return x\n")
    shown = run("check", "scale", "--file", "mine.py", cwd=root)
    assert shown.returncode == 4
    assert "scale  mine.py\nnot graded: the grader itself failed here" in shown.stdout
    assert "0 of" not in shown.stdout


def test_hints_in_a_folder_that_cannot_be_written(folder, monkeypatch):
    """A hint is shown all the same; nothing is remembered"""
    monkeypatch.setattr("grader.course.progress.write_atomically", refuse)
    course = load_course(folder)
    assert next_hint(course, course.exercise("dense")).number == 1
    assert next_hint(course, course.exercise("dense")).number == 1


def refuse(*arguments):
    raise PermissionError(13, "Permission denied")


def test_doctor_tells_what_results_record(graded):
    """The protections that doctor names are those that a result records"""
    found = json.loads(run("doctor", "--json").stdout)
    result = json.loads((graded / "out" / "results" / "amara" / "dense.json").read_text())
    assert found["isolation"] == result["isolation"]


def test_report_names_the_commonest_mistakes(graded):
    """The table of a run, and the mistakes that its students make"""
    shown = run("report", graded / "out")
    assert shown.returncode == 0
    assert "W and w0 share one optimizer object" in shown.stdout
    assert run("report", graded).returncode == 2


def test_replay_shows_what_a_hidden_case_saw(graded):
    """The same outcomes again, with the hidden case's message; another file is noticed"""
    path = graded / "out" / "results" / "dora" / "dense.json"
    again = run("replay", path, graded / "class" / "dora")
    assert again.returncode == 0, again.stderr
    assert "recorded 18, now 18: the same outcomes" in again.stdout
    assert "W after three steps of Momentum" in again.stdout
    other = run("replay", path, graded / "class" / "amara")
    assert other.returncode == 1
    assert "is not the file that was graded then" in other.stderr


def test_diff_shows_changed_results(graded, tmp_path):
    """No difference to itself; a changed score and its cases against another run"""
    assert run("diff", graded / "out", graded / "out").returncode == 0
    shutil.copytree(graded / "class", tmp_path / "class")
    shutil.copy(CLASS / "amara" / "dense.py", tmp_path / "class" / "dora" / "dense.py")
    assert run("grade", tmp_path / "class", "--out", tmp_path / "out", "--exercise", "dense").returncode == 0
    changed = run("diff", graded / "out", tmp_path / "out")
    assert changed.returncode == 1
    assert "dora  dense  18 of 20 -> 20 of 20" in changed.stdout
    assert "amara" not in changed.stdout


def test_instructors_commands_are_not_in_a_bundle(tmp_path):
    """A command whose module a bundle leaves out says so in one line"""
    shutil.copytree(ROOT / "grader", tmp_path / "grader", ignore=shutil.ignore_patterns("__pycache__", "release.py"))
    done = run("release", "x.zip", cwd=tmp_path)
    assert done.returncode == 2
    assert "for instructors" in done.stderr


PARTS = ("dense", "activation", "optimizers", "losses")


def test_the_capstone_uses_a_students_own_layers(tmp_path):
    """Cases that build on other exercises use the student's own files; without one they are not run, and say why"""
    for person, files in (("ann", PARTS), ("bob", ("dense", "losses"))):
        folder = tmp_path / "class" / person
        folder.mkdir(parents=True)
        for slug in ("network", *files):
            shutil.copy(ROOT / "reference" / "layers" / f"{slug}.py", folder / f"{slug}.py")
    done = run("grade", tmp_path / "class", "--out", tmp_path / "out", "--exercise", "network")
    assert done.returncode == 0, done.stderr
    ann, bob = (
        json.loads((tmp_path / "out" / "results" / person / "network.json").read_text()) for person in ("ann", "bob")
    )
    assert ann["score"] == 40
    assert "(built with your dense.py, your activation.py, your optimizers.py, your losses.py)" in ann["cases"][0]["stdout"]
    left = [case for case in bob["cases"] if case["outcome"] != "passed"]
    assert {case["outcome"] for case in left} == {"not_run"}
    assert bob["score"] == 40 - sum(case["points"] for case in left)
    assert all("builds on your own `activation`" in case["message"] for case in left)
