"""The roll of a class: whose work is graded, ungraded, missing, late or excused, and who has no result at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from grader.records.entries import Entry

State = Literal["graded", "ungraded", "missing", "excused"]
STATES: tuple[State, ...] = ("graded", "ungraded", "missing", "excused")


class Attendance(msgspec.Struct, frozen=True):
    """One exercise over the class: how many students are in each state; `late` ones are among the others.

    `absent` have no result in this exercise at all.
    """

    slug: str
    graded: int
    ungraded: int
    missing: int
    excused: int
    late: int
    absent: int


class Roll(msgspec.Struct, frozen=True):
    """Everybody, by name of the folder: of the results and of the roster. `nothing`: who has handed in nothing at all."""

    students: list[str]
    names: dict[str, str]
    nothing: list[str]
    ungraded: list[str]
    late: list[str]
    strangers: list[str]
    exercises: list[Attendance]


def derive_state(entry: Entry) -> State:
    """Returns what became of one submission. What could not be read counts as missing: its message says why."""
    if entry.excused:
        return "excused"
    if entry.score is None:
        return "ungraded"
    if entry.result.submission_sha256 is None and not any(case.outcome == "passed" for case in entry.result.cases):
        return "missing"
    return "graded"


def is_late(entry: Entry) -> bool:
    """Tells whether something was handed in late, whatever that took."""
    return any(change.kind == "late" for change in entry.changes) and derive_state(entry) != "missing"


def derive_roll(entries: Sequence[Entry], slugs: Iterable[str], roster: Mapping[str, str]) -> Roll:
    """Returns the roll; `roster` maps the folder of each student to a name, which may be empty, and may be empty itself."""
    by_student: dict[str, list[Entry]] = {student: [] for student in roster}
    for entry in entries:
        by_student.setdefault(entry.student, []).append(entry)
    students = sorted(by_student)
    states = {student: {derive_state(entry) for entry in found} for student, found in by_student.items()}
    return Roll(
        students=students,
        names={student: roster[student] for student in students if roster.get(student)},
        nothing=[student for student in students if states[student] <= {"missing"}],
        ungraded=[student for student in students if "ungraded" in states[student]],
        late=[student for student in students if any(map(is_late, by_student[student]))],
        strangers=[student for student in students if roster and student not in roster],
        exercises=[_count(slug, entries, len(students)) for slug in slugs],
    )


def _count(slug: str, entries: Sequence[Entry], students: int) -> Attendance:
    found = [entry for entry in entries if entry.exercise == slug]
    states = [derive_state(entry) for entry in found]
    counts = {state: states.count(state) for state in STATES}
    return Attendance(slug=slug, late=sum(map(is_late, found)), absent=students - len(found), **counts)
