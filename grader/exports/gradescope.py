"""Gradescope: `/autograder/results/results.json`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.records.entries import Context, Entry, describe, describe_missing, max_total, name_of, total
from grader.records.text import encode, fit, one_line, shorten

CAP = 4_000_000


def render_gradescope(entries: Sequence[Entry], context: Context) -> bytes:
    """Returns one student's `results.json`.

    Every test is visible: one hidden test would hide the total from the student. Without a score at any level Gradescope
    reports that the autograder failed and records none, which is what ungraded means.
    """
    score = total(entries)
    duration = round(sum(entry.result.duration_s for entry in entries), 3)
    head: dict[str, Any] = {"execution_time": duration, "visibility": "visible", "output_format": "text"}
    if score is None:
        return encode({**head, "output": shorten(describe_missing(entries), 4_000), "tests": []})
    changes = [
        f"{entry.exercise}: {change.title}, {change.points:+d} points. {one_line(change.comment)}".rstrip()
        for entry in entries
        for change in entry.changes
    ]
    summary = "\n".join([f"{score} of {max_total(entries)} points", *changes])

    def render(limit: int | None) -> bytes:
        tests = [] if limit is None else _tests(entries, limit)
        return encode({**head, "score": score, "output": shorten(summary, limit or 4_000), "tests": tests})

    return fit(render, CAP, "gradescope")


def _tests(entries: Sequence[Entry], limit: int) -> list[dict[str, Any]]:
    tests = []
    for number, entry in enumerate(entries, start=1):
        for place, case in enumerate(entry.cases, start=1):
            text = describe(case)
            if case.stdout:
                text = f"{text}\n\nPrinted by your code:\n{case.stdout}".lstrip()
            tests.append(
                {
                    "name": shorten(one_line(name_of(entry, case, entries)), limit),
                    "number": f"{number}.{place}",
                    "score": case.score,
                    "max_score": case.points,
                    "status": "passed" if case.outcome == "passed" else "failed",
                    "output": shorten(text, limit),
                    "output_format": "text",
                    "name_format": "text",
                    "tags": [case.visibility, case.outcome],
                    "visibility": "visible",
                }
            )
    return tests
