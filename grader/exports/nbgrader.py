"""CSV with the columns of `nbgrader export`."""

from __future__ import annotations

from collections.abc import Sequence

from grader.exports.roster import Person, find_person, gather_people
from grader.records.entries import Context, Entry
from grader.records.text import key_cell, render_table, safe_cell

COLUMNS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)


def render_nbgrader(entries: Sequence[Entry], context: Context) -> bytes:
    """Returns one line for each result; `score` is `raw_score` less the penalty.

    nbgrader itself writes 0.0 where nothing was handed in; here what has no score has empty cells. Unlike its own files,
    names with commas are quoted.
    """
    people = gather_people(context, context.rosters)
    rows: list[Sequence[object]] = [COLUMNS]
    for entry in sorted(entries, key=lambda entry: (entry.exercise, entry.student)):
        person = find_person(people, entry.student) or Person(entry.student)
        points: list[object] = ["", "", ""]
        if entry.score is not None:
            points = [entry.score + entry.late_points, entry.late_points, entry.score]
        rows.append(
            [
                entry.exercise,
                _time(entry.due),
                _time(entry.submitted),
                key_cell(person.id_number or entry.student),
                safe_cell(person.last_name),
                safe_cell(person.first_name),
                key_cell(person.email),
                *points,
                entry.max_score,
            ]
        )
    return render_table(rows).encode()


def _time(moment: str | None) -> str:
    return (moment or "").replace("T", " ").removesuffix("Z")
