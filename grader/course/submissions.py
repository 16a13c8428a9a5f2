"""A class's submissions on disk: who handed in what, read as bytes and never executed here."""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path

import msgspec

from grader.course.notebooks import MAX_NOTEBOOK, NotebookError, describe_redefinitions, extract_cells
from grader.records.errors import UsageProblem

MAX_SOURCE = 256 * 1024


@dataclasses.dataclass(frozen=True)
class Student:
    """One student and the folder that holds their files; `only` is the one file that is graded, where it was named."""

    name: str
    folder: Path
    only: str = ""

    def candidates(self, slug: str) -> list[str]:
        """Returns the names of the files that may be the exercise's."""
        names = [f"{slug}.py", f"{slug}.ipynb"]
        return [self.only] if self.only in names else names


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
    """What was handed in for one exercise; `notices` are for the instructor."""

    work: Source
    notices: tuple[str, ...] = ()


def find_students(path: Path, slugs: Sequence[str]) -> tuple[list[Student], list[str]]:
    """Returns the students of a class folder, of one student's folder, or of one file, and what was passed over.

    Raises `UsageProblem` where there is no such path or nobody in it.
    """
    if not path.exists():
        raise UsageProblem(f"{path}: no such file or folder; give the folder that holds one folder per student")
    if path.is_file():
        if path.stem not in slugs or path.suffix not in (".py", ".ipynb"):
            raise UsageProblem(f"{path}: the file's name is no exercise's; call it <slug>.py, such as {slugs[0]}.py")
        return [Student(_name(path.absolute().parent), path.parent, path.name)], []
    try:
        entries = sorted(path.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise UsageProblem(f"{path}: cannot be read ({error.strerror})") from None
    names = {f"{slug}{ending}" for slug in slugs for ending in (".py", ".ipynb")}
    if any(entry.name in names for entry in entries):
        return [Student(_name(path.resolve()), path)], []
    students, passed_over = [], []
    for entry in entries:
        if entry.name.startswith(".") or entry.name in _SIDECARS:
            continue
        if entry.is_symlink():
            passed_over.append(f"{_name(entry)}: a link, not a folder; it is passed over")
        elif entry.is_dir():
            students.append(Student(_name(entry), entry))
        else:
            passed_over.append(f"{_name(entry)}: a file among the students' folders; it is passed over")
    if not students:
        raise UsageProblem(f"{path}: nobody has handed in anything; there should be one folder per student in it")
    return students, passed_over


_SIDECARS = ("times.json", "roster.json")
"""What `grader collect` writes beside the students' folders."""


def find_slugs(students: Sequence[Student], slugs: Sequence[str]) -> list[str]:
    """Returns the exercises for which at least one student has handed in a file."""
    return [slug for slug in slugs if any(_hands_in(student, slug) for student in students)]


def _hands_in(student: Student, slug: str) -> bool:
    names = student.candidates(slug)
    return any(os.path.lexists(student.folder / name) for name in names if student.only in ("", name))


def read_source(student: Student, slug: str, stub: bytes | None = None) -> HandIn:
    """Returns what a student handed in for an exercise: `<slug>.py`, or else `<slug>.ipynb`.

    Where both are there, the notebook counts if the `.py` file still is the `stub`. A regular file of at most 256 KiB (a
    notebook with its outputs: 64 MiB), never through a link.
    """
    names = student.candidates(slug)
    found = [name for name in names if os.path.lexists(student.folder / name)]
    if not found:
        return HandIn(Missing(names[0], f"{names[0]} was not handed in"))
    name = found[0]
    if len(found) > 1 and stub is not None and read_file(student.folder / name, MAX_SOURCE) == stub:
        name = found.pop()
        found = [name]
    work = read_work(student.folder / name)
    notices = [f"both {names[0]} and {names[1]}; {names[0]} is graded"] if len(found) > 1 else []
    if name.endswith(".ipynb") and isinstance(work, Code):
        notices += filter(None, [describe_redefinitions(work.data)])
    return HandIn(work, tuple(f"{name}: {text}" for text in notices))


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


def _name(path: Path) -> str:
    """Returns a folder's name as text, whatever bytes the file system gave it."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
