"""What the judge's own collection says of a case: its id, title and points."""

from __future__ import annotations

import dataclasses

import pytest

from grader import fixtures
from grader.course import Exercise, Visibility


@dataclasses.dataclass
class CaseInfo:
    """What the judge's own collection says of a case."""

    item: pytest.Item
    exercise: Exercise
    visibility: Visibility
    id: str
    title: str
    points: int


def read_case(item: pytest.Item, exercise: Exercise, visibility: Visibility) -> CaseInfo:
    """Returns the case behind a collected item."""
    return CaseInfo(item, exercise, visibility, fixtures.case_id(item, visibility), _title(item), _points(item))


def _title(item: pytest.Item) -> str:
    text = (getattr(item, "obj", None).__doc__ or "").strip().splitlines()
    title = text[0].strip() if text else item.name
    suffix = item.name.partition("[")[2]
    return f"{title} [{suffix}" if suffix else title


def _points(item: pytest.Item) -> int:
    marker = item.get_closest_marker("points")
    return int(marker.args[0]) if marker and marker.args else 0
