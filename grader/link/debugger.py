"""A session in this process that stops in the debugger at the line of the submission that raised."""

from __future__ import annotations

import linecache
import pdb
from types import TracebackType

from grader.worker.session import Session


class Debugging(Session):
    """A session in this process that stops in the debugger where the submission raises."""

    def __init__(self, file: str, text: str) -> None:
        super().__init__(own_process=False, on_error=self._stop)
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
