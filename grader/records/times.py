"""When each student handed in: `times.json`, which `grader collect` writes and a run keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from grader.records.errors import CourseError

TIMES = "times.json"


class Times(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`times.json`: when each student handed in, for all exercises or for each one.

    `committed` names the exercises of a student whose time is a commit's own date, since no platform told one.
    """

    schema: str = "layer-grader/times/v1"
    times: dict[str, datetime | dict[str, datetime]]
    committed: dict[str, list[str]] | msgspec.UnsetType = msgspec.UNSET

    def of(self, student: str, slug: str) -> datetime | None:
        """Returns when `student` handed in `slug`, or None where nobody knows."""
        found = self.times.get(student)
        return found.get(slug) if isinstance(found, dict) else found

    @property
    def by_commit(self) -> dict[str, list[str]]:
        """Returns the students' exercises whose time is a commit's."""
        return self.committed or {}

    def over(self, earlier: Times | None) -> Times:
        """Returns these times, and of other students those that were known earlier."""
        if earlier is None:
            return make_times(self.times, self.by_commit)
        others = {student: slugs for student, slugs in earlier.by_commit.items() if student not in self.times}
        return make_times({**earlier.times, **self.times}, {**others, **self.by_commit})


def make_times(
    times: Mapping[str, datetime | dict[str, datetime]], committed: Mapping[str, Sequence[str]] | None = None
) -> Times:
    """Returns times in the order of names; which are commits' dates is left out where none is."""
    named = {student: sorted(slugs) for student, slugs in sorted((committed or {}).items()) if slugs}
    return Times(times=dict(sorted(times.items())), committed=named or msgspec.UNSET)


def load_times(folder: Path) -> Times | None:
    """Returns `times.json` of a folder, or None. Raises `CourseError` where it cannot be read."""
    path = folder / TIMES
    if not path.is_file():
        return None
    try:
        times = msgspec.json.decode(path.read_bytes(), type=Times)
    except (OSError, msgspec.DecodeError) as error:
        raise CourseError(path, 1, f"{error}; see the format page") from None
    for student, found in times.times.items():
        for moment in found.values() if isinstance(found, dict) else [found]:
            if moment.tzinfo is None:
                raise CourseError(path, 1, f"a time of `{student}` has no time zone; end it with Z or with +02:00")
    return times
