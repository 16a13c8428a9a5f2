"""`roster.json` beside the students' folders: what a platform says of each folder's owner."""

from __future__ import annotations

from pathlib import Path

import msgspec

from grader.records.errors import UsageProblem

ROSTER = "roster.json"


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a platform says of the student whose folder it is."""

    platform: str
    name: str = ""
    username: str = ""
    id: str = ""
    email: str = ""
    repository: str = ""


class Record(Person, frozen=True, omit_defaults=True):
    """A line of `roster.json`: the person, and the exercises that the platform calls late."""

    late: tuple[str, ...] = ()


class Roster(msgspec.Struct, frozen=True):
    """`roster.json`: every student's record, by the name of the folder."""

    schema: str = "layer-grader/roster/v1"
    students: dict[str, Record] = {}


def load_roster(folder: Path) -> Roster:
    """Returns `roster.json` of a class's folder; an empty one where there is none. Raises `UsageProblem`."""
    path = folder / ROSTER
    try:
        return msgspec.json.decode(path.read_bytes(), type=Roster)
    except FileNotFoundError:
        return Roster()
    except (OSError, msgspec.DecodeError) as error:
        raise UsageProblem(f"{path}: cannot be read ({error}); move it away and collect again") from None
