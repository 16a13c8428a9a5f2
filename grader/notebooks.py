"""Notebooks at the edges: submissions read without a kernel, stubs written.

A submitted notebook is taken apart here as data: JSON in, the sources of its code cells out. No line of it is parsed as
Python in this process; that is the worker's part (`grader.cells`).
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

MAX_NOTEBOOK = 64 * 2**20
MAX_CELLS = 2_000


class NotebookError(Exception):
    """The file is no notebook that can be read. One line for its student."""


class _Cell(msgspec.Struct):
    cell_type: str = "code"
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
    if not data.strip():
        raise NotebookError(f"{file_name} is empty; save the notebook and hand it in again")
    try:
        notebook = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Notebook)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotebookError(f"{file_name} is not a notebook ({error}); save it again as .ipynb") from None
    cells = notebook.cells
    if cells is None:
        sheets = notebook.worksheets
        if sheets is None:
            raise NotebookError(f"{file_name} has no cells; save it as a notebook (format 4) and hand it in again")
        cells = [cell for sheet in sheets for cell in sheet.cells]
    if len(cells) > MAX_CELLS:
        raise NotebookError(f"{file_name} has {len(cells)} cells; at most {MAX_CELLS} are read")
    return msgspec.json.encode([_read_cell(cell) for cell in cells])


def _read_cell(cell: _Cell) -> str | None:
    """Returns a code cell's text. A cell that was retyped to Markdown or raw is not code."""
    if cell.cell_type != "code":
        return None
    source = cell.source if cell.input is None else cell.input
    if isinstance(source, list):
        return "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


def derive_notebook(slug: str, statement: str, stub: str) -> bytes:
    """Returns the stub notebook of an exercise: statement, stub, a cell that checks. Idempotent to the byte."""
    import nbformat
    from nbformat import v4 as untyped

    v4: Any = untyped

    cells = [
        v4.new_markdown_cell(statement.strip(), id=_cell_id(slug, "statement")),
        v4.new_code_cell("%load_ext grader", id=_cell_id(slug, "load")),
        v4.new_code_cell(stub.strip(), id=_cell_id(slug, "stub")),
        v4.new_code_cell(f"%check {slug}", id=_cell_id(slug, "check")),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})
    nbformat.validate(notebook)
    writes: Any = nbformat.writes
    text: str = writes(notebook)
    return text.rstrip("\n").encode() + b"\n"


def _cell_id(slug: str, part: str) -> str:
    return hashlib.sha256(f"{slug}/{part}".encode()).hexdigest()[:8]
