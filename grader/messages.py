"""What students read about a case: short, cleaned of control characters, and only about their own code."""

from __future__ import annotations

from collections.abc import Sequence

from grader.proxies import SubmissionError

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


def describe_failure(error: BaseException) -> str:
    """Returns the text of a failed comparison."""
    return clean_text(str(error)) or "the answer is not the one wanted"


def describe_raised(error: SubmissionError, file: str, source: Sequence[str]) -> str:
    """Returns what the submission raised and where, with the lines of its own code."""
    if error.type_name == "NotDefined":
        return clean_text(error.message)
    if error.type_name == "NotImplementedError" and error.frames:
        line, function = error.frames[-1]
        return clean_text(f"`{function}` is not written yet ({file}, line {line})")
    text = [f"{error.type_name}: {error.message}" if error.message else error.type_name]
    for line, function in error.frames[-3:]:
        place = "" if function == "<module>" else f", in {function}"
        text.append(f"  {file}, line {line}{place}")
        if 0 < line <= len(source):
            text.append(f"    {source[line - 1].strip()}")
    return clean_text("\n".join(text))


def shorten_output(text: str, cut: bool) -> str:
    """Returns what a submission printed, cleaned, with a sentence where some of it is missing."""
    kept = text[:MAX_OUTPUT]
    lines = ["".join(_clean(character) for character in line) for line in kept.splitlines()]
    if cut or len(text) > MAX_OUTPUT:
        lines.append(f"(the rest of the output is left out; at most {MAX_OUTPUT} characters are kept)")
    return "\n".join(lines)
