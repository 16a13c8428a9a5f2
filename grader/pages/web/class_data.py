"""What a class's page carries for its script: a table of numbers, there at once, and students' pages in packed chunks.

The table is columns of small numbers. A student's page is a feedback record, which is written once, packed by exercise
and sixty-four students at a time (neighbours are alike), and unpacked in the browser when somebody opens it. So a class
of two thousand costs what its table costs until then. What only an instructor may see lies beside the feedback, never
inside it.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Sequence
from typing import Any

import msgspec
from markupsafe import Markup

from grader.pages.survey.clusters import Cluster
from grader.pages.survey.items import Item
from grader.pages.survey.roll import derive_state, is_late
from grader.pages.web.class_record import ClassRecord, Survey
from grader.pages.web.feedback import derive_feedback
from grader.records.entries import Entry, describe_missing, group_by_student, total
from grader.records.text import one_line, shorten

CHUNK = 64
_LETTERS = {"graded": "g", "ungraded": "u", "missing": "m", "excused": "x"}


class Staff(msgspec.Struct, frozen=True):
    """What an instructor sees of a result beside the feedback."""

    replay: str
    seed: int
    isolation: list[str]
    versions: str
    started: str
    duration_s: float
    clusters: list[str]


def derive_table(record: ClassRecord, survey: Survey) -> dict[str, Any]:
    """Returns the columns of the table, and which students each mistake has."""
    students = survey.roll.students
    place = {student: number for number, student in enumerate(students)}
    groups = group_by_student(record.entries)
    return {
        "students": [one_line(student) for student in students],
        "names": {place[student]: one_line(name) for student, name in survey.roll.names.items()},
        "totals": [total(groups[student]) if student in groups else None for student in students],
        "missing": {
            place[student]: shorten(describe_missing(found), 2_000)
            for student, found in groups.items()
            if total(found) is None
        },
        "nothing": [place[student] for student in survey.roll.nothing],
        "exercises": [_column(record, survey, slug, place) for slug in record.slugs],
        "chunk": CHUNK,
        "course": record.sight.course,
    }


def _column(record: ClassRecord, survey: Survey, slug: str, place: dict[str, int]) -> dict[str, Any]:
    entries = record.by_slug[slug]
    scores: list[int | None] = [None] * len(place)
    states = ["-"] * len(place)
    for entry in entries:
        scores[place[entry.student]] = entry.score
        states[place[entry.student]] = _LETTERS[derive_state(entry)]
    return {
        "slug": slug,
        "title": record.name_exercise(slug),
        "max": max((entry.max_score for entry in entries), default=0),
        "scores": scores,
        "states": "".join(states),
        "late": [place[entry.student] for entry in entries if is_late(entry)],
        "changed": [place[entry.student] for entry in entries if entry.changes],
        "causes": [
            {"id": cause.id, "title": one_line(cause.title), "students": [place[one] for one in cause.students]}
            for cause in survey.causes
            if cause.slug == slug
        ],
        "cases": _failing(entries, survey.items[slug], place),
    }


def _failing(entries: Sequence[Entry], items: Sequence[Item], place: dict[str, int]) -> list[dict[str, Any]]:
    """Returns who fails each case, of those who have handed in something."""
    failing: dict[str, list[int]] = {item.id: [] for item in items}
    for entry in entries:
        if entry.result.submission_sha256 is not None:
            for case in entry.result.cases:
                if case.outcome != "passed" and case.id in failing:
                    failing[case.id].append(place[entry.student])
    return [{"title": one_line(item.title), "failing": failing[item.id]} for item in items]


def pack_students(record: ClassRecord, survey: Survey, slug: str) -> list[str]:
    """Returns the pages of every student for one exercise: packed chunks, base64, in the order of the roll."""
    entries = {entry.student: entry for entry in record.by_slug[slug]}
    clusters = [cluster for cluster in survey.clusters if cluster.slug == slug]
    students = survey.roll.students
    chunks = []
    for start in range(0, len(students), CHUNK):
        rows = [
            _page(record, entries[student], clusters) if student in entries else None
            for student in students[start : start + CHUNK]
        ]
        data = msgspec.json.encode(rows)
        chunks.append(base64.b64encode(gzip.compress(data, 6, mtime=0)).decode())
    return chunks


def _page(record: ClassRecord, entry: Entry, clusters: Sequence[Cluster]) -> list[Any]:
    """Returns the feedback that the student sees, and what the instructor sees besides."""
    result = entry.result
    versions = [f"grader {result.grader_version}"]
    versions += [f"{name} {version}" for name, version in sorted(result.environment.items())]
    staff = Staff(
        record.replay(entry.student, entry.exercise),
        result.seed,
        result.isolation,
        ", ".join(versions),
        result.started_at,
        result.duration_s,
        [
            f"{len(cluster.students)} students share this answer: {cluster.cases[0].title}"
            for cluster in clusters
            if entry.student in cluster.students
        ],
    )
    return [derive_feedback(entry.student, [entry], record.sight).exercises[0], staff]


def embed_json(value: Any) -> Markup:
    """Returns JSON that can stand inside a script element, whatever texts are in it."""
    text = msgspec.json.encode(value).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)
