"""Canvas: a gradebook file that was exported there, with the columns of exercises filled."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.exports.matching import Cell, Kinds, Matcher
from grader.exports.roster import gather_people
from grader.records.entries import Context, Entry
from grader.records.errors import ExportError
from grader.records.text import fold, read_table, render_table, safe_cell

_NAME_COLUMNS = ("student", "lastname", "firstname")
_ANY = ("id", "login", "email", "folder")
_KEY_COLUMNS: dict[str, Kinds] = {
    "id": ("number", *_ANY),
    **dict.fromkeys(("sis user id", "sis login id", "integration id"), _ANY),
}
_FIXED = (*_NAME_COLUMNS, *_KEY_COLUMNS, "root account", "section")


def render_canvas(entries: Sequence[Entry], context: Context) -> bytes:
    """Returns the students' columns of the exported gradebook and those of the exercises, with their scores.

    `context.rosters[0]` is the exported file; further ones are class lists that lead from folders to logins. The column is
    `context.column`, or the one that is titled like the exercise. Who has no score keeps the cell that Canvas wrote, and
    who is excused gets `EX`. With `context.scale` scores are scaled to the points that the column has in Canvas.
    """
    if not context.rosters:
        raise ExportError("canvas: give the gradebook that Canvas exports with --roster FILE; its header is used again")
    slugs = list(dict.fromkeys(entry.exercise for entry in entries))
    if len(slugs) > 1 and context.column:
        raise ExportError("canvas: --column names one column and there are several exercises; give --exercise SLUG")
    rows, delimiter = read_table(context.rosters[0], "canvas gradebook")
    header = rows[0]
    fixed = _check_header(header)
    columns = {slug: _find_column(header, fixed, slug, context) for slug in slugs}
    points = {entry.exercise: entry.max_score for entry in entries}
    factors = dict.fromkeys(slugs, 1.0)
    found = {(entry.student, entry.exercise): entry for entry in entries}
    matcher = Matcher([entry.student for entry in entries], gather_people(context, context.rosters[1:]))
    written: list[list[str]] = [[*header[:fixed], *(header[column] for column in columns.values())]]
    names = sum(fold(name) in _NAME_COLUMNS for name in header[:fixed])
    for row in rows[1:]:
        row = row + [""] * (len(header) - len(row))
        if not any(cell.strip() for cell in row):
            continue
        cells = row[:fixed]
        student = None
        if "points possible" in fold(row[0]):
            for slug, column in columns.items():
                factors[slug] = _check_points(row[column], points[slug], header[column], context.scale)
        elif row[0].strip() and not fold(row[0]).startswith("manual posting") and fold(row[0]) != "muted":
            student = matcher.find(_list_cells(header[:fixed], row), row[_id_column(header)], _name_row(header, row))
            cells[:names] = [safe_cell(cell) for cell in cells[:names]]
        for slug, column in columns.items():
            entry = found.get((student, slug)) if student else None
            cells.append(row[column] if entry is None else _score_cell(entry, row[column], factors[slug]))
        written.append(cells)
    matcher.tell(context, "canvas", dict.fromkeys(entry.student for entry in entries if entry.score is not None))
    return render_table(written, delimiter).encode()


def _score_cell(entry: Entry, old: str, factor: float) -> str:
    if entry.excused:
        return "EX"
    return old if entry.score is None else f"{round(entry.score * factor, 2):g}"


def _id_column(header: Sequence[str]) -> int:
    return [fold(name) for name in header].index("id")


def _name_row(header: Sequence[str], row: Sequence[str]) -> str:
    return f"{row[0]}, {row[1]}" if fold(header[0]) == "lastname" else row[0]


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


def _check_points(cell: str, points: int, title: str, scale: bool) -> float:
    """Returns what a score is multiplied with. Raises `ExportError` where Canvas would count other points."""
    text = cell.strip().replace(",", ".")
    if "read only" in fold(text):
        raise ExportError(f"canvas: `{title}` is read only; choose another column with --column")
    if not re.fullmatch(r"\d+(\.\d+)?", text) or float(text) == points:
        return 1.0
    if scale:
        return float(text) / points if points else 1.0
    raise ExportError(
        f"canvas: `{title}` is worth {text} points in Canvas and {points} here; set it there first, or scale with --scale"
    )


def _list_cells(header: Sequence[str], row: Sequence[str]) -> list[Cell]:
    """Returns the cells that tell whose line it is: IDs first, then the login without its domain, then the name."""
    cells: list[Cell] = []
    for name, cell in zip(map(fold, header), row, strict=False):
        if name in _KEY_COLUMNS:
            cells.append((_KEY_COLUMNS[name], cell))
    cells += [(("login", "folder"), cell.partition("@")[0]) for _, cell in list(cells) if "@" in cell]
    return [*cells, (("name",), _name_row(header, row))]
