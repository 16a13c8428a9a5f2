"""Names of mistakes from fingerprints, as a students' bundle gives them, beside those by running the wrong models."""

from __future__ import annotations

import pytest
from this_course import COURSE

from grader.diagnosis.knowledge import Recogniser
from grader.judge.loop import Session, run_session
from grader.judge.recording import NoWorkers, record_mistakes
from grader.judge.tasks import Models, Task
from grader.link.wrong_models import load_wrong_models

IN_CI = ("flatten", "base_layer")
SLUGS = [
    slug if slug in IN_CI else pytest.param(slug, marks=pytest.mark.slow)
    for slug in (exercise.slug for exercise in COURSE.exercises)
]


def hand_in_models(exercise):
    """Returns the result and the traces of each wrong model in the public cases."""
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
    tasks = [Task(name, exercise.slug, Models((name,)), parts) for name in load_wrong_models(exercise)]
    run_session(
        session, NoWorkers(), lambda cases: iter(tasks), lambda one: results.update({one.result.student: one.result})
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
