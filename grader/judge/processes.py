"""A judge in a process of its own, with its zygote: tasks go in, results come out.

A judge reads a setup and then tasks as JSON lines on standard input, and answers on standard output; it ends at the end of
its input, and the kernel ends it with its parent.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import tempfile
import threading
import time

import msgspec

from grader.judge.protocol import Graded, Ready, Refused, Setup
from grader.judge.tasks import Task
from grader.link.interpreter import python_command, trusted_environment
from grader.records.errors import CourseError, GraderFault

PATIENCE_CPU_S = 120.0
"""How many CPU seconds of its own a judge may spend on one task; the dearest known need two."""
PATIENCE_S = 1_800.0
"""How long a task may take in all: a backstop for a judge that neither works nor answers."""
READER_S = 5.0
"""How long a killed judge's output is waited for: it ends with the judge, unless somebody else holds it."""


class Unconfined(Exception):
    """The kernel's protections are missing and hidden suites would run."""


class RefusedCourse(CourseError):
    """What a judge says of the course; the text has its place already."""

    def __init__(self, problem: str) -> None:
        Exception.__init__(self, problem)


class JudgeDied(GraderFault):
    """A judge ended, or was ended, over a task."""


class JudgeProcess:
    """One judge. It starts at once and is waited for when it is first asked."""

    def __init__(self, setup: Setup, number: int = 0) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="grader-judge-")
        self._process = subprocess.Popen(
            python_command("grader.judge.service", str(number), str(os.getpid())),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=trusted_environment(),
            cwd=self._folder.name,
            start_new_session=True,
        )
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._ready: Ready | None = None
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        with contextlib.suppress(OSError):  # it has ended already: told when it is waited for
            self._write(msgspec.json.encode(setup))

    def wait(self) -> Ready:
        """Returns what the judge has collected. Raises `CourseError`, `Unconfined` or `GraderFault`."""
        if self._ready is None:
            try:
                answer = msgspec.json.decode(self._receive(), type=Ready | Refused)
            except (JudgeDied, msgspec.DecodeError):
                raise GraderFault("a judge ended before it was ready") from None
            if isinstance(answer, Refused):
                errors = {"course": RefusedCourse, "unconfined": Unconfined, "fault": GraderFault}
                raise errors[answer.kind](answer.problem)
            self._ready = answer
        return self._ready

    def ask(self, task: Task) -> Graded:
        """Returns what becomes of a task. Raises `JudgeDied`, after which this judge is of no use."""
        self.wait()
        try:
            self._write(msgspec.json.encode(task))
            return msgspec.json.decode(self._receive(), type=Graded)
        except (OSError, msgspec.DecodeError) as error:
            raise JudgeDied(str(error)) from None

    def close(self) -> None:
        """Kills the judge; its zygote and workers end with it.

        The thread that reads from it comes to its end first: an interpreter that ends beside a thread in the middle of a
        read can crash, and a stream that is closed under a reader gives its number to another file.
        """
        self._process.kill()
        self._process.wait()
        self._reader.join(READER_S)
        streams = [self._process.stdin, *([] if self._reader.is_alive() else [self._process.stdout])]
        for stream in streams:
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        with contextlib.suppress(OSError):
            self._folder.cleanup()

    def _write(self, data: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(data + b"\n")
        self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with contextlib.suppress(OSError, ValueError):
            for line in self._process.stdout:
                self._lines.put(line)
        self._lines.put(b"")

    def _receive(self) -> bytes:
        begin, used = time.monotonic(), self._cpu_used()
        while True:  # with a timeout, so that Ctrl-C arrives on every platform
            with contextlib.suppress(queue.Empty):
                line = self._lines.get(timeout=0.5)
                if not line:
                    self._lines.put(line)  # for whoever asks next: nothing else will come
                    raise JudgeDied("it ended")
                return line
            if self._cpu_used() - used > PATIENCE_CPU_S or time.monotonic() - begin > PATIENCE_S:
                raise JudgeDied("it gave no answer in time")

    def _cpu_used(self) -> float:
        try:
            return time.clock_gettime((~self._process.pid << 3) | 2)  # the kernel's id of another process's CPU clock
        except (AttributeError, OSError):
            return 0.0
