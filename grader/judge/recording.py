"""What each wrong model of an exercise answers to the public cases, as fingerprints for a students' bundle.

Exercises are recorded in processes of their own, as many as there are cores: each takes the next exercise as it gets free.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import os
import subprocess
import sys
import tempfile
import threading
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
from grader.link.wrong_models import WrongModel, load_alternatives, load_wrong_models
from grader.records.errors import COURSE_ERROR, CourseError, GraderFault
from grader.worker import wire


def record_all(course: Course, exercises: Sequence[Exercise], advance: Callable[[str], None]) -> dict[str, bytes]:
    """Returns the file on each exercise's mistakes; calls `advance` with each slug. Raises `CourseError`, `GraderFault`."""
    jobs = min(count_jobs(), len(exercises))
    local = threading.local()
    recorders = [_Recorder(course) for _ in range(jobs)]
    free = iter(recorders)

    def begin() -> None:
        local.recorder = next(free)

    def record(slug: str) -> bytes:
        found: bytes = local.recorder.record(slug)
        return found

    executor = concurrent.futures.ThreadPoolExecutor(jobs, initializer=begin)
    running = {executor.submit(record, exercise.slug): exercise.slug for exercise in exercises}
    found: dict[str, bytes] = {}
    try:
        for future in concurrent.futures.as_completed(running):
            found[running[future]] = future.result()
            advance(running[future])
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for recorder in recorders:
            recorder.close()
        executor.shutdown()
    return found


class _Recorder:
    """A process that records one exercise after the other: a slug goes in, the line of its file comes out."""

    def __init__(self, course: Course) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="grader-recorder-")
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115
        self._process = subprocess.Popen(
            python_command("grader.judge.recording", str(course.root)),
            env={**trusted_environment(), "PYTHONDONTWRITEBYTECODE": "1"},
            cwd=self._folder.name,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )

    def record(self, slug: str) -> bytes:
        """Returns the file on an exercise's mistakes. Raises `CourseError` and `GraderFault`."""
        assert self._process.stdin is not None and self._process.stdout is not None
        with contextlib.suppress(BrokenPipeError):  # it has ended: told below
            self._process.stdin.write(f"{slug}\n".encode())
            self._process.stdin.flush()
        line = self._process.stdout.readline()
        if line.endswith(b"\n"):
            return line
        code = self._process.wait()
        self._errors.seek(0)
        told = self._errors.read().decode(errors="replace").strip()
        if code == COURSE_ERROR:
            raise RefusedCourse(told)
        raise GraderFault(f"{slug}: the mistakes could not be recorded: {told.splitlines()[-1:]}")

    def close(self) -> None:
        """Ends the process, in the middle of its work where there is any."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            with contextlib.suppress(OSError):
                stream.close()  # type: ignore[union-attr]
        self._folder.cleanup()


def main() -> None:
    """Records exercises of the course in `argv`, whose slugs come on standard input; answers each with a line."""
    course = load_course(Path(sys.argv[1]))
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    for line in sys.stdin:
        try:
            found = record_mistakes(course, course.exercise(line.strip()))
        except CourseError as error:
            print(error, file=sys.stderr)
            sys.exit(COURSE_ERROR)
        output.write(msgspec.json.encode(found) + b"\n")
        output.flush()


def record_mistakes(course: Course, exercise: Exercise) -> Knowledge:
    """Plays the public cases on every wrong model, under the course's seed. Raises `CourseError` and `GraderFault`."""
    known = load_wrong_models(exercise)
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
        mistake = KnownMistake(known[id], failing, passing, id != known[id].id)
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
