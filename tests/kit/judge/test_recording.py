"""Names of mistakes from fingerprints, as a students' bundle gives them, beside those by running the wrong models."""

from __future__ import annotations

import pytest
from this_course import COURSE

from grader.course.submissions import Code
from grader.diagnosis.knowledge import Recogniser
from grader.judge import recording
from grader.judge.loop import Session, run_session
from grader.judge.recording import NoWorkers, record_mistakes
from grader.judge.tasks import Models, Task
from grader.link.launchers import make_launcher
from grader.link.wrong_models import load_wrong_models

IN_CI = ("flatten", "base_layer")
SLUGS = [
    slug if slug in IN_CI else pytest.param(slug, marks=pytest.mark.slow)
    for slug in (exercise.slug for exercise in COURSE.exercises)
]


def hand_in_models(exercise):
    """Returns the result and the traces of each wrong model in the public cases."""
    names = load_wrong_models(exercise)
    return hand_in(exercise, lambda parts: [Task(name, exercise.slug, Models((name,)), parts) for name in names])


def hand_in(exercise, tasks, launcher=None):
    """Returns the result and the traces of each task in the public cases, by its student."""
    results, traces = {}, {}
    parts = COURSE.reference_parts(exercise)
    session = Session(
        COURSE,
        [exercise.slug],
        ["public"],
        COURSE.settings.seed,
        rehearse=False,
        observe=lambda task, found: traces.update({task.student: found}),
    )
    run_session(
        session,
        launcher or NoWorkers(),
        lambda cases: iter(tasks(parts)),
        lambda one: results.update({one.result.student: one.result}),
    )
    return results, traces


@pytest.mark.parametrize("slug", SLUGS)
def test_mistakes_are_named_as_by_their_models(slug):
    """Every name that running the models gives to a case is given by the fingerprints, and no other mistake's"""
    exercise = COURSE.exercise(slug)
    recogniser = Recogniser(record_mistakes(COURSE, exercise))
    results, traces = hand_in_models(exercise)
    named = 0
    for id, result in results.items():
        cases = {case.id: case for case in result.cases if case.outcome in ("passed", "failed", "raised")}
        ran = {case: trace for case, trace in traces[id].items() if case in cases}
        failing = [case.id for case in cases.values() if case.outcome != "passed"]
        found = {case: item.id for case, item in recogniser.diagnose(ran, failing).items()}
        wanted = {case.id: case.diagnosis.id for case in cases.values() if case.diagnosis is not None}
        assert wanted.items() <= found.items(), id
        assert set(found.values()) <= {id.partition("--")[0], *wanted.values()}
        named += len(found)
    assert named > len(results) / 2


SCRIBBLES = """

class Scribbles(SquaredError):
    def gradient(self, prediction, target):
        found = super().gradient(prediction, target)
        prediction[...] = 0.25
        return found

SquaredError = Scribbles
"""


def test_whatever_was_written_into_an_argument(forked_judges, monkeypatch):
    """The mistake is known in a bundle too where something else is written than its model writes"""
    exercise = COURSE.exercise("losses")
    known = load_wrong_models(exercise)
    few = {name: item for name, item in known.items() if item.id in ("difference-in-place", "target-changed")}
    monkeypatch.setattr(recording, "load_wrong_models", lambda _: few)
    source = exercise.reference.read_bytes() + SCRIBBLES.encode()
    launcher = make_launcher()
    try:
        code = Code(exercise.file_name, source, "")
        results, traces = hand_in(exercise, lambda parts: [Task("ada", "losses", code, parts)], launcher)
    finally:
        launcher.close()
    failing = [case.id for case in results["ada"].cases if case.outcome != "passed"]
    assert failing == ["public::test_arguments_are_left_alone"]
    found = Recogniser(record_mistakes(COURSE, exercise)).diagnose(traces["ada"], failing)
    assert {case: item.id for case, item in found.items()} == dict.fromkeys(failing, "difference-in-place")
