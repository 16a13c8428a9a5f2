"""The seam between the judge and whatever answers it, and the ways in which it can fail.

Three abstractions: a `Link` answers requests; a `Worker` is a link with clocks, an output and an end; a `Launcher` starts
workers. A session in this process (`grader.worker.session.Session`) is a link as well, and so is a fake in a test.
"""

from __future__ import annotations

from typing import Protocol

from grader.course.layout import Limits
from grader.worker import wire


class Link(Protocol):
    """Something that answers requests: a confined worker, a session in this process, a fake in a test."""

    def request(self, request: wire.Request) -> wire.Reply:
        """Returns the reply. Raises `WorkerFailure` where none comes."""
        ...


class Worker(Link, Protocol):
    """One submission's process, or what stands for it.

    `isolation` names the protections that are on, `idle_s` the seconds that it has slept while it was asked, `breach` what
    it sent that was no message.
    """

    isolation: list[str]
    dead: bool
    idle_s: float
    breach: str

    def play(self, script: bytes) -> bytes:
        """Returns the answers to a packed script, undecoded. Raises `WorkerFailure` where none come."""
        ...

    def ask(self, request: bytes) -> bytes:
        """Returns the answer to a packed request, undecoded. Raises `WorkerFailure` where none comes."""
        ...

    def begin(self, cpu_s: float) -> None:
        """Starts the clocks: until the next call, all requests together may use `cpu_s` seconds of CPU."""
        ...

    def cpu_used(self) -> float:
        """Returns the CPU seconds used so far."""
        ...

    def take_output(self) -> tuple[str, bool]:
        """Returns what the submission has printed since the last call, and whether some of it was dropped."""
        ...

    def kill(self) -> str:
        """Ends it, and returns in words how it had ended."""
        ...


class Launcher(Protocol):
    """Makes workers, one at a time."""

    def start(self, limits: Limits) -> Worker:
        """Returns a fresh worker that has told its protections. Raises `GraderFault` where none can be had."""
        ...

    def close(self) -> None:
        """Ends what `start` needs; every worker must have been killed."""
        ...


class WorkerFailure(Exception):
    """The submission's process gave no answer. Costs the submission the case."""


class TimedOut(WorkerFailure):
    """The case used up its CPU seconds, or its wall-clock backstop."""


class Crashed(WorkerFailure):
    """The worker died, was killed for what it did, or sent what is no message."""


class NotRun(WorkerFailure):
    """Nothing was asked: the submission's budget is spent, or there is nothing to execute."""
