"""Moodle: the course's grade import, and the offline worksheet of an assignment, filled."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from grader.exports.feedback import render_html_feedback
from grader.exports.matching import Cell, Matcher
from grader.exports.roster import Person, find_person, gather_people, name_some
from grader.records.entries import Context, Entry, group_by_student
from grader.records.errors import ExportError
from grader.records.roster import Record
from grader.records.text import fold, key_cell, read_table, render_table, safe_cell

_KEYS = (("username", "Username"), ("email", "Email address"), ("id_number", "ID number"))
_PARTICIPANT = re.compile(r"(?:_|^participant[ _])(\d+)(?=_assignsubmission|$)", re.IGNORECASE)


def render_moodle(entries: Sequence[Entry], context: Context) -> bytes:
    """Returns a file for the course's grade import: one line for each student, grade and feedback of each exercise.

    With class lists (`context.rosters`) only who stands in them is exported: Moodle refuses the whole file for one unknown
    user. Without a score the grade's cell is empty, which leaves the grade as it is.
    """
    people = gather_people(context, context.rosters)
    groups = group_by_student(entries)
    found = {student: find_person(people, student) for student in groups}
    if people:
        lost = [
            student
            for student, group in groups.items()
            if not found[student] and any(e.score is not None for e in group)
        ]
        if lost:
            raise ExportError(f"moodle: not in the class list: {name_some(lost)}; add them, or leave them out")
        found = {student: person for student, person in found.items() if person}
        groups = {student: groups[student] for student in found}
    persons = {student: found[student] or Person(student, username=student) for student in groups}
    keys = [(key, title) for key, title in _KEYS if persons and all(getattr(one, key) for one in persons.values())]
    if persons and not keys:
        bare = [one.student for one in persons.values() if not (one.username or one.email or one.id_number)]
        raise ExportError(
            "moodle: the class list needs username, email or id number for everybody"
            + (f"; nothing is known of {name_some(bare)}" if bare else "")
            + "; give the list of participants or a grading worksheet with --roster"
        )
    if people:
        context.notes.append(f"{len(groups)} of {len(people)} people of the class have results")
    slugs = list(dict.fromkeys(entry.exercise for entry in entries))
    titles = {slug: safe_cell(context.titles.get(slug, slug)) for slug in slugs}
    rows = [[title for _, title in keys or _KEYS[:1]]]
    for slug in slugs:
        rows[0] += [titles[slug], f"{titles[slug]} feedback"]
    for student, group in groups.items():
        by_slug = {entry.exercise: entry for entry in group}
        row = [key_cell(getattr(persons[student], key)) for key, _ in keys]
        for slug in slugs:
            entry = by_slug.get(slug)
            blank = entry is None or entry.score is None
            row += ["", ""] if blank or entry is None else [str(entry.score), safe_cell(render_html_feedback(entry))]
        rows.append(row)
    return render_table(rows).encode()


def render_worksheet(entries: Sequence[Entry], context: Context) -> bytes:
    """Returns an assignment's offline worksheet (`context.rosters[0]`) with `Grade` and feedback filled in.

    Lines without a score stay as they were downloaded; so does every other column.
    """
    if not context.rosters:
        raise ExportError(
            "moodle-worksheet: download the assignment's grading worksheet and give it with --roster FILE"
        )
    if len({entry.exercise for entry in entries}) > 1:
        raise ExportError("moodle-worksheet: one exercise at a time; give --exercise SLUG")
    rows, delimiter = read_table(context.rosters[0], "moodle worksheet")
    header = [fold(name) for name in rows[0]]
    if "identifier" not in header or "grade" not in header:
        raise ExportError("moodle-worksheet: no columns Identifier and Grade; download it with Moodle set to English")
    slug = entries[0].exercise
    by_student = {entry.student: entry for entry in entries}
    people = gather_people(context, context.rosters[1:])
    for student in by_student:
        record, person = context.people.get(student), find_person(people, student)
        if record and person and record.platform == "moodle":  # each assignment has numbers of its own
            people[fold(student)] = msgspec.structs.replace(person, number=_number_of(record, slug))
        elif found := _PARTICIPANT.search(student):
            people[fold(student)] = msgspec.structs.replace(person or Person(student), number=found[1])
    matcher = Matcher(by_student, people)
    for row in rows[1:]:
        if len(row) < len(header):
            row += [""] * (len(header) - len(row))
        cells = dict(zip(header, row, strict=False))
        number = fold(cells["identifier"]).removeprefix("participant ")
        whose = matcher.find(_list_cells(cells, number), number, cells.get("full name") or cells["identifier"])
        if whose is not None and by_student[whose].score is not None:
            _fill(header, row, by_student[whose])
    needed = [entry.student for entry in entries if entry.score is not None]
    matcher.tell(context, "moodle-worksheet", needed)
    name = header.index("full name") if "full name" in header else None
    for row in rows[1:]:
        if name is not None and name < len(row):
            row[name] = safe_cell(row[name])
    return render_table(rows, delimiter).encode()


def _fill(header: list[str], row: list[str], entry: Entry) -> None:
    if "maximum grade" in header:
        text = row[header.index("maximum grade")].strip().replace(",", ".")
        if re.fullmatch(r"\d+(\.\d+)?", text) and float(text) != entry.max_score:
            raise ExportError(
                f"moodle-worksheet: the assignment's maximum is {text} in Moodle and {entry.max_score} here; set it there"
            )
    if "grade can be changed" in header and fold(row[header.index("grade can be changed")]) == "no":
        return
    row[header.index("grade")] = str(entry.score)
    if "feedback comments" in header:
        row[header.index("feedback comments")] = safe_cell(render_html_feedback(entry))


def _number_of(record: Record, slug: str) -> str:
    """Returns the participant's number in this assignment; that of another assignment may be somebody else's in this one."""
    return record.numbers.get(slug, "")


def _list_cells(cells: dict[str, str], number: str) -> list[Cell]:
    """Returns the cells that tell whose line it is, what is unique first."""
    address = cells.get("email address", "")
    return [
        (("number", "folder"), number),
        (("folder",), cells["identifier"]),
        (("email", "login", "folder"), address),
        (("login", "folder"), address.partition("@")[0]),
        (("id", "folder"), cells.get("id number", "")),
        (("login", "folder"), cells.get("username", "")),
        (("name", "folder"), cells.get("full name", "")),
    ]
