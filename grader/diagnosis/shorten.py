"""Lines of a snippet, made fewer: what is computed for nothing goes, and what is made for one use is made there."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ASSIGNMENT = re.compile(r"(?P<name>[A-Za-z_]\w*) = (?P<value>.+)")
SEED = "np.random.seed("
_SET = re.compile(r"(?P<place>[\w.]+) = .+")


def drop_later(lines: Sequence[str], ending: Sequence[str], answers: set[str]) -> list[str]:
    """Returns the lines up to the last one that gives a name to an answer that the ending compares."""
    text = "\n".join(ending)
    ends = [number for number, line in enumerate(lines, 1) if _named(line) in answers and _uses(text, _named(line))]
    return list(lines[: max(ends)] if ends else lines)


def drop_earlier(lines: Sequence[str], ending: Sequence[str]) -> list[str]:
    """Returns the lines without those about other objects, before the first one that the ending hangs on is made.

    Where the lines seed numpy's generator, the first one left has to follow a seed, else each call before it may move it.
    """
    known = {_named(line) for line in lines}
    needed = known & _words("\n".join(ending))
    first = 0
    for number in range(len(lines) - 1, -1, -1):
        words = known & _words(lines[number])
        if needed & words:
            needed |= words
            first = number
    if not any(line.startswith(SEED) for line in lines):
        return list(lines[first:])
    return list(lines[first - 1 :] if first and lines[first - 1].startswith(SEED) else lines)


def drop_others(lines: Sequence[str], ending: Sequence[str], answers: set[str]) -> list[str]:
    """Returns the lines about the objects that the ending is about, and about what these were given or have given.

    Where the lines seed numpy's generator all are kept, since each call may move it.
    """
    if any(line.startswith(SEED) for line in lines):
        return list(lines)
    known = {_named(line) for line in lines} - {""}
    needed = known & _words("\n".join(ending))
    while True:
        objects = needed - answers
        about = [line for line in lines if _words(line) & objects or _named(line) in needed]
        more = needed | (known & _words("\n".join(about)))
        if more == needed:
            return about
        needed = more


def shorten(lines: Sequence[str], ending: Sequence[str], answers: set[str]) -> list[str]:
    """Returns the lines without attributes that are read for nothing and names that nothing uses.

    `answers`: the names of what is no object. What is made for the line below alone is written there.
    """
    return _make_in_place(_drop_unused(lines, ending, answers), ending)


def read_in_place(lines: Sequence[str], ending: Sequence[str]) -> tuple[list[str], list[str]]:
    """Returns both with an attribute that the last line reads for the ending alone read there."""
    found = _ASSIGNMENT.fullmatch(lines[-1]) if lines else None
    if found is None or not re.fullmatch(r"\w+(\.\w+)+", found["value"]):
        return list(lines), list(ending)
    text, times = re.subn(rf"(?<![\w.]){found['name']}\b", found["value"], "\n".join(ending))
    return (list(lines[:-1]), text.split("\n")) if times == 1 else (list(lines), list(ending))


def _drop_unused(lines: Sequence[str], ending: Sequence[str], answers: set[str]) -> list[str]:
    kept: list[str] = []
    later = _unquote("\n".join(ending))
    assigned = [found for line in lines if (found := _ASSIGNMENT.fullmatch(line))]
    compared = {_read(found["value"]) for found in assigned if _uses(later, found["name"])}
    following: set[str] = set()
    for line in reversed(lines):
        found = _ASSIGNMENT.fullmatch(line)
        if found and found["name"] in answers and not re.search(rf"(?<![\w.]){found['name']}\b(?! = )", later):
            value = found["value"]
            if not value.endswith(")") and (_read(value) not in compared or value in following):
                continue
            line = value
        if set_there := _SET.fullmatch(line):
            following.add(set_there["place"])
        kept.append(line)
        later += "\n" + _unquote(line)
    return kept[::-1]


def _make_in_place(lines: Sequence[str], ending: Sequence[str]) -> list[str]:
    kept = list(lines)
    for number in range(len(kept) - 2, -1, -1):
        found = _ASSIGNMENT.fullmatch(kept[number])
        if not found or not re.fullmatch(r"[A-Z]\w*(\(.*\))?", found["value"]):
            continue
        name = rf"(?<![\w.]){found['name']}\b"
        below = _unquote(kept[number + 1])
        if len(re.findall(name, "\n".join([below, *kept[number + 2 :], *ending]))) != 1:
            continue
        if re.search(rf"[(,] ?{found['name']}[,)]|(= |^){found['name']}\.\w+\(", below):
            before, after = re.split(name, kept[number + 1], maxsplit=1)
            kept[number : number + 2] = [before + found["value"] + after]
    return kept


def _unquote(text: str) -> str:
    return re.sub(r"'[^']*'", "''", text)


def _words(text: str) -> set[str]:
    """Returns the words in a text that may be variables: neither an attribute nor in quotes."""
    return set(re.findall(r"(?<![\w.])[A-Za-z_]\w*", _unquote(text)))


def _named(line: str) -> str:
    found = _ASSIGNMENT.fullmatch(line)
    return found["name"] if found else ""


def _uses(text: str, name: str) -> bool:
    return bool(name) and re.search(rf"(?<![\w.]){name}\b", text) is not None


def _read(value: str) -> str:
    """Returns the attribute that an expression reads: a property may do something each time."""
    return value.rpartition(".")[2]
