"""When something was handed in, as platforms write it."""

from __future__ import annotations

import datetime
import re


def to_utc(text: str) -> str:
    """Returns a time as ISO 8601 in UTC, such as `2026-03-01T21:05:10Z`; empty where it is none, or out of range."""
    found = re.match(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? *(Z|UTC|[+-]\d\d:?\d\d)?", text, re.ASCII)
    if found is None:
        return ""
    zone = "+00:00" if found[3] in (None, "Z", "UTC") else found[3]
    try:
        time = datetime.datetime.fromisoformat(f"{found[1]}T{found[2]}{zone}").astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return ""
    return f"{time.year:04d}-{time:%m-%dT%H:%M:%SZ}" if 1970 <= time.year <= 9998 else ""
