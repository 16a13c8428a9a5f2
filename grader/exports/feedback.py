"""A student's feedback in one cell of a table."""

from __future__ import annotations

import html

from grader.records.entries import Entry, describe_missing
from grader.records.text import one_line, shorten

MAX_FEEDBACK = 3_000


def render_feedback(entry: Entry) -> str:
    """Returns plain text on one line: points, changes with their comments, and the cases that did not pass."""
    if entry.score is None:
        return one_line(describe_missing([entry]))
    parts = [f"{entry.score} of {entry.max_score} points."]
    parts += [f"{change.title}: {change.points:+d} points. {one_line(change.comment)}" for change in entry.changes]
    for case in entry.cases:
        if case.outcome != "passed":
            likely = f" Likely: {one_line(case.diagnosis.title)}." if case.diagnosis else ""
            parts.append(f"Not passed ({case.outcome.replace('_', ' ')}): {one_line(case.title)}.{likely}")
    return shorten(" ".join(parts), MAX_FEEDBACK)


def render_html_feedback(entry: Entry) -> str:
    """Returns the same for a platform that shows it as HTML."""
    return html.escape(render_feedback(entry), quote=False)
