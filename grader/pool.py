"""Judges in processes of their own, each with its zygote: tasks go in, results come out, in any order.

A judge that dies is started again and its task given to it once more; where it dies again, that task's result is
`ungraded` and the others go on. Judges read tasks as JSON lines on standard input and answer on standard output; they
end at the end of their input, and the kernel ends them with their parent.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from grader.link import GraderFault
from grader.results import Result
from grader.tasks import Task


class Setup(msgspec.Struct, frozen=True):
    """What every judge of a run is told first."""

    root: str
    slugs: list[str]
    visibilities: list[str]
    seed: int | None = None
    landlock: bool = True
    seccomp: bool = True
    fork: bool | None = None
    warm_up: bool = True
    need_confined: bool = False


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """A judge has collected its suites; `problem` where it could not."""

    isolation: list[str]
    problem: str = ""
    kind: Literal["", "course", "unconfined"] = ""


class Graded(msgspec.Struct, frozen=True, tag="graded"):
    """One result."""

    result: Result


class Unconfined(Exception):
    """The kernel's protections are missing and hidden suites would run."""


class Pool:
    """Runs tasks on `jobs` judges. `isolation` is known once the first judge is ready."""

    def __init__(self, setup: Setup, jobs: int) -> None:
        self._setup = setup
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._results: queue.SimpleQueue[Result | BaseException] = queue.SimpleQueue()
        self._judges: list[subprocess.Popen[bytes]] = []
        self._jobs = jobs
        self._stopped = False

    def run(self, tasks: Iterable[Task], deliver: Callable[[Result], None]) -> None:
        """Calls `deliver` with the result of every task, in this thread.

        Raises `GraderFault` where the suites cannot be collected and `Unconfined` where the setup forbids what is here.
        """
        waiting = list(tasks)
        for task in waiting:
            self._tasks.put(task)
        jobs = max(1, min(self._jobs, len(waiting)))
        for _ in range(jobs):
            self._tasks.put(None)
        threads = [threading.Thread(target=self._serve, args=(number,), daemon=True) for number in range(jobs)]
        try:
            for thread in threads:
                thread.start()
            for _ in waiting:
                found = self._next_result()
                if isinstance(found, BaseException):
                    raise found
                deliver(found)
            for thread in threads:
                thread.join(5)
        finally:
            self.stop()

    def _next_result(self) -> Result | BaseException:
        while True:  # with a timeout, so that Ctrl-C arrives on every platform
            with contextlib.suppress(queue.Empty):
                return self._results.get(timeout=0.2)

    def stop(self) -> None:
        """Kills every judge of this pool."""
        self._stopped = True
        for judge in self._judges:
            judge.kill()
        for judge in self._judges:
            judge.wait()
            for stream in (judge.stdin, judge.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()

    def _serve(self, number: int) -> None:
        """Feeds one judge, and its successors."""
        try:
            judge = self.start_judge(number)
            while (task := self._tasks.get()) is not None:
                for attempt in (task, task, msgspec.structs.replace(task, ungraded=True, problem=_DIED)):
                    result = self.ask(judge, attempt)
                    if result is not None or self._stopped:
                        break
                    judge.kill()
                    judge.wait()
                    judge = self.start_judge(number)
                if self._stopped:
                    return
                if result is None:
                    raise GraderFault(_DIED)
                self._results.put(result)
            assert judge.stdin is not None
            judge.stdin.close()
            judge.wait()
        except BaseException as error:  # whatever ends this thread must end the run
            self._results.put(error)

    def start_judge(self, number: int) -> subprocess.Popen[bytes]:
        """Returns a judge that is ready; see `run` for what it raises."""
        environment = {
            **os.environ,
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "MKL_NUM_THREADS": "1",
        }
        judge = subprocess.Popen(
            [sys.executable, "-m", "grader.pool", str(number), str(os.getpid())], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, env=environment, start_new_session=True,
        )  # fmt: skip
        self._judges.append(judge)
        assert judge.stdin is not None and judge.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            judge.stdin.write(msgspec.json.encode(self._setup) + b"\n")
            judge.stdin.flush()
        line = judge.stdout.readline()
        if not line:
            raise GraderFault("a judge ended before it was ready")
        ready = msgspec.json.decode(line, type=Ready)
        if ready.kind == "unconfined":
            raise Unconfined(ready.problem)
        if ready.problem:
            raise GraderFault(ready.problem)
        return judge

    @staticmethod
    def ask(judge: subprocess.Popen[bytes], task: Task) -> Result | None:
        """Returns the result, or None where the judge died over the task."""
        assert judge.stdin is not None and judge.stdout is not None
        try:
            judge.stdin.write(msgspec.json.encode(task) + b"\n")
            judge.stdin.flush()
            line = judge.stdout.readline()
            return msgspec.json.decode(line, type=Graded).result if line else None
        except (OSError, ValueError, msgspec.DecodeError):
            return None


_DIED = "the grader itself failed twice on this submission; please report it"


def main() -> None:
    """One judge: reads a `Setup`, then tasks; writes `Ready`, then results."""
    from grader import sandbox

    number, parent = int(sys.argv[1]), int(sys.argv[2])
    sandbox.die_with_parent(parent)
    sandbox.hide_process()
    _pin(number)
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    setup = msgspec.json.decode(sys.stdin.buffer.readline(), type=Setup)

    def say(message: Ready | Graded) -> None:
        output.write(msgspec.json.encode(message) + b"\n")
        output.flush()

    from grader.launcher import make_launcher

    launcher = make_launcher(setup.landlock, setup.seccomp, setup.fork)
    try:
        from grader.course import CourseError, Limits, load_course
        from grader.judge import run_session

        probe = launcher.start(Limits())
        probe.kill()
        if setup.need_confined and not sandbox.is_confined(probe.isolation):
            say(Ready(probe.isolation, "this machine cannot confine a submission", "unconfined"))
            return

        def tasks() -> Iterator[Task]:
            say(Ready(probe.isolation))
            for line in sys.stdin.buffer:
                yield msgspec.json.decode(line, type=Task)

        try:
            course = load_course(Path(setup.root))
            run_session(
                course, setup.slugs, tasks(), lambda result: say(Graded(result)), launcher, seed=setup.seed,
                visibilities=setup.visibilities, warm_up=setup.warm_up,
            )  # fmt: skip
        except (GraderFault, CourseError) as error:
            say(Ready([], str(error), "course"))
    finally:
        launcher.close()


def _pin(number: int) -> None:
    """Keeps this judge and its workers, which take turns, on one core: a wake-up then costs a quarter."""
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        with contextlib.suppress(OSError):
            os.sched_setaffinity(0, {cores[number % len(cores)]})


if __name__ == "__main__":
    main()
