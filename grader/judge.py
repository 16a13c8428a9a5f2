"""The judge: one pytest session that collects the suites once and runs them again for each submission.

Theory of operation. `run_session` starts pytest with this module's plugin, which replaces pytest's own run loop: for
each task it runs the exercise's collected items from setup to teardown, while the fixtures of `grader.fixtures` get
their submission from a `WorkerStage` instead of the reference. One `pytest-json-report` object writes down every
session; its tests are emptied before each task and its report is taken from memory after it. What became of a case
(passed, failed, raised …) is decided here, from the type of the exception, and travels in the report's metadata.

The judge holds expected values, so no line of a submission runs in it: it sees bytes, then plain data. An exception
that neither the submission nor a comparison raised comes from the suite itself. The case is then run once on the
reference: where that passes, the submission's answer was unusable and the case fails; where it does not, the suite is
broken and the result is `ungraded`.

Rejected: `pytest.main` for each submission (28 ms at best, 2 ms this way), and running pytest inside the worker (the
submission could read the cases and write the report).
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import io
import os
import platform
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
import numpy as np
import pytest
from pytest_jsonreport.plugin import JSONReport

from grader import __version__, fixtures, seeds
from grader.cases import CaseInfo, read_case
from grader.course import VISIBILITIES, Course, Exercise
from grader.diagnosis import Diagnostician
from grader.link import GraderFault
from grader.messages import split_source
from grader.reproduce import render_snippet
from grader.results import Case, Result
from grader.stage import SPENT, Starter, WorkerStage
from grader.tasks import Task
from grader.trace import Trace
from grader.verdicts import Verdict, judge_error, make_case

_TELLING = ("passed", "failed", "raised")


class JudgePlugin:
    """Replaces pytest's run loop by one that grades task after task."""

    def __init__(
        self, course: Course, slugs: Sequence[str], tasks: Iterator[Task], deliver: Callable[[Result], None],
        starter: Starter, seed: int | None, visibilities: Sequence[str],
    ) -> None:  # fmt: skip
        self._course = course
        self._slugs = slugs
        self._tasks = tasks
        self._deliver = deliver
        self._seed = course.settings.seed if seed is None else seed
        self._visibilities = tuple(visibilities)
        self._stage = WorkerStage(course, starter)
        self._cases: dict[str, list[CaseInfo]] = {slug: [] for slug in slugs}
        self._verdicts: dict[str, Verdict] = {}
        self._faults: dict[str, str] = {}
        self._grader_fault: GraderFault | None = None
        self._json = JSONReport()
        self._diagnosticians: dict[str, Diagnostician] = {}
        self._traces: dict[str, Trace] = {}
        self._error: BaseException = AssertionError()
        self.reveal = False
        self.problem = ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[fixtures.STAGE] = self._stage
        config.option.json_report_file = None
        config.option.json_report_omit = ["collectors", "log", "traceback", "streams", "warnings", "keywords"]
        config.option.json_report_summary = False
        config.pluginmanager.register(self._json)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        session.config.pluginmanager.unregister(name="terminalreporter")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.problem = str(report.longrepr)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            found = self._course.of_suite(item.path)
            if found is None or found[0].slug not in self._cases:
                continue
            exercise, visibility = found
            info = read_case(item, exercise, visibility)
            self._cases[exercise.slug].append(info)
        for cases in self._cases.values():
            cases.sort(key=lambda info: info.visibility == "hidden")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if self.problem:
            return True
        for slug in self._slugs:
            if not self._cases[slug]:
                self.problem = f"the exercise `{slug}` has no cases"
                return True
        self._warm_up()
        for task in self._tasks:
            self._deliver(self.grade(task))
        return True

    def pytest_json_runtest_metadata(self, item: pytest.Item, call: pytest.CallInfo[None]) -> dict[str, Any] | None:
        if call.excinfo is None:
            return {"outcome": "passed"} if call.when == "call" else None
        self._error = error = call.excinfo.value
        verdict = judge_error(error, self._stage.task.file, self._source)
        if verdict is None or (verdict.outcome == "failed" and call.when != "call"):
            if isinstance(error, GraderFault):
                self._grader_fault = error
            self._faults[item.nodeid] = f"{type(error).__name__}: {error}"
            return {"outcome": "failed", "message": _UNUSABLE.format(kind=type(error).__name__)}
        return {"outcome": verdict.outcome, "message": verdict.message}

    def grade(self, task: Task) -> Result:
        """Runs every case of the task's exercise and returns the result."""
        cases = self._cases[task.slug]
        exercise = cases[0].exercise
        started = datetime.now(UTC)
        begin = time.perf_counter()
        seed = self._seed if task.seed is None else task.seed
        seed = seeds.derive_run_seed(seed, self._course.settings.seeds, task.student)
        verdicts: dict[str, Verdict] = {}
        status = "ungraded" if task.ungraded else "graded"
        self._source = split_source(task.source, task.file) if task.source else [[]]
        self._stage.begin(task, exercise, seed)
        try:
            if not task.ungraded:
                verdicts = self._run(cases)
        except GraderFault as error:
            status, verdicts = "ungraded", {}
            print(f"grader: {task.student}, {task.slug}: {error}", file=sys.stderr)
        finally:
            self._stage.end()
            cases[0].item.session._setupstate.teardown_exact(None)
        problem = task.problem or (_UNGRADED if status == "ungraded" else "")
        judged = [self._case(info, verdicts.get(info.id), status == "graded", problem) for info in cases]
        return Result(
            student=task.student, exercise=task.slug, status=status,  # type: ignore[arg-type]
            score=sum(case.score for case in judged) if status == "graded" else None,
            max_score=sum(info.points for info in cases), cases=judged, seed=seed, isolation=self._stage.isolation,
            submission_sha256=task.sha256,
            suite_sha256=exercise.hash_suite(self._visibilities), grader_version=__version__, environment=ENVIRONMENT,
            started_at=started.strftime("%Y-%m-%dT%H:%M:%SZ"), duration_s=round(time.perf_counter() - begin, 4),
        )  # fmt: skip

    def _run(self, cases: list[CaseInfo]) -> dict[str, Verdict]:
        """Runs the cases; those that are missing from the answer were not run."""
        verdicts: dict[str, Verdict] = {}
        self._traces.clear()
        self._faults.clear()
        self._grader_fault = None
        for number, info in enumerate(cases):
            if self._stage.spent():
                break
            self._json._json_tests.clear()
            begin = time.perf_counter()
            self._run_item(info.item, cases[number + 1].item if number + 1 < len(cases) else None)
            if self._grader_fault is not None:  # raised here, not in a hook: pytest must finish the item first
                raise self._grader_fault
            verdict = self._take_verdict()
            if self._stage.recorder is not None:
                trace = self._traces[info.id] = self._stage.recorder.trace
                wrong = verdict.outcome in ("failed", "raised") and not self._stage.broken
                if wrong and (info.visibility == "public" or self.reveal):
                    verdict.reproduce = render_snippet(info.exercise, trace, self._error)
            verdict.stdout = self._stage.take_output()
            verdict.duration_s = round(time.perf_counter() - begin, 4)
            self._stage.note(verdict.outcome)
            verdicts[info.id] = verdict
        cases[0].item.session._setupstate.teardown_exact(None)  # where the budget ended before the last case
        for info in cases:
            if info.item.nodeid in self._faults:
                self._try_reference(info)
        self._diagnose(cases[0].exercise, verdicts)
        return verdicts

    def _diagnose(self, exercise: Exercise, verdicts: dict[str, Verdict]) -> None:
        """Names the mistake behind each wrong answer, where one is known that explains it."""
        failing = [id for id, verdict in verdicts.items() if verdict.outcome in ("failed", "raised")]
        if not failing or self._stage.broken or not exercise.reference.is_file():
            return
        if exercise.slug not in self._diagnosticians:
            self._diagnosticians[exercise.slug] = Diagnostician(exercise, self._course.reference_parts(exercise))
        ran = {id: trace for id, trace in self._traces.items() if verdicts[id].outcome in _TELLING}
        for id, found in self._diagnosticians[exercise.slug].diagnose(ran, failing).items():
            verdicts[id].diagnosis = found

    @staticmethod
    def _run_item(item: pytest.Item, following: pytest.Item | None) -> None:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)

    def _take_verdict(self) -> Verdict:
        """Returns what the report in memory says of the one case that it holds."""
        self._json.pytest_sessionfinish(_Session())
        assert self._json.report is not None
        for test in self._json.report["tests"]:
            found = test.get("metadata", {})
            if "outcome" in found:
                return Verdict(found["outcome"], found.get("message", ""))
        raise GraderFault("a case left no trace in the report")

    def _try_reference(self, info: CaseInfo) -> None:
        """Decides whose fault an error in the suite was. Raises `GraderFault` where the reference fails as well."""
        problem, others = self._faults.pop(info.item.nodeid), dict(self._faults)
        config = info.item.config
        settings = msgspec.structs.replace(self._course.settings, seed=self._stage.seed)
        course = dataclasses.replace(self._course, settings=settings)
        config.stash[fixtures.STAGE] = fixtures.ReferenceStage(course)
        self._json._json_tests.clear()
        try:
            self._run_item(info.item, None)
            if self._take_verdict().outcome != "passed":
                raise GraderFault(f"{info.id}: {problem}")
        finally:
            config.stash[fixtures.STAGE] = self._stage
            self._faults = others  # without what this trial has added

    def _case(self, info: CaseInfo, verdict: Verdict | None, graded: bool, problem: str) -> Case:
        limits = info.exercise.settings.limits
        spent = Verdict("not_run", problem or SPENT.format(cpu=limits.cpu_s, timeouts=limits.timeouts))
        diagnose_hidden = self._course.settings.hidden_feedback == "diagnosis"
        return make_case(info, verdict or spent, graded, diagnose_hidden, self.reveal)

    def _warm_up(self) -> None:
        """Grades the reference and the stub once, then freezes the heap: the first submission pays for nothing."""
        for slug in self._slugs:
            exercise = self._cases[slug][0].exercise
            for path in (exercise.reference, exercise.stub):
                if path.is_file() and exercise.settings.limits.cpu_s < 10:
                    parts = self._course.reference_parts(exercise)
                    self.grade(Task("", slug, exercise.file_name, path.read_bytes(), parts=parts))
        gc.collect()
        gc.freeze()


