"""What a student reads, for each kind of failure, letter by letter.

`UPDATE_GOLDEN=1 python -m pytest tests/kit/test_golden.py` writes the texts anew; read the difference before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from forks import run_grader

from grader.course.layout import load_course
from grader.course.submissions import Code
from grader.judge.loop import Session, run_session
from grader.judge.messages import MAX_LINES, MAX_WIDTH
from grader.judge.tasks import Task
from grader.link.launchers import make_launcher
from grader.pages.terminal import render_result

pytestmark = pytest.mark.usefixtures("forked_judges")
ROOT = Path(__file__).parents[3]
GOLDEN = Path(__file__).parents[1] / "golden"
KINDS = sorted(path.name for path in GOLDEN.iterdir() if (path / "submission.py").is_file())
OUTCOMES = {
    "wrong_value": "failed", "wrong_shape": "failed", "wrong_dtype": "failed", "wrong_type": "failed",
    "exception": "raised", "timeout": "timeout", "crash": "crashed", "not_implemented": "unimplemented",
    "mutated_argument": "failed", "syntax_error": "raised", "missing_class": "unimplemented", "prints": "failed",
}  # fmt: skip
ELSEWHERE = {"mutated_argument": "losses"}
"""Kinds that the public cases of `dense` do not look for, and an exercise whose cases do."""

UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))


def slug_of(kind):
    return ELSEWHERE.get(kind, "dense")


@pytest.fixture(scope="module")
def results():
    """The result of each kind, from one judge that knows the public cases."""
    course = load_course(ROOT)
    slugs = sorted({slug_of(kind) for kind in KINDS})
    tasks = [
        Task(kind, slug_of(kind), Code(f"{slug_of(kind)}.py", (GOLDEN / kind / "submission.py").read_bytes(), ""))
        for kind in KINDS
    ]
    found = []
    launcher = make_launcher()
    try:
        session = Session(course, slugs, ("public",), course.settings.seed)
        run_session(session, launcher, lambda cases: iter(tasks), lambda graded: found.append(graded.result))
    finally:
        launcher.close()
    return {result.student: result for result in found}


def render(result):
    return render_result(load_course(ROOT).exercise(result.exercise), result).plain


def test_every_kind_has_a_folder():
    """One folder for each kind of failure"""
    assert set(OUTCOMES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_text_is_the_one_kept(results, kind):
    """The first failing case as `grader check` shows it"""
    path = GOLDEN / kind / "expected.txt"
    text = render(results[kind])
    if UPDATE:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_first_failure_has_the_kinds_outcome(results, kind):
    """The folder's name says what goes wrong"""
    first = next(case for case in results[kind].cases if case.outcome != "passed")
    assert first.outcome == OUTCOMES[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_messages_are_short(results, kind):
    """At most 12 lines for each case, before diagnosis and snippet; no line is endless"""
    for case in results[kind].cases:
        lines = case.message.splitlines()
        assert len(lines) <= MAX_LINES == 12
        assert all(len(line) <= MAX_WIDTH for line in lines)
        assert (case.message == "") == (case.outcome == "passed")


def test_the_command_prints_the_same(results):
    """`grader check --file` prints that text and ends with exit code 1"""
    file = GOLDEN / "wrong_value" / "submission.py"
    done = run_grader("check", "dense", "--file", file)
    assert done.returncode == 1
    first, _, rest = done.stdout.rstrip().partition("\n")
    kept = (GOLDEN / "wrong_value" / "expected.txt").read_text(encoding="utf-8").rstrip()
    assert first == f"dense  {file.relative_to(ROOT)}"
    assert f"dense\n{rest}" == kept
