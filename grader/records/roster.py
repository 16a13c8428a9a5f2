"""`roster.json` beside the students' folders, and kept beside their results: who each folder's owner is, everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from grader.records.errors import UsageProblem
from grader.records.results import encode_json, write_atomically

ROSTER = "roster.json"


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a platform says of the student whose folder it is. `group`: the submission that several people share."""

    platform: str
    name: str = ""
    username: str = ""
    id: str = ""
    email: str = ""
    repository: str = ""
    group: str = ""


class Record(Person, frozen=True, omit_defaults=True):
    """A line of `roster.json`: the person, and what later downloads and class lists tell.

    `sis` is the institution's number; `emails` and `aliases` are other addresses, ids and names of the same person;
    `numbers` are Moodle's participant numbers, which each assignment deals out anew, by exercise; `files` are the numbers
    of the files that Canvas keeps, which stay when an anonymous assignment gets its names back; `extension_days` moves
    every due date of this person.
    """

    late: tuple[str, ...] = ()
    sis: str = ""
    emails: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    section: str = ""
    extension_days: int = 0
    numbers: dict[str, str] = {}
    files: tuple[str, ...] = ()


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
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageProblem(f"{path}: cannot be read ({error}); move it away and collect again") from None


def save_roster(folder: Path, students: Mapping[str, Record]) -> None:
    """Writes `roster.json`, students by name."""
    write_atomically(folder / ROSTER, encode_json(Roster(students=dict(sorted(students.items())))))


def renew(earlier: Record | None, person: Person) -> Record:
    """Returns a person's record with what a newer download says. What it does not say stays; an older id is an alias."""
    if earlier is None:
        return Record(**msgspec.structs.asdict(person))
    said = {key: value for key, value in msgspec.structs.asdict(person).items() if value}
    other = set(earlier.aliases)
    if person.platform == earlier.platform and person.platform != "moodle":
        other |= {getattr(earlier, key) for key in ("id", "username") if said.get(key, "") != getattr(earlier, key)}
    emails = {*earlier.emails, *({earlier.email} if "email" in said else ())} - {said.get("email")}
    return msgspec.structs.replace(
        earlier,
        **said,
        aliases=tuple(sorted(other - {"", said.get("id"), said.get("username")})),
        emails=tuple(sorted(filter(None, emails))),
    )
