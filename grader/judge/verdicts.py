"""What became of a case: from the exception that ended it to an outcome, and to the record that is kept."""

from __future__ import annotations

import dataclasses
import platform
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Literal

import numpy as np
import pytest

from grader import __version__
from grader.course.layout import Limits
from grader.judge.cases import CaseHead
from grader.judge.tasks import Task
from grader.link.link import Crashed, NotRun, TimedOut
from grader.link.proxies import SubmissionError
from grader.records.results import HIDDEN_MESSAGE, Case, Diagnosis, Outcome, Result
from grader.worker import wire

ENVIRONMENT = {
    "python": platform.python_version(),
    "numpy": np.__version__,
    "platform": f"{platform.system()} {platform.machine()}",
}
UNGRADED = "the grader itself failed here; it is not your fault, and your instructor has been told"
SPENT = "not run: the cases before it had used up the time ({cpu:g} seconds, or {timeouts} cases without an answer)"


@dataclasses.dataclass
class Verdict:
    """What became of one case."""

    outcome: Outcome
    message: str = ""
    stdout: str = ""
    reproduce: str | None = None
    diagnosis: Diagnosis | None = None
    duration_s: float = 0.0


def judge_error(error: BaseException) -> Outcome | None:
    """Returns the outcome of a case that `error` ended, by its type alone; None where the suite itself raised it."""
    match error:
        case SubmissionError():
            return "unimplemented" if error.type_name in ("NotImplementedError", "NotDefined") else "raised"
        case TimedOut():
            return "timeout"
        case NotRun():
            return "not_run"
        case Crashed() | wire.WireError():
            return "crashed"
        case AssertionError() | pytest.fail.Exception():
            return "failed"
    return None


def describe_spent(limits: Limits) -> str:
    """Returns why a case was not run that came after the submission's budget."""
    return SPENT.format(cpu=limits.cpu_s, timeouts=limits.timeouts)


@dataclasses.dataclass(frozen=True)
class Clock:
    """When a turn began."""

    started: datetime = dataclasses.field(default_factory=lambda: datetime.now(UTC))
    begin: float = dataclasses.field(default_factory=time.perf_counter)

    def seconds(self) -> float:
        """Returns how long it is ago, in whole seconds: more would tell of hidden inputs to code that waits for them."""
        return float(round(time.perf_counter() - self.begin))


def make_result(
    task: Task,
    heads: Iterable[CaseHead],
    verdicts: Mapping[str, Verdict],
    *,
    status: Literal["graded", "ungraded"],
    otherwise: str,
    seed: int,
    suite_sha256: str,
    isolation: Iterable[str] = (),
    diagnose_hidden: bool = False,
    reveal: bool = False,
    clock: Clock,
) -> Result:
    """Returns the record of a turn. A case without a verdict was not run; `otherwise` says why."""
    heads = list(heads)
    cases = [
        make_case(head, verdicts.get(head.id) or Verdict("not_run", otherwise), status, diagnose_hidden, reveal)
        for head in heads
    ]
    return Result(
        student=task.student,
        exercise=task.slug,
        status=status,
        score=sum(case.score for case in cases) if status == "graded" else None,
        max_score=sum(head.points for head in heads),
        cases=cases,
        seed=seed,
        isolation=list(isolation),
        submission_sha256=getattr(task.work, "sha256", None),
        suite_sha256=suite_sha256,
        grader_version=__version__,
        environment=ENVIRONMENT,
        started_at=clock.started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        duration_s=clock.seconds(),
        notices=list(task.notices),
    )


def make_case(head: CaseHead, verdict: Verdict, status: str, diagnose_hidden: bool, reveal: bool) -> Case:
    """Returns the record of a case. A hidden one keeps its outcome, and of the rest what tells nothing of its inputs."""
    hidden = head.visibility == "hidden" and not reveal
    passed = verdict.outcome == "passed" and status == "graded"
    message = verdict.message if not hidden or verdict.outcome == "not_run" else HIDDEN_MESSAGE
    return Case(
        id=head.id,
        title=head.title,
        visibility=head.visibility,
        points=head.points,
        score=head.points if passed else 0,
        outcome=verdict.outcome,
        message="" if passed else message,
        diagnosis=verdict.diagnosis if not hidden or diagnose_hidden else None,
        reproduce=None if hidden else verdict.reproduce,
        stdout="" if hidden else verdict.stdout,
        duration_s=0.0 if hidden else verdict.duration_s,
    )
