"""Words of the pages: outcomes, times, numbers and lists as a person says them."""

from __future__ import annotations

from collections.abc import Sequence

OUTCOME_WORDS = {
    "passed": "passed",
    "failed": "wrong answer",
    "raised": "exception",
    "timeout": "no answer in time",
    "crashed": "process died",
    "unimplemented": "not written yet",
    "not_run": "not run",
}


def say_outcome(outcome: str) -> str:
    """Returns how a case ended, in words."""
    return OUTCOME_WORDS.get(outcome, outcome)


def say_moment(text: str) -> str:
    """Returns `2026-10-01T21:03:00Z` as `2026-10-01 21:03 UTC`."""
    return f"{text[:10]} {text[11:16]} UTC" if text.endswith("Z") and len(text) == 20 else text


def say_share(share: float) -> str:
    """Returns a share as whole percent, and never 0 or 100 where it is neither."""
    percent = round(share * 100)
    if percent == 100 and share < 1:
        percent = 99
    if percent == 0 and share > 0:
        percent = 1
    return f"{percent} %"


def count(number: int, one: str, many: str = "") -> str:
    """Returns `1 student`, `2 students`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def list_some(names: Sequence[str], limit: int = 12) -> str:
    """Returns the first names, and how many more there are."""
    more = f" and {len(names) - limit:,} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more
