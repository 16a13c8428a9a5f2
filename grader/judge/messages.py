"""What students read about a case: short, cleaned of control characters, and only about their own code."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from grader.link.proxies import SubmissionError

MAX_LINES = 12
MAX_WIDTH = 160
MAX_OUTPUT = 2_000


def clean_text(text: str) -> str:
    """Returns `text` without control characters, at most 12 lines of 160 characters."""
    lines = ["".join(_clean(character) for character in line) for line in text.splitlines()]
    cut = [line if len(line) <= MAX_WIDTH else line[: MAX_WIDTH - 1] + "…" for line in lines]
    return "\n".join(cut if len(cut) <= MAX_LINES else [*cut[: MAX_LINES - 1], "…"])


def _clean(character: str) -> str:
    if character == "\t":
        return "    "
    if character.isprintable():
        return character
    return f"\\x{ord(character):02x}" if ord(character) < 256 else f"\\u{ord(character):04x}"


def describe_error(error: BaseException, file: str, source: Sequence[Sequence[str]]) -> str:
    """Returns the text about what ended a case; `source` are the lines of the submission's cells."""
    if isinstance(error, SubmissionError):
        return _describe_raised(error, file, source)
    return clean_text(str(error)) or "the answer is not the one wanted"


def _describe_raised(error: SubmissionError, file: str, source: Sequence[Sequence[str]]) -> str:
    """Returns what the submission raised and where, with the lines of its own code."""
    if error.type_name == "NotDefined":
        return clean_text(error.message)
    if error.type_name == "NotImplementedError" and error.frames:
        line, function, cell = error.frames[-1]
        return clean_text(f"`{function}` is not written yet ({_place(file, line, cell)})")
    text = [f"{error.type_name}: {error.message}" if error.message else error.type_name]
    for line, function, cell in error.frames[-3:]:
        inside = "" if function == "<module>" else f", in {function}"
        text.append(f"  {_place(file, line, cell)}{inside}")
        lines = source[cell] if cell < len(source) else []
        if 0 < line <= len(lines):
            text.append(f"    {lines[line - 1].strip()}")
    return clean_text("\n".join(text))


def _place(file: str, line: int, cell: int) -> str:
    return f"cell {cell}, line {line}" if cell else f"{file}, line {line}"


def split_source(source: bytes, file: str) -> list[list[str]]:
    """Returns the lines of a submission: a file's at index 0, or those of a notebook's cells from index 1."""
    if not file.endswith(".ipynb"):
        return [source.decode("utf-8-sig", "replace").splitlines()]
    return [[], *((cell or "").splitlines() for cell in msgspec.json.decode(source, type=list[str | None]))]


def shorten_output(text: str, cut: bool) -> str:
    """Returns what a submission printed, cleaned, with a sentence where some of it is missing."""
    kept = text[:MAX_OUTPUT]
    lines = ["".join(_clean(character) for character in line) for line in kept.splitlines()]
    if cut or len(text) > MAX_OUTPUT:
        lines.append(f"(the rest of the output is left out; at most {MAX_OUTPUT} characters are kept)")
    return "\n".join(lines)
