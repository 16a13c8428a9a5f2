"""PrairieLearn's external grading: `/grade/results/results.json`, at most 1 MB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.records.entries import Context, Entry, describe, describe_missing, max_total, name_of, total
from grader.records.text import encode, fit, one_line, shorten

CAP = 950_000


def render_prairielearn(entries: Sequence[Entry], context: Context) -> bytes:
    """Returns one student's `results.json`: a score from 0 to 1, and the tests with their points.

    Ungraded is `gradable: false`, which costs the student no attempt.
    """
    score = total(entries)
    if score is None:
        reason = shorten(describe_missing(entries), 4_000)
        return encode({"gradable": False, "score": 0.0, "format_errors": [reason], "message": reason, "tests": []})
    best = max_total(entries)
    head: dict[str, Any] = {
        "gradable": True,
        "score": min(1.0, score / best) if best else 0.0,
        "message": f"{score} of {best} points",
    }

    def render(limit: int | None) -> bytes:
        return encode({**head, "tests": [] if limit is None else _tests(entries, limit)})

    return fit(render, CAP, "prairielearn")


def _tests(entries: Sequence[Entry], limit: int) -> list[dict[str, Any]]:
    tests = []
    for entry in entries:
        for case in entry.cases:
            tests.append(
                {
                    "name": shorten(one_line(name_of(entry, case, entries)), limit),
                    "description": f"{case.visibility} case, {case.outcome.replace('_', ' ')}",
                    "points": case.score,
                    "max_points": case.points,
                    "message": "" if case.outcome == "passed" else shorten(describe(case), limit),
                    "output": shorten(case.stdout, limit),
                }
            )
        for change in entry.changes:
            tests.append(
                {
                    "name": f"{entry.exercise}: {change.title}",
                    "description": shorten(change.comment, limit),
                    "points": change.points,
                    "max_points": 0,
                    "message": "",
                    "output": "",
                }
            )
    return tests
