"""No source of a solution enters a worker: what travels is the submission, the track's modules, the student's own parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from this_course import COURSE

from grader.course.layout import VISIBILITIES
from grader.course.resolver import Student
from grader.course.stubs import read_stub
from grader.judge.loop import Session, run_session
from grader.judge.tasks import class_task
from grader.link.launchers import make_launcher
from grader.worker import wire

pytestmark = pytest.mark.usefixtures("forked_judges")
ROOT = Path(__file__).parents[3]
SLUGS = tuple(exercise.slug for exercise in COURSE.exercises)
BUILT = [exercise for exercise in COURSE.exercises if exercise.settings.needs]


class Tap:
    """A launcher whose workers write down every byte that they are sent."""

    def __init__(self, launcher):
        self._launcher, self.sent = launcher, []

    def start(self, limits):
        worker = self._launcher.start(limits)
        answer = worker.request
        worker.request = lambda request: self.sent.append(wire.pack_frame(request)) or answer(request)
        return worker


def solution_lines(exercise):
    """Returns the lines of a reference that a student does not have anyway."""
    given = {line.strip() for line in read_stub(exercise).decode().splitlines()}
    given |= {line.strip() for module in exercise.modules for line in module.source.decode().splitlines()}
    lines = (line.strip() for line in exercise.reference.read_text().splitlines())
    return [line for line in lines if len(line) >= 24 and line not in given]


@pytest.mark.parametrize("exercise", BUILT, ids=lambda exercise: exercise.slug)
@pytest.mark.parametrize("handed_in", [(), ("dense",)])
def test_no_solution_travels(tmp_path, exercise, handed_in):
    """Nothing of the references of the exercises that one is built with is sent, whatever the student has of them"""
    (tmp_path / exercise.file_name).write_bytes(read_stub(exercise))
    for slug in handed_in:
        (tmp_path / f"{slug}.py").write_text("class Dense:\n    mine = 'not the reference'\n")
    task = class_task(COURSE, Student("ann", tmp_path, slugs=SLUGS), exercise)
    launcher, found = make_launcher(), []
    tap = Tap(launcher)
    try:
        session = Session(COURSE, [exercise.slug], VISIBILITIES, COURSE.settings.seed)
        run_session(session, tap, lambda cases: iter([task]), found.append)
    finally:
        launcher.close()
    sent = b"".join(tap.sent)
    assert found[0].result.status == "graded" and len(tap.sent) > len(found[0].result.cases) // 2
    secrets = {line for slug in (exercise.slug, *exercise.settings.needs) for line in solution_lines(COURSE.exercise(slug))}
    assert len(secrets) > 20
    assert [line for line in secrets if line.encode() in sent] == []
