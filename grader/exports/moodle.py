"""Moodle: the course's grade import, and the offline worksheet of an assignment, filled."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.exports.feedback import render_html_feedback
from grader.exports.roster import Person, find_person, parse_rosters
from grader.records.entries import Context, Entry, group_by_student
from grader.records.errors import ExportError
from grader.records.text import fold, key_cell, read_table, render_table, safe_cell

_KEYS = (("username", "Username"), ("email", "Email address"), ("id_number", "ID number"))
_PARTICIPANT = re.compile(r"(?:_|^participant[ _])(\d+)(?=_assignsubmission|$)", re.IGNORECASE)


def render_moodle(entries: Sequence[Entry], context: Context) -> bytes:
    """Returns a file for the course's grade import: one line for each student, grade and feedback of each exercise.

    With class lists (`context.rosters`) only who stands in them is exported: Moodle refuses the whole file for one unknown
    user. Without a score the grade's cell is empty, which leaves the grade as it is.
    """
    people = parse_rosters(context.rosters)
    groups = group_by_student(entries)
    found = {student: find_person(people, student) for student in groups}
    if context.rosters:
        lost = [
            student
            for student, group in groups.items()
            if not found[student] and any(e.score is not None for e in group)
        ]
        if lost:
            raise ExportError(f"moodle: not in the class list: {', '.join(lost[:5])}; add them, or leave them out")
    persons = {student: found[student] or Person(student, username=student) for student in groups}
    keys = [(key, title) for key, title in _KEYS if persons and all(getattr(one, key) for one in persons.values())]
    if persons and not keys:
        raise ExportError("moodle: the class list needs username, email or id number for everybody")
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
    people = parse_rosters(context.rosters[1:])
    known = _index(entries, people)
    used: set[str] = set()
    for row in rows[1:]:
        if len(row) < len(header):
            row += [""] * (len(header) - len(row))
        entry = _match(header, row, known)
        if entry is None:
            continue
        if entry.student in used:
            raise ExportError(
                f"moodle-worksheet: two lines fit `{entry.student}`; give a class list as a second --roster"
            )
        used.add(entry.student)
        if entry.score is not None:
            _fill(header, row, entry)
    lost = [entry.student for entry in entries if entry.student not in used and entry.score is not None]
    if lost:
        raise ExportError(
            f"moodle-worksheet: no line for {', '.join(lost[:5])}; give a class list as a second --roster"
        )
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


def _index(entries: Sequence[Entry], people: dict[str, Person]) -> dict[str, Entry | None]:
    known: dict[str, Entry | None] = {}
    for entry in entries:
        names = {entry.student}
        number = _PARTICIPANT.search(entry.student)
        if number:
            names.add(f"participant {number[1]}")
        person = find_person(people, entry.student)
        if person:
            names |= {person.email, person.id_number, person.username, f"{person.first_name} {person.last_name}"}
        for name in {fold(name) for name in names if name.strip()}:
            known[name] = None if name in known else entry
    return known


def _match(header: list[str], row: list[str], known: dict[str, Entry | None]) -> Entry | None:
    for column in ("identifier", "email address", "id number", "username", "full name"):
        cell = row[header.index(column)] if column in header else ""
        keys = [cell, cell.partition("@")[0]] if column == "email address" else [cell]
        for key in keys:
            entry = known.get(fold(key)) if key.strip() else None
            if entry is not None:
                return entry
    return None
