"""The class list: which person on a platform a student's folder belongs to."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from grader.records.errors import ExportError
from grader.records.text import fold, read_table

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
    "id number": "id_number",
    "id_number": "id_number",
    "student id": "id_number",
    "sis user id": "id_number",
    "first name": "first_name",
    "first_name": "first_name",
    "given name": "first_name",
    "last name": "last_name",
    "last_name": "last_name",
    "surname": "last_name",
    "family name": "last_name",
}


class Person(msgspec.Struct, frozen=True):
    """One line of a roster; what it does not say is empty."""

    student: str
    username: str = ""
    email: str = ""
    id_number: str = ""
    first_name: str = ""
    last_name: str = ""


def parse_roster(text: str) -> dict[str, Person]:
    """Returns the people of a roster by the name of their folder.

    A CSV file whose header has `student` (the folder's name) or, where folders are named so, `username`, and any of
    `email`, `id number`, `first name`, `last name`. Raises `ExportError` for another file and for two lines of one student.
    """
    rows, _ = read_table(text, "roster")
    columns = [_NAMES.get(fold(name), "") for name in rows[0]]
    if "student" not in columns and "username" not in columns:
        raise ExportError("roster: no column `student` or `username`; name the column that holds the folders' names")
    people: dict[str, Person] = {}
    for number, row in enumerate(rows[1:], start=2):
        values = {column: cell.strip() for column, cell in zip(columns, row, strict=False) if column}
        student = values.get("student") or values.get("username", "")
        if not student:
            continue
        if fold(student) in people:
            raise ExportError(f"roster:{number}: `{student}` is there twice; leave one line")
        people[fold(student)] = Person(**{**values, "student": student})
    return people


def parse_rosters(texts: Iterable[str]) -> dict[str, Person]:
    """Returns the people of several rosters together, the later ones first in importance."""
    people: dict[str, Person] = {}
    for text in texts:
        people.update(parse_roster(text))
    return people


def find_person(people: dict[str, Person], student: str) -> Person | None:
    """Returns who a folder belongs to."""
    return people.get(fold(student))
