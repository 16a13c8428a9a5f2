"""How far a student is: the latest check of each exercise, remembered in the student's own folder."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable

import msgspec

from grader.course import Course, Exercise
from grader.results import Result, write_atomically

STATE = ".grader-progress.json"


class Checked(msgspec.Struct, frozen=True):
    """The latest check of one exercise: which file, and its points in the public cases."""

    sha256: str
    score: int
    max_score: int


def remember(course: Course, results: Iterable[Result]) -> None:
    """Keeps these results as the latest; a folder that cannot be written is left alone."""
    state = read_progress(course)
    for result in results:
        if result.submission_sha256 is not None and result.score is not None:
            state[result.exercise] = Checked(result.submission_sha256, result.score, result.max_score)
    with contextlib.suppress(OSError):
        write_atomically(course.root / STATE, msgspec.json.encode(state) + b"\n")


def read_progress(course: Course) -> dict[str, Checked]:
    """Returns the latest check of each exercise; empty where the file is missing or damaged."""
    try:
        return msgspec.json.decode((course.root / STATE).read_bytes(), type=dict[str, Checked])
    except (OSError, msgspec.DecodeError):
        return {}


def describe_progress(exercise: Exercise, begun: bool, checked: Checked | None) -> str:
    """Returns where a student is with an exercise: an empty text, `begun`, points, or `solved`."""
    files = (exercise.stub, exercise.folder / f"{exercise.slug}.ipynb")
    current = {hashlib.sha256(path.read_bytes()).hexdigest() for path in files if path.is_file()}
    if checked is None or checked.sha256 not in current or not checked.score:
        return "begun" if begun else ""
    return "solved" if checked.score == checked.max_score else f"{checked.score} of {checked.max_score}"
