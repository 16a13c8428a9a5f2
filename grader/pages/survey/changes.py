"""Changes: what is different from the run before, by cause: which mistakes went and came, and why scores moved.

The run before is any list of results; where it comes from is the caller's affair.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from grader.records.entries import Entry
from grader.records.results import Result

REASONS = ("first result", "handed in again", "the suite changed", "the grader changed", "nothing that is recorded")


class Moved(msgspec.Struct, frozen=True):
    """Results whose score moved for one reason: how many rose and fell, the points in all, and who fell."""

    reason: str
    results: int
    rose: int
    fell: int
    points: int
    lowered: list[str]


class CauseChange(msgspec.Struct, frozen=True):
    """A mistake, or another cause, and how many students had it before and have it now."""

    slug: str
    title: str
    before: int
    now: int


class Changes(msgspec.Struct, frozen=True):
    """What changed between two runs; `gone` are results that the run before had and this one has not."""

    causes: list[CauseChange]
    moved: list[Moved]
    gone: list[str]
    same: int


def derive_changes(before: Sequence[Result], entries: Sequence[Entry]) -> Changes:
    """Returns what changed since `before`; scores are those of grading, without lateness and adjustments."""
    old = {(result.student, result.exercise): result for result in before}
    new = {(entry.student, entry.exercise): entry.result for entry in entries}
    rows: dict[str, list[tuple[str, int]]] = {}
    same = 0
    for key, result in new.items():
        earlier = old.get(key)
        moved = (result.score or 0) - ((earlier.score or 0) if earlier else 0)
        if earlier is not None and earlier.score == result.score:
            same += 1
        else:
            rows.setdefault(_explain(earlier, result), []).append((key[0], moved))
    moved_rows = [_moved(reason, rows[reason]) for reason in REASONS if reason in rows]
    gone = sorted(f"{student}, {slug}" for student, slug in old.keys() - new.keys())
    return Changes(_compare(old.values(), new.values()), moved_rows, gone, same)


def _explain(before: Result | None, now: Result) -> str:
    if before is None:
        return REASONS[0]
    if before.submission_sha256 != now.submission_sha256:
        return REASONS[1]
    if before.suite_sha256 != now.suite_sha256:
        return REASONS[2]
    if (before.grader_version, before.environment) != (now.grader_version, now.environment):
        return REASONS[3]
    return REASONS[4]


def _moved(reason: str, rows: Sequence[tuple[str, int]]) -> Moved:
    rose, fell = sum(points > 0 for _, points in rows), sum(points < 0 for _, points in rows)
    lowered = sorted({student for student, points in rows if points < 0})
    return Moved(reason, len(rows), rose, fell, sum(points for _, points in rows), lowered)


def _compare(before: Iterable[Result], now: Iterable[Result]) -> list[CauseChange]:
    counts: dict[tuple[str, str], list[int]] = {}
    titles: dict[tuple[str, str], str] = {}
    for column, results in enumerate((before, now)):
        for result in results:
            for key, title in _causes_of(result).items():
                titles[result.exercise, key] = title
                counts.setdefault((result.exercise, key), [0, 0])[column] += 1
    found = [CauseChange(slug, titles[slug, key], *both) for (slug, key), both in counts.items() if both[0] != both[1]]
    return sorted(found, key=lambda one: (-abs(one.now - one.before), one.slug, one.title))


def _causes_of(result: Result) -> dict[str, str]:
    """Returns why a result has not full points: known mistakes by id, everything else by its kind."""
    if result.status == "ungraded":
        return {"ungraded": "ungraded"}
    causes = {}
    for case in result.cases:
        if case.outcome == "passed":
            continue
        if case.diagnosis is not None:
            causes[f"mistake {case.diagnosis.id}"] = case.diagnosis.title
        else:
            causes[case.outcome] = _KINDS[case.outcome]
    return causes


_KINDS = {
    "failed": "a wrong answer without a known mistake",
    "raised": "an exception without a known mistake",
    "timeout": "no answer in time",
    "crashed": "the process died",
    "unimplemented": "not written yet",
    "not_run": "not run, or not handed in",
}
