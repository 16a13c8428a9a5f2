"""The judge: one pytest session that collects the suites once and runs them again for each submission.

Theory of operation. `run_session` starts pytest with this module's plugin, which replaces pytest's own run loop: each task
gets a `Turn`, in which the exercise's collected items run from setup to teardown while the fixtures of `grader.fixtures`
get their submission from the turn's stage. One `pytest-json-report` object writes every case down; its tests are emptied
before each case and its report is taken from memory after it.

The judge holds expected values, so no line of a submission runs in it: it sees bytes, then plain data.

pytest looks for configuration upwards from its files. Whatever lies there may be somebody else's, so no `conftest.py` is
read at all, and no plugin but those named here is loaded.

Rejected: `pytest.main` for each submission (28 ms at best, 2 ms this way), and running pytest inside the worker (the
submission could read the cases and write the report).
"""

from __future__ import annotations

import contextlib
import copy
import dataclasses
import gc
import io
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
import pytest

from grader.course import seeds
from grader.course.layout import Course, Exercise
from grader.course.submissions import Code, OurFault
from grader.diagnosis.answers import digest_replies
from grader.diagnosis.knowledge import Recogniser, read_knowledge
from grader.diagnosis.mistakes import Diagnostician
from grader.judge.cases import SuiteCase, read_case
from grader.judge.memory import Memory
from grader.judge.messages import clean_text
from grader.judge.protocol import CaseHead, Graded
from grader.judge.rehearsal import Script, make_script
from grader.judge.reports import CaseReports
from grader.judge.stage import WorkerStage
from grader.judge.tasks import Models, Task
from grader.judge.turn import Tools, Turn
from grader.judge.verdicts import UNGRADED, Clock, Verdict, describe_spent, make_result
from grader.link.bench import STAGE, ReferenceStage, case_id
from grader.link.link import Launcher
from grader.link.trace import Trace
from grader.records.errors import CourseError, GraderFault
from grader.records.results import Result

SLOW_CPU_S = 10.0
"""Exercises with this budget or more are neither warmed up nor rehearsed: their suites train networks."""


@dataclasses.dataclass(frozen=True)
class Session:
    """What a judge is to do: which suites of a course, under which seed; with `reveal`, hidden cases keep their texts.

    `warm_up` names the exercises of which so much is to be graded that knowing what a suite asks pays for finding out.
    """

    course: Course
    slugs: Sequence[str]
    visibilities: Sequence[str]
    seed: int
    warm_up: Sequence[str] = ()
    reveal: bool = False
    rehearse: bool = True
    """Play cases from scripts and judge equal answers once; without, every case is played live."""
    prove: bool = False
    """Prove for each exercise, on the first submission that passes, that its suites ask the same of the same answers."""
    diagnose: bool = True
    """Name the mistakes behind wrong answers."""
    observe: Callable[[Task, dict[str, Trace]], None] | None = None
    """Gets what each case of a task asked and was answered."""


