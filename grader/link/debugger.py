"""Stopping in the debugger in a submission: where it raised, or where the call begins whose answer is wrong.

Theory of operation. A case fails in the suite, after the submission has answered; by then there is nothing left to stop in.
So the cases run once, in this process, with every call into the submission counted, by Python's own profiling. What raises
is looked at where it was raised. For a wrong answer the failing case runs a second time, with the same seed and a fresh copy
of the submission, and the debugger starts with the call that the message is about: the last of a method whose name stands in
it, or of any. It ends with that call; one `q` ends the command.
"""

from __future__ import annotations

import dataclasses
import linecache
import os
import pdb
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, NamedTuple

import msgspec
import pytest

from grader.course.layout import Course, Exercise
from grader.course.submissions import Code
from grader.link.bench import STAGE, ReferenceStage
from grader.link.proxies import SubmissionError
from grader.worker import wire
from grader.worker.session import Session


@dataclasses.dataclass
class Failure:
    """The first case that fails: what it is called and what was said; where it raised, or else which call to look at."""

    node: str
    title: str
    error: BaseException
    trace: TracebackType | None = None
    call: int = 0
    name: str = ""


class Call(NamedTuple):
    """One call into the submission from outside it: which one it was, and of what."""

    number: int
    name: str


class Debugging(Session):
    """A session in this process that executes `work` and counts the calls into it; number `stop_at` begins in the debugger.

    `trace` is where the submission raised last.
    """

    def __init__(self, work: Code, parts: Sequence[wire.Module] = (), stop_at: int = 0) -> None:
        super().__init__(own_process=False, on_error=self._raised)
        self.calls: list[Call] = []
        self.trace: TracebackType | None = None
        self._work, self._parts, self._stop_at = work, list(parts), stop_at
        self._places = _show_source(work)
        self._debugger: _Debugger | None = None

    def request(self, request: wire.Request) -> wire.Reply:
        """Answers like any link; what is loaded is `work`, whatever source the request brings."""
        if isinstance(request, wire.Load):
            source = wire.Module(request.submission.name, self._work.file, self._work.data)
            return super().request(wire.Load(request.modules, source, self._parts))
        sys.setprofile(self._listen)
        try:
            return super().request(request)
        finally:
            sys.setprofile(None)
            sys.settrace(None)
            if self._debugger is not None and self._debugger.left:
                raise pytest.exit.Exception("left", returncode=1)

    def _listen(self, frame: FrameType, event: str, argument: object) -> None:
        """Counts a call that comes from outside the submission: of a method, of a property, from `support`."""
        code, caller = frame.f_code, frame.f_back
        if event != "call" or code.co_filename not in self._places or code.co_name.startswith("<"):
            return
        if caller is not None and caller.f_code.co_filename in self._places:
            return
        self.calls.append(Call(len(self.calls) + 1, code.co_name))
        if len(self.calls) == self._stop_at:
            sys.setprofile(None)
            self._debugger = _Debugger(skip=["grader.*", "bdb"])
            self._debugger.begin(frame)

    def _raised(self, error: BaseException) -> None:
        self.trace = None if isinstance(error, NotImplementedError) else self._innermost(error.__traceback__)

    def _innermost(self, trace: TracebackType | None) -> TracebackType | None:
        """Returns the part of a traceback that begins with the last frame of the submission."""
        found = None
        while trace is not None:
            if trace.tb_frame.f_code.co_filename in self._places:
                found = trace
            trace = trace.tb_next
        return found


class _Debugger(pdb.Pdb):
    """Python's debugger, which tells whether it was left."""

    left = False
    _first: FrameType | None = None

    def begin(self, frame: FrameType) -> None:
        """Stops at the next line of `frame`; what lies below it is not shown."""
        self.reset()
        self._first = frame
        self.botframe = frame.f_back
        frame.f_trace = self.trace_dispatch
        self.set_step()
        sys.settrace(self.trace_dispatch)

    def user_return(self, frame: FrameType, return_value: Any) -> None:
        super().user_return(frame, return_value)
        if frame is self._first and not self.left:  # what called it is no code of the student's
            self.set_continue()

    def set_quit(self) -> None:
        self.left = True
        super().set_quit()


