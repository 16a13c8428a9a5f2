"""Who is who: class lists and platforms' own tables, matched with the people of `roster.json`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from grader.records.entries import Context
from grader.records.errors import ExportError
from grader.records.roster import Person as Owner
from grader.records.roster import Record
from grader.records.text import fold, read_table, show

_NAMES = {
    "student": "student",
    "folder": "student",
    "username": "username",
    "login": "username",
    "sis login id": "username",
    "github_username": "username",
    "email": "email",
    "email address": "email",
    "e-mail": "email",
    "id": "id_number",
    "sid": "id_number",
    "id number": "id_number",
    "id_number": "id_number",
    "student id": "id_number",
    "sis user id": "id_number",
    "identifier": "identifier",
    "full name": "name",
    "name": "name",
    "section": "section",
    "sections": "section",
    "group": "group",
    "group_name": "group",
    "canvas_user_id": "number",
    "user_id": "id_number",
    "login_id": "username",
    "first name": "first_name",
    "first_name": "first_name",
    "given name": "first_name",
    "last name": "last_name",
    "last_name": "last_name",
    "surname": "last_name",
    "family name": "last_name",
}


class Person(msgspec.Struct, frozen=True):
    """One line of a class list, or one record of the roster; what it does not say is empty.

    `number` is what the platform counts by, `others` are more addresses, ids and names of the same person.
    """

    student: str = ""
    username: str = ""
    email: str = ""
    id_number: str = ""
    first_name: str = ""
    last_name: str = ""
    name: str = ""
    number: str = ""
    identifier: str = ""
    section: str = ""
    group: str = ""
    others: tuple[str, ...] = ()

    @property
    def names(self) -> set[str]:
        """Every way in which tables write the person's name, without spaces and punctuation."""
        whole = {self.name, f"{self.first_name} {self.last_name}", f"{self.last_name} {self.first_name}"}
        last, comma, first = self.name.partition(",")
        return {squash(one) for one in (*whole, f"{first} {last}" if comma else "")} - {""}


def squash(name: str) -> str:
    """Returns a name as Canvas writes it into file names: small letters and digits alone."""
    return "".join(c for c in fold(name) if c.isalnum())


