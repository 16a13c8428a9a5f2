"""How a command ends that could not do what was asked: one line that says why and what to do, and the exit code."""

from __future__ import annotations

import contextlib
import errno
import os
import sys

import click

from grader.records.errors import (
    COURSE_ERROR,
    SPENT,
    UNGRADED,
    USAGE,
    CourseError,
    GraderFault,
    OutputClosed,
    UsageProblem,
)
from grader.records.text import show

_ADVICE = {
    errno.ENOSPC: "the disk is full; free some space and give the same command again",
    errno.EDQUOT: "your quota of the disk is used up; free some space and give the same command again",
    errno.EFBIG: "files may not grow so large here (`ulimit -f`); raise the limit and give the same command again",
    errno.EROFS: "this disk is read-only; work in a copy of the folder that you may write to",
    errno.EACCES: "you may not do that here; change the permissions, or work in a copy of the folder",
    errno.EPERM: "you may not do that here; change the permissions, or work in a copy of the folder",
    errno.EMFILE: "too many files are open (`ulimit -n`); raise the limit or give a lower --jobs",
}


def finish(error: Exception) -> int:
    """Tells why the command ends, as far as there is somebody to read it, and returns the exit code.

    With `GRADER_DEBUG` set, what nobody foresaw is raised again.
    """
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, click.Abort):
        return UNGRADED
    line, code = explain(error)
    with contextlib.suppress(OSError):
        click.echo(f"grader: {line}", err=True)
    for stream in (sys.stdout, sys.stderr):
        _give_up(stream)
    return code


def explain(error: Exception) -> tuple[str, int]:
    """Returns what ended a command, with the next step, and the exit code. Raises what nobody foresaw, if asked to."""
    match error:
        case UsageProblem():
            return str(error), USAGE
        case CourseError():
            return str(error), COURSE_ERROR
        case OutputClosed():
            return "nobody reads this output any more, so it stops here; what is written to files is whole", UNGRADED
        case GraderFault():
            return f"the grader itself failed, and nothing is scored by that: {error}", UNGRADED
        case ModuleNotFoundError() if str(error.name).startswith("grader."):
            return "this command is for instructors and is not part of this bundle", USAGE
    if os.environ.get("GRADER_DEBUG"):
        raise error
    if isinstance(error, OSError):
        return explain_refusal(error)
    return f"the grader itself failed ({type(error).__name__}: {error}); GRADER_DEBUG=1 shows where", UNGRADED


def explain_refusal(error: OSError) -> tuple[str, int]:
    """Returns what the system has refused, with the next step, and the exit code."""
    code = error.errno or 0
    if code == errno.ENOENT and not _is_somewhere():
        return "the working folder has been deleted; go to one that is there and give the command again", USAGE
    known = isinstance(error.filename, str | bytes | os.PathLike)
    where = show(os.fsdecode(error.filename)) if known else "the output"
    told = f"{where}: {error.strerror or type(error).__name__}"
    if code in _ADVICE:
        return f"{told}: {_ADVICE[code]}", UNGRADED if code in SPENT else USAGE
    return f"{told}; the grader cannot go on, and what it has written is whole", UNGRADED


def _is_somewhere() -> bool:
    try:
        os.getcwd()
    except OSError:
        return False
    return True


def _give_up(stream: object) -> None:
    """Sends what a stream could not write nowhere, so that the interpreter does not try again at its end."""
    try:
        stream.flush()  # type: ignore[attr-defined]
    except (OSError, ValueError, AttributeError):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[attr-defined]
