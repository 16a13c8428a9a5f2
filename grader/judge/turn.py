"""One task's turn: its cases run from setup to teardown, and become verdicts.

What became of a case is decided first, from the type of the exception that ended it. The texts about it (message, snippet,
diagnosis) are made from a submission's own odd values and come after that: where one cannot be made, a text is lost and
counted, never a verdict.

An exception that neither the submission nor a comparison raised comes from the suite itself. The case is then run once on
the reference: where that passes, the submission's answer was unusable and the case fails; where it does not, the suite is
broken and the whole turn is our fault.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import pytest

from grader.course.submissions import Code
from grader.diagnosis.answers import find_raised
from grader.diagnosis.knowledge import Recogniser
from grader.diagnosis.mismatch import Mismatch, describe_right, forget_right
from grader.diagnosis.mistakes import Diagnostician
from grader.diagnosis.reproduce import render_snippet
from grader.judge.cases import SuiteCase
from grader.judge.memory import Asked, Key, Memory, Remembered, digest_case, digest_step, digest_submission
from grader.judge.messages import clean_text, describe_error, split_source
from grader.judge.missing import describe_missing
from grader.judge.rehearsal import Script, ends_in_error
from grader.judge.reports import CaseReports
from grader.judge.stage import WorkerStage
from grader.judge.tasks import Task
from grader.judge.verdicts import Verdict, judge_error
from grader.link.bench import STAGE, Stage
from grader.link.proxies import Member, locate
from grader.link.trace import Trace
from grader.records.errors import GraderFault
from grader.records.results import Diagnosis
from grader.worker import wire

_TELLING = ("passed", "failed", "raised")
_WRONG = ("failed", "raised")
_Text = TypeVar("_Text")


@dataclasses.dataclass(frozen=True)
class Tools:
    """What every turn of an exercise is made with. Without `memory` every case is played live."""

    reports: CaseReports
    trial: Stage
    diagnostician: Callable[[], Diagnostician | Recogniser | None]
    scripts: Mapping[str, Script] = dataclasses.field(default_factory=dict)
    memory: Memory | None = None
    reveal: bool = False


class Turn:
    """The turn of one task. `lost` names the texts that could not be made, `traces` what each case asked and got."""

    def __init__(self, task: Task, cases: Sequence[SuiteCase], stage: WorkerStage, seed: int, tools: Tools) -> None:
        self.lost: list[str] = []
        self.traces: dict[str, Trace] = {}
        self._cases, self._stage, self._seed, self._tools = cases, stage, seed, tools
        self._file = task.work.file if isinstance(task.work, Code) else f"{task.slug}.py"
        self._sha256 = task.work.sha256 if isinstance(task.work, Code) else ""
        self._source = split_source(task.work.data, self._file) if isinstance(task.work, Code) else [[]]
        self._keys: dict[str, Key] = {}
        self._faults: dict[str, str] = {}
        self._grader_fault: GraderFault | None = None
        self._error: BaseException = AssertionError()
        self._on_trial = False

    def run(self) -> dict[str, Verdict]:
        """Returns the verdict on each case that ran. Raises `GraderFault` where the fault is ours."""
        verdicts: dict[str, Verdict] = {}
        self._cases[0].item.config.stash[STAGE] = self._stage
        for case in self._cases:
            if self._stage.spent():
                break
            begin = time.perf_counter()
            verdict = verdicts[case.id] = self._judge(case)
            verdict.duration_s = round(time.perf_counter() - begin, 4)
            self._stage.note(verdict.outcome)
        for case in self._cases:
            if case.id in self._faults:
                self._try_reference(case)
        nothing: dict[str, Diagnosis] = {}
        for id, found in self._guard("the diagnosis", nothing, lambda: self._diagnose(verdicts)).items():
            verdicts[id].diagnosis = found
        return verdicts

    def prove(self) -> list[str]:
        """Plays each case twice on the answers that it had; returns a line for each that asks or decides otherwise.

        A suite is a function of the seed and of the replies: one that reads a clock, draws without a seed, or keeps state
        cannot be played from a script.
        """
        problems = []
        for case in self._cases:
            for _ in range(2 if case.id in self.traces else 0):
                self._stage.prepare(case.item, case.id)
                link = self._stage.answer_as(self.traces[case.id])
                if self._run_item(case)["outcome"] != "passed" or link.departed or not link.finished:
                    path, line, _ = case.item.location
                    where = f"{case.item.config.rootpath / path}:{(line or 0) + 1}"
                    problems.append(
                        f"{where}: {case.id} asks or decides otherwise when it gets the same answers again; "
                        "does it read a clock, draw without a seed, or keep state?"
                    )
                    break
            self._stage.take_output()
        return problems

    def _judge(self, case: SuiteCase) -> Verdict:
        """Returns the verdict on a case: from memory, from answers to its script, or played live."""
        try:
            self._stage.prepare(case.item, case.id)
        except GraderFault:
            raise
        except Exception as error:  # what kept the submission from answering: it is judged as if a case had met it
            outcome = judge_error(error)
            if outcome is None:
                raise
            self._error = error
            verdict = Verdict(outcome)
            self._describe(case, verdict, asked=False)
            return verdict
        if self._tools.memory is not None:
            for attempt in (self._rehearse, self._follow):
                found = attempt(case, self._tools.memory) if self._stage.rehearses else None
                if found is not None:
                    return found
        return self._play(case)

    def _rehearse(self, case: SuiteCase, memory: Memory) -> Verdict | None:
        """Returns the verdict by the replies to the case's script; None where the case has to be begun again."""
        script = self._tools.scripts.get(case.id)
        if script is None:
            return None
        replies = self._stage.play(script)
        found = None
        if replies is not None:
            raised = len(replies) < len(script.requests) or ends_in_error(replies)
            key = digest_case(case.id, self._seed, self._file, self._sha256 if raised else "", replies)
            found = self._go_on(case, memory, key, [*script.requests], replies)
        if found is None:
            self._stage.forget_attempt()
        return found

    def _follow(self, case: SuiteCase, memory: Memory) -> Verdict | None:
        """Returns the verdict on a case that is asked from its beginning, as far as memory knows what it asks."""
        try:
            self._stage.prepare_again(case.item, case.id)
        except Exception:  # met again, and judged, where the case is played
            return None
        key = digest_case(f"live {case.id}", self._seed, self._file, "", [])
        found = self._go_on(case, memory, key, [], [])
        if found is None:
            self._stage.forget_attempt()
        return found

    def _go_on(
        self, case: SuiteCase, memory: Memory, key: Key, requests: list[bytes], replies: list[bytes]
    ) -> Verdict | None:
        """Returns the verdict on a case that has had these replies so far; None where it has to be begun again.

        Where the suite has not asked for every reply, the submission has printed for questions that were none.
        """
        while isinstance(known := memory.find(key), Asked):
            reply = self._stage.ask(known.frame) if known.frame is not None else None
            if known.frame is None or reply is None:
                return None
            requests.append(known.frame)
            replies.append(reply)
            key = digest_step(key, self._sha256 if ends_in_error([reply]) else "", reply)
        printed = self._guard("an output", "", self._stage.take_output)
        if known is not None and (known.complete or not printed):
            self._keys[case.id] = key
            self.traces[case.id] = known.trace
            return dataclasses.replace(known.verdict, stdout=printed)
        link = self._stage.answer_from(requests, replies)
        verdict = self._play(case)
        if link.departed:
            memory.keep(key, Asked(None), 0)
        if link.departed or (printed and not link.finished):
            self._faults.pop(case.id, None)
            return None
        if case.id not in self._faults and not self._stage.is_near_limit():
            self._learn(case, memory, key, replies, Remembered(_strip(verdict), self.traces[case.id], link.finished))
        return verdict

    def _learn(self, case: SuiteCase, memory: Memory, key: Key, known: Sequence[bytes], end: Remembered) -> None:
        """Remembers what the suite has asked behind the replies that were known, and how the case has ended."""
        size = sum(map(len, known))
        for event in end.trace.events[len(known) :]:
            if event.reply is None:
                return
            frame, reply = wire.pack_frame(event.request), wire.pack_frame(event.reply)[wire.HEADER_SIZE :]
            memory.keep(key, Asked(frame), len(frame))
            key = digest_step(key, self._sha256 if find_raised(event.reply) is not None else "", reply)
            size += len(reply)
        memory.keep(key, end, size)
        self._keys[case.id] = key

    def _play(self, case: SuiteCase) -> Verdict:
        """Returns the verdict on a case that pytest runs."""
        outcome = self._run_item(case)
        if self._grader_fault is not None:  # raised here, not in a hook: pytest must finish the item first
            raise self._grader_fault
        verdict = Verdict(outcome["outcome"], outcome.get("message", ""))
        self._describe(case, verdict)
        return verdict

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

    def _run_item(self, case: SuiteCase) -> dict[str, Any]:
        """Runs an item from setup to teardown: nothing that a case has set up is left for the next one."""
        self._tools.reports.clear()
        forget_right()
        case.item.config.hook.pytest_runtest_protocol(item=case.item, nextitem=None)
        return self._tools.reports.take()

    def _describe(self, case: SuiteCase, verdict: Verdict, asked: bool = True) -> None:
        """Adds to a verdict the texts about it; `asked` tells whether the case has asked anything."""
        error, ours = self._error, case.id in self._faults
        if verdict.outcome != "passed" and not ours:
            verdict.message = self._guard("a message", _UNREADABLE, lambda: self._describe_error(case, error, asked))
        if asked and self._stage.recorder is not None:
            trace = self.traces[case.id] = self._stage.recorder.trace
            wrong = verdict.outcome in _WRONG and not self._stage.broken and not ours
            if wrong and (case.is_public or self._tools.reveal):
                verdict.reproduce = self._guard("a snippet", None, lambda: render_snippet(case.exercise, trace, error))
            trace.rng = None
            if wrong and isinstance(error, Mismatch) and isinstance(error.got, Member):
                trace.find_method(*locate(error.got))
        verdict.stdout = self._guard("an output", "", self._stage.take_output)

    def _describe_error(self, case: SuiteCase, error: BaseException, asked: bool) -> str:
        """Returns the text about what ended a case: of a name that is missing, what the submission has instead."""
        trace = self._stage.recorder.trace if asked and self._stage.recorder is not None else None
        missing = describe_missing(error, trace, case.exercise, self._file, self._source)
        message = clean_text(missing) or describe_error(error, self._file, self._source)
        return message if missing or not asked else clean_text(f"{message}\n{describe_right(message)}".rstrip())

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
        if not failing or self._stage.broken:
            return {}
        memory = self._tools.memory
        ran = {id: trace for id, trace in self.traces.items() if verdicts[id].outcome in _TELLING}
        key = digest_submission([self._keys[id] for id in ran]) if ran.keys() <= self._keys.keys() else None
        known = memory.find_diagnosis(key) if memory is not None and key is not None else None
        if known is not None:
            return known
        diagnostician = self._tools.diagnostician()
        found = diagnostician.diagnose(ran, failing) if diagnostician is not None else {}
        if memory is not None and key is not None:
            memory.keep(key, found, 500 * len(found))
        return found

    def _try_reference(self, case: SuiteCase) -> None:
        """Decides whose fault an error in the suite was. Raises `GraderFault` where the reference fails as well.

        A bundle without references holds suites that were proved with them: there the answer was unusable.
        """
        if not case.exercise.reference.is_file():
            return
        config = case.item.config
        config.stash[STAGE] = self._tools.trial
        self._on_trial = True
        try:
            if self._run_item(case)["outcome"] != "passed":
                raise GraderFault(f"{case.id}: {self._faults[case.id]}")
        finally:
            self._on_trial = False
            config.stash[STAGE] = self._stage


def _strip(verdict: Verdict) -> Verdict:
    """Returns what of a verdict holds for whoever gives the same answers."""
    return dataclasses.replace(verdict, stdout="", duration_s=0.0)


_UNUSABLE = "what your code returned cannot be used by this case ({kind})"
_UNREADABLE = "your code failed here, and what it raised cannot be shown"