def read_list(path: Path) -> str:
    """Returns the text of a class list. Raises `ExportError` where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ExportError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise ExportError(f"{path}: not UTF-8; save it as UTF-8") from None


def parse_lines(text: str) -> list[tuple[int, Person]]:
    """Returns the people of a CSV file with the numbers of their lines: a class list, or a table that a platform exports.

    Canvas' `Student` is a name and its `ID` what Canvas counts by; Moodle's `Identifier` is `Participant N`; that of
    Classroom is what the course calls a person.
    """
    rows, _ = read_table(text, "roster")
    header = [fold(name) for name in rows[0]]
    columns = [_NAMES.get(name, "") for name in header]
    if header[:2] == ["student", "id"]:
        columns[:2] = ["name", "number"]
    if not {"student", "username", "email", "id_number", "identifier", "number"} & set(columns):
        raise ExportError("roster: no column `student` or `username`; name the column that holds the folders' names")
    people = []
    for number, row in enumerate(rows[1:], start=2):
        values: dict[str, str] = {}
        for column, cell in zip(columns, row, strict=False):
            if column and cell.strip() and not values.get(column):
                values[column] = cell.strip()
        participant = fold(values.get("identifier", ""))
        if participant.startswith("participant "):
            values = {**values, "number": participant.removeprefix("participant "), "identifier": ""}
        if not fold(values.get("name", "")).startswith(("points possible", "manual posting")):
            people.append((number, msgspec.convert(values, Person)))
    return people


def parse_roster(text: str) -> dict[str, Person]:
    """Returns the people of a class list by the name of their folder.

    A CSV file whose header has `student` (the folder's name) or, where folders are named so, `username`, and any of
    `email`, `id number`, `first name`, `last name`. Raises `ExportError` for another file and for two lines of one student.
    """
    lines = parse_lines(text)
    header = {_NAMES.get(fold(name), "") for name in read_table(text, "roster")[0][0]}
    if not header & {"student", "username"}:
        raise ExportError("roster: no column `student` or `username`; name the column that holds the folders' names")
    people: dict[str, Person] = {}
    for number, person in lines:
        student = person.student or person.username
        if student and fold(student) in people:
            raise ExportError(f"roster:{number}: `{student}` is there twice; leave one line")
        if student:
            people[fold(student)] = msgspec.structs.replace(person, student=student)
    return people


def gather_people(context: Context, texts: Iterable[str]) -> dict[str, Person]:
    """Returns the people of the run's roster, by folder, with what class lists add; later lists come first in importance."""
    people = {fold(student): describe(student, record) for student, record in context.people.items()}
    for text in texts:
        for number, line in parse_lines(text):
            key = _find(line, people)
            if key is None and (line.student or line.username):
                key = fold(line.student or line.username)
                people[key] = Person(line.student or line.username)
            elif key is None:
                continue
            if line.student and people[key].student and fold(line.student) != fold(people[key].student):
                raise ExportError(f"roster:{number}: `{line.student}` and `{people[key].student}` are one person there")
            people[key] = merge(people[key], line)
    return people


def describe(student: str, record: Record) -> Person:
    """Returns a record of the roster as a person."""
    numbered = record.platform in ("canvas", "moodle")
    others = (*record.emails, *record.aliases, "" if numbered else record.id)
    number = record.id if numbered else ""
    plain = Person(student, record.username, record.email, record.sis or ("" if numbered else record.id))
    return msgspec.structs.replace(
        plain, name=record.name, number=number, section=record.section, others=tuple(filter(None, others))
    )


def merge(person: Person, line: Person) -> Person:
    """Returns a person with what a class list says; other addresses and logins of before are not forgotten."""
    said = {key: value for key, value in msgspec.structs.asdict(line).items() if value}
    said.pop("student", None)
    old = {getattr(person, key) for key in ("email", "username", "id_number", "number") if key in said}
    others = {*person.others, *old, line.identifier} - {"", *map(str, said.values())}
    return msgspec.structs.replace(person, **said, others=tuple(sorted(others)))


def _find(line: Person, people: Mapping[str, Person]) -> str | None:
    """Returns whose line of a class list it is: by folder, by what is unique, and by name where one alone has it."""
    if fold(line.student) in people:
        return fold(line.student)
    unique = {fold(one) for one in (line.number, line.email, line.id_number, line.username, line.identifier) if one}
    found = [key for key, person in people.items() if unique & (_keys(person) | {key})]
    if not found and line.names:
        found = [key for key, person in people.items() if line.names & person.names]
        found = [key for key in found if not _differ(line, people[key])]
    return found[0] if len(found) == 1 else None


def _keys(person: Person) -> set[str]:
    own = (person.number, person.email, person.id_number, person.username, *person.others)
    return {fold(one) for one in own if one}


def _differ(one: Person, other: Person) -> bool:
    """Tells whether two people of one name are two: both have an address or a number, and not the same."""
    pairs = [(one.number, other.number), (one.email, other.email), (one.id_number, other.id_number)]
    return any(left and right and fold(left) != fold(right) for left, right in pairs)


def find_person(people: dict[str, Person], student: str) -> Person | None:
    """Returns who a folder belongs to."""
    return people.get(fold(student))


def complete(owner: Owner, texts: Sequence[str]) -> Owner:
    """Returns the person of a download with the address that a table of the same assignment gives for the number."""
    for text in texts:
        for _, line in parse_lines(text):
            if line.number and line.number == owner.id and (not owner.name or squash(owner.name) in line.names):
                return msgspec.structs.replace(owner, email=line.email or owner.email)
    return owner


def enrich(records: Mapping[str, Record], text: str) -> tuple[dict[str, Record], list[str]]:
    """Returns the roster with what a class list tells, and who stands in the list and not in the roster."""
    people = {fold(student): describe(student, record) for student, record in records.items()}
    folders = {fold(student): student for student in records}
    found, strangers = dict(records), []
    for _, line in parse_lines(text):
        key = _find(line, people)
        if key is None:
            strangers.append(line.student or line.name or line.email or line.username or line.id_number)
            continue
        record = found[folders[key]]
        more = {"sis": line.id_number, "email": line.email, "username": line.username}
        more |= {"section": line.section, "group": line.group, "name": record.name or line.name}
        changed = {name: value for name, value in more.items() if value}
        emails = {*record.emails, record.email} - {"", line.email or record.email}
        aliases = {*record.aliases, line.identifier, record.username if line.username else ""} - {"", line.username}
        found[folders[key]] = msgspec.structs.replace(
            record, **changed, emails=tuple(sorted(emails)), aliases=tuple(sorted(aliases))
        )
    return found, [one for one in strangers if one]


def name_some(names: Sequence[str], limit: int = 10) -> str:
    """Returns names in a row; of many the first ones."""
    return ", ".join(show(name) for name in names[:limit]) + (f" and {len(names) - limit} more" * (len(names) > limit))
