"""Which student a platform's row is about: by what is unique first, by a name only where nothing contradicts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from grader.exports.roster import Person, name_some, squash
from grader.records.entries import Context
from grader.records.errors import ExportError
from grader.records.text import fold

Kinds = tuple[str, ...]
Cell = tuple[Kinds, str]


class Matcher:
    """The students of an export, found by cells of a platform's table."""

    def __init__(self, students: Iterable[str], people: Mapping[str, Person]) -> None:
        self.used: dict[str, str] = {}
        self.rows: list[str] = []
        self.blank: list[str] = []
        self._people = {student: people.get(fold(student)) or Person(student) for student in students}
        self._known: dict[tuple[str, str], str | None] = {}
        for student, person in self._people.items():
            for key in _keys_of(student, person):
                self._known[key] = None if self._known.get(key, student) != student else student

    def find(self, cells: Sequence[Cell], number: str, row: str) -> str | None:
        """Returns whose row it is; `number` is what the platform counts by. Raises `ExportError` for a second row."""
        self.rows.append(row)
        for kinds, cell in cells:
            for kind in kinds if cell.strip() else ():
                student = self._known.get((kind, squash(cell) if kind == "name" else fold(cell)))
                if student is None:
                    continue
                own = self._people[student].number
                if kind != "number" and own.isdigit() and number.strip() and own != number.strip():
                    continue  # somebody else of the same name
                if student in self.used:
                    raise ExportError(
                        f"two lines fit `{student}`: {self.used[student]} and {row}; give a class list as a second --roster"
                    )
                self.used[student] = row
                return student
        self.blank.append(row)
        return None

    def tell(self, context: Context, name: str, needed: Iterable[str]) -> None:
        """Notes how many rows have found their student. Raises `ExportError` where a student with a score has none."""
        lost = [student for student in needed if student not in self.used]
        matched = f"{len(self.used)} of {len(self.rows)} rows matched"
        if lost:
            raise ExportError(
                f"{name}: {matched}, and no line for {name_some([f'`{student}`' for student in lost])}; give a class list "
                "(columns student, username, email, id number) as a second --roster, or leave them out with --student"
            )
        context.notes.append(f"{matched}" + (f"; without a result: {name_some(self.blank)}" if self.blank else ""))


def _keys_of(student: str, person: Person) -> set[tuple[str, str]]:
    keys = {("folder", student), ("number", person.number), ("login", person.username), ("email", person.email)}
    keys |= {("id", person.id_number)}
    for other in person.others:
        keys |= {(kind, other) for kind in ("login", "email", "id")}
    found = {(kind, fold(value)) for kind, value in keys if value}
    return found | {("name", name) for name in person.names | {squash(student)} if name}
