"""Canvas: a gradebook file that was exported there, with one column filled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from grader.exports.roster import Person, find_person, parse_rosters
from grader.records.entries import Context, Entry
from grader.records.errors import ExportError
from grader.records.text import fold, read_table, render_table, safe_cell

_NAME_COLUMNS = ("student", "lastname", "firstname")
_KEY_COLUMNS = ("id", "sis user id", "sis login id", "integration id")
_FIXED = (*_NAME_COLUMNS, *_KEY_COLUMNS, "root account", "section")


def render_canvas(entries: Sequence[Entry], context: Context) -> bytes:
    """Returns the students' columns of the exported gradebook and one assignment's, with the scores of one exercise.

    `context.rosters[0]` is the exported file; further ones are class lists that lead from folders to logins. The column is
    `context.column`, or the one that is titled like the exercise. Who has no score keeps the cell that Canvas wrote, and
    who is excused gets `EX`.
    """
    if not context.rosters:
        raise ExportError("canvas: give the gradebook that Canvas exports with --roster FILE; its header is used again")
    slugs = sorted({entry.exercise for entry in entries})
    if len(slugs) != 1:
        raise ExportError("canvas: one exercise at a time, because one column is filled; give --exercise SLUG")
    rows, delimiter = read_table(context.rosters[0], "canvas gradebook")
    header = rows[0]
    fixed = _check_header(header)
    column = _find_column(header, fixed, slugs[0], context)
    people = parse_rosters(context.rosters[1:])
    known = _index(entries, people)
    written: list[list[str]] = [[*header[:fixed], header[column]]]
    used: set[str] = set()
    names = sum(fold(name) in _NAME_COLUMNS for name in header[:fixed])
    for row in rows[1:]:
        row = row + [""] * (len(header) - len(row))
        if not any(cell.strip() for cell in row):
            continue
        cells = [*row[:fixed], row[column]]
        if "points possible" in fold(row[0]):
            _check_points(row[column], entries[0].max_score, header[column])
        elif row[0].strip() and not fold(row[0]).startswith("manual posting") and fold(row[0]) != "muted":
            entry = _match(header[:fixed], row, known)
            if entry is not None:
                if entry.student in used:
                    raise ExportError(
                        f"canvas: two lines fit `{entry.student}`; give a class list with a second --roster"
                    )
                used.add(entry.student)
                cells[-1] = "EX" if entry.excused else cells[-1] if entry.score is None else str(entry.score)
            cells[:names] = [safe_cell(cell) for cell in cells[:names]]
        written.append(cells)
    lost = [entry.student for entry in entries if entry.student not in used and entry.score is not None]
    if lost:
        raise ExportError(_describe_lost("canvas", lost))
    return render_table(written, delimiter).encode()


def _describe_lost(name: str, lost: Sequence[str]) -> str:
    names = ", ".join(f"`{student}`" for student in lost[:5]) + (" …" if len(lost) > 5 else "")
    return (
        f"{name}: no line for {names}; give a class list (columns student, username, email, id number) as a second "
        "--roster, or leave them out with --student"
    )


def _check_header(header: Sequence[str]) -> int:
    """Returns how many columns tell who a student is. Raises `ExportError` where Canvas would refuse the file."""
    names = [fold(name) for name in header]
    fixed = next((number for number, name in enumerate(names) if name not in _FIXED), len(names))
    if names[:2] != ["student", "id"] and names[:3] != ["lastname", "firstname", "id"]:
        raise ExportError("canvas: the header does not begin with Student, ID; give the gradebook as Canvas exports it")
    if names[fixed - 1] != "section":
        raise ExportError("canvas: no column Section before the assignments; give the gradebook as Canvas exports it")
    return fixed


def _find_column(header: Sequence[str], fixed: int, slug: str, context: Context) -> int:
    wanted = {fold(context.column)} if context.column else {fold(slug), fold(context.titles.get(slug, slug))}
    found = [
        number
        for number in range(fixed, len(header))
        if fold(header[number]) in wanted or fold(re.sub(r"\s*\(\d+\)\s*$", "", header[number])) in wanted
    ]
    if len(found) != 1:
        state = "two columns have" if found else "no column has"
        titles = ", ".join(header[fixed : fixed + 6])
        raise ExportError(
            f"canvas: {state} the title {' or '.join(sorted(wanted))}; give --column TITLE; there are: {titles}"
        )
    return found[0]


def _check_points(cell: str, points: int, title: str) -> None:
    text = cell.strip().replace(",", ".")
    if "read only" in fold(text):
        raise ExportError(f"canvas: `{title}` is read only; choose another column with --column")
    if re.fullmatch(r"\d+(\.\d+)?", text) and float(text) != points:
        raise ExportError(f"canvas: `{title}` is worth {text} points in Canvas and {points} here; set it there first")


def _index(entries: Sequence[Entry], people: Mapping[str, Person]) -> dict[str, Entry | None]:
    """Returns entries by each name that may stand in the gradebook; None where two students share the name."""
    known: dict[str, Entry | None] = {}
    for entry in entries:
        person = find_person(dict(people), entry.student)
        names = {entry.student}
        if person:
            names |= {person.username, person.email, person.id_number}
            names |= {f"{person.last_name}, {person.first_name}"} if person.last_name and person.first_name else set()
        for name in {fold(name) for name in names if name}:
            known[name] = None if name in known else entry
    return known


def _match(header: Sequence[str], row: Sequence[str], known: Mapping[str, Entry | None]) -> Entry | None:
    """Returns whose line it is: by IDs first, then by login without its domain, then by name."""
    names = [fold(name) for name in header]
    keys = [row[number] for number, name in enumerate(names) if name in _KEY_COLUMNS]
    keys += [key.partition("@")[0] for key in keys if "@" in key]
    if names[0] == "lastname":
        keys += [f"{row[0]}, {row[1]}", f"{row[1]} {row[0]}"]
    else:
        last, comma, first = row[0].partition(",")
        keys += [row[0], f"{first.strip()} {last.strip()}" if comma else row[0]]
    for key in keys:
        entry = known.get(fold(key)) if key.strip() else None
        if entry is not None:
            return entry
    return None
