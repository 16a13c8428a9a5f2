"""What each wrong model of an exercise answers to the public cases, as fingerprints for a students' bundle.

Exercises are recorded in processes of their own, a few in each and several at once: they are independent, and pytest runs
in each process.
"""

from __future__ import annotations

import concurrent.futures
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from grader.course.layout import Course, Exercise, Limits, load_course
from grader.diagnosis.answers import TINY, same_reply, strip_names
from grader.diagnosis.fingerprints import Print, describe_request, is_wrong, take_print
from grader.diagnosis.knowledge import SCHEMA, Knowledge, KnownMistake, list_events
from grader.judge.capacity import count_jobs
from grader.judge.loop import Session, run_session
from grader.judge.processes import RefusedCourse
from grader.judge.protocol import CaseHead, Graded
from grader.judge.tasks import Models, Task
from grader.link.interpreter import python_command, trusted_environment
from grader.link.link import Worker
from grader.link.trace import Trace
from grader.link.wrong_models import WrongModel, load_alternatives, load_misconceptions
from grader.records.errors import COURSE_ERROR, CourseError, GraderFault
from grader.worker import wire

_SHARE = 4
"""Exercises to a process: each start costs as much as one of the small ones."""


def record_all(course: Course, exercises: Sequence[Exercise], advance: Callable[[str], None]) -> dict[str, bytes]:
    """Returns the file on each exercise's mistakes; calls `advance` with each slug. Raises `CourseError`, `GraderFault`."""
    shares = -(-len(exercises) // _SHARE)
    dealt = [[exercise.slug for exercise in exercises[number::shares]] for number in range(shares)]
    executor = concurrent.futures.ThreadPoolExecutor(count_jobs())
    running = {executor.submit(_record_apart, course, slugs): slugs for slugs in dealt}
    found: dict[str, bytes] = {}
    try:
        for future in concurrent.futures.as_completed(running):
            for slug, file in zip(running[future], future.result(), strict=True):
                found[slug] = file
                advance(slug)
    finally:
        executor.shutdown(cancel_futures=True)
    return found


def _record_apart(course: Course, slugs: Sequence[str]) -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            python_command("grader.judge.recording", str(course.root), *slugs),
            env={**trusted_environment(), "PYTHONDONTWRITEBYTECODE": "1"},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
    told = done.stderr.decode(errors="replace").strip()
    if done.returncode == COURSE_ERROR:
        raise RefusedCourse(told)
    if done.returncode:
        raise GraderFault(f"{', '.join(slugs)}: the mistakes could not be recorded: {told.splitlines()[-1:]}")
    return done.stdout.splitlines(keepends=True)


def main() -> None:
    """Records exercises of the course in `argv`; writes their files to standard output, a line each."""
    course = load_course(Path(sys.argv[1]))
    try:
        found = [record_mistakes(course, course.exercise(slug)) for slug in sys.argv[2:]]
    except CourseError as error:
        print(error, file=sys.stderr)
        sys.exit(COURSE_ERROR)
    sys.stdout.buffer.write(b"".join(msgspec.json.encode(item) + b"\n" for item in found))


def record_mistakes(course: Course, exercise: Exercise) -> Knowledge:
    """Plays the public cases on every wrong model, under the course's seed. Raises `CourseError` and `GraderFault`."""
    known = {item.id: item for item in load_misconceptions(exercise)}
    rights: list[tuple[str, ...]] = [(), *((id,) for id in load_alternatives(exercise))]
    played: dict[str, tuple[str, ...]] = {" ".join((id, *right)): (id, *right) for right in rights for id in known}
    traces: dict[str, Mapping[str, Trace]] = {}
    wrong: dict[str, set[str]] = {}
    right: dict[str, set[str]] = {}

    def serve(cases: dict[str, list[CaseHead]]) -> Iterator[Task]:
        for name, models in played.items():
            yield Task(name, exercise.slug, Models(models), course.reference_parts(exercise))

    def deliver(graded: Graded) -> None:
        cases = graded.result.cases
        wrong[graded.result.student] = {case.id for case in cases if case.outcome in ("failed", "raised")}
        right[graded.result.student] = {case.id for case in cases if case.outcome == "passed"}

    session = Session(
        course,
        [exercise.slug],
        ["public"],
        course.settings.seed,
        warm_up=False,
        rehearse=False,
        diagnose=False,
        observe=lambda task, found: traces.update({task.student: found}),
    )
    run_session(session, NoWorkers(), serve, deliver)
    references = {models: _Reference(course, exercise, models) for models in rights}
    prints: dict[tuple[str, Print], int] = {}
    mistakes: list[KnownMistake] = []
    for name, (id, *others) in played.items():
        failing, passing = {}, {}
        for case, trace in traces[name].items():
            pairs = references[tuple(others)].take_prints(trace)
            if case in wrong[name]:
                failing[case] = [prints.setdefault(pair, len(prints)) for pair in pairs]
            elif case in right[name] and any(is_wrong(print) for _, print in pairs):
                passing[case] = [prints.setdefault(pair, len(prints)) for pair in pairs]
        mistake = KnownMistake(known[id], failing, passing)
        if failing and mistake not in mistakes:  # where an alternative makes no difference
            mistakes.append(mistake)
    return Knowledge(SCHEMA, course.settings.seed, list(prints), mistakes)


class _Reference:
    """The reference, or an alternative, asked what a wrong model was asked, to know which answers are the mistake's own.

    Most wrong models are asked the same in a case: then it is asked once.
    """

    def __init__(self, course: Course, exercise: Exercise, models: tuple[str, ...]) -> None:
        self._answered: dict[bytes, list[wire.Reply]] = {}
        self._model = WrongModel(exercise, models)
        source = wire.Module(exercise.slug, exercise.file_name, b"")
        self._model.request(wire.Load(exercise.modules, source, course.reference_parts(exercise)))

    def take_prints(self, trace: Trace) -> list[tuple[str, Print]]:
        """Returns what was asked in a case, and the fingerprint of each reply."""
        events = list_events(trace)
        requests = [strip_names(event.request) for event in events]
        key = b"".join(map(wire.pack_frame, requests))
        if key not in self._answered:
            self._answered[key] = [strip_names(self._model.request(request)) for request in requests]
        found = []
        for event, usual in zip(events, self._answered[key], strict=True):
            assert event.reply is not None
            reply = usual if same_reply(event.reply, usual, rtol=TINY) else event.reply
            found.append((describe_request(event.request), take_print(reply, usual)))
        return found


class NoWorkers:
    """Wrong models are trusted code and run in the judge."""

    def start(self, limits: Limits) -> Worker:
        raise GraderFault("a wrong model needs no worker")

    def close(self) -> None:
        """There is nothing to close."""
