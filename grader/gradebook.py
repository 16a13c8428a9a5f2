"""The gradebook of a run: every student's score in every exercise, and how cases ended, from the results on disk."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from grader.results import OUTCOMES, Result, encode_json, load_result, write_atomically


class ExerciseRow(msgspec.Struct, frozen=True):
    """One exercise over the class: the mean of the graded scores, and the number of cases for each outcome."""

    slug: str
    max_score: int
    graded: int
    mean: float | None
    outcomes: dict[str, int]
    diagnoses: dict[str, int] = {}


class StudentRow(msgspec.Struct, frozen=True):
    """One student: the score in each exercise, None where it is not graded."""

    student: str
    scores: dict[str, int | None]
    total: int


class Gradebook(msgspec.Struct, frozen=True, kw_only=True):
    """All of a run. Holds no time, so that the same results give the same bytes."""

    schema: Literal["layer-grader/gradebook/v1"] = "layer-grader/gradebook/v1"
    seed: int
    grader_version: str
    max_total: int
    exercises: list[ExerciseRow]
    students: list[StudentRow]


def result_path(folder: Path, student: str, slug: str) -> Path:
    """Returns where the result of one submission is kept."""
    return folder / "results" / student / f"{slug}.json"


def load_gradebook(folder: Path) -> Gradebook | None:
    """Returns the gradebook of an earlier run in `folder`, or None."""
    try:
        return msgspec.json.decode((folder / "gradebook.json").read_bytes(), type=Gradebook)
    except (OSError, msgspec.DecodeError):
        return None


def load_results(folder: Path) -> list[Result]:
    """Returns every result below `folder`, ordered by student and exercise."""
    found = (load_result(path) for path in sorted((folder / "results").glob("*/*.json")))
    return [result for result in found if result is not None]


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
        scores = {slug: found.score if (found := by_student[name].get(slug)) else None for slug in slugs}
        students.append(StudentRow(name, scores, sum(score or 0 for score in scores.values())))
    return Gradebook(
        seed=seed, grader_version=version, max_total=sum(row.max_score for row in rows), exercises=rows,
        students=students,
    )  # fmt: skip


def _exercise_row(slug: str, results: Sequence[Result]) -> ExerciseRow:
    scores = [result.score for result in results if result.score is not None]
    cases = [case for result in results for case in result.cases if result.status == "graded"]
    diagnoses: dict[str, int] = {}
    for result in results:
        for found in sorted({case.diagnosis.id for case in result.cases if case.diagnosis}):
            diagnoses[found] = diagnoses.get(found, 0) + 1
    return ExerciseRow(
        slug, max((result.max_score for result in results), default=0), len(scores),
        round(sum(scores) / len(scores), 2) if scores else None,
        {outcome: sum(case.outcome == outcome for case in cases) for outcome in OUTCOMES},
        dict(sorted(diagnoses.items(), key=lambda item: (-item[1], item[0]))),
    )  # fmt: skip


def render_csv(gradebook: Gradebook) -> str:
    """Returns the gradebook as CSV: student, one column for each exercise, total. Ungraded cells are empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    slugs = [row.slug for row in gradebook.exercises]
    writer.writerow(["student", *slugs, "total"])
    for row in gradebook.students:
        scores = ["" if row.scores[slug] is None else row.scores[slug] for slug in slugs]
        writer.writerow([guard_cell(row.student), *scores, row.total])
    return text.getvalue()


def guard_cell(text: str) -> str:
    """Returns `text` so that no spreadsheet takes it for a formula."""
    plain = "".join(character if character.isprintable() else " " for character in text)
    return f"'{plain}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else plain


def write_gradebook(folder: Path, gradebook: Gradebook) -> None:
    """Writes `gradebook.json` and `gradebook.csv`, each atomically."""
    write_atomically(folder / "gradebook.json", encode_json(gradebook))
    write_atomically(folder / "gradebook.csv", render_csv(gradebook).encode())
