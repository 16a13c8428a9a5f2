"""What became of a case: from the exception that ended it to an outcome and a text, and to the record that is kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest

from grader import wire
from grader.cases import CaseInfo
from grader.link import Crashed, NotRun, TimedOut
from grader.messages import clean_text, describe_failure, describe_raised
from grader.proxies import SubmissionError
from grader.results import HIDDEN_MESSAGE, Case, Diagnosis, Outcome


@dataclasses.dataclass
class Verdict:
    """What became of one case."""

    outcome: Outcome
    message: str = ""
    stdout: str = ""
    reproduce: str | None = None
    diagnosis: Diagnosis | None = None
    duration_s: float = 0.0


def judge_error(error: BaseException, file: str, source: Sequence[Sequence[str]]) -> Verdict | None:
    """Returns the verdict on a case that `error` ended; None where neither submission nor check raised it."""
    match error:
        case SubmissionError():
            missing = error.type_name in ("NotImplementedError", "NotDefined")
            return Verdict("unimplemented" if missing else "raised", describe_raised(error, file, source))
        case TimedOut():
            return Verdict("timeout", clean_text(str(error)))
        case NotRun():
            return Verdict("not_run", clean_text(str(error)))
        case Crashed() | wire.WireError():
            return Verdict("crashed", clean_text(str(error)))
        case AssertionError() | pytest.fail.Exception():
            return Verdict("failed", describe_failure(error))
    return None


def make_case(info: CaseInfo, verdict: Verdict, graded: bool, diagnose_hidden: bool, reveal: bool) -> Case:
    """Returns the record of a case. A hidden one keeps its outcome, and of the rest what tells nothing of its inputs."""
    hidden = info.visibility == "hidden" and not reveal
    passed = verdict.outcome == "passed" and graded
    message = verdict.message if not hidden or verdict.outcome == "not_run" else HIDDEN_MESSAGE
    return Case(
        id=info.id, title=info.title, visibility=info.visibility, points=info.points,
        score=info.points if passed else 0, outcome=verdict.outcome, message="" if passed else message,
        diagnosis=verdict.diagnosis if not hidden or diagnose_hidden else None,
        reproduce=None if hidden else verdict.reproduce, stdout="" if hidden else verdict.stdout,
        duration_s=0.0 if hidden else verdict.duration_s,
    )  # fmt: skip
