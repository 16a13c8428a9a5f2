"""Causes: which known mistakes a class makes, how often, what they cost, and whose submissions show them best."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from grader.records.entries import Entry

EXAMPLES = 3


class Cause(msgspec.Struct, frozen=True):
    """One known mistake in one exercise: who makes it, the points that it costs them together, the clearest examples."""

    slug: str
    id: str
    title: str
    hint: str
    students: list[str]
    points: int
    examples: list[str]


def derive_causes(entries: Sequence[Entry]) -> list[Cause]:
    """Returns the mistakes of a class, those of most students first."""
    found: dict[tuple[str, str], dict[str, Entry]] = {}
    titles: dict[tuple[str, str], tuple[str, str]] = {}
    for entry in entries:
        for case in entry.result.cases:
            if case.diagnosis is not None and case.outcome != "passed":
                key = (entry.exercise, case.diagnosis.id)
                titles.setdefault(key, (case.diagnosis.title, case.diagnosis.hint))
                found.setdefault(key, {})[entry.student] = entry
    causes = []
    for (slug, id), students in found.items():
        title, hint = titles[slug, id]
        points = sum(
            case.points
            for entry in students.values()
            for case in entry.result.cases
            if case.diagnosis is not None and case.diagnosis.id == id and case.outcome != "passed"
        )
        clearest = sorted(students.values(), key=lambda entry: _distance(entry, id))
        examples = [entry.student for entry in clearest[:EXAMPLES]]
        causes.append(Cause(slug, id, title, hint, sorted(students), points, examples))
    return sorted(causes, key=lambda cause: (-len(cause.students), -cause.points, cause.slug, cause.id))


def _distance(entry: Entry, id: str) -> tuple[int, int, str]:
    """Returns how far a submission is from showing one mistake alone: cases that fail for another reason come first."""
    failing = [case for case in entry.result.cases if case.outcome != "passed"]
    others = sum(case.diagnosis is None or case.diagnosis.id != id for case in failing)
    return others, len(failing), entry.student
