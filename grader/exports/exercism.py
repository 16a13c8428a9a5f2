"""Exercism's test runner interface, version 3: `results.json`. It has no points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.records.entries import Context, Entry, describe, describe_missing, name_of, total
from grader.records.text import encode, fit, one_line, shorten

CAP = 4_000_000
MAX_OUTPUT = 500
MAX_MESSAGE = 60_000  # of the top level, where 65,535 are allowed
_STATUS = {"passed": "pass", "failed": "fail", "unimplemented": "fail"}


def render_exercism(entries: Sequence[Entry], context: Context) -> bytes:
    """Returns `results.json`; `error` where nothing ran, which is also what ungraded is."""
    cases = [case for entry in entries for case in entry.cases]
    if total(entries) is None:
        return _error(describe_missing(entries))
    if all(case.outcome == "not_run" for case in cases):
        return _error(next((case.message for case in cases if case.message), "nothing was run"))
    status = "pass" if all(case.outcome == "passed" for case in cases) else "fail"

    def render(limit: int | None) -> bytes:
        return encode({"version": 3, "status": status, "message": None, "tests": _tests(entries, limit or 40)})

    return fit(render, CAP, "exercism")


def _error(message: str) -> bytes:
    return encode({"version": 3, "status": "error", "message": shorten(message, MAX_MESSAGE), "tests": []})


def _tests(entries: Sequence[Entry], limit: int) -> list[dict[str, Any]]:
    tests = []
    for number, entry in enumerate(entries, start=1):
        for case in entry.cases:
            test: dict[str, Any] = {
                "name": shorten(one_line(name_of(entry, case, entries)), limit),
                "status": _STATUS.get(case.outcome, "error"),
                "task_id": number,
            }
            if case.outcome != "passed":
                test["message"] = shorten(describe(case), limit) or case.outcome.replace("_", " ")
            if case.stdout:
                test["output"] = shorten(case.stdout, MAX_OUTPUT)
            tests.append(test)
    return tests
