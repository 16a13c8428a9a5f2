"""The `result` output that `classroom-resources/autograding-grading-reporter` reads: JSON in base64."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import msgspec

from grader.records.entries import Context, Entry, describe, describe_missing, find_place, max_total, name_of, total
from grader.records.text import fit, one_line, shorten

CAP = 100_000  # it travels as one environment variable, of which Linux takes 128 KiB
_STATUS = {"passed": "pass", "failed": "fail", "unimplemented": "fail"}


def render_actions(entries: Sequence[Entry], context: Context) -> bytes:
    """Returns one student's result in base64.

    The reporter records the sum of the tests' scores, so changes are tests of their own. A result with `max_score` 0
    is left out of what it records: that is how ungraded is said, and the job fails with `error`.
    """
    score = total(entries)
    if score is None:
        reason = shorten(describe_missing(entries), 2_000)
        return _encode(
            {"version": 1, "status": "error", "max_score": 0, "tests": [_test("Grading", "error", 0, reason)]}
        )
    passed = all(case.outcome == "passed" for entry in entries for case in entry.cases)
    head = {"version": 1, "status": "pass" if passed else "fail", "max_score": max_total(entries)}

    def render(limit: int | None) -> bytes:
        if limit is None:
            return _encode({**head, "tests": [_test("All cases", "pass" if passed else "fail", score, _TOO_LONG)]})
        return _encode({**head, "tests": _tests(entries, limit)})

    return fit(render, CAP, "actions")


def _tests(entries: Sequence[Entry], limit: int) -> list[dict[str, Any]]:
    tests = []
    for entry in entries:
        for case in entry.cases:
            name = shorten(one_line(name_of(entry, case, entries)), limit)
            message = None if case.outcome == "passed" else shorten(describe(case), limit)
            test = _test(name, _STATUS.get(case.outcome, "error"), case.score, message)
            file, line = find_place(case) or ("", 0)
            tests.append(test | {"filename": file, "line_no": line, "execution_time": f"{case.duration_s:.3f}s"})
        for change in entry.changes:
            comment = shorten(change.comment, limit)
            tests.append(_test(f"{entry.exercise}: {change.title}", "pass", change.points, comment))
    return tests or [_test("All cases", "pass", 0, "there are no cases")]


def _test(name: str, status: str, score: int, message: str | None) -> dict[str, Any]:
    return {
        "name": name,
        "status": status,
        "score": score,
        "message": message,
        "test_code": "",
        "filename": "",
        "line_no": 0,
        "execution_time": "0.000s",
    }


def _encode(record: dict[str, Any]) -> bytes:
    return base64.b64encode(msgspec.json.encode(record))


_TOO_LONG = "The cases are too many for this report; `grader check` shows them."
