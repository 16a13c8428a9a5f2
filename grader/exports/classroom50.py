"""Classroom 50: `result.json`, `classroom50/result/v1`. The top level is closed; points are whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from grader.records.entries import Context, Entry, describe, describe_missing, max_total, name_of, total
from grader.records.errors import ExportError
from grader.records.text import encode, fit, one_line, shorten

CAP = 8_000_000  # the runner reads 10 MB
REQUIRED = ("CLASSROOM", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL")


def render_classroom50(entries: Sequence[Entry], context: Context) -> bytes:
    """Returns one student's `result.json`; `context.environ` is what Classroom 50's runner sets.

    Ungraded is 0 of 0 points without tests, which is how the runner itself records that grading failed. Changes stand
    in the total and in tests of 0 points.
    """
    environ = context.environ
    missing = [name for name in REQUIRED if not environ.get(name)]
    if missing:
        raise ExportError(f"classroom50: {', '.join(missing)} not set; Classroom 50's runner sets them, export there")
    tag = environ["SUBMISSION_TAG"]
    first = entries[0]
    times = [entry.submitted for entry in entries if entry.submitted]
    head: dict[str, Any] = {
        "schema": "classroom50/result/v1",
        "classroom": environ["CLASSROOM"],
        "assignment": environ.get("ASSIGNMENT") or first.exercise,
        "assignment_type": environ.get("ASSIGNMENT_TYPE") or "individual",
        "owner": environ.get("OWNER") or environ.get("USERNAME") or one_line(first.student),
        "submission": tag if tag.startswith("submit/") else f"submit/{tag}",
        "commit": environ["COMMIT_URL"],
        "release": environ["RELEASE_URL"],
        "review": environ.get("REVIEW_URL") or environ["COMMIT_URL"],
        "datetime": max(times) if times else _time_of(tag) or first.result.started_at,
        "graded_at": max(entry.result.started_at for entry in entries),
    }
    score = total(entries)
    if score is None:
        return encode({**head, "score": 0, "max-score": 0, "tests": []})
    points = {"score": score, "max-score": max_total(entries)}

    def render(limit: int | None) -> bytes:
        return encode({**head, **points, "tests": [] if limit is None else _tests(entries, limit)})

    return fit(render, CAP, "classroom50")


def render_release_body(entries: Sequence[Entry]) -> str:
    """Returns one sentence for the release's page."""
    score = total(entries)
    return describe_missing(entries) if score is None else f"{score} of {max_total(entries)} points"


def _tests(entries: Sequence[Entry], limit: int) -> list[dict[str, Any]]:
    tests: list[dict[str, Any]] = []
    for entry in entries:
        for case in entry.cases:
            name = shorten(one_line(name_of(entry, case, entries)), limit)
            test = {
                "test-name": name or case.id,
                "passed": case.outcome == "passed",
                "score": case.score,
                "max-score": case.points,
                "outcome": case.outcome,
                "visibility": case.visibility,
            }
            if case.outcome != "passed":
                test["message"] = shorten(describe(case), limit)
            if case.stdout:
                test["output"] = shorten(case.stdout, limit)
            tests.append(test)
        for change in entry.changes:
            comment = shorten(f"{change.points:+d} points. {change.comment}", limit)
            tests.append(
                {
                    "test-name": f"{entry.exercise}: {change.title}",
                    "passed": True,
                    "score": 0,
                    "max-score": 0,
                    "message": comment,
                }
            )
    return tests


def _time_of(tag: str) -> str | None:
    found = re.search(r"(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z", tag)
    return f"{found[1]}T{found[2]}:{found[3]}:{found[4]}Z" if found else None
