"""Why a result is graded again: each cause is told, by itself, and nothing is replaced before it is seen."""

from __future__ import annotations

import json
import shutil

import msgspec
import pytest
from forks import run_grader

from grader.course.layout import load_course
from grader.judge.made_with import find_made_with
from grader.judge.verdicts import ENVIRONMENT
from grader.records.currency import Wanted, count_causes, derive_wanted, find_causes, list_changes
from grader.records.entries import Change, Entry
from grader.records.results import Case, Result
from grader.records.run import Run

SUITE = """import pytest


@pytest.mark.points(3)
def test_double(submission):
    '''Twice'''
    assert submission.double(2) == 4


@pytest.mark.points(3)
def test_other(submission):
    '''The same'''
    assert submission.other(3) == 3
"""
MODELS = {"reference/tiny/misconceptions/scale.py": "# none yet\n", "tests/public/tiny/test_scale.py": SUITE}


def result(score=3, student="ann", **changes):
    """Returns a result of one case out of 6 points."""
    case = Case("public::test_x", "X", "public", 6, score, "passed" if score else "failed")
    plain = {"seed": 1, "isolation": [], "submission_sha256": "a", "suite_sha256": "s", "grader_version": "1",
             "environment": {"numpy": "2.0", "python": "3.12"}, "started_at": "", "duration_s": 0.0,
             "made_with": {"suite": "1", "limits": "1", "checks": "1"}}  # fmt: skip
    return Result(student=student, exercise="scale", status="graded", score=score, max_score=6, cases=[case],
                  **{**plain, **changes})  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, []),
        ({"submission_sha256": "b"}, ["the submission changed"]),
        ({"made_with": {"suite": "2", "limits": "1", "checks": "1"}}, ["the suite of `scale` changed"]),
        ({"made_with": {"suite": "1", "limits": "2", "checks": "1"}}, ["the limits of `scale` changed"]),
        ({"made_with": {"suite": "1", "limits": "1", "checks": "2"}}, ["the grader's checks changed"]),
        ({"made_with": {"suite": "1", "limits": "1", "checks": "1", "new": "1"}}, ["new of `scale` changed"]),
        ({"made_with": {}}, ["it does not say what it was made with"]),
        ({"environment": {"numpy": "2.1", "python": "3.12"}}, ["numpy changed (2.0 -> 2.1)"]),
        ({"environment": {"numpy": "2.0", "python": "3.13"}}, ["Python changed (3.12 -> 3.13)"]),
        ({"seed": 2}, ["the seed changed"]), ({"grader_version": "2"}, ["the grader changed"]),
        ({"notices": ["found"]}, ["the file is found in another way"]),
    ],
)  # fmt: skip
def test_each_cause(changes, says):
    """One change is one cause, and no change none"""
    assert find_causes(result(), derive_wanted(result(**changes))) == says


@pytest.mark.parametrize(
    ("path", "old", "new", "cause"),
    [
        ("tests/public/tiny/test_scale.py", "== 4", "== 5", "suite"),
        ("reference/tiny/scale.py", "2 * x", "x * 2", "reference"),
        ("reference/tiny/misconceptions/scale.py", "none", "nothing", "misconceptions"),
        ("exercises/tiny/scale/exercise.toml", '"two"', '"three"', "hints"),
        ("exercises/tiny/scale/exercise.toml", "order = 1", "order = 2", "settings"),
        ("exercises/tiny/scale/exercise.toml", "order = 1", "order = 1\nlimits = {cpu_s = 3.0}", "limits"),
        ("exercises/tiny/scale/scale.py", "(x)", "(y)", "stub"),
        ("exercises/tiny/layer.py", "", "A = 1\n", "support"),
        ("exercises/tiny/scale/data.npz", "", "numbers", "fixtures"),
        ("exercises/course.toml", "seed = 5", 'seed = 5\nhidden_feedback = "diagnosis"', "feedback"),
    ],
)
def test_each_file_is_its_own_cause(make_course, path, old, new, cause):
    """What is changed in the course changes one digest, and no other"""
    root = make_course(MODELS)
    before = find_made_with(load_course(root), load_course(root).exercise("scale"))
    text = (root / path).read_text() if (root / path).is_file() else ""
    (root / path).write_text(text.replace(old, new) if old else new)
    course = load_course(root)
    after = find_made_with(course, course.exercise("scale"))
    assert {name for name in {**before, **after} if before.get(name) != after.get(name)} == {cause}