class JudgePlugin:
    """Replaces pytest's run loop by one that grades task after task."""

    def __init__(
        self,
        session: Session,
        launcher: Launcher,
        serve: Callable[[dict[str, list[CaseHead]]], Iterator[Task]],
        deliver: Callable[[Graded], None],
    ) -> None:
        self.problem = ""
        self._session, self._launcher = session, launcher
        self._serve, self._deliver = serve, deliver
        self._cases: dict[str, list[SuiteCase]] = {slug: [] for slug in session.slugs}
        self._suites = {
            slug: session.course.exercise(slug).hash_suite(tuple(session.visibilities)) for slug in session.slugs
        }
        self._reports = CaseReports()
        self._diagnosticians: dict[str, Diagnostician | Recogniser | None] = {}
        self._memory = Memory() if session.rehearse else None
        self._scripts: dict[str, dict[str, Script]] = {}
        self._turn: Turn | None = None
        self._proved: set[str] = set()

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[STAGE] = ReferenceStage(self._session.course)
        self._reports.configure(config)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        session.config.pluginmanager.unregister(name="terminalreporter")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.problem = str(report.longrepr)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            found = self._session.course.of_suite(item.path)
            if found is not None and found[0].slug in self._cases:
                self._cases[found[0].slug].append(read_case(item, *found))
        for cases in self._cases.values():
            cases.sort(key=lambda case: not case.is_public)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        empty = [slug for slug, cases in self._cases.items() if not cases]
        if empty and not self.problem:
            self.problem = f"the exercise `{empty[0]}` has no cases"
        if self.problem:
            return True
        if self._session.warm_up:
            self._warm_up()
        for task in self._serve({slug: [case.head for case in cases] for slug, cases in self._cases.items()}):
            self._deliver(self.grade(task))
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """Leaves out pytest's own picture of a traceback, which nobody reads and which costs more than the case."""
        plain = copy.copy(call)
        plain.excinfo = None
        report = pytest.TestReport.from_item_and_call(item, plain)
        report.outcome = "passed" if call.excinfo is None else "failed"
        return report

    def pytest_json_runtest_metadata(self, item: pytest.Item, call: pytest.CallInfo[None]) -> dict[str, Any] | None:
        found = self._session.course.of_suite(item.path)
        assert self._turn is not None and found is not None
        return self._turn.note_end(case_id(item, found[1]), call)

    def grade(self, task: Task) -> Graded:
        """Runs every case of the task's exercise and returns the result."""
        course, cases = self._session.course, self._cases[task.slug]
        exercise, clock = cases[0].exercise, Clock()
        seed = self._session.seed if task.seed is None else task.seed
        seed = seeds.derive_run_seed(seed, course.settings.seeds, task.student)
        verdicts: dict[str, Verdict] = {}
        problem = describe_spent(exercise.settings.limits)
        fault = isinstance(task.work, OurFault)
        stage = WorkerStage(course, self._launcher, task, exercise, seed)
        lost: list[str] = []
        problems: list[str] = []
        if isinstance(task.work, Code | Models):
            turn = self._turn = Turn(task, cases, stage, seed, self._find_tools(exercise, seed))
            try:
                verdicts = turn.run()
                passed = all(verdict.outcome == "passed" for verdict in verdicts.values())
                if self._session.prove and passed and task.slug not in self._proved:
                    self._proved.add(task.slug)
                    problems = turn.prove()
            except GraderFault as error:
                fault, verdicts, problem = True, {}, UNGRADED
                print(f"grader: {clean_text(task.student)}, {task.slug}: {error}", file=sys.stderr)
            finally:
                stage.end()
                lost = turn.lost
                if self._session.observe is not None:
                    self._session.observe(task, turn.traces)
        else:
            problem = task.work.problem
        result = make_result(
            task,
            [case.head for case in cases],
            verdicts,
            status="ungraded" if fault else "graded",
            otherwise=problem,
            seed=seed,
            suite_sha256=self._suites[task.slug],
            isolation=stage.isolation,
            diagnose_hidden=course.settings.hidden_feedback == "diagnosis",
            reveal=self._session.reveal,
            clock=clock,
        )
        answers = ""
        if self._session.prove and isinstance(task.work, Models) and self._turn is not None:
            traces = self._turn.traces
            answers = digest_replies(event.reply for id in sorted(traces) for event in traces[id].events)
        return Graded(result, lost, problems, answers)

    def _find_tools(self, exercise: Exercise, seed: int) -> Tools:
        """Returns what a turn of an exercise is made with; scripts hold for the session's own seed."""
        scripts = self._scripts.get(exercise.slug, {}) if seed == self._session.seed else {}
        return Tools(
            self._reports,
            ReferenceStage(_with_seed(self._session.course, seed)),
            lambda: self._find_diagnostician(exercise, seed) if self._session.diagnose else None,
            scripts,
            self._memory,
            self._session.reveal,
        )

    def _find_diagnostician(self, exercise: Exercise, seed: int) -> Diagnostician | Recogniser | None:
        """Returns who names mistakes: by running wrong models, or in a bundle by what they once answered under its seed."""
        if exercise.slug not in self._diagnosticians:
            if exercise.reference.is_file():
                parts = self._session.course.reference_parts(exercise)
                self._diagnosticians[exercise.slug] = Diagnostician(exercise, parts)
            else:
                known = read_knowledge(exercise)
                self._diagnosticians[exercise.slug] = Recogniser(known) if known and known.seed == seed else None
        return self._diagnosticians[exercise.slug]

    def _warm_up(self) -> None:
        """Grades the reference and the stub, and freezes the heap: the first submission pays for nothing.

        The reference comes twice: its first turn gives each case's script, its second one is played from it.
        """
        for slug in self._session.warm_up:
            exercise = self._cases[slug][0].exercise
            if exercise.settings.limits.cpu_s >= SLOW_CPU_S:
                continue
            for number, path in enumerate([exercise.reference, exercise.reference, exercise.stub]):
                if not path.is_file() or (number == 1 and not self._session.rehearse):
                    continue
                parts = self._session.course.reference_parts(exercise)
                result = self.grade(Task("", slug, Code(exercise.file_name, path.read_bytes(), ""), parts)).result
                if number == 0 and self._session.rehearse:
                    self._scripts[slug] = self._make_scripts(result)
        gc.collect()
        gc.freeze()

    def _make_scripts(self, result: Result) -> dict[str, Script]:
        """Returns the scripts of the cases that the reference has just passed."""
        assert self._turn is not None
        made = {c.id: make_script(self._turn.traces[c.id]) for c in result.cases if c.outcome == "passed"}
        return {id: script for id, script in made.items() if script is not None}


