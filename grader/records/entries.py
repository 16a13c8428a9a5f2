"""What an export is made of: a result, and what an instructor's rules changed about its score."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from grader.records.results import Case, Result
from grader.records.roster import Record

_PLACE = re.compile(r"^\s*(?P<file>[\w.-]+\.py), line (?P<line>\d+)", re.MULTILINE)


class Change(msgspec.Struct, frozen=True):
    """One step from the graded score to the exported one: `points` is what it really added, with its sign."""

    kind: Literal["adjustment", "late", "override"]
    points: int
    comment: str

    @property
    def title(self) -> str:
        """What the change is called in a report."""
        return {"adjustment": "Adjustment", "late": "Late work", "override": "Score set by hand"}[self.kind]


class Entry(msgspec.Struct, frozen=True):
    """A result and its changes. `submitted` and `due` are UTC, `YYYY-MM-DDTHH:MM:SSZ`."""

    result: Result
    changes: tuple[Change, ...] = ()
    submitted: str | None = None
    due: str | None = None
    excused: bool = False
    excuse: str = ""

    @property
    def student(self) -> str:
        """The student's name."""
        return self.result.student

    @property
    def exercise(self) -> str:
        """The exercise's slug."""
        return self.result.exercise

    @property
    def max_score(self) -> int:
        """Points of all cases."""
        return self.result.max_score

    @property
    def score(self) -> int | None:
        """Points after all changes; None where there are none: ungraded and not set by hand, or excused."""
        if self.excused or (self.result.score is None and not any(one.kind == "override" for one in self.changes)):
            return None
        return (self.result.score or 0) + sum(change.points for change in self.changes)

    @property
    def late_points(self) -> int:
        """What lateness took, as a positive number."""
        return -sum(change.points for change in self.changes if change.kind == "late")

    @property
    def cases(self) -> list[Case]:
        """The cases; their scores and the changes' points add up to `score`."""
        if self.result.score is not None:
            return self.result.cases
        return [msgspec.structs.replace(case, score=0) for case in self.result.cases]


class Context(msgspec.Struct, frozen=True):
    """What a platform gives besides the results: its variables, its own files, and the course's names and paths.

    `people` are the run's roster; `notes` is where an export says what should be read before it is written.
    """

    environ: Mapping[str, str] = {}
    rosters: tuple[str, ...] = ()
    titles: Mapping[str, str] = {}
    files: Mapping[str, str] = {}
    column: str | None = None
    people: Mapping[str, Record] = {}
    scale: bool = False
    notes: list[str] = []


def add_scores(scores: Iterable[int | None]) -> int | None:
    """Returns the sum, or None where a score is missing, or all are: half a total would count as points not earned."""
    found = list(scores)
    return None if not found or None in found else sum(score for score in found if score is not None)


def total(entries: Sequence[Entry]) -> int | None:
    """Returns the sum of the scores, or None where one of them is missing. What is excused counts in no sum."""
    return add_scores(entry.score for entry in entries if not entry.excused)


def max_total(entries: Sequence[Entry]) -> int:
    """Returns the points that could be had; none of what is excused."""
    return sum(entry.max_score for entry in entries if not entry.excused)


def describe_missing(entries: Sequence[Entry]) -> str:
    """Returns why there is no total."""
    lines = []
    for entry in entries:
        if entry.excused:
            lines.append(f"{entry.exercise}: excused" + (f" ({entry.excuse})" if entry.excuse else ""))
        elif entry.score is None:
            reason = next((case.message for case in entry.result.cases if case.message), "")
            reason = f": {reason}" if reason else ""
            lines.append(f"{entry.exercise}: could not be graded, and that is not the student's fault{reason}")
    return "\n".join(lines) or "there is nothing to grade"


def name_of(entry: Entry, case: Case, entries: Sequence[Entry]) -> str:
    """Returns a case's name in a report over `entries`: its title, after the exercise where there are several."""
    return f"{entry.exercise}: {case.title}" if len(entries) > 1 else case.title


def describe(case: Case) -> str:
    """Returns what a student reads about a case: the message, the known mistake, how to see it happen."""
    parts = [case.message] if case.message else []
    if case.diagnosis:
        parts.append(f"Likely: {case.diagnosis.title}\n{case.diagnosis.hint}")
    if case.reproduce and case.outcome != "passed":
        parts.append(f"To see it happen:\n{case.reproduce.rstrip()}")
    return "\n\n".join(parts)


def find_place(case: Case) -> tuple[str, int] | None:
    """Returns file name and line that a case's message speaks of: the innermost line of the submission."""
    found = list(_PLACE.finditer(case.message)) if case.visibility == "public" else []
    return (found[-1]["file"], int(found[-1]["line"])) if found else None


def group_by_student(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Returns the entries of each student, students by name."""
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.student):
        groups.setdefault(entry.student, []).append(entry)
    return groups
