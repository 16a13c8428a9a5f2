"""Runs a student's script, or the worked examples of a statement, where `import` finds what statements import.

What is raised is shown as Python shows it, without the frames of ours; a stub that was met is named with its file.
"""

from __future__ import annotations

import linecache
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any

from grader.course.layout import load_course
from grader.course.own import find_own
from grader.link.interpreter import ENGINE
from grader.own.finder import Finder
from grader.own.process import read_job

FAILED = 1
INTERRUPTED = 130


def main() -> None:
    """Carries out the job on the command line."""
    job = read_job()
    course = load_course(Path(job.root))
    own = (lambda exercise: exercise.reference) if job.reference else (lambda exercise: find_own(exercise).path)
    Finder(course, job.track, own).install()
    sys.path.insert(0, job.folder)  # as Python does for a script; what the course has comes first all the same
    space: dict[str, Any] = {"__name__": "__main__", "__builtins__": __builtins__}
    if job.file:
        sys.argv[:] = [job.file, *job.arguments]
        space["__file__"] = job.file
        steps = [_step(Path(job.file).read_text(encoding="utf-8-sig"), job.file)]
    else:
        steps = [_step(code, f"{job.name}, example {number}") for number, code in enumerate(job.code, start=1)]
    sys.modules["__main__"].__dict__.update(space)
    code = run_steps(steps, sys.modules["__main__"].__dict__, job.separator, job.root)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code) if code == INTERRUPTED else sys.exit(code)


def _step(source: str, name: str) -> Callable[[], CodeType]:
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    return lambda: compile(source, name, "exec", dont_inherit=True)


def run_steps(steps: Sequence[Callable[[], CodeType]], space: dict[str, Any], separator: str, root: str) -> int:
    """Executes one step after another in `space`, with a line between them; returns the exit code."""
    for step in steps:
        try:
            exec(step(), space)
        except SystemExit as error:
            return error.code if isinstance(error.code, int) else FAILED if error.code else 0
        except KeyboardInterrupt:
            print("stopped", file=sys.stderr)
            return INTERRUPTED
        except BaseException as error:  # a program of the student's: whatever it raises is theirs to read
            sys.stdout.flush()
            print_error(error, root)
            return FAILED
        if separator:
            print(separator, flush=True)
    return 0


def print_error(error: BaseException, root: str) -> None:
    """Prints a traceback without our frames; of a stub that was met, the one line that says where it is."""
    trace = skip_ours(error.__traceback__)
    frame = innermost(trace)
    if isinstance(error, NotImplementedError) and frame is not None and not str(error):
        code = frame.tb_frame.f_code
        place = os.path.relpath(code.co_filename, root)
        print(f"`{code.co_name}` is not written yet: {place}, line {frame.tb_lineno}", file=sys.stderr)
        return
    traceback.print_exception(type(error), error.with_traceback(trace), trace)


def skip_ours(trace: TracebackType | None) -> TracebackType | None:
    """Returns a traceback from its first frame that is not the engine's."""
    found = trace
    while found is not None and found.tb_frame.f_code.co_filename.startswith(f"{ENGINE}{os.sep}"):
        found = found.tb_next
    return found or trace


def innermost(trace: TracebackType | None) -> TracebackType | None:
    """Returns the frame in which an exception was raised."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace
