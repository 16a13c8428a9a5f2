"""Notebooks at the edges: submissions read without a kernel, stubs written.

A submitted notebook is taken apart here as data: JSON in, the sources of its code cells out. No line of it is parsed as
Python in this process; that is the worker's part (`grader.worker.cells`).
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import msgspec

MAX_NOTEBOOK = 64 * 2**20
MAX_CELLS, MAX_SHEETS = 2_000, 20
MAX_CELL = 8 * 2**20
"""Bytes of a cell's source as it is written in JSON, where a line that is empty may take thirty."""
MAX_ODDITIES = 1_000_000
MAX_ODD = 2**20
"""The same of a source that is neither text nor lines."""


class NotebookError(Exception):
    """The file is no notebook that can be read. One line for its student."""


class _LongCell(Exception):
    """A cell holds more than any code that is accepted."""


class _Cell(msgspec.Struct):
    """A cell, of which nothing is decoded yet."""

    cell_type: msgspec.Raw = msgspec.Raw(b'"code"')
    source: msgspec.Raw = msgspec.Raw(b'""')
    input: msgspec.Raw = msgspec.Raw(b"null")


def _at_most(count: int, kind: Any) -> Any:
    """Returns a type for the first items of a JSON array. The others are passed over and take no memory, unlike a list's."""
    fields = [(f"item{number}", kind | msgspec.UnsetType, msgspec.UNSET) for number in range(count)]
    return msgspec.defstruct("Items", fields, array_like=True)


def _list_items(items: Any) -> list[Any]:
    """Returns what such a type has taken of an array."""
    found = (getattr(items, name) for name in items.__struct_fields__) if items is not None else ()
    return [item for item in found if item is not msgspec.UNSET]


_Cells = _at_most(MAX_CELLS + 1, _Cell)
_Worksheet = msgspec.defstruct("_Worksheet", [("cells", _Cells | None, None)])
_Notebook = msgspec.defstruct(
    "_Notebook", [("cells", _Cells | None, None), ("worksheets", _at_most(MAX_SHEETS, _Worksheet) | None, None)]
)
"""What is read of a notebook: no outputs, no metadata, and no more cells than are accepted."""


def extract_cells(data: bytes, file_name: str) -> bytes:
    """Returns the sources of a notebook's cells as a JSON list, null for cells that are not code.

    Reads formats 3 and 4; outputs and metadata are skipped, whatever is in them. Raises `NotebookError`.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    encoding = json.detect_encoding(data)
    if encoding not in ("utf-8", "utf-8-sig"):  # an editor's UTF-16
        data = data.decode(encoding, "replace").encode()
    if not data.strip():
        raise NotebookError(f"{file_name} is empty; save the notebook and hand it in again")
    try:
        notebook = _decode(data)
    except (ValueError, RecursionError) as error:
        raise NotebookError(_explain(data, file_name, str(error))) from None
    cells = _list_items(notebook.cells)
    if notebook.cells is None:
        cells = [cell for sheet in _list_items(notebook.worksheets) for cell in _list_items(sheet.cells)]
    if not cells:
        raise NotebookError(f"{file_name} has no cells; save it as a notebook (format 4) and hand it in again")
    if len(cells) > MAX_CELLS:
        raise NotebookError(f"{file_name} has more cells than are read, at most {MAX_CELLS}")
    try:
        return msgspec.json.encode([_read_cell(cell) for cell in cells])
    except _LongCell as error:
        raise NotebookError(f"{file_name} has {error}") from None
    except (ValueError, RecursionError) as error:
        raise NotebookError(_explain(data, file_name, str(error))) from None


def _decode(data: bytes) -> Any:
    """Returns what is read of a notebook. Raises ValueError, or RecursionError."""
    try:
        return msgspec.json.decode(data, type=_Notebook)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        plain = _replace_oddities(data)
        if plain is None:
            raise
        return msgspec.json.decode(plain, type=_Notebook)


def _replace_oddities(data: bytes) -> bytes | None:
    """Returns JSON with 0 for each NaN and infinity, and a question mark for each half of a surrogate pair.

    Python writes them and others do not read them. Texts keep what looks like a number, and every place stays the same.
    None where there are none. Raises `ValueError` for more than any notebook has.
    """
    plain = bytearray(data)
    count = 0
    for pattern, instead in ((_TO_CONSTANT, b"0"), (_TO_HALF, rb"\u003f")):
        position = 0
        while found := pattern.match(data, position):
            start, position = found.span(1)
            plain[start:position] = instead.ljust(position - start)
            count += 1
            if count > MAX_ODDITIES:
                raise ValueError(f"more than {MAX_ODDITIES:,} NaN in its outputs; clear them")
    return bytes(plain) if count else None


_TO_CONSTANT = re.compile(rb'(?:[^"NI]++|"(?:[^"\\]++|\\.)*+")*+(NaN|Infinity)', re.DOTALL)
_TO_HALF = re.compile(
    rb"(?:[^\\]++|\\[^u]|\\u(?!d[89a-f])[\da-f]{4}|\\ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2})*+(\\ud[89a-f][\da-f]{2})",
    re.DOTALL | re.IGNORECASE,
)


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
    if bytes(cell.cell_type) != b'"code"':
        return None
    raw = bytes(cell.source if bytes(cell.input) == b"null" else cell.input)
    if len(raw) > MAX_CELL:
        raise _LongCell(f"a cell with {len(raw):,} bytes of source; at most {MAX_CELL:,} are read")
    source = _decode_source(raw)
    if isinstance(source, list):
        parts = [part for part in source if isinstance(part, str)]
        bare = not any(part.endswith(("\n", "\r")) for part in parts[:-1])
        source = ("\n" if bare else "").join(parts)
    return source.encode("utf-8", "replace").decode() if isinstance(source, str) else ""


def _decode_source(raw: bytes) -> Any:
    """Returns a source's text or lines; of anything else no more is built than little memory holds."""
    try:
        return msgspec.json.decode(raw, type=str | list[str])
    except msgspec.DecodeError:
        return json.loads(raw) if len(raw) <= MAX_ODD else ""


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
