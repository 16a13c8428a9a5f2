"""How far a student is: checks and hints of each exercise, remembered in one file of the student's own folder."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from grader.course.layout import Course, Exercise
from grader.course.notebooks import defines_something
from grader.course.own import OwnFile, find_own, list_cells
from grader.records.results import Result, write_atomically

STATE = ".grader-progress.json"


class Checked(msgspec.Struct, frozen=True):
    """The latest check of one exercise: which code, its points in the public cases, the best so far, what failed first.

    Of a notebook the digests of the `cells` that define something are kept: every save changes a notebook's bytes.
    """

    sha256: str
    score: int
    max_score: int
    best: int = 0
    failing: str = ""
    cells: list[str] = []


class Progress(msgspec.Struct, frozen=True):
    """The student's state: the latest check of each exercise, the hints seen, how well each network was trained."""

    checked: dict[str, Checked] = {}
    seen: dict[str, list[int]] = {}
    trained: dict[str, float] = {}


State = Literal["", "begun", "changed", "solved"]


@dataclasses.dataclass(frozen=True)
class Standing:
    """Where a student is with one exercise. `changed`: begun, and not as it was when it was last checked."""

    exercise: Exercise
    own: OwnFile
    state: State
    checked: Checked | None

    @property
    def best(self) -> str:
        """The best score so far, such as `5/7`."""
        return f"{self.checked.best}/{self.checked.max_score}" if self.checked else ""

    @property
    def was_solved(self) -> bool:
        """Whether all public cases passed once."""
        return self.checked is not None and self.checked.best == self.checked.max_score > 0


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


def remember(course: Course, results: Iterable[Result], cells: Mapping[str, Sequence[str]] | None = None) -> None:
    """Keeps these results as the latest; `cells` are, by exercise, the code cells of those that were notebooks."""
    progress = read_progress(course)
    checked = dict(progress.checked)
    for result in results:
        if result.submission_sha256 is not None and result.score is not None:
            before = checked.get(result.exercise)
            best = before.best if before is not None and before.max_score == result.max_score else 0
            checked[result.exercise] = Checked(
                result.submission_sha256,
                result.score,
                result.max_score,
                max(best, result.score),
                next((case.id for case in result.cases if case.outcome != "passed"), ""),
                sorted(_digest_definitions((cells or {}).get(result.exercise, ()))),
            )
    write_progress(course, msgspec.structs.replace(progress, checked=checked))


def note_trained(course: Course, name: str, accuracy: float) -> None:
    """Remembers how well a network was trained, where it is the best so far."""
    progress = read_progress(course)
    best = max(accuracy, progress.trained.get(name, 0.0))
    write_progress(course, msgspec.structs.replace(progress, trained={**progress.trained, name: best}))


def find_standing(exercise: Exercise, checked: Checked | None) -> Standing:
    """Returns where a student is with an exercise."""
    own = find_own(exercise)
    if not own.begun:
        return Standing(exercise, own, "", checked)
    if checked is None:
        return Standing(exercise, own, "begun", None)
    if not _is_current(own, checked):
        return Standing(exercise, own, "changed", checked)
    return Standing(exercise, own, "solved" if checked.score == checked.max_score else "begun", checked)


def find_standings(course: Course) -> list[Standing]:
    """Returns where a student is with each exercise, in the order of the course."""
    checked = read_progress(course).checked
    return [find_standing(exercise, checked.get(exercise.slug)) for exercise in course.exercises]


def choose_next(standings: Sequence[Standing], after: str = "") -> Standing | None:
    """Returns what comes next: an exercise after `after` that is not solved and builds on nothing unsolved, or else
    one before it; None where all are solved."""
    solved = {standing.exercise.slug for standing in standings if standing.was_solved}
    place = next((number for number, item in enumerate(standings, 1) if item.exercise.slug == after), 0)
    waiting = [item for item in [*standings[place:], *standings[:place]] if item.exercise.slug not in solved | {after}]
    ready = [item for item in waiting if solved.issuperset(item.exercise.settings.needs)]
    same = [item for item in ready if after and item.exercise.track == standings[place - 1].exercise.track]
    return next(iter(same or ready or waiting), None)


def _is_current(own: OwnFile, checked: Checked) -> bool:
    if own.path.suffix == ".py":
        with contextlib.suppress(OSError):
            return hashlib.sha256(own.path.read_bytes()).hexdigest() == checked.sha256
        return False
    now = _digest_definitions(list_cells(own.path) or [])
    return bool(now) and now <= {*checked.cells}


def _digest_definitions(cells: Iterable[str]) -> set[str]:
    return {hashlib.sha256(cell.strip().encode()).hexdigest()[:12] for cell in cells if defines_something(cell)}


def describe_progress(standing: Standing) -> str:
    """Returns where a student is in a word: an empty text, `begun`, points such as `5 of 7`, or `solved`."""
    checked = standing.checked
    if standing.state in ("", "solved") or checked is None:
        return standing.state
    return "begun" if standing.state == "changed" or not checked.score else f"{checked.score} of {checked.max_score}"
