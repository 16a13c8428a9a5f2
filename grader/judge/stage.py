"""The judge's stage for one turn: puts a submission's workers before the cases, and counts what they use."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from grader.course.layout import Course, Exercise
from grader.course.submissions import Code
from grader.judge.cases import find_needs
from grader.judge.messages import shorten_output
from grader.judge.rehearsal import KeptAnswers, Rehearsed, Script
from grader.judge.tasks import Models, Task
from grader.judge.verdicts import describe_spent
from grader.link.bench import Bench, begin_case
from grader.link.draws import NotedGenerator
from grader.link.link import Crashed, Launcher, NotRun, Worker, WorkerFailure
from grader.link.proxies import Client, SubmissionError
from grader.link.trace import Recorder, Trace
from grader.link.wrong_models import WrongModel
from grader.records.results import Outcome
from grader.worker import wire


class TrustedModel(WrongModel):
    """A wrong model in this process, where a worker would be. Trusted code has no clock and prints nothing."""

    isolation: list[str] = []  # noqa: RUF012
    dead = False
    idle_s = 0.0
    breach = ""

    def play(self, script: bytes) -> bytes:
        """A wrong model is asked one by one."""
        raise NotImplementedError

    def ask(self, request: bytes) -> bytes:
        """A wrong model is asked without packing."""
        raise NotImplementedError

    def begin(self, cpu_s: float) -> None:
        """There is no clock."""

    def cpu_used(self) -> float:
        """Counts for nothing."""
        return 0.0

    def take_output(self) -> tuple[str, bool]:
        """There is none."""
        return "", False

    def kill(self) -> str:
        """There is no process."""
        return ""


class WorkerStage:
    """Puts one submission's workers before the cases and counts what they use.

    `broken` is what kept the submission from loading; `recorder` holds the trace of the case that runs; `rehearses` tells
    whether scripts are played to this submission.
    """

    def __init__(self, course: Course, launcher: Launcher, task: Task, exercise: Exercise, seed: int) -> None:
        self.course = course
        self.isolation: list[str] = []
        self.broken: Exception | None = None
        self.recorder: Recorder | None = None
        self._launcher = launcher
        self._task, self._exercise, self._seed = task, exercise, seed
        self._worker: Worker | None = None
        self._bench: Bench | None = None
        self._cpu_used = self._idle = 0.0
        self._timeouts = 0
        self._forgiven = self._before = 0.0
        self._parts: list[str] = []
        self._prepared = ""
        self._printed, self._cut = "", False
        self.rehearses = isinstance(task.work, Code)

    def set_up(self, item: pytest.Item, exercise: Exercise, case_id: str) -> Bench:
        """Returns a bench with a live worker. Raises what kept the submission from loading, or `NotRun`."""
        self.prepare_again(item, case_id)
        assert self._bench is not None
        self._prepared = ""
        return begin_case(self._bench, self._seed, case_id)

    def prepare(self, item: pytest.Item, case_id: str) -> None:
        """Gets a worker ready for a case and starts its clocks. Raises as `set_up` does."""
        if self.broken is not None:
            raise self.broken.with_traceback(None)
        limits = self._exercise.settings.limits
        if self.spent():
            raise NotRun(describe_spent(limits))
        if self._worker is not None and self._worker.breach:  # forged frames are costly to refuse: once is enough
            self.broken = Crashed(self._worker.breach)
            raise self.broken
        if self._worker is None or self._worker.dead:
            self._drop_worker()
            self._load(self._exercise)
        assert self._worker is not None and self.recorder is not None
        self._check_needs(item)
        case_s = limits.case_cpu_s * (0.2 if self._timeouts else 1.0)
        self._worker.begin(min(case_s, limits.cpu_s - self.cpu_used()))
        self._before = self.cpu_used()
        self.recorder.start_case()
        self._prepared = case_id
        self._printed, self._cut = "", False

    def prepare_again(self, item: pytest.Item, case_id: str) -> None:
        """Prepares a case whose latest attempt was forgotten; one that is prepared stays so. Raises as `set_up` does."""
        if self._prepared != case_id:
            self.prepare(item, case_id)

    def play(self, script: Script) -> list[bytes] | None:
        """Returns the worker's replies to the script of the case that is prepared; None as `ask` does."""
        body = self._try(lambda worker: worker.play(script.frame))
        if body is None:
            return None
        try:
            return wire.decode_played(body)[: len(script.requests)]
        except wire.WireError:
            self._give_up()
            return None

    def ask(self, request: bytes) -> bytes | None:
        """Returns the worker's reply to a packed request of the case that is prepared, undecoded.

        None where there is none: then the worker is dead, and to this submission no further case is played so.
        """
        return self._try(lambda worker: worker.ask(request))

    def _try(self, ask: Callable[[Worker], bytes]) -> bytes | None:
        assert self._worker is not None
        try:
            return ask(self._worker)
        except WorkerFailure:
            self._give_up()
            return None

    def _give_up(self) -> None:
        """Ends the worker without a word: what it did is told by the case when that is played live."""
        assert self._worker is not None
        self.rehearses = False
        self._worker.kill()
        self._worker.breach = ""

    def answer_from(self, requests: Sequence[bytes], replies: Sequence[bytes]) -> Rehearsed:
        """Lets the prepared case have its answers from these replies to these requests, and behind them live."""
        assert self._worker is not None and self.recorder is not None
        link = Rehearsed(requests, replies, self._worker)
        self.recorder.start_case(link)
        return link

    def answer_as(self, trace: Trace) -> KeptAnswers:
        """Lets the prepared case have its answers from a trace; the worker is not asked."""
        assert self.recorder is not None
        link = KeptAnswers(trace)
        self.recorder.start_case(link)
        return link

    def forget_attempt(self) -> None:
        """Drops what the latest attempt printed and used: the case is played again."""
        self._prepared = ""
        if self._worker is not None:
            self._forgiven += self.cpu_used() - self._before
            self.take_output()
            self._printed, self._cut = "", False

    def is_near_limit(self) -> bool:
        """Tells whether the case has used so much that another run of it might not end."""
        return self.cpu_used() - self._before > 0.25 * self._exercise.settings.limits.case_cpu_s

    def _check_needs(self, item: pytest.Item) -> None:
        """Raises `NotRun` where the case builds on an exercise of which there is no module of the student's that runs."""
        there = {part.name for part in self._task.parts if part.file in self._parts}
        for slug in find_needs(item):
            if slug not in there:
                raise NotRun(NEEDED.format(slug=slug))

    def end(self) -> None:
        """The turn is over: nothing of the submission stays."""
        self._drop_worker()
        self.recorder = None

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
        return self._cpu_used + (self._worker.cpu_used() if self._worker is not None else 0.0) - self._forgiven

    def take_output(self) -> str:
        """Returns all that the submission has printed during the case so far."""
        if self._worker is None:
            return ""
        built = f"(built with {', '.join(self._parts)})\n" if self._parts else ""
        try:
            text, cut = self._worker.take_output()
        except Crashed:
            self._worker.kill()
            return built + shorten_output(self._printed, True) if self._printed else ""
        self._printed, self._cut = self._printed + text, self._cut or cut
        return built + shorten_output(self._printed, self._cut)

    def _load(self, exercise: Exercise) -> None:
        work = self._task.work
        if isinstance(work, Models):
            self._worker, file, data = TrustedModel(exercise, work.ids), exercise.file_name, b""
        else:
            assert isinstance(work, Code)
            self._worker, file, data = self._launcher.start(exercise.settings.limits), work.file, work.data
        self.isolation = self._worker.isolation
        self.recorder = Recorder(self._worker)
        client = Client(self.recorder, file)
        self._worker.begin(exercise.settings.limits.load_cpu_s)
        try:
            source = wire.Module(exercise.slug, file, data)
            submission, support = client.load(source, exercise.compiled_modules, self._task.parts)
        except (SubmissionError, WorkerFailure, wire.WireError) as error:
            self.broken = error.with_traceback(None)
            raise self.broken from None
        self._bench = Bench(submission, support, client, 0, self._note_rng)
        self._parts = client.parts_used

    def _note_rng(self, rng: NotedGenerator) -> None:
        if self.recorder is not None:
            self.recorder.trace.rng = rng

    def _drop_worker(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._cpu_used += self._worker.cpu_used()
            self._idle += self._worker.idle_s
        self._worker = self._bench = None


NEEDED = (
    "not run: this case builds on your own `{slug}`, and there is none that can be used; solve `{slug}` first and hand "
    "it in beside this file"
)
