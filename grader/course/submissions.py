"""One file of a submission: read as bytes, looked at as text, and never executed here."""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import os
import stat
from pathlib import Path

import msgspec

from grader.course.notebooks import MAX_NOTEBOOK, NotebookError, extract_cells

MAX_SOURCE = 256 * 1024


class Code(msgspec.Struct, frozen=True, tag="code"):
    """Something to execute: `data` is Python text, or the JSON list of a notebook's cells; `sha256` that of the file."""

    file: str
    data: bytes
    sha256: str


class Missing(msgspec.Struct, frozen=True, tag="missing"):
    """Nothing to execute, and the student can mend it: not handed in, empty, no Python text."""

    file: str
    problem: str


class OurFault(msgspec.Struct, frozen=True, tag="fault"):
    """Nothing to execute, and the student cannot mend it: the result stays ungraded."""

    file: str
    problem: str


Source = Code | Missing | OurFault


@dataclasses.dataclass(frozen=True)
class HandIn:
    """What was handed in for one exercise; `notices` are for the student and the instructor.

    `path` is where it lies below the student's folder, a zip's path where it lies in one.
    """

    work: Source
    notices: tuple[str, ...] = ()
    path: str = ""


def read_work(path: Path) -> Source:
    """Returns a file's code, or why there is none."""
    data = read_file(path, MAX_NOTEBOOK if path.suffix == ".ipynb" else MAX_SOURCE)
    return check_source(data, path.name) if isinstance(data, bytes) else data


def read_file(path: Path, limit: int) -> bytes | Missing | OurFault:
    """Returns the bytes of a regular file, or why there are none."""
    name = path.name
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if error.errno == errno.ENOENT:
            return Missing(name, f"{name} was not handed in")
        if error.errno == errno.ELOOP:
            return Missing(name, f"{name} is a link; hand in the file itself")
        if path.is_dir():
            return Missing(name, f"{name} is a folder; hand in a file of that name")
        if error.errno == errno.ENXIO:
            return Missing(name, f"{name} is not a regular file")
        return _unreadable(name, error)
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            return Missing(name, f"{name} is a folder; hand in a file of that name")
        if not stat.S_ISREG(status.st_mode):
            return Missing(name, f"{name} is not a regular file")
        if status.st_size > limit:
            return Missing(name, f"{name} has {status.st_size:,} bytes; at most {limit:,} are accepted")
        with os.fdopen(os.dup(descriptor), "rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        return _unreadable(name, error)
    finally:
        os.close(descriptor)


def _unreadable(name: str, error: OSError) -> OurFault:
    return OurFault(name, f"{name} could not be read by the grader ({error.strerror})")


def check_source(data: bytes, name: str) -> Code | Missing:
    """Returns the code, or why its bytes are no Python text and no notebook. An empty .py file defines nothing."""
    digest = hashlib.sha256(data).hexdigest()
    if name.endswith(".ipynb"):
        try:
            data = extract_cells(data, name)
        except NotebookError as error:
            return Missing(name, str(error))
    if len(data) > MAX_SOURCE:
        return Missing(name, f"{name} has more than {MAX_SOURCE:,} bytes of code, which is the most that is accepted")
    if b"\0" in data:
        return Missing(name, f"{name} holds null bytes, so it is not Python text; save it as UTF-8")
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Missing(name, f"{name} is not UTF-8 (line {line}); save it as UTF-8 and hand it in again")
    return Code(name, data, digest)