def _with_seed(course: Course, seed: int) -> Course:
    return dataclasses.replace(course, settings=msgspec.structs.replace(course.settings, seed=seed))


def run_session(
    session: Session,
    launcher: Launcher,
    serve: Callable[[dict[str, list[CaseHead]]], Iterator[Task]],
    deliver: Callable[[Graded], None],
) -> None:
    """Collects the suites, gives their cases to `serve`, and delivers what becomes of each task that comes back.

    Raises `CourseError` where the suites cannot be collected, and `GraderFault` where pytest fails otherwise.
    """
    plugin = JudgePlugin(session, launcher, serve, deliver)
    course = session.course
    suites = [course.exercise(slug).suite(visibility) for slug in session.slugs for visibility in session.visibilities]
    arguments = [
        *("-c", os.devnull, f"--rootdir={course.root}", f"--confcutdir={course.root}", "--noconftest"),
        *("--import-mode=importlib", "-q", "-s", "--tb=no"),
        *(f"-p{name}" for name in _PLUGINS),
        *(str(path) for path in suites if path.is_file()),
    ]
    with _no_other_plugins(), warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        with contextlib.redirect_stdout(io.StringIO()):
            code = pytest.main(arguments, plugins=[plugin])
    if plugin.problem:
        raise CourseError(course.root, 0, f"the suites cannot be collected: {plugin.problem}")
    if code not in (0, 1, 5):
        raise GraderFault(f"pytest ended with code {int(code)}")


@contextlib.contextmanager
def _no_other_plugins() -> Iterator[None]:
    """Keeps pytest from loading what happens to be installed."""
    name = "PYTEST_DISABLE_PLUGIN_AUTOLOAD"
    before = os.environ.get(name)
    os.environ[name] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


_PLUGINS = (
    *("grader.fixtures", "pytest_jsonreport.plugin", "no:cacheprovider", "no:logging", "no:warnings"),
    *("no:unraisableexception", "no:threadexception", "no:faulthandler", "no:doctest", "no:junitxml"),
)
