"""A student's own file of an exercise: which of `.py` and notebook counts, and what a word on the command line means."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import msgspec

from grader.course.layout import Course, Exercise
from grader.course.notebooks import MAX_NOTEBOOK, NotebookError, defines_something, extract_cells, list_handed_out
from grader.course.resolver import Student, read_source
from grader.course.stubs import read_stub
from grader.course.submissions import MAX_SOURCE, HandIn, OurFault, read_file
from grader.records.errors import UsageProblem
from grader.records.text import show

ENDINGS = (".py", ".ipynb")
_ADVICE = "`grader check SLUG --file {name}`"


@dataclasses.dataclass(frozen=True)
class OwnFile:
    """The file that counts as a student's solution; `other` is the second one, where both are begun.

    `handed` is what it holds, with a notice where its name or its place is not plain, or where others lie beside it.
    """

    path: Path
    begun: bool
    other: Path | None = None
    handed: HandIn | None = None


@dataclasses.dataclass(frozen=True)
class Choice:
    """What a word on the command line means: an exercise, and a file where one was named."""

    exercise: Exercise
    file: Path | None = None


def find_own(exercise: Exercise) -> OwnFile:
    """Returns the file that counts: the one that is begun, of two begun ones the newer, and else what lies beside them.

    What lies beside them is looked at as in a hand-in (`grader.course.resolver`).
    """
    script, notebook = own_paths(exercise)
    begun = [path for path, told in ((script, script_is_begun), (notebook, notebook_is_begun)) if told(exercise)]
    if len(begun) > 1:
        begun.sort(key=_saved, reverse=True)  # stable: of two equally old ones the script comes first
        return OwnFile(begun[0], True, begun[1])
    handed = read_source(
        Student("you", exercise.folder, slugs=exercise.slugs or (exercise.slug,)), exercise.slug, read_stub(exercise)
    )
    found = exercise.folder / handed.path if handed.path else None
    if begun:
        return OwnFile(begun[0], True, handed=handed if found == begun[0] else None)
    if found is not None and found not in (script, notebook):
        return OwnFile(found if found.suffix in ENDINGS else script, True, handed=handed)
    if (
        isinstance(handed.work, OurFault) or script.is_dir()
    ):  # which of two counts nobody knows; or a folder and no file
        return OwnFile(script, True, handed=handed)
    return OwnFile(script if script.is_file() or not notebook.is_file() else notebook, False)


def own_paths(exercise: Exercise) -> tuple[Path, Path]:
    """Returns where a student's `.py` file and notebook are; neither need exist."""
    return exercise.stub, exercise.folder / f"{exercise.slug}.ipynb"


def is_begun(exercise: Exercise) -> bool:
    """Tells whether a student has changed the exercise's file or its notebook, or has put one beside them."""
    return script_is_begun(exercise) or notebook_is_begun(exercise) or find_own(exercise).begun


def script_is_begun(exercise: Exercise) -> bool:
    """Tells whether the `.py` file differs from the stub. Line ends do not count: a checkout may turn them.

    One that is there and cannot be read, such as a pipe, counts as begun, so that a check tells what is wrong; a folder does
    not, since the file may lie in it.
    """
    stub = read_stub(exercise)
    data = read_file(exercise.stub, MAX_SOURCE)
    if not isinstance(data, bytes):
        return os.path.lexists(exercise.stub) and not exercise.stub.is_dir()
    if stub is None:
        return b"raise NotImplementedError" not in data
    return data.replace(b"\r\n", b"\n") != stub.replace(b"\r\n", b"\n")


def notebook_is_begun(exercise: Exercise) -> bool:
    """Tells whether a cell of the notebook defines something that was not handed out; scratch cells do not count."""
    cells = list_cells(own_paths(exercise)[1])
    if cells is None:
        return False
    stub = read_stub(exercise)
    given = list_handed_out(exercise.slug, (stub or b"").decode(errors="replace"))
    if stub is None and any("raise NotImplementedError" in cell for cell in cells):
        return False
    return any(cell not in given and defines_something(cell) for cell in cells)


_DAMAGED = ["{}"]
"""Stands for the cells of a notebook that cannot be read: it counts as begun, so that a check tells what is wrong."""


def list_cells(path: Path) -> list[str] | None:
    """Returns a notebook's code cells without the blanks round them; None where there is no such file."""
    data = read_file(path, MAX_NOTEBOOK)
    if not isinstance(data, bytes):
        return None
    try:
        cells = msgspec.json.decode(extract_cells(data, path.name), type=list[str | None])
    except NotebookError:
        return _DAMAGED if data.strip() else None
    return [cell.strip() for cell in cells if cell and cell.strip()]


def _saved(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def find_choices(course: Course, word: str, start: Path, advice: str = _ADVICE) -> list[Choice]:
    """Returns what `word` means, typed in the folder `start`: a slug, a file, an exercise's folder, or a track.

    A track means those of its exercises that are begun. Raises `UsageProblem`, with what to type instead.
    """
    slugs = {exercise.slug: exercise for exercise in course.exercises}
    if word in slugs:
        return [Choice(slugs[word])]
    path = Path(os.path.abspath(start / word))
    if path.is_dir():
        for exercise in course.exercises:
            if _same(exercise.folder, path):
                return [Choice(exercise)]
        return _of_track(course, path.name, word)
    if word.endswith(ENDINGS):
        return [_of_file(course, slugs, path, word, advice)]
    if any(exercise.track == word for exercise in course.exercises):
        return _of_track(course, word, word)
    return [Choice(course.exercise(word))]


def _of_file(course: Course, slugs: dict[str, Exercise], path: Path, word: str, advice: str) -> Choice:
    named = slugs.get(path.stem)
    if not path.exists():
        if named is not None and path.name == word and (named.folder / word).is_file():
            return Choice(named, named.folder / word)
        raise UsageProblem(f"{show(word)}: no such file")
    around = next((exercise for exercise in course.exercises if _same(exercise.folder, path.parent)), None)
    exercise = named or around
    if exercise is None:
        name = show(path.name)
        raise UsageProblem(f"{show(word)}: which exercise is it for? Say {advice.format(name=name)}")
    return Choice(exercise, path)


def _of_track(course: Course, track: str, word: str) -> list[Choice]:
    inside = [exercise for exercise in course.exercises if exercise.track == track]
    if not inside:
        raise UsageProblem(f"{show(word)}: is no exercise's folder; `grader list` shows the exercises")
    begun = [Choice(exercise) for exercise in inside if is_begun(exercise)]
    if not begun:
        raise UsageProblem(f"nothing of `{track}` is begun yet; start with {place(inside[0].stub, course)}")
    return begun


def _same(folder: Path, other: Path) -> bool:
    try:
        return folder.samefile(other)
    except OSError:
        return False


def find_here(course: Course, start: Path) -> Exercise | None:
    """Returns the exercise in whose folder, or below it, `start` is."""
    for folder in (start, *start.parents):
        if folder.parent.parent.name == "exercises":
            return next((item for item in course.exercises if _same(item.folder, folder)), None)
    return None


def place(path: Path, course: Course) -> str:
    """Returns a path as it is shown: from the working folder, or from the course's, whichever holds it."""
    for folder in (Path.cwd(), course.root):
        for base in (folder, folder.resolve()):
            if path.is_relative_to(base):
                return show(path.relative_to(base).as_posix(), 400)
    return show(path, 400)
