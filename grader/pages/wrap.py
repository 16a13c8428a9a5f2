"""Lines that fit: broken between words, the rest indented like their beginning; code to be copied is left whole."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

_NARROWEST = 10
_MARKS = ("✓ ", "✗ ", "- ")
CODE = "dim italic"
"""The style of lines that are code: a terminal may break them, we do not, so that they can be copied."""


def wrap_lines(console: Console, text: Text, width: int, code_too: bool = False) -> list[Text]:
    """Returns the lines of `text`, each at most `width` characters wide but for code; `code_too` breaks that as well."""
    lines: list[Text] = []
    for line in text.split("\n", allow_blank=True):
        plain = line.plain
        indent = len(plain) - len(plain.lstrip(" "))
        indent += 2 * plain[indent:].startswith(_MARKS)
        is_code = any(span.style == CODE for span in line.spans)
        if len(line.plain) <= width or (is_code and not code_too) or width - indent < _NARROWEST:
            lines.append(line)
            continue
        first, *rest = line[indent:].wrap(console, width - indent)
        lines += [line[:indent] + first, *(Text(" " * indent) + part for part in rest)]
    return lines[:-1] if lines and not lines[-1].plain else lines


def print_text(console: Console, text: Text) -> None:
    """Prints `text` and a blank line: broken between words on a terminal, and as it is in a file or a pipe."""
    lines = wrap_lines(console, text, console.width) if console.is_terminal else [text]
    for line in lines:
        console.print(line, soft_wrap=True, end="" if line.plain.endswith("\n") else "\n")
    console.print()
