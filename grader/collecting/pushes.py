"""When work in a Git classroom was pushed, as the platform tells: the date of a commit is what its author sets."""

from __future__ import annotations

from collections.abc import Iterable

from grader.collecting.moments import to_utc
from grader.collecting.platforms import HandedIn
from grader.records.text import fold, read_table, show

_WHO = ("student_repository_name", "github_username")
_WHEN = ("pushed_at", "submission_timestamp")


def read_pushes(texts: Iterable[str]) -> dict[str, str]:
    """Returns when each repository and account pushed last, in UTC, from tables with such a column, as in `grades.csv`."""
    found: dict[str, str] = {}
    for text in texts:
        rows, _ = read_table(text, "roster")
        header = [fold(name) for name in rows[0]]
        when = next((header.index(name) for name in _WHEN if name in header), None)
        if when is None:
            continue
        for row in rows[1:]:
            time = to_utc(row[when].strip()) if len(row) > when else ""
            for column in (header.index(name) for name in _WHO if name in header):
                if time and len(row) > column and row[column].strip():
                    found[fold(row[column].strip())] = time
    return found


def find_push(pushes: dict[str, str], handed: HandedIn) -> str:
    """Returns when the repository of a file was pushed; empty where no table says."""
    person = handed.person
    return pushes.get(fold(person.repository)) or pushes.get(fold(person.username)) or ""


def describe_times(pushed: Iterable[str], committed: Iterable[str]) -> str:
    """Returns a line that says whose times are the platform's and whose are commits'; empty where there are none."""
    ours, theirs = sorted(set(pushed)), sorted(set(committed))
    if not theirs:
        return f"the times of {len(ours)} students are the platform's" if ours else ""
    names = ", ".join(map(show, theirs[:5])) + (f" and {len(theirs) - 5} more" if len(theirs) > 5 else "")
    return (
        f"the times of {len(theirs)} students ({names}) are their commits' own dates, which a student can set; give the "
        "platform's table with times of submission, such as grades.csv, with --roster"
        + (f". Those of {len(ours)} others are the platform's" if ours else "")
    )
