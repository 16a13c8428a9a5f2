"""What of a statement is read by programs: its worked examples, what it says of hidden cases, its formulas.

Every fence with the language `python` is an example. A fence without a language, or with `text`, that follows it before the
next example shows what it prints; `text varies` says that another right solution prints other numbers (a draw). All
examples of a statement run in one namespace, from the top, in the exercise's folder.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence


@dataclasses.dataclass(frozen=True)
class Example:
    """One example: the line of its fence, its code, and what it prints; None where the statement shows nothing."""

    line: int
    code: str
    output: str | None = None
    varies: bool = False


def load_examples(statement: str) -> list[Example]:
    """Returns the worked examples of a statement, in their order."""
    found: list[Example] = []
    for line, language, text in _load_fences(statement):
        if language == "python":
            found.append(Example(line, text))
        elif language in ("", "text", "text varies") and found and found[-1].output is None:
            found[-1] = dataclasses.replace(found[-1], output=text, varies=language.endswith("varies"))
    return found


def load_formulas(statement: str) -> list[str]:
    """Returns the formulas that stand on lines of their own: in fences with the language `math`, or between `$$`."""
    return [text.strip() for _, language, text in _load_fences(statement) if language == "math"]


def _load_fences(statement: str) -> Iterator[tuple[int, str, str]]:
    """Yields each fence of a statement: its line, its language, its text. A formula between `$$` is a fence as well."""
    opened, end, language = 0, "", ""
    lines: list[str] = []
    for number, line in enumerate(statement.split("\n"), start=1):
        bare = line.strip()
        if not opened and bare.startswith("```"):
            opened, end, language, lines = number, "```", bare[3:].strip(), []
        elif not opened and bare.startswith("$$"):
            opened, end, language, lines = number, "$$", "math", []
            bare = line = bare[2:] or " "
        if not opened or (end == "```" and opened == number):
            continue
        if bare == end or (end == "$$" and bare.endswith(end)):
            yield opened, language, "".join(f"{item}\n" for item in lines) + bare.removesuffix(end)
            opened = 0
        else:
            lines.append(line)


def load_opening(statement: str) -> str:
    """Returns the first sentences: the paragraph below the heading."""
    for part in re.split(r"\n[ \t]*\n", re.sub(r"^#[^\n]*", "", statement.strip(), count=1)):
        text = " ".join(part.split())
        if text and not text.startswith(("!", "#", "|", "`")):
            return text
    return ""


def describe_hidden(statement: str) -> str:
    """Returns what the statement says of its hidden cases, below the heading that tells of points; may be empty."""
    section = re.search(r"^##[ \t]+[^\n]*[Pp]oints[^\n]*\n(.*?)(?=^##[ \t]|\Z)", statement, re.MULTILINE | re.DOTALL)
    if section is None:
        return ""
    text = " ".join(section[1].split("\n\n")[0].split())
    sentences = re.split(r"(?<=\.)\s+(?=[A-Z])", text)
    first = next((number for number, sentence in enumerate(sentences) if "hidden" in sentence.lower()), None)
    return "" if first is None else " ".join(sentences[first:])


_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)


def same_output(shown: str, printed: str) -> bool:
    """Tells whether two outputs are alike: the same words, and the same numbers but for rounding; blanks do not count."""
    mine, other = _tokens(shown), _tokens(printed)
    return len(mine) == len(other) and all(map(_same_token, mine, other))


def _tokens(text: str) -> Sequence[str]:
    return re.findall(rf"{_NUMBER.pattern}|[A-Za-z_]\w*|[^\s\w]", text, re.IGNORECASE)


def _same_token(shown: str, printed: str) -> bool:
    if shown == printed:
        return True
    if not (_NUMBER.fullmatch(shown) and _NUMBER.fullmatch(printed)):
        return False
    mantissa, _, exponent = shown.lower().partition("e")
    digits = len(mantissa.partition(".")[2])
    last = 10.0 ** (int(exponent or 0) - digits) if digits >= _ROUNDED else 0.0
    return abs(float(shown) - float(printed)) <= max(1.01 * last, 1e-6 * max(1.0, abs(float(shown))))


_ROUNDED = 5
"""From so many decimals on a number has been rounded, and its last place may differ from machine to machine."""
