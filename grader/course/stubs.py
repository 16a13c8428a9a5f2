"""Stubs, derived from references: what lies between solution markers goes, the rest stays byte for byte."""

from __future__ import annotations

import ast
import io
import tokenize
from pathlib import Path

from grader.course.layout import Exercise
from grader.records.errors import CourseError

BEGIN = "# BEGIN SOLUTION"
END = "# END SOLUTION"


def derive_stub(source: str, path: Path) -> str:
    """Returns `source` with every region between markers replaced.

    Inside a function the region becomes `raise NotImplementedError`; at module or class level it vanishes. Raises
    `CourseError` with path and line for markers that are stray, nested, unclosed, share a line, or are missing.
    """
    lines = source.split("\n")  # as tokenize counts them: a form feed ends no line
    lines = [line + "\n" for line in lines[:-1]] + lines[-1:]
    kept: list[str] = []
    next_line = 0
    for first, last, in_function in find_regions(source, path):
        kept += lines[next_line : first - 1]
        if in_function:
            indent = lines[first - 1][: len(lines[first - 1]) - len(lines[first - 1].lstrip())]
            kept.append(f"{indent}raise NotImplementedError\n")
        next_line = last
    return "".join(kept + lines[next_line:])


def read_stub(exercise: Exercise) -> bytes | None:
    """Returns the stub as it was handed out, or None where that is not known: derived, or from the release's copy."""
    if exercise.reference.is_file():
        return derive_stub(exercise.reference.read_text(encoding="utf-8"), exercise.reference).encode()
    copy = exercise.root / "exercises" / ".stubs" / exercise.file_name
    return copy.read_bytes() if copy.is_file() else None


def find_regions(source: str, path: Path) -> list[tuple[int, int, bool]]:
    """Returns (first line, last line, inside a function) of each region, markers included."""
    try:
        comments = [t for t in tokenize.generate_tokens(io.StringIO(source).readline) if t.type == tokenize.COMMENT]
        functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, _FUNCTIONS)]
    except (tokenize.TokenError, SyntaxError) as error:
        line = error.lineno if isinstance(error, SyntaxError) else error.args[1][0]
        raise CourseError(path, line or 1, f"not Python: {error.args[0]}") from None
    regions: list[tuple[int, int, bool]] = []
    opened = 0
    for comment in comments:
        line = comment.start[0]
        if comment.string not in (BEGIN, END):
            if comment.string.upper().replace(" ", "") in (BEGIN.replace(" ", ""), END.replace(" ", "")):
                raise CourseError(path, line, f"a marker is written `{BEGIN}` or `{END}`, exactly")
            continue
        if comment.line.strip() != comment.string:
            raise CourseError(path, line, "a solution marker stands alone on its line")
        if comment.string == BEGIN:
            if opened:
                raise CourseError(path, line, f"`{BEGIN}` inside the region that line {opened} opens")
            opened = line
        elif not opened:
            raise CourseError(path, line, f"`{END}` without `{BEGIN}` before it")
        else:
            code = _first_code_line(source, opened)
            if code >= line:
                raise CourseError(path, opened, "the region holds no code: nothing would be left for students to do")
            inside = any(node.lineno < code <= (node.end_lineno or 0) for node in functions)
            regions.append((opened, line, inside))
            opened = 0
    if opened:
        raise CourseError(path, opened, f"`{BEGIN}` is never closed; add `{END}`")
    if not regions:
        raise CourseError(path, 1, f"no `{BEGIN}`: nothing would be left for students to do")
    return regions


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _first_code_line(source: str, after: int) -> int:
    """Returns the number of the first line after line `after` that is neither blank nor a comment."""
    lines = source.split("\n")
    for number, line in enumerate(lines[after:], start=after + 1):
        if line.strip() and not line.strip().startswith("#"):
            return number
    return len(lines)