def test_causes_are_counted():
    """A line for each, the most frequent first"""
    assert count_causes([["b"], ["a", "b"], ["b"]]) == ["2 results: b", "1 result: a and b"]


def test_lowered_scores_come_first():
    """By what students will see: a score that was set by hand does not change"""
    before = [Entry(result(score, name)) for name, score in (("ann", 6), ("bo", 0), ("cy", 6), ("di", 6))]
    after = [Entry(result(score, name)) for name, score in (("ann", 0), ("bo", 6), ("cy", 6), ("di", 0))]
    before[3], after[3] = (
        Entry(one.result, (Change("override", 4 - one.result.score, "x"),)) for one in (before[3], after[3])
    )
    found = list_changes(before, after, {("ann", "scale"): ["why"]})
    assert [(one.student, one.points) for one in found] == [("ann", -6), ("di", 0), ("bo", 6)]
    assert found[0].causes == ["why"] and found[0].cases == ["public::test_x passed -> failed"]


def grade(root, submissions, out, *arguments):
    """Runs `grader grade` in a course."""
    words = ["grade", submissions, "--out", out, "--allow-unconfined", "--format", "none", *arguments]
    return run_grader("--course", root, *words)


def test_a_regrade_is_previewed_applied_and_kept(make_course, tmp_path):
    """A suite is mended: the preview names who falls and why, and replaces nothing; then it is applied, the old results are
    kept under their date, adjustments stay, and the next run finds everything current"""
    root, out, work = make_course(MODELS), tmp_path / "graded", tmp_path / "class"
    right, half = (
        "def double(x):\n    return 2 * x\n\n\ndef other(x):\n    return x\n",
        "def double(x):\n    return 4\n",
    )
    for name, text in (("ann", right), ("bo", half)):
        (work / name).mkdir(parents=True)
        (work / name / "scale.py").write_text(text)
    early = grade(root, work, tmp_path / "none", "--preview")
    assert early.returncode == 2 and "leave --preview out" in early.stderr
    assert grade(root, work, out).returncode == 0
    assert "2 submissions are graded already and unchanged" in grade(root, work, out).stderr
    (out / "adjustments.toml").write_text(
        'format = 1\n[[adjustment]]\nstudent = "bo"\nexercise = "scale"\npoints = 1\ncomment = "x"\n'
    )
    suite = root / "tests/public/tiny/test_scale.py"
    suite.write_text(SUITE.replace("submission.double(2) == 4", "submission.double(3) == 6"))
    old = {path: path.read_bytes() for path in out.rglob("*.*") if path.is_file()}
    seen = grade(root, work, out, "--preview")
    assert seen.returncode == 0, seen.stderr
    assert "would be graded again, 2 results: the suite of `scale` changed" in seen.stderr
    assert "lowered: 1\n  bo  scale  -3  (4 -> 1 of 6)  the suite of `scale` changed" in seen.stdout
    assert "1 of 2 results that are graded again would change, 1 stay" in seen.stdout
    assert {path: path.read_bytes() for path in old} == old
    rows = json.loads(grade(root, work, out, "--preview", "--json").stdout)
    assert [(row["student"], row["points"]) for row in rows] == [("bo", -3)]
    before = tmp_path / "before"
    shutil.copytree(out, before)
    done = grade(root, work, out)
    assert "2 results are those of the preview" in done.stderr and not (out / "preview").exists()
    scores = {one.student: one.score for one in Run(out).read().results}
    assert scores == {"ann": 6, "bo": 0}
    (date,) = (out / "replaced").iterdir()
    assert msgspec.json.decode((date / "results/bo/scale.json").read_bytes(), type=Result).score == 3
    assert "2 submissions are graded already" in grade(root, work, out).stderr
    diff = run_grader("diff", before, out)
    assert diff.returncode == 1 and "(the suite of `scale` changed)" in diff.stdout


def test_numpy_is_a_cause_of_its_own():
    """The versions of this process are those that a result is held against"""
    now = Wanted("scale", "a", result().made_with, ENVIRONMENT, "1", 1)
    assert {cause.split()[0] for cause in find_causes(result(), now)} == {"numpy", "Python"}