class _Session:
    """What pytest-json-report's finish hook reads of a session."""

    testscollected = 1
    exitstatus = 0
    fspath = ""


def run_session(
    course: Course, slugs: Sequence[str], tasks: Iterator[Task], deliver: Callable[[Result], None], starter: Starter, *,
    seed: int | None = None, visibilities: Sequence[str] = VISIBILITIES, warm_up: bool = True,
    reveal: bool = False,
) -> None:  # fmt: skip
    """Grades every task and delivers its result; with `reveal`, hidden cases keep their messages.

    Raises `GraderFault` where the suites cannot be collected.
    """
    plugin = JudgePlugin(course, slugs, tasks, deliver, starter, seed, visibilities)
    plugin.reveal = reveal
    if not warm_up:
        plugin._warm_up = lambda: None  # type: ignore[method-assign]
    _run_pytest(plugin, course, slugs, visibilities)


def _run_pytest(plugin: JudgePlugin, course: Course, slugs: Sequence[str], visibilities: Sequence[str]) -> None:
    paths = [course.exercise(slug).suite(visibility) for slug in slugs for visibility in visibilities]
    arguments = [
        "-c", os.devnull, f"--rootdir={course.root}", "--import-mode=importlib", "-q", "-s", "--tb=no",
        *(f"-p{name}" for name in _PLUGINS), *(str(path) for path in paths if path.is_file()),
    ]  # fmt: skip
    before = os.environ.get("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            code = pytest.main(arguments, plugins=[plugin])
    finally:
        if before is None:
            del os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"]
        else:
            os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = before
    if plugin.problem or code not in (0, 1, 5):
        raise GraderFault(plugin.problem or f"pytest ended with code {int(code)}")


_PLUGINS = (
    "grader.fixtures", "pytest_jsonreport.plugin", "no:cacheprovider", "no:logging", "no:warnings",
    "no:unraisableexception", "no:threadexception", "no:faulthandler", "no:doctest", "no:junitxml",
)  # fmt: skip

_UNUSABLE = "what your code returned cannot be used by this case ({kind})"
_UNGRADED = "the grader itself failed here; it is not your fault, and your instructor has been told"

ENVIRONMENT = {
    "python": platform.python_version(),
    "numpy": np.__version__,
    "platform": f"{platform.system()} {platform.machine()}",
}
