"""The judge's stage: puts one submission's workers before the cases, and counts what they use."""

from __future__ import annotations

import dataclasses
from typing import Protocol

import pytest

from grader import fixtures, seeds, wire
from grader.course import Course, Exercise, Limits
from grader.link import Crashed, Link, NotRun, WorkerFailure
from grader.messages import shorten_output
from grader.misconceptions import WrongModel
from grader.proxies import Client, SubmissionError
from grader.results import Outcome
from grader.tasks import Task
from grader.trace import Recorder


class Started(Link, Protocol):
    """What the stage asks of a worker, beyond answering; a fake of it serves the judge's tests."""

    isolation: list[str]
    dead: bool
    idle_s: float
    breach: str

    def begin(self, cpu_s: float) -> None: ...
    def cpu_used(self) -> float: ...
    def take_output(self) -> tuple[str, bool]: ...
    def kill(self) -> str: ...


class Starter(Protocol):
    """What gives the stage its workers: a `Launcher`, or a fake."""

    def start(self, limits: Limits) -> Started: ...


class TrustedModel(WrongModel):
    """A wrong model in this process, where a worker would be."""

    isolation: list[str] = []  # noqa: RUF012
    dead = False
    idle_s = 0.0
    breach = ""

    def begin(self, cpu_s: float) -> None:
        """Trusted code has no clock."""

    def cpu_used(self) -> float:
        """Counts for nothing."""
        return 0.0

    def take_output(self) -> tuple[str, bool]:
        """Prints nothing."""
        return "", False

    def kill(self) -> str:
        """There is no process."""
        return ""


class WorkerStage:
    """Puts one submission's workers before the cases and counts what they use."""

    def __init__(self, course: Course, starter: Starter) -> None:
        self.course = course
        self._starter = starter
        self._worker: Started | None = None
        self._bench: fixtures.Bench | None = None

    def begin(self, task: Task, exercise: Exercise, seed: int) -> None:
        """A submission's turn begins."""
        self.task, self.seed, self._exercise = task, seed, exercise
        self.broken: Exception | None = None
        self._cpu_used = self._idle = 0.0
        self._timeouts = 0
        self._parts = ""
        self.isolation: list[str] = []
        self.recorder: Recorder | None = None

    def end(self) -> None:
        """The submission's turn is over: nothing of it stays."""
        self._drop_worker()
        self.recorder = None

    def set_up(self, item: pytest.Item, exercise: Exercise, case_id: str) -> fixtures.Bench:
        """Returns a bench with a live worker. Raises what kept the submission from loading, or `NotRun`."""
        if self.broken is not None:
            raise self.broken
        limits = exercise.settings.limits
        if self.spent():
            raise NotRun(SPENT.format(cpu=limits.cpu_s, timeouts=limits.timeouts))
        if self._worker is not None and self._worker.breach:  # forged frames are costly to refuse: once is enough
            self.broken = Crashed(self._worker.breach)
            raise self.broken
        if self._worker is None or self._worker.dead:
            self._drop_worker()
            self._load(exercise)
        assert self._bench is not None and self._worker is not None and self.recorder is not None
        case_s = limits.case_cpu_s * (0.2 if self._timeouts else 1.0)
        self._worker.begin(min(case_s, limits.cpu_s - self.cpu_used()))
        self.recorder.start_case()
        self._bench.client.seed(seeds.derive_case_seed(self.seed, case_id, "worker"), begin=True)
        return dataclasses.replace(self._bench, seed=seeds.derive_case_seed(self.seed, case_id, "suite"))

    def note(self, outcome: Outcome) -> None:
        """Counts a case that has just been judged."""
        self._timeouts += outcome == "timeout"

    def spent(self) -> bool:
        """Tells whether the submission has used what it may use."""
        limits = self._exercise.settings.limits
        idle = self._idle + (self._worker.idle_s if self._worker is not None else 0.0)
        return self._timeouts >= limits.timeouts or max(self.cpu_used(), idle) >= limits.cpu_s

    def cpu_used(self) -> float:
        """Returns the CPU seconds of this submission's workers so far."""
        return self._cpu_used + (self._worker.cpu_used() if self._worker is not None else 0.0)

    def take_output(self) -> str:
        """Returns what the submission printed during the case."""
        if self._worker is None:
            return ""
        try:
            return self._parts + shorten_output(*self._worker.take_output())
        except Crashed:
            self._worker.kill()
            return ""

    def _load(self, exercise: Exercise) -> None:
        task = self.task
        if task.source is None and not task.models:
            self.broken = NotRun(task.problem)
            raise self.broken
        if task.models:
            self._worker = TrustedModel(exercise, task.models)
        else:
            self._worker = self._starter.start(exercise.settings.limits)
        self.isolation = self._worker.isolation
        self.recorder = Recorder(self._worker)
        client = Client(self.recorder, task.file)
        self._worker.begin(exercise.settings.limits.load_cpu_s)
        try:
            source = wire.Module(exercise.slug, task.file, task.source or b"")
            submission, support = client.load(source, exercise.modules, task.parts)
        except (SubmissionError, WorkerFailure, wire.WireError) as error:
            self.broken = error
            raise
        self._bench = fixtures.Bench(submission, support, client, 0)
        self._parts = describe_parts(client.parts_used)

    def _drop_worker(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._cpu_used += self._worker.cpu_used()
            self._idle += self._worker.idle_s
        self._worker = self._bench = None


def describe_parts(used: list[str]) -> str:
    """Returns a line that says which modules of other exercises the submission was built with; empty without any."""
    return f"(built with {', '.join(file or 'nothing' for file in used)})\n" if used else ""


SPENT = "not run: the cases before it had used up the time ({cpu:g} seconds, or {timeouts} cases without an answer)"
