"""One task's turn: its cases run from setup to teardown, and become verdicts.

What became of a case is decided first, from the type of the exception that ended it. The texts about it (message, snippet,
diagnosis) are made from a submission's own odd values and come after that: where one cannot be made, a text is lost and
counted, never a verdict.

An exception that neither the submission nor a comparison raised comes from the suite itself. The case is then run once on
the reference: where that passes, the submission's answer was unusable and the case fails; where it does not, the suite is
broken and the whole turn is our fault.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import pytest

from grader.course.submissions import Code
from grader.diagnosis.mistakes import Diagnostician
from grader.diagnosis.reproduce import render_snippet
from grader.judge.cases import SuiteCase
from grader.judge.messages import describe_error, split_source
from grader.judge.reports import CaseReports
from grader.judge.stage import WorkerStage
from grader.judge.tasks import Task
from grader.judge.verdicts import Verdict, judge_error
from grader.link.bench import STAGE, Stage
from grader.link.trace import Trace
from grader.records.errors import GraderFault
from grader.records.results import Diagnosis

_TELLING = ("passed", "failed", "raised")
_WRONG = ("failed", "raised")
_Text = TypeVar("_Text")


class Turn:
    """The turn of one task. `lost` names the texts that could not be made."""

    def __init__(
        self,
        task: Task,
        cases: Sequence[SuiteCase],
        stage: WorkerStage,
        reports: CaseReports,
        trial: Stage,
        diagnostician: Callable[[], Diagnostician | None],
        reveal: bool = False,
    ) -> None:
        self.lost: list[str] = []
        self._cases, self._stage, self._reports, self._trial = cases, stage, reports, trial
        self._diagnostician, self._reveal = diagnostician, reveal
        self._file = task.work.file if isinstance(task.work, Code) else f"{task.slug}.py"
        self._source = split_source(task.work.data, self._file) if isinstance(task.work, Code) else [[]]
        self._traces: dict[str, Trace] = {}
        self._faults: dict[str, str] = {}
        self._grader_fault: GraderFault | None = None
        self._error: BaseException = AssertionError()
        self._on_trial = False

    def run(self) -> dict[str, Verdict]:
        """Returns the verdict on each case that ran. Raises `GraderFault` where the fault is ours."""
        verdicts: dict[str, Verdict] = {}
        config = self._cases[0].item.config
        config.stash[STAGE] = self._stage
        for number, case in enumerate(self._cases):
            if self._stage.spent():
                break
            begin = time.perf_counter()
            following = self._cases[number + 1].item if number + 1 < len(self._cases) else None
            outcome = self._run_item(case, following)
            if self._grader_fault is not None:  # raised here, not in a hook: pytest must finish the item first
                raise self._grader_fault
            verdict = verdicts[case.id] = Verdict(outcome["outcome"], outcome.get("message", ""))
            self._describe(case, verdict)
            verdict.duration_s = round(time.perf_counter() - begin, 4)
            self._stage.note(verdict.outcome)
        self._cases[0].item.session._setupstate.teardown_exact(None)  # where the budget ended before the last case
        for case in self._cases:
            if case.id in self._faults:
                self._try_reference(case)
        nothing: dict[str, Diagnosis] = {}
        for id, found in self._guard("the diagnosis", nothing, lambda: self._diagnose(verdicts)).items():
            verdicts[id].diagnosis = found
        return verdicts

    def note_end(self, case_id: str, call: pytest.CallInfo[None]) -> dict[str, Any] | None:
        """Returns what a phase of a case says of its outcome: for pytest's hook."""
        if call.excinfo is None:
            return {"outcome": "passed"} if call.when == "call" else None
        error = call.excinfo.value
        if self._on_trial:
            return {"outcome": "failed"}
        outcome = judge_error(error)
        if outcome is None or (outcome == "failed" and call.when != "call"):
            if isinstance(error, GraderFault):
                self._grader_fault = error
            self._faults[case_id] = f"{type(error).__name__}: {error}"
            return {"outcome": "failed", "message": _UNUSABLE.format(kind=type(error).__name__)}
        self._error = error
        return {"outcome": outcome}

    def _run_item(self, case: SuiteCase, following: pytest.Item | None) -> dict[str, Any]:
        self._reports.clear()
        case.item.config.hook.pytest_runtest_protocol(item=case.item, nextitem=following)
        return self._reports.take()

    def _describe(self, case: SuiteCase, verdict: Verdict) -> None:
        """Adds to a verdict the texts about it."""
        error, ours = self._error, case.id in self._faults
        if verdict.outcome != "passed" and not ours:
            verdict.message = self._guard(
                "a message", _UNREADABLE, lambda: describe_error(error, self._file, self._source)
            )
        if self._stage.recorder is not None:
            trace = self._traces[case.id] = self._stage.recorder.trace
            wrong = verdict.outcome in _WRONG and not self._stage.broken and not ours
            if wrong and (case.is_public or self._reveal):
                verdict.reproduce = self._guard("a snippet", None, lambda: render_snippet(case.exercise, trace, error))
        verdict.stdout = self._guard("an output", "", self._stage.take_output)

    def _guard(self, what: str, otherwise: _Text, make: Callable[[], _Text]) -> _Text:
        """Returns a text, or `otherwise` where it cannot be made."""
        try:
            return make()
        except Exception as error:  # made from a submission's values after the verdict: costs the text alone
            self.lost.append(f"{what} ({type(error).__name__})")
            return otherwise

    def _diagnose(self, verdicts: Mapping[str, Verdict]) -> dict[str, Diagnosis]:
        """Names the mistake behind each wrong answer, where one is known that explains it."""
        failing = [id for id, verdict in verdicts.items() if verdict.outcome in _WRONG]
        diagnostician = self._diagnostician() if failing and not self._stage.broken else None
        if diagnostician is None:
            return {}
        ran = {id: trace for id, trace in self._traces.items() if verdicts[id].outcome in _TELLING}
        return diagnostician.diagnose(ran, failing)

    def _try_reference(self, case: SuiteCase) -> None:
        """Decides whose fault an error in the suite was. Raises `GraderFault` where the reference fails as well.

        A bundle without references holds suites that were proved with them: there the answer was unusable.
        """
        if not case.exercise.reference.is_file():
            return
        config = case.item.config
        config.stash[STAGE] = self._trial
        self._on_trial = True
        try:
            if self._run_item(case, None)["outcome"] != "passed":
                raise GraderFault(f"{case.id}: {self._faults[case.id]}")
        finally:
            self._on_trial = False
            config.stash[STAGE] = self._stage


_UNUSABLE = "what your code returned cannot be used by this case ({kind})"
_UNREADABLE = "your code failed here, and what it raised cannot be shown"
