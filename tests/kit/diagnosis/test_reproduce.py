"""Snippets fail where they promise to, on the student's file, and pass on the reference."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import io
import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from this_course import COURSE

from grader.course.submissions import Code
from grader.diagnosis.fold import MOST
from grader.judge import loop
from grader.judge.recording import NoWorkers
from grader.judge.tasks import Models, Task
from grader.link.launchers import make_launcher
from grader.link.wrong_models import WrongModel, load_wrong_models
from grader.worker import wire
from grader.worker.session import Session

pytestmark = pytest.mark.usefixtures("forked_judges")
ROOT = Path(__file__).parents[3]
REWRITES = ROOT / "tests" / "kit" / "rewrites"
GOLDEN = ROOT / "tests" / "kit" / "golden"
CLASS = ROOT / "tests" / "submissions"
SAMPLE = ["dense"]
OTHER_READING = {
    ("precision_dense", "last-sample-only"),
    ("precision_dense", "gradient-clipped"),
    ("precision_dense", "l2-by-default"),
    ("configurable_dense", "biases-drawn"),
}
"""Mistakes nearer to the means than to the sums, which are both right, or that draw otherwise where the wanted numbers are
made of what was drawn: the snippet wants what the reference has not."""
IN_CI = ("reshape", "flatten_images", "base_layer")
SLUGS = [exercise.slug for exercise in COURSE.exercises]
AS_A_WHOLE = {"glorot_uniform"}
"""Exercises whose public cases look at hundreds of draws together: no few lines show one that is wrong."""
REWRITTEN = sorted({path.parent.name for path in REWRITES.glob("*/*/*.py")})


@dataclasses.dataclass
class Promise:
    """One snippet: whose, of which case, and what the case said."""

    student: str
    case: str
    outcome: str
    message: str
    snippet: str
    file: Path


@functools.cache
def promises(slug):
    """Returns the snippets of every failing submission of an exercise that is kept here."""
    exercise = COURSE.exercise(slug)
    files = {path.stem: path for path in (REWRITES / exercise.track / slug).glob("*.py")}
    files |= {path.parent.name: path for path in sorted(CLASS.glob(f"*/{slug}.py")) if path.is_file()}
    if slug == "dense":
        files |= {path.parent.name: path for path in sorted(GOLDEN.glob("*/submission.py"))}
    parts = COURSE.reference_parts(exercise)
    tasks = [Task(name, slug, Code(f"{slug}.py", path.read_bytes(), ""), parts) for name, path in files.items()]
    results = []
    launcher = make_launcher()
    try:
        session = loop.Session(COURSE, [slug], ("public",), COURSE.settings.seed)
        loop.run_session(session, launcher, lambda cases: iter(tasks), lambda graded: results.append(graded.result))
    finally:
        launcher.close()
    return [
        Promise(result.student, case.id, case.outcome, case.message, case.reproduce, files[result.student])
        for result in results for case in result.cases if case.reproduce
    ]  # fmt: skip


def run(snippet, exercise, file, folder):
    """Runs a snippet where it says it should be run, with `file` as the student's solution."""
    if not folder.exists():
        shutil.copytree(exercise.folder.parent, folder)
    here = folder / exercise.slug
    shutil.copy(file, here / exercise.file_name)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-W", "ignore", "-c", snippet]
    return subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True, timeout=60)


def load_file(exercise, path):
    """Returns a session that has executed a student's file, in this process."""
    session = Session(own_process=False)
    session.request(wire.Load(exercise.modules, wire.Module(exercise.slug, exercise.file_name, path.read_bytes())))
    return session


def load_model(exercise, *ids):
    """Returns a session that has executed the reference with these mistakes."""
    session = WrongModel(exercise, ids)
    session.request(wire.Load(exercise.modules, wire.Module(exercise.slug, exercise.file_name, b""), []))
    return session


def run_with(snippet, exercise, session, monkeypatch):
    """Returns what a snippet raises where a session holds the exercise's module; None where nothing."""
    with monkeypatch.context() as patch, warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        patch.setattr(sys, "path", [str(exercise.folder.parent), *sys.path])
        patch.setitem(sys.modules, exercise.slug, session.module(wire.SUBMISSION))
        patch.setitem(sys.modules, "support", session.module(wire.SUPPORT))
        others = {module.name for module in exercise.modules} - {"support"}
        try:
            exec(compile(snippet, "<snippet>", "exec"), {})
        except Exception as error:
            return error
        finally:
            for name in others:
                sys.modules.pop(name, None)
    return None


def expected_error(promise):
    """Returns the name of the exception that a snippet should end with."""
    return promise.message.partition(":")[0].strip() if promise.outcome == "raised" else "AssertionError"


