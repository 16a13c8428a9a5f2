"""What the judge's own collection says of a case: its id, title and points."""

from __future__ import annotations

import dataclasses

import pytest

from grader.course.layout import Exercise, Visibility
from grader.judge.protocol import CaseHead
from grader.link.bench import case_id


@dataclasses.dataclass(frozen=True)
class SuiteCase:
    """A collected case: its head, pytest's item and its exercise."""

    head: CaseHead
    item: pytest.Item
    exercise: Exercise

    @property
    def id(self) -> str:
        return self.head.id

    @property
    def is_public(self) -> bool:
        return self.head.visibility == "public"


def read_case(item: pytest.Item, exercise: Exercise, visibility: Visibility) -> SuiteCase:
    """Returns the case behind a collected item."""
    return SuiteCase(CaseHead(case_id(item, visibility), _title(item), visibility, _points(item)), item, exercise)


def find_needs(item: pytest.Item) -> tuple[str, ...]:
    """Returns the slugs that `@pytest.mark.needs` names: the student's own modules that the case builds on."""
    return tuple(str(slug) for marker in item.iter_markers("needs") for slug in marker.args)


def _title(item: pytest.Item) -> str:
    text = (getattr(item, "obj", None).__doc__ or "").strip().splitlines()
    title = text[0].strip() if text else item.name
    suffix = item.name.partition("[")[2]
    return f"{title} [{suffix}" if suffix else title


def _points(item: pytest.Item) -> int:
    marker = item.get_closest_marker("points")
    return int(marker.args[0]) if marker and marker.args else 0
