"""The gradebook of a run: every student's score in every exercise, and how cases ended, from the results on disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from grader.records.entries import Entry, add_scores, group_by_student, total
from grader.records.policy import TotalRule, weigh
from grader.records.results import OUTCOMES, Result
from grader.records.text import render_table, safe_cell


class ExerciseRow(msgspec.Struct, frozen=True):
    """One exercise over the class: the mean of the graded scores, and the number of cases for each outcome."""

    slug: str
    max_score: int
    graded: int
    mean: float | None
    outcomes: dict[str, int]
    diagnoses: dict[str, int] = {}


class StudentRow(msgspec.Struct, frozen=True):
    """One student: the score in each exercise, None where it is not graded or not there.

    There is no total where a result stayed ungraded: half a total would count as points that were not earned.
    """

    student: str
    scores: dict[str, int | None]
    total: int | None


class Gradebook(msgspec.Struct, frozen=True, kw_only=True):
    """All of a run. Holds no time, so that the same results give the same bytes."""

    schema: Literal["layer-grader/gradebook/v1"] = "layer-grader/gradebook/v1"
    seed: int
    grader_version: str
    max_total: int
    exercises: list[ExerciseRow]
    students: list[StudentRow]


def derive_gradebook(results: Iterable[Result], slugs: Sequence[str], seed: int, version: str) -> Gradebook:
    """Returns the gradebook of these results; exercises in the order of `slugs`."""
    by_student: dict[str, dict[str, Result]] = {}
    for result in results:
        if result.exercise in slugs:
            by_student.setdefault(result.student, {})[result.exercise] = result
    rows = []
    for slug in slugs:
        graded = [found[slug] for found in by_student.values() if slug in found]
        rows.append(_exercise_row(slug, graded))
    students = []
    for name in sorted(by_student):
        found = by_student[name]
        scores = {slug: found[slug].score if slug in found else None for slug in slugs}
        students.append(StudentRow(name, scores, add_scores(result.score for result in found.values())))
    return Gradebook(
        seed=seed,
        grader_version=version,
        max_total=sum(row.max_score for row in rows),
        exercises=rows,
        students=students,
    )


def _exercise_row(slug: str, results: Sequence[Result]) -> ExerciseRow:
    scores = [result.score for result in results if result.score is not None]
    cases = [case for result in results for case in result.cases if result.status == "graded"]
    diagnoses: dict[str, int] = {}
    for result in results:
        for found in sorted({case.diagnosis.id for case in result.cases if case.diagnosis}):
            diagnoses[found] = diagnoses.get(found, 0) + 1
    return ExerciseRow(
        slug,
        max((result.max_score for result in results), default=0),
        len(scores),
        round(sum(scores) / len(scores), 2) if scores else None,
        {outcome: sum(case.outcome == outcome for case in cases) for outcome in OUTCOMES},
        dict(sorted(diagnoses.items(), key=lambda item: (-item[1], item[0]))),
    )


def render_csv(gradebook: Gradebook, entries: Sequence[Entry] = (), rule: TotalRule | None = None) -> str:
    """Returns the gradebook as CSV: student, one column for each exercise, total. Cells without a score are empty.

    `entries` bring what lateness and adjustments change; an exercise that they change gets four columns more. With a
    `rule` for totals two columns follow: the weighted percent, and what was dropped.
    """
    groups = group_by_student(entries)
    changed = {entry.exercise for entry in entries if entry.changes or entry.excused}
    head = ["student"]
    for exercise in gradebook.exercises:
        more = ("graded", "adjusted", "late", "comment") if exercise.slug in changed else ()
        head += [exercise.slug, *(f"{exercise.slug} {name}" for name in more)]
    rows: list[list[object]] = [[*head, "total", *(("percent", "dropped") if rule else ())]]
    for student in gradebook.students:
        found = {entry.exercise: entry for entry in groups.get(student.student, [])}
        cells: list[object] = [safe_cell(student.student)]
        for slug, score in student.scores.items():
            entry = found.get(slug)
            cells.append(_cell(score if entry is None else entry.score))
            cells += _describe_changes(entry) if slug in changed else []
        cells.append(_cell(total([*found.values()]) if found else student.total))
        if rule:
            weighted = weigh([*found.values()], [*student.scores], rule)
            cells += ["" if weighted.percent is None else f"{weighted.percent:g}", " ".join(weighted.dropped)]
        rows.append(cells)
    return render_table(rows)


def _cell(number: int | None) -> object:
    return "" if number is None else number


def _describe_changes(entry: Entry | None) -> list[object]:
    if entry is None:
        return ["", "", "", ""]
    adjusted = [change.points for change in entry.changes if change.kind != "late"]
    late = any(change.kind == "late" for change in entry.changes)
    comments = [change.comment for change in entry.changes] + (
        [f"excused: {entry.excuse}".removesuffix(": ")] if entry.excused else []
    )
    return [
        _cell(entry.result.score),
        sum(adjusted) if adjusted else "",
        -entry.late_points if late else "",
        safe_cell("; ".join(comments)),
    ]