@pytest.mark.parametrize(
    "slug", [pytest.param(slug, marks=() if slug in SAMPLE else pytest.mark.slow) for slug in REWRITTEN]
)
def test_snippets_keep_their_promise(slug, monkeypatch):
    """Every snippet of a failing public case fails on the student's file, and says so; it passes on the reference"""
    exercise = COURSE.exercise(slug)
    found = promises(slug)
    assert found or slug in AS_A_WHOLE
    for promise in found:
        assert promise.snippet.partition("\n")[0].endswith(f"# run this in exercises/{exercise.track}/{slug}")
        where = f"{promise.student}, {promise.case}:\n{promise.snippet}"
        error = run_with(promise.snippet, exercise, load_file(exercise, promise.file), monkeypatch)
        assert type(error).__name__ == expected_error(promise), f"{error!r} for {where}"
    right = [promise for promise in found if (slug, promise.student.partition("--")[0]) not in OTHER_READING]
    for snippet in dict.fromkeys(promise.snippet for promise in right):
        case = next(promise for promise in found if promise.snippet == snippet)
        error = run_with(snippet, exercise, load_file(exercise, exercise.reference), monkeypatch)
        assert error is None, f"{error!r} on the reference: {case.student}, {case.case}:\n{snippet}"


def test_a_snippet_runs_where_it_says(tmp_path):
    """Pasted into Python in the exercise's folder, it fails on the student's file and passes on the reference"""
    exercise = COURSE.exercise("dense")
    promise = next(promise for promise in promises("dense") if promise.outcome == "failed")
    done = run(promise.snippet, exercise, promise.file, tmp_path / "course")
    assert (done.returncode, "AssertionError" in done.stderr) == (1, True)
    assert run(promise.snippet, exercise, exercise.reference, tmp_path / "course").returncode == 0


def test_most_failures_of_values_have_a_snippet():
    """In `dense`, each failing comparison of the sample class has one, but for draws that are checked as a whole"""
    cases = {promise.case for promise in promises("dense")}
    assert {"public::test_forward_worked_example", "public::test_backward_worked_example"} <= cases
    assert {"bilal", "amara"}.isdisjoint(promise.student for promise in promises("dense"))
    assert {"chen", "goran", "hana"} <= {promise.student for promise in promises("dense")}


def test_snippets_are_short():
    """A snippet is something to paste: most have at most 12 lines, all at most 40; nothing is packed into a text"""
    lengths = [len(promise.snippet.splitlines()) for slug in SAMPLE for promise in promises(slug)]
    assert sum(length <= 12 for length in lengths) >= 0.75 * len(lengths)
    assert max(lengths) <= 40
    assert not any("base64" in promise.snippet for slug in SAMPLE for promise in promises(slug))


# Wrong models, in this process

CASE_TO_CASE = {("base_layer", "index-counts-layers")}
"""Mistakes that live in a class and add up from case to case: no snippet of one case shows them."""



def hand_in_models(exercise):
    """Returns the result of each wrong model in the public cases."""
    results = {}

    def keep(graded):
        results[graded.result.student] = graded.result

    session = loop.Session(COURSE, [exercise.slug], ["public"], COURSE.settings.seed, rehearse=False)
    parts = COURSE.reference_parts(exercise)
    tasks = [Task(name, exercise.slug, Models((name,)), parts) for name in load_wrong_models(exercise)]
    loop.run_session(session, NoWorkers(), lambda _: iter(tasks), keep)
    return results


@pytest.mark.parametrize(
    "slug", [pytest.param(slug, marks=() if slug in IN_CI else pytest.mark.slow) for slug in SLUGS]
)
def test_snippets_of_wrong_models(slug, monkeypatch):
    """Each snippet of a wrong model in a public case fails on it, as the case did, and passes on the reference"""
    exercise = COURSE.exercise(slug)
    shown = 0
    for id, result in hand_in_models(exercise).items():
        for case in result.cases:
            if not case.reproduce or "own(" in case.reproduce or (slug, id) in CASE_TO_CASE:
                continue
            where, shown = f"{id}, {case.id}:\n{case.reproduce}", shown + 1
            assert len(case.reproduce.splitlines()) <= MOST, where
            error = run_with(case.reproduce, exercise, load_model(exercise, id), monkeypatch)
            wanted = case.message.partition(":")[0] if case.outcome == "raised" else "AssertionError"
            assert type(error).__name__ == wanted.strip(), f"{error!r} for {where}"
            if (slug, id.partition("--")[0]) not in OTHER_READING:
                assert run_with(case.reproduce, exercise, load_model(exercise), monkeypatch) is None, where
    assert shown
