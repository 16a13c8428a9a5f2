"""GitHub's workflow commands: a note at the line of the student's file where a case failed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.records.entries import Context, Entry, describe, describe_missing, find_place
from grader.records.text import clean, one_line, shorten

MOST = 9  # GitHub shows ten of a kind for each step; the last one tells of the others
MAX_MESSAGE = 2_000


def render_annotations(entries: Sequence[Entry], context: Context) -> bytes:
    """Returns one command on each line: `error` for failing cases, `warning` where ungraded, `notice` for points.

    `context.files` has the path of each exercise's file from the repository's root.
    """
    lines, left = [], 0
    for entry in entries:
        if entry.score is None:
            lines.append(_command("warning", {"title": f"{entry.exercise} is not graded"}, describe_missing([entry])))
            continue
        lines.append(_command("notice", {"title": entry.exercise}, _points(entry)))
        for case in entry.cases:
            if case.outcome == "passed" or case.visibility == "hidden":
                continue
            if sum(line.startswith("::error") for line in lines) >= MOST:
                left += 1
                continue
            path = context.files.get(entry.exercise, f"{entry.exercise}.py")
            properties = {"file": path, "title": f"{case.title} ({case.outcome.replace('_', ' ')})"}
            place = find_place(case)
            if place and path.rpartition("/")[2] == place[0]:
                properties["line"] = str(place[1])
            lines.append(_command("error", properties, describe(case) or case.outcome))
    if left:
        lines.append(_command("error", {}, f"{left} more cases did not pass; the job's summary shows them"))
    return "".join(f"{line}\n" for line in lines).encode()


def _points(entry: Entry) -> str:
    changes = [f"{change.title} {change.points:+d}: {change.comment}" for change in entry.changes]
    return "; ".join([f"{entry.score} of {entry.max_score} points", *changes])


def _command(name: str, properties: dict[str, str], message: str) -> str:
    values = ",".join(f"{key}={escape_property(one_line(value)[:250])}" for key, value in properties.items())
    return f"::{name}{' ' if values else ''}{values}::{escape_data(shorten(message, MAX_MESSAGE))}"


def escape_data(text: str) -> str:
    """Returns a command's message on one line, as the runner decodes it."""
    return clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Returns a command's property, as the runner decodes it."""
    return re.sub("[:,]", lambda found: f"%{ord(found[0]):02X}", escape_data(text))
