"""Autolab: what an autograder prints. The last line is `{"scores": {…}}`; before it stands the feedback."""

from __future__ import annotations

import json
from collections.abc import Sequence

from grader.records.entries import Context, Entry, describe, name_of
from grader.records.text import clean, fit, one_line, shorten

CAP = 400_000


def render_autolab(entries: Sequence[Entry], context: Context) -> bytes:
    """Returns one student's feedback and, as its last line, the scores by problem; problems are called like exercises.

    What has no score is left out of `scores`, so that Autolab records none. Every other line begins with a mark, so
    that none of them can be read as the scores, whatever a submission has printed.
    """
    scores = {entry.exercise: entry.score for entry in entries if entry.score is not None}
    last = json.dumps({"scores": scores}).encode()

    def render(limit: int | None) -> bytes:
        lines = [f"| {clean(line)}" for line in _tell(entries, limit)]
        return "\n".join([*lines, ""]).encode() + last + b"\n"

    return fit(render, CAP, "autolab")


def _tell(entries: Sequence[Entry], limit: int | None) -> list[str]:
    lines = []
    for entry in entries:
        if entry.score is None:
            lines.append(
                f"{entry.exercise}: {'excused' if entry.excused else 'not graded, and that is not your fault'}"
            )
            continue
        lines.append(f"{entry.exercise}: {entry.score} of {entry.max_score} points")
        lines += [f"{change.title}: {change.points:+d} points. {one_line(change.comment)}" for change in entry.changes]
        for case in entry.cases if limit is not None else ():
            mark = "ok" if case.outcome == "passed" else case.outcome.replace("_", " ")
            lines.append(f"{one_line(name_of(entry, case, entries))}: {mark}, {case.score} of {case.points}")
            text = "" if case.outcome == "passed" else shorten(describe(case), limit or 0)
            said = f"\nPrinted by your code:\n{shorten(case.stdout, limit or 0)}" if case.stdout else ""
            lines += [f"    {line}" for line in f"{text}{said}".splitlines()]
    return lines
