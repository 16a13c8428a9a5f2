"""Pace: which cases are slow, time out or crash, and for whom."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

import msgspec

from grader.records.entries import Entry

SLOW_S = 0.5
"""Seconds from which a public case is called slow. Of hidden ones no time is kept."""


class Pace(msgspec.Struct, frozen=True):
    """One case with something to tell about its time. Seconds are None for hidden cases."""

    slug: str
    id: str
    title: str
    timeouts: list[str]
    crashes: list[str]
    not_run: int
    median_s: float | None
    slowest_s: float | None
    slowest: str


def derive_pace(entries: Sequence[Entry]) -> list[Pace]:
    """Returns the cases that time out, crash or are slow, the worst first."""
    cases: dict[tuple[str, str], list[tuple[str, str, float]]] = {}
    titles: dict[tuple[str, str], str] = {}
    for entry in entries:
        if entry.result.status != "graded" or entry.result.submission_sha256 is None:
            continue
        for case in entry.result.cases:
            titles.setdefault((entry.exercise, case.id), case.title)
            found = cases.setdefault((entry.exercise, case.id), [])
            found.append((entry.student, case.outcome, case.duration_s))
    rows = []
    for (slug, id), found in cases.items():
        timeouts = [student for student, outcome, _ in found if outcome == "timeout"]
        crashes = [student for student, outcome, _ in found if outcome == "crashed"]
        public = id.startswith("public::")
        ran = [(seconds, student) for student, outcome, seconds in found if outcome not in ("timeout", "not_run")]
        slowest, who = max(ran, default=(0.0, ""))
        if not timeouts and not crashes and slowest < SLOW_S:
            continue
        median = round(statistics.median(seconds for seconds, _ in ran), 4) if ran and public else None
        not_run = sum(outcome == "not_run" for _, outcome, _ in found)
        known = public and bool(ran)
        rows.append(
            Pace(
                slug,
                id,
                titles[slug, id],
                timeouts,
                crashes,
                not_run,
                median,
                slowest if known else None,
                who if known else "",
            )
        )
    return sorted(
        rows, key=lambda row: (-len(row.timeouts) - len(row.crashes), -(row.slowest_s or 0), row.slug, row.id)
    )