def _show_source(work: Code) -> set[str]:
    """Lets the debugger show a submission's lines; returns the names under which its code is compiled."""
    texts = {work.file: work.data.decode("utf-8-sig", "replace")}
    if work.file.endswith(".ipynb"):
        cells = msgspec.json.decode(work.data, type=list[str | None])
        texts = {f"cell {number}": cell for number, cell in enumerate(cells, start=1) if cell is not None}
    for name, text in texts.items():
        linecache.cache[name] = (len(text), None, [f"{line}\n" for line in text.splitlines()], name)
    return set(texts)


class _Plugin:
    """Puts a debugging session before the cases and keeps the first failure."""

    def __init__(self, course: Course, make_link: Callable[[Exercise, Path], Debugging], there: set[str]) -> None:
        self.failure: Failure | None = None
        self.left_out: list[str] = []
        self._course, self._make, self._there = course, make_link, there
        self._links: list[Debugging] = []
        self._before = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[STAGE] = ReferenceStage(self._course, None, self._link)

    def _link(self, exercise: Exercise, path: Path) -> Debugging:
        self._links.append(self._make(exercise, path))
        return self._links[-1]

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        session.config.pluginmanager.unregister(name="terminalreporter")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        wanted = {item: {str(slug) for mark in item.iter_markers("needs") for slug in mark.args} for item in items}
        self.left_out = sorted({slug for needed in wanted.values() for slug in needed - self._there})
        items[:] = [item for item, needed in wanted.items() if needed <= self._there]

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self._before = len(self._links[-1].calls) if self._links else 0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
        error = call.excinfo.value if call.excinfo is not None else None
        if error is not None and self.failure is None and not isinstance(error, pytest.exit.Exception):
            title = (getattr(getattr(item, "obj", None), "__doc__", None) or item.name).strip().splitlines()[0]
            if isinstance(error, SubmissionError):
                trace = self._links[-1].trace if self._links else None
                self.failure = Failure(item.nodeid, title, error, trace)
            else:
                self.failure = Failure(item.nodeid, title, error, None, *self._find_call(str(error)))
        return (yield)

    def _find_call(self, text: str) -> tuple[int, str]:
        """Returns the number within its case, and the name, of the call that a message is about."""
        calls = self._links[-1].calls[self._before :] if self._links else []
        methods = [call for call in calls if not call.name.startswith("__")]
        named = [call for call in methods if re.search(rf"(?<!\w){re.escape(call.name)}\b", text)]
        found = (named or methods or calls)[-1:]
        return (found[0].number - self._before, found[0].name) if found else (0, "")


def find_failure(course: Course, exercise: Exercise, work: Code, parts: Sequence[wire.Module]) -> _Plugin:
    """Runs the public cases until one fails."""
    plugin = _Plugin(course, lambda exercise, path: Debugging(work, parts), {part.name for part in parts})
    _run(course, plugin, str(exercise.suite("public")))
    return plugin


def stop_in(course: Course, work: Code, parts: Sequence[wire.Module], failure: Failure) -> None:
    """Starts the debugger: where the failure was raised, or in a second run of its case, with the call that it is about."""
    print(_KEYS)
    if failure.trace is not None:
        pdb.post_mortem(failure.trace)
        return
    plugin = _Plugin(course, lambda exercise, path: Debugging(work, parts, failure.call), {part.name for part in parts})
    _run(course, plugin, str(course.root / failure.node))


def _run(course: Course, plugin: _Plugin, what: str) -> None:
    pytest.main(
        [
            *("-c", os.devnull, f"--rootdir={course.root}", f"--confcutdir={course.root}", "--noconftest"),
            *("--import-mode=importlib", "-p", "grader.fixtures", "-p", "no:cacheprovider", "-s", "-x", "-q", what),
        ],
        plugins=[plugin],
    )


_KEYS = "n next line · s into a call · r to the return · p NAME prints · w where · q ends"
