"""Who is in a class: a folder for each student, or one student's folder, or one file."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Sequence
from pathlib import Path

from grader.course.names import read_name
from grader.course.resolver import Student
from grader.records.errors import UsageProblem
from grader.records.text import show

SIDECARS = ("times.json", "roster.json")
"""What `grader collect` writes beside the students' folders."""
_NOBODY = {
    *("__macosx", "__pycache__", "node_modules", "lost+found", "$recycle.bin", "system volume information"),
    *("@eadir", "#recycle"),
}
_LISTED = 8


@dataclasses.dataclass(frozen=True)
class ClassFolder:
    """The students, a line for what was passed over, and whether it is one student's own folder or file."""

    students: list[Student]
    passed_over: list[str]
    alone: bool = False


def find_class(path: Path, slugs: Sequence[str], out: Path | None = None, student: str = "") -> ClassFolder:
    """Returns the students of a class folder, of one student's folder, or of one file.

    `out` is the run's own folder, which is nobody's; with `student` all that is there is this student's. Raises
    `UsageProblem` where there is no such path or nobody in it.
    """
    known = tuple(slugs)
    if not os.path.lexists(path):
        raise UsageProblem(f"{show(path)}: no such file or folder; give the folder that holds one folder per student")
    if path.is_file():
        if read_name(path.name, slugs) is None:
            raise UsageProblem(f"{show(path)}: {_NO_EXERCISE.format(slug=slugs[0])}")
        name = student or name_student(path.absolute().parent)
        return ClassFolder([Student(name, path.parent, path.name, known)], [], alone=True)
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError as error:
        raise UsageProblem(f"{show(path)}: cannot be read ({error.strerror})") from None
    if student:
        return ClassFolder([Student(student, path, slugs=known)], [], alone=True)
    found, loose = _sort_entries(path, entries, known, out)
    collected = bool(found.students) and any(entry.name in SIDECARS for entry in entries)
    if not collected and _is_one_students(path, entries, found.students, loose, known):
        return ClassFolder([Student(name_student(path.resolve()), path, slugs=known)], [], alone=True)
    if not found.students:
        raise UsageProblem(f"{show(path)}: nobody has handed in anything; there should be one folder per student in it")
    return found


def _sort_entries(
    path: Path, entries: Sequence[os.DirEntry[str]], slugs: tuple[str, ...], out: Path | None
) -> tuple[ClassFolder, list[str]]:
    """Returns the folders as students, lines for the rest, and the names of loose files that are called like an exercise."""
    students, lines, loose, nobody = list[Student](), list[str](), list[str](), list[str]()
    for entry in entries:
        shown = show(entry.name)
        if entry.name in SIDECARS:
            continue
        if entry.is_symlink():
            lines.append(f"{shown}: a link, not a folder; it is passed over")
        elif entry.is_dir():
            if _is_nobodys(path / entry.name, out):
                nobody.append(shown)
            else:
                students.append(Student(name_student(path / entry.name), path / entry.name, slugs=slugs))
            continue
        elif entry.name.startswith("."):
            continue
        else:
            advice = "unpack it into a folder of that name" if entry.name.casefold().endswith(".zip") else _PASSED_OVER
            lines.append(f"{shown}: a file among the students' folders; {advice}")
        if read_name(entry.name, slugs) is not None:
            loose.append(entry.name)
    if nobody:
        more = f" and {len(nobody) - _LISTED} more" if len(nobody) > _LISTED else ""
        lines.append(f"{', '.join(nobody[:_LISTED])}{more}: no students' folders; passed over")
    return ClassFolder(students, lines), loose


def _is_nobodys(folder: Path, out: Path | None) -> bool:
    """Tells whether a folder is a tool's, or a run's own, and no student's."""
    if folder.name.startswith(".") or folder.name.casefold() in _NOBODY:
        return True
    if out is not None and out.absolute() == folder.absolute():
        return True
    try:
        return (folder / "gradebook.json").is_file() and (folder / "results").is_dir()
    except OSError:
        return False


def _is_one_students(
    path: Path,
    entries: Sequence[os.DirEntry[str]],
    students: Sequence[Student],
    loose: Sequence[str],
    slugs: tuple[str, ...],
) -> bool:
    """Tells whether a folder is one student's: it holds an exercise's file, and no two folders in it hold any."""
    if any(entry.name == "exercises" and entry.is_dir(follow_symlinks=False) for entry in entries):
        return any(
            found.rank == 0 for all in Student("", path, slugs=slugs).holdings.candidates.values() for found in all
        )
    if not loose:
        return False
    if sum(bool(student.holdings.candidates or student.holdings.faults) for student in students) > 1:
        return False
    names = [name for name in (read_name(file, slugs) for file in loose) if name is not None]
    odd = [name.slug for name in names if not name.exact and name.words]
    if not students and len(set(odd)) < len(odd) and not any(name.exact for name in names):
        raise UsageProblem(
            f"{show(path)}: several files are called like one exercise, such as {show(loose[0])}; a platform's download "
            f"becomes a class with `grader collect {show(path)} --from canvas --out submissions`"
        )
    return True


def name_student(path: Path) -> str:
    """Returns a folder's name as text, whatever bytes the file system gave it; two names never become one."""
    text = os.fsencode(path.name).decode("utf-8", "surrogateescape")
    text = re.sub(r"\\(?=x[0-9a-f]{2})", r"\\x5c", text)
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


_NO_EXERCISE = "the file's name is no exercise's; call it <slug>.py, such as {slug}.py"
_PASSED_OVER = "it is passed over"
