"""Names of files, as students and their tools write them: which exercise a name means, and how far it is from the right one.

`dense.py` is exact. `Dense.PY`, `dense (1).py`, `dense.py.txt` and `alice_dense_final.py` are near. Where one slug lies in
another (`dense` in `named_dense`), the longer one is meant; a name with two slugs in it means neither.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata
from collections.abc import Sequence

ENDINGS = (".py", ".ipynb")


@dataclasses.dataclass(frozen=True)
class Name:
    """What a file's name says: exercise, ending, whether it is exact, other words in it, and the numbers behind the slug."""

    slug: str
    ending: str
    exact: bool
    words: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()

    @property
    def plain(self) -> bool:
        """Tells whether there is nothing in the name but the slug and a number."""
        return not self.words


def read_name(name: str, slugs: Sequence[str]) -> Name | None:
    """Returns which exercise's file is called `name`; None where it is nobody's, or a test."""
    if name.startswith("."):
        return None
    stem, _, ending = name.rpartition(".")
    if stem in slugs and f".{ending}" in ENDINGS:
        return Name(stem, f".{ending}", True)
    text = unicodedata.normalize("NFKC", name).strip().rstrip(". ")
    found = _ENDING.fullmatch(text)
    if found is None:
        return None
    tokens = _split(found["stem"])
    if _NOT_HANDED_IN & set(tokens):
        return None
    place = _find(tokens, tuple(slugs))
    if place is None:
        return None
    slug, start, end = place
    behind = (*tokens[end:], *re.findall(r"\d+", found["endings"]))
    numbers = tuple(int(token[:9]) for token in behind if token.isdecimal())
    words = (*tokens[:start], *(token for token in behind if not token.isdecimal()))
    endings = re.findall(r"\.(py|ipynb)\b", found["endings"].casefold())
    if not endings and words:
        return None
    return Name(slug, f".{endings[-1]}" if endings else ".py", False, words, numbers)


_ENDING = re.compile(
    r"(?is)(?P<stem>.+?)(?P<endings>(?:\s*\.(?:py|ipynb)\s*(?:\(\d+\))?)+(?:\s*\.(?:txt|json|download))?|\s*\.txt)"
)
_NOT_HANDED_IN = frozenset({"test", "tests", "conftest", "checkpoint"})
_TOKENS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+|\d+|[^\W\d_]+")


def _split(text: str) -> tuple[str, ...]:
    """Returns the words and numbers of a text: at blanks, signs, capitals and digits."""
    return tuple(token.casefold() for token in _TOKENS.findall(text))


@functools.lru_cache(maxsize=64)
def _split_slugs(slugs: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((slug, _split(slug)) for slug in sorted(slugs, key=len, reverse=True))


def _find(tokens: tuple[str, ...], slugs: tuple[str, ...]) -> tuple[str, int, int] | None:
    """Returns the one slug that the tokens hold, and where; None where there is none, or more than one."""
    found: list[tuple[str, int, int]] = []
    joined = "".join(tokens)
    for slug, parts in _split_slugs(slugs):
        if joined.rstrip("0123456789") == "".join(parts) or joined == "".join(parts):
            return slug, 0, _count(tokens, "".join(parts))
        for start in range(len(tokens) - len(parts) + 1):
            end = start + len(parts)
            if tokens[start:end] == parts and not any(start < other[2] and other[1] < end for other in found):
                found.append((slug, start, end))
                break
    return found[0] if len(found) == 1 else None


def _count(tokens: tuple[str, ...], text: str) -> int:
    """Returns how many tokens make up `text`."""
    length = 0
    for number, token in enumerate(tokens, start=1):
        length += len(token)
        if length >= len(text):
            return number
    return len(tokens)
