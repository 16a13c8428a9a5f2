"""Starting a Python that runs a student's own code: this very engine, the student's terminal, nothing confined.

It is the student's own code on the student's own machine, so it may do what any program of theirs may. It is started as
every interpreter of ours is (`grader.link.interpreter`), with what a program at a terminal needs of the environment.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import IO

import msgspec

from grader.link.interpreter import python_command, trusted_environment

SEEN = (
    *("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TZ", "DISPLAY", "WAYLAND_DISPLAY"),
    *("XAUTHORITY", "XDG_RUNTIME_DIR", "MPLBACKEND", "MPLCONFIGDIR", "LOCALAPPDATA", "APPDATA", "USERPROFILE"),
)
"""What a program with a terminal, or with a window for a plot, sees of the environment beside the usual."""


class Job(msgspec.Struct, frozen=True):
    """What a started Python does: the course, the track whose modules it finds, the folder that it works in.

    `script` runs `file`, or else `code`, which is called `name` in a traceback, and prints `separator` after each step.
    `training` trains the network `name` of the exercise `file`. With `reference` the solved modules answer, for the course's
    author.
    """

    root: str
    track: str
    folder: str
    file: str = ""
    code: list[str] = []
    name: str = ""
    reference: bool = False
    arguments: list[str] = []
    separator: str = ""
    epochs: int = 0
    seed: int = 0


def run_job(module: str, job: Job) -> int:
    """Runs a job at this terminal; returns its exit code."""
    command = python_command(module, msgspec.json.encode(job).decode())
    sys.stdout.flush()
    child = subprocess.Popen(command, env=_environment(), cwd=job.folder)
    while True:  # Ctrl-C reaches the child by itself, which ends then
        with contextlib.suppress(KeyboardInterrupt):
            return child.wait()


def capture_job(module: str, job: Job, seconds: float) -> tuple[int, str, str]:
    """Runs a job without a terminal; returns its exit code and what it printed on both streams."""
    command = python_command(module, msgspec.json.encode(job).decode())
    try:
        done = subprocess.run(
            command,
            env={**_environment(), "NO_COLOR": "1"},
            cwd=job.folder,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=seconds,
            encoding="utf-8",
            errors="replace",
        )
    except subprocess.TimeoutExpired:
        return 1, "", f"it was not done after {seconds:.0f} seconds"
    return done.returncode, done.stdout, done.stderr


@contextlib.contextmanager
def follow_job(module: str, job: Job, errors: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Starts a job that answers with lines on standard output; what it prints goes to `errors`. It ends with the block."""
    command = python_command(module, msgspec.json.encode(job).decode())
    child = subprocess.Popen(
        command, env=_environment(), cwd=job.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors
    )
    try:
        yield child
    finally:
        with contextlib.suppress(OSError):
            child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()


def read_job() -> Job:
    """Returns the job that this process was started for."""
    return msgspec.json.decode(sys.argv[1].encode(), type=Job)


def _environment() -> dict[str, str]:
    return {**trusted_environment(), **{name: os.environ[name] for name in SEEN if name in os.environ}}
