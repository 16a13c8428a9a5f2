"""A run's folder belongs to one grader at a time: the kernel holds the lock, and lets it go however that grader ends."""

from __future__ import annotations

import errno
import os
import weakref
from pathlib import Path

from grader.records.errors import UsageProblem
from grader.records.text import show

try:
    import fcntl
except ImportError:  # no such locks here
    fcntl = None  # type: ignore[assignment]

LOCK = ".grader-lock"


def lock_folder(folder: Path, holder: object) -> None:
    """Locks a folder for as long as `holder` lives; not at all where this disk knows no locks.

    Raises `UsageProblem` where another grader is at work there.
    """
    if fcntl is None:
        return
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    weakref.finalize(holder, os.close, descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
            problem = "another grader is at work there; wait until it has ended, or give another folder with --out"
            raise UsageProblem(f"{show(folder)}: {problem}") from None
