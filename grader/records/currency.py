"""Why one result is not another: what it was made with, compared cause by cause, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from grader.records.entries import Entry
from grader.records.results import Result

_WORDS = {
    "first": "there was no result",
    "again": "the submission changed",
    "parts": "the student's own files that `{slug}` needs changed",
    "notices": "the file is found in another way",
    "seed": "the seed changed",
    "suite": "the suite of `{slug}` changed",
    "fixtures": "the data of `{slug}` changed",
    "support": "the track's modules changed",
    "reference": "the reference of `{slug}` changed",
    "misconceptions": "the known mistakes of `{slug}` changed",
    "stub": "the stub of `{slug}` changed",
    "limits": "the limits of `{slug}` changed",
    "hints": "the hints of `{slug}` changed",
    "settings": "the settings of `{slug}` changed",
    "feedback": "`hidden_feedback` of the course changed",
    "checks": "the grader's checks changed",
    "grader": "the grader changed",
    "numpy": "numpy changed ({old} -> {new})",
    "python": "Python changed ({old} -> {new})",
    "unknown": "it does not say what it was made with",
    "ungraded": "it was not graded",
    "isolation": "it was graded without confinement",
    "skew": "it was graded with other versions on a cluster",
    "forced": "--force",
}
COURSE_CAUSES = tuple(name for name in _WORDS if name not in ("first", "again", "unknown", "ungraded", "forced"))


class Wanted(msgspec.Struct, frozen=True):
    """What a result would be made with now. `submission` is None where there is no source."""

    exercise: str
    submission: str | None
    made_with: Mapping[str, str]
    environment: Mapping[str, str]
    version: str
    seed: int
    notices: tuple[str, ...] = ()


def derive_wanted(result: Result) -> Wanted:
    """Returns what a result was made with."""
    return Wanted(
        result.exercise,
        result.submission_sha256,
        result.made_with,
        result.environment,
        result.grader_version,
        result.seed,
        tuple(result.notices),
    )


def find_causes(before: Result | None, now: Wanted) -> list[str]:
    """Returns in words why `before` is not what would be made now; nothing where it is."""
    if before is None:
        return [say("first", now.exercise)]
    names = []
    for name, differs in (
        ("again", before.submission_sha256 != now.submission),
        ("notices", tuple(before.notices) != now.notices),
        ("seed", before.seed != now.seed),
    ):
        names += [name] if differs else []
    if before.made_with and now.made_with:
        old, new = before.made_with, now.made_with
        names += [name for name in {**new, **old} if old.get(name) != new.get(name)]
    elif before.made_with or now.made_with:
        names.append("unknown")
    if before.grader_version != now.version and "grader" not in names:
        names.append("grader")
    causes = [say(name, now.exercise) for name in sorted(names, key=_rank)]
    for name in ("numpy", "python"):
        pair = before.environment.get(name, "unknown"), now.environment.get(name, "unknown")
        causes += [say(name, now.exercise, *pair)] if pair[0] != pair[1] else []
    return causes


def say(name: str, slug: str, old: str = "", new: str = "") -> str:
    """Returns a cause in words."""
    return _WORDS.get(name, "{name} of `{slug}` changed").format(name=name, slug=slug, old=old, new=new)


def _rank(name: str) -> int:
    return list(_WORDS).index(name) if name in _WORDS else len(_WORDS)


def count_causes(causes: Iterable[Sequence[str]]) -> list[str]:
    """Returns a line for each cause, with how many results have it, the most frequent ones first."""
    counts = Counter(" and ".join(found) for found in causes)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [f"{count} result{'s' * (count > 1)}: {text}" for text, count in ordered]


class Change(msgspec.Struct, frozen=True):
    """One student's score in one exercise before and after grading again, with lateness and adjustments, and why."""

    student: str
    exercise: str
    before: int | None
    after: int | None
    max_score: int
    causes: list[str]
    cases: list[str]

    @property
    def points(self) -> int:
        """How many points the score moves by."""
        return (self.after or 0) - (self.before or 0)


def list_changes(
    before: Sequence[Entry], after: Sequence[Entry], causes: Mapping[tuple[str, str], Sequence[str]]
) -> list[Change]:
    """Returns whose score, status or outcomes change: lowered scores first, and of these the largest step first."""
    old = {(entry.student, entry.exercise): entry for entry in before}
    changes = []
    for entry in after:
        key = entry.student, entry.exercise
        earlier = old.get(key)
        cases = changed_cases(earlier.result if earlier else None, entry.result)
        score = earlier.score if earlier else None
        if earlier is None or score != entry.score or cases or earlier.result.status != entry.result.status:
            why = list(causes.get(key, ()))
            changes.append(Change(*key, score, entry.score, entry.max_score, why, cases))
    return sorted(changes, key=lambda one: (one.points, one.student, one.exercise))


def changed_cases(before: Result | None, after: Result | None) -> list[str]:
    """Returns the cases that end in another way, with how they did and do."""
    if before is None or after is None:
        return []
    old = {case.id: case.outcome for case in before.cases}
    new = {case.id: case.outcome for case in after.cases}
    changed = [id for id in {**old, **new} if old.get(id) != new.get(id)]
    return [f"{id} {old.get(id, 'missing')} -> {new.get(id, 'missing')}" for id in changed]
