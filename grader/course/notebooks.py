"""Notebooks at the edges: submissions read without a kernel, stubs written.

A submitted notebook is taken apart here as data: JSON in, the sources of its code cells out. No line of it is parsed as
Python in this process; that is the worker's part (`grader.worker.cells`).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from typing import Any

import msgspec

MAX_NOTEBOOK = 64 * 2**20
MAX_CELLS = 2_000


class NotebookError(Exception):
    """The file is no notebook that can be read. One line for its student."""


class _Cell(msgspec.Struct):
    cell_type: Any = "code"
    source: Any = ""
    input: Any = None


class _Worksheet(msgspec.Struct):
    cells: list[_Cell] = []


class _Notebook(msgspec.Struct):
    nbformat: Any = None
    cells: list[_Cell] | None = None
    worksheets: list[_Worksheet] | None = None


def extract_cells(data: bytes, file_name: str) -> bytes:
    """Returns the sources of a notebook's cells as a JSON list, null for cells that are not code.

    Reads formats 3 and 4; outputs and metadata are skipped, whatever is in them. Raises `NotebookError`.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        raise NotebookError(f"{file_name} is empty; save the notebook and hand it in again")
    try:
        notebook = _decode(data)
    except (ValueError, RecursionError) as error:
        raise NotebookError(_explain(data, file_name, str(error))) from None
    cells = notebook.cells
    if cells is None and notebook.worksheets is not None:
        cells = [cell for sheet in notebook.worksheets for cell in sheet.cells]
    if not cells:
        raise NotebookError(f"{file_name} has no cells; save it as a notebook (format 4) and hand it in again")
    if len(cells) > MAX_CELLS:
        raise NotebookError(f"{file_name} has {len(cells)} cells; at most {MAX_CELLS} are read")
    return msgspec.json.encode([_read_cell(cell) for cell in cells])


def _decode(data: bytes) -> _Notebook:
    """Returns what is read of a notebook. Raises ValueError, or RecursionError."""
    try:
        return msgspec.json.decode(data, type=_Notebook)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        with contextlib.suppress(ValueError):  # outputs with NaN, which Python writes, are no JSON to others
            return msgspec.convert(json.loads(data), _Notebook)
        raise


def _explain(data: bytes, file_name: str, error: str) -> str:
    """Returns why bytes are no notebook, and what to do."""
    try:
        text = data.decode()
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        return f"{file_name} is not UTF-8 (line {line}); save it as UTF-8 and hand it in again"
    if text.lstrip().startswith("<"):
        return f"{file_name} is a web page or has merge marks in it, not a notebook; hand in the notebook itself"
    if not text.lstrip().startswith("{"):
        return f"{file_name} is not a notebook, which begins with a brace; save it again as .ipynb"
    if "truncated" in error:
        return f"{file_name} ends in the middle; save the notebook and hand it in again"
    return f"{file_name} is not a notebook ({error}); save it again as .ipynb"


def _read_cell(cell: _Cell) -> str | None:
    """Returns a code cell's text. A cell that was retyped to Markdown or raw is not code.

    A list of lines is joined as it stands, or with line ends where a tool has left all of them out.
    """
    if cell.cell_type != "code":
        return None
    source = cell.source if cell.input is None else cell.input
    if isinstance(source, list):
        parts = [part for part in source if isinstance(part, str)]
        bare = not any(part.endswith(("\n", "\r")) for part in parts[:-1])
        source = ("\n" if bare else "").join(parts)
    return source.encode("utf-8", "replace").decode() if isinstance(source, str) else ""


def describe_redefinitions(cells: bytes) -> str:
    """Returns a sentence about classes that stand in several cells, of which the last counts; empty where none does.

    `cells` is what `extract_cells` gives. Found by the text alone; a class that extends its namesake is meant so.
    """
    places: dict[str, list[int]] = {}
    for number, source in enumerate(msgspec.json.decode(cells, type=list[str | None]), start=1):
        for name, bases in _CLASS.findall(source or ""):
            if name not in re.findall(r"\w+", bases):
                places.setdefault(name, []).append(number)
    twice = {name: numbers for name, numbers in places.items() if len(numbers) > 1}
    found = [f"`{name}` in cells {', '.join(map(str, numbers))}" for name, numbers in twice.items()]
    return f"defined more than once, the last one counts: {'; '.join(found)}" if found else ""


_CLASS = re.compile(r"^class[ \t]+(\w+)[ \t]*(?:\(([^)]*)\))?[ \t]*:", re.MULTILINE)


def derive_notebook(slug: str, statement: str, stub: str) -> bytes:
    """Returns the stub notebook of an exercise: statement, stub, a cell that checks. Idempotent to the byte."""
    import nbformat
    from nbformat import v4 as untyped

    v4: Any = untyped

    names = ("load", "stub", "check")
    cells = [
        v4.new_markdown_cell(derive_dollars(statement).strip(), id=_cell_id(slug, "statement")),
        *(
            v4.new_code_cell(cell, id=_cell_id(slug, name))
            for name, cell in zip(names, list_handed_out(slug, stub), strict=True)
        ),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})
    nbformat.validate(notebook)
    writes: Any = nbformat.writes
    text: str = writes(notebook)
    return text.rstrip("\n").encode() + b"\n"


def list_handed_out(slug: str, stub: str) -> list[str]:
    """Returns the code cells of an exercise's stub notebook."""
    return ["%load_ext grader", stub.strip(), f"%check {slug}"]


def is_handed_out(data: bytes, slug: str, stub: str) -> bool:
    """Tells whether a notebook defines nothing but what was handed out; scratch cells do not count."""
    try:
        cells = msgspec.json.decode(extract_cells(data, ""), type=list[str | None])
    except NotebookError:
        return False
    given = list_handed_out(slug, stub)
    return not any(cell and cell.strip() not in given and defines_something(cell) for cell in cells)


def defines_something(cell: str) -> bool:
    """Tells whether a cell holds a class or a function, found by its text alone."""
    return _DEFINES.search(cell) is not None


_DEFINES = re.compile(r"^(class|def|async\s+def)\b|^\{\}$", re.MULTILINE)


def derive_dollars(statement: str) -> str:
    """Returns a statement with its formulas between dollars, as notebooks read them.

    A statement keeps formulas where Markdown leaves every character alone: in fences with the language `math`, and inline
    in code between dollars. Code in other fences stays as it is.
    """
    lines, fence = [], ""
    for line in statement.split("\n"):
        mark = line.strip()
        if not fence and mark.startswith("```"):
            fence = mark
            lines.append("$$" if mark == "```math" else line)
        elif fence and mark == "```":
            lines.append("$$" if fence == "```math" else line)
            fence = ""
        else:
            lines.append(line if fence else _INLINE.sub(r"$\1$", line))
    return "\n".join(lines)


_INLINE = re.compile(r"\$`([^`]+)`\$")


def _cell_id(slug: str, part: str) -> str:
    return hashlib.sha256(f"{slug}/{part}".encode()).hexdigest()[:8]
