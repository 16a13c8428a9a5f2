"""`grader check --pdb`: the public cases in this process, with the debugger at the line of yours that raised."""

from __future__ import annotations

import linecache
import os
import pdb
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import pytest

from grader.course import UnknownExercise, find_root, load_course
from grader.exits import FAILING
from grader.link import GraderFault
from grader.proxies import InProcess


class Debugging(InProcess):
    """A session in this process that stops in the debugger where the submission raises."""

    def __init__(self, file: str, text: str) -> None:
        super().__init__(self._stop)
        self._file = file
        lines = [line + "\n" for line in text.splitlines()]
        linecache.cache[file] = (len(text), None, lines, file)  # so that the debugger can show them

    def _stop(self, error: BaseException) -> None:
        trace = _innermost(error.__traceback__, self._file)
        if trace is not None and not isinstance(error, NotImplementedError):
            print(f"{type(error).__name__}: {error}")
            pdb.post_mortem(trace)


def _innermost(trace: TracebackType | None, file: str) -> TracebackType | None:
    """Returns the part of a traceback that begins with the last frame of the submission."""
    found = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            found = trace
        trace = trace.tb_next
    return found


def debug_solution(folder: Path | None, slugs: Sequence[str], file: Path | None, seed: int | None) -> int:
    """Runs the public suite of one exercise, stopping at the first failure; returns the exit code of `check`."""
    course = load_course(find_root((folder or Path.cwd()).absolute()))
    if len(slugs) != 1:
        raise UnknownExercise("--pdb goes with one exercise, as in `grader check SLUG --pdb`")
    exercise = course.exercise(slugs[0])
    arguments = [
        "-c", os.devnull, f"--rootdir={course.root}", "--import-mode=importlib", "-p", "grader.fixtures", "-s", "-x", "-q",
        "-p", "no:cacheprovider", "--pdb", "--tb=short", "--debugger", "--submission", str(file or exercise.stub),
        str(exercise.suite("public")),
    ]  # fmt: skip
    if seed is not None:
        arguments.append(f"--seed={seed}")
    code = int(pytest.main(arguments))
    if code > 2:  # 1 is a case that failed, 2 the debugger's own `quit`
        raise GraderFault(f"pytest ended with code {code}")
    return FAILING if code else 0
