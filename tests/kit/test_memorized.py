"""No case can be passed with memorized answers: those that the reference gave under another seed earn nothing."""

from __future__ import annotations

import pytest
from this_course import COURSE

from grader.course.layout import VISIBILITIES
from grader.course.submissions import Code
from grader.judge.loop import Session, run_session
from grader.judge.stage import TrustedModel
from grader.judge.tasks import Task
from grader.worker import wire


def begins_case(request):
    """Tells whether this request is a case's first."""
    first = request.requests[0] if isinstance(request, wire.Batch) else request
    return isinstance(first, wire.Seed) and first.begin


class Tape(TrustedModel):
    """The reference, in this process, which writes down what it answers, case by case; the first entry is loading."""

    def __init__(self, exercise):
        super().__init__(exercise, ())
        self.replies = [[]]

    def start(self, limits):
        return self

    def request(self, request):
        if begins_case(request):
            self.replies.append([])
        self.replies[-1].append(super().request(request))
        return self.replies[-1][-1]


class Parrot(TrustedModel):
    """Answers with what a tape holds, whatever is asked."""

    def __init__(self, exercise, replies):
        super().__init__(exercise, ())
        self._cases = iter(replies)
        self._replies = iter(next(self._cases))

    def start(self, limits):
        return self

    def request(self, request):
        if begins_case(request):
            self._replies = iter(next(self._cases))
        return next(self._replies, wire.Raised("IndexError", "IndexError", "nothing was memorized"))


def grade(exercise, starter, seed):
    """Returns the result of whatever the starter starts."""
    parts = COURSE.reference_parts(exercise)
    task = Task("x", exercise.slug, Code(exercise.file_name, exercise.reference.read_bytes(), ""), parts, seed)
    results = []
    session = Session(COURSE, [exercise.slug], VISIBILITIES, COURSE.settings.seed)
    run_session(session, starter, lambda cases: iter([task]), lambda graded: results.append(graded.result))
    return results[0]


SLUGS = [exercise.slug for exercise in COURSE.exercises]
IN_CI = SLUGS[1::12]
"""Every twelfth; all of them with `-m "slow or not slow"`."""


@pytest.mark.parametrize("slug", [pytest.param(slug, marks=[pytest.mark.slow] * (slug not in IN_CI)) for slug in SLUGS])
def test_memorized_answers_earn_nothing(slug):
    """Every case checks an answer that depends on its seed: printed numbers and shapes alone are no solution."""
    exercise = COURSE.exercise(slug)
    tape = Tape(exercise)
    first = grade(exercise, tape, 11)
    assert first.score == first.max_score
    second = grade(exercise, Parrot(exercise, tape.replies), 12)
    assert [case.id for case in second.cases if case.outcome == "passed"] == []
