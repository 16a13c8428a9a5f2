"""How far a student is: checks and hints of each exercise, remembered in one file of the student's own folder."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable

import msgspec

from grader.course.layout import Course, Exercise
from grader.course.stubs import read_stub
from grader.records.results import Result, write_atomically

STATE = ".grader-progress.json"


class Checked(msgspec.Struct, frozen=True):
    """The latest check of one exercise: which file, and its points in the public cases."""

    sha256: str
    score: int
    max_score: int


class Progress(msgspec.Struct, frozen=True):
    """The student's state: the latest check of each exercise, and how many of its hints have been shown."""

    checked: dict[str, Checked] = {}
    hints: dict[str, int] = {}


def read_progress(course: Course) -> Progress:
    """Returns the student's state; empty where the file is missing or damaged."""
    try:
        return msgspec.json.decode((course.root / STATE).read_bytes(), type=Progress)
    except (OSError, msgspec.DecodeError):
        return Progress()


def write_progress(course: Course, progress: Progress) -> None:
    """Remembers the state; in a folder that cannot be written nothing is remembered."""
    with contextlib.suppress(OSError):
        write_atomically(course.root / STATE, msgspec.json.encode(progress) + b"\n")


def remember(course: Course, results: Iterable[Result]) -> None:
    """Keeps these results as the latest."""
    progress = read_progress(course)
    checked = dict(progress.checked)
    for result in results:
        if result.submission_sha256 is not None and result.score is not None:
            checked[result.exercise] = Checked(result.submission_sha256, result.score, result.max_score)
    write_progress(course, msgspec.structs.replace(progress, checked=checked))


def next_hint(course: Course, exercise: Exercise) -> tuple[int, str]:
    """Returns the number and the text of the next hint and remembers it as shown; the last one stays the last."""
    progress = read_progress(course)
    number = min(progress.hints.get(exercise.slug, 0) + 1, len(exercise.hints))
    write_progress(course, msgspec.structs.replace(progress, hints={**progress.hints, exercise.slug: number}))
    return number, exercise.hints[number - 1].text


def forget_hints(course: Course, exercise: Exercise) -> None:
    """Starts an exercise's hints over."""
    progress = read_progress(course)
    hints = {slug: number for slug, number in progress.hints.items() if slug != exercise.slug}
    write_progress(course, msgspec.structs.replace(progress, hints=hints))


def is_begun(exercise: Exercise) -> bool:
    """Tells whether a student has changed the exercise's file. Line ends do not count: a checkout may turn them."""
    stub = read_stub(exercise)
    try:
        data = exercise.stub.read_bytes()
    except OSError:
        return False
    if stub is None:
        return b"raise NotImplementedError" not in data
    return data.replace(b"\r\n", b"\n") != stub.replace(b"\r\n", b"\n")


def describe_progress(exercise: Exercise, begun: bool, checked: Checked | None) -> str:
    """Returns where a student is with an exercise: an empty text, `begun`, points, or `solved`."""
    files = (exercise.stub, exercise.folder / f"{exercise.slug}.ipynb")
    current = {hashlib.sha256(path.read_bytes()).hexdigest() for path in files if path.is_file()}
    if checked is None or checked.sha256 not in current or not checked.score:
        return "begun" if begun else ""
    return "solved" if checked.score == checked.max_score else f"{checked.score} of {checked.max_score}"
