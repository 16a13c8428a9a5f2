"""Several judges at work on one list of tasks.

A judge that dies, or that spends far longer on a task than the task may, is started again and the task given to it once
more; where that happens twice, that task's result is `ungraded` and the others go on. A task in which there is nothing to
execute costs no judge anything.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from grader.course import seeds
from grader.course.layout import Course, load_course
from grader.course.submissions import Missing, OurFault
from grader.judge.cases import CaseHead
from grader.judge.loop import Graded
from grader.judge.processes import JudgeDied, JudgeProcess, Setup
from grader.judge.tasks import Models, Task
from grader.judge.verdicts import Clock, make_result
from grader.records.errors import GraderFault
from grader.records.results import Result


class JudgesLost(GraderFault):
    """There is nobody left to judge. What was delivered until then is kept, and the same run can be continued."""


class JudgePool(Protocol):
    """Who has tasks judged: processes of this machine, or of others."""

    def run(self, tasks: Iterable[Task], deliver: Callable[[Graded], None]) -> None:
        """Calls `deliver`, in this thread, with what becomes of every task; takes tasks only as judges get free."""


class Judges:
    """Judges of one setup, at most `jobs` of them: each thread of the run has one. `heads`: cases that are known already."""

    def __init__(
        self,
        setup: Setup,
        jobs: int,
        course: Course | None = None,
        heads: Mapping[str, Sequence[CaseHead]] | None = None,
    ) -> None:
        self._setup, self._jobs = setup, jobs
        self._heads = dict(heads or {})
        self._asking = threading.Lock()
        self._course = course or load_course(Path(os.fsdecode(setup.root)))
        self._local = threading.local()
        self._all: list[JudgeProcess] = []
        self._lock = threading.Lock()
        self._stopped = False
        self._blanks = Blanks(setup, self._course)

    def run(self, tasks: Iterable[Task], deliver: Callable[[Graded], None]) -> None:
        """Calls `deliver` with what becomes of every task, in this thread; takes tasks only as judges get free.

        Raises `CourseError` where the suites cannot be collected, `Unconfined` where the setup forbids what is here, and
        `GraderFault` where no judge can be had.
        """
        executor = concurrent.futures.ThreadPoolExecutor(self._jobs)
        waiting: set[concurrent.futures.Future[Graded]] = set()
        source = iter(tasks)
        try:
            with hold_interrupts() as interrupted:
                while not interrupted():
                    while len(waiting) < 2 * self._jobs and (task := next(source, None)) is not None:
                        waiting.add(executor.submit(self._grade, task))
                    if not waiting:
                        return
                    done, waiting = concurrent.futures.wait(waiting, 0.2, concurrent.futures.FIRST_COMPLETED)
                    for future in done:
                        deliver(future.result())
            raise KeyboardInterrupt
        finally:
            self.close()
            executor.shutdown(wait=True, cancel_futures=True)

    def close(self) -> None:
        """Kills every judge."""
        with self._lock:
            self._stopped = True
            judges, self._all = self._all, []
        for judge in judges:
            judge.close()

    def _grade(self, task: Task) -> Graded:
        """Returns what becomes of a task; one that two judges die of is our fault."""
        if isinstance(task.work, Missing | OurFault):
            return Graded(self._record(task))
        for _ in range(2):
            judge = self._find_judge()
            try:
                return judge.ask(task)
            except JudgeDied:
                self._local.judge = None
                judge.close()  # at once: its pipes stay open otherwise
                if self._stopped:
                    raise GraderFault("the run was stopped") from None
        file = "" if isinstance(task.work, Models) else task.work.file
        return Graded(self._record(msgspec.structs.replace(task, work=OurFault(file, _DIED))))

    def _record(self, task: Task) -> Result:
        """Returns the result of a task in which there is nothing to execute: no judge is asked where the cases are known."""
        with self._asking:
            if task.slug not in self._heads:
                self._heads.update(self._find_judge().wait().cases)
        return self._blanks.make(task, self._heads[task.slug])

    def _find_judge(self) -> JudgeProcess:
        """Returns this thread's judge."""
        found: JudgeProcess | None = getattr(self._local, "judge", None)
        if found is None:
            with self._lock:
                if self._stopped:
                    raise GraderFault("the run was stopped")
                found = self._local.judge = JudgeProcess(self._setup, len(self._all))
                self._all.append(found)
        return found


class Blanks:
    """Results of tasks in which there is nothing to execute."""

    def __init__(self, setup: Setup, course: Course) -> None:
        self._setup, self._course = setup, course
        self._suites: dict[str, str] = {}

    def make(self, task: Task, heads: Sequence[CaseHead]) -> Result:
        """Returns the result of a task that holds no code; `heads` are the cases of its exercise."""
        assert isinstance(task.work, Missing | OurFault)
        if task.slug not in self._suites:
            self._suites[task.slug] = self._course.exercise(task.slug).hash_suite(tuple(self._setup.visibilities))
        seed = self._setup.seed if task.seed is None else task.seed
        return make_result(
            task,
            heads,
            {},
            status="ungraded" if isinstance(task.work, OurFault) else "graded",
            otherwise=task.work.problem,
            seed=seeds.derive_run_seed(seed, self._course.settings.seeds, task.student),
            suite_sha256=self._suites[task.slug],
            clock=Clock(),
        )


@contextlib.contextmanager
def hold_interrupts() -> Iterator[Callable[[], bool]]:
    """Gives a function that tells whether Ctrl-C was pressed: an exception in the middle of a lock could hang the run.

    A second Ctrl-C is not held.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    seen: list[int] = []

    def note(number: int, frame: object) -> None:
        if seen:
            raise KeyboardInterrupt
        seen.append(number)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(seen)
    finally:
        signal.signal(signal.SIGINT, before)


def count_cores() -> int:
    """Returns how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_DIED = "the grader itself failed twice on this submission; please report it"
