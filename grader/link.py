"""The seam between the judge and whatever answers it: one method, and the ways in which it can fail."""

from __future__ import annotations

from typing import Protocol

from grader import wire


class Link(Protocol):
    """Something that answers requests: a confined worker, a session in this process, a fake in a test."""

    def request(self, request: wire.Request) -> wire.Reply:
        """Returns the reply. Raises `WorkerFailure` where none comes."""
        ...


class WorkerFailure(Exception):
    """The submission's process gave no answer. Costs the submission the case."""


class TimedOut(WorkerFailure):
    """The case used up its CPU seconds, or its wall-clock backstop."""


class Crashed(WorkerFailure):
    """The worker died, was killed for what it did, or sent what is no message."""


class NotRun(WorkerFailure):
    """Nothing was asked: the submission's budget is spent, or there is nothing to execute."""


class GraderFault(Exception):
    """The grader failed, not the submission: the result is `ungraded`."""
