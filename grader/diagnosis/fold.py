"""Lines of a snippet, put together where there are too many of them: nothing is left out, and what is done is the same."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from grader.diagnosis.shorten import SEED

MOST = 12
"""Lines that are read at a glance."""
_WIDTH, _SHORT, _LONG = 180, 140, 500
_DRAW = re.compile(r"(?:(?P<name>[A-Za-z_]\w*) = )?(?P<value>rng\.\w+\(.*\))")
_MADE = re.compile(r"(?P<name>[A-Za-z_][\w.]*) = (?P<value>(?:[A-Z]\w*|np\.\w+)\(.*\)|[A-Za-z_]\w*)")
"""What is made of nothing that the lines before may have changed."""
_CALL = re.compile(r"(?P<function>[A-Za-z_][\w.]*)\((?P<argument>\w+)\)")
_SHAPE = re.compile(r"np\.shape\([\w.]+\)")


def fold(lines: Sequence[str]) -> list[str]:
    """Returns as few lines as it takes to have at most `MOST`, or as few as there can be."""
    folded = list(lines)
    for step in (_join_draws, _repeat, _join_made, _join_calls, _join_seeds, _join_pairs):
        if len(folded) > MOST:
            folded = step(folded)
    return folded


def _join_draws(lines: Sequence[str]) -> list[str]:
    """Writes draws that follow each other as one assignment; one that nothing uses goes to `_`."""
    return _join(lines, _DRAW)


def _join_made(lines: Sequence[str]) -> list[str]:
    """Writes assignments that follow each other as one, where none of them needs another one."""
    return _join(lines, _MADE)


def _join(lines: Sequence[str], form: re.Pattern[str]) -> list[str]:
    joined: list[str] = []
    group: list[re.Match[str]] = []
    for line in lines:
        found = form.fullmatch(line)
        if found and group and _independent(group, found) and len(_assign([*group, found])) <= _WIDTH:
            group.append(found)
            joined[-1] = _assign(group)
        else:
            group = [found] if found else []
            joined.append(line)
    return joined


def _independent(group: Sequence[re.Match[str]], found: re.Match[str]) -> bool:
    """Tells whether an assignment uses nothing that the ones before it have assigned, but for the shape of an array."""
    text = f"{found['name'] or ''} {_SHAPE.sub('', found['value'])}"
    return not any(re.search(rf"(?<![\w.]){re.escape(one['name'] or '_')}\b", text) for one in group)


def _assign(group: Sequence[re.Match[str]]) -> str:
    names, values = [found["name"] or "_" for found in group], [found["value"] for found in group]
    return f"{', '.join(names)} = {', '.join(values)}"


def _repeat(lines: Sequence[str]) -> list[str]:
    """Writes a line that is there several times, one after the other, as a loop."""
    runs = [(line, len(list(run))) for line, run in itertools.groupby(lines)]
    return [f"for _ in range({count}): {line}" if count > 1 else line for line, count in runs]


def _join_calls(lines: Sequence[str]) -> list[str]:
    """Writes calls of one function that follow each other, each with one argument, as a loop."""
    joined: list[str] = []
    for function, run in itertools.groupby(lines, _read_function):
        same = list(run)
        arguments = [found["argument"] for line in same if (found := _CALL.fullmatch(line))]
        loop = f"for item in ({', '.join(arguments)}): {function}(item)"
        joined += [loop] if function and len(same) > 1 else same
    return joined


def _read_function(line: str) -> str:
    found = _CALL.fullmatch(line)
    return found["function"] if found else ""


def _join_seeds(lines: Sequence[str]) -> list[str]:
    """Writes a seed and the call that it is for in one line."""
    joined: list[str] = []
    for line in lines:
        if joined and joined[-1].startswith(SEED) and ";" not in joined[-1] and _is_simple(line) and ";" not in line:
            joined[-1] += f"; {line}"
        else:
            joined.append(line)
    return joined


def _join_pairs(lines: Sequence[str]) -> list[str]:
    """Writes short lines that follow each other in one, the last ones first, until there are few enough."""
    joined = list(lines)
    for width in (_SHORT, _LONG):
        for number in range(len(joined) - 3, 3, -1):
            pair = f"{joined[number]}; {joined[number + 1]}"
            if len(joined) > MOST and len(pair) <= width and all(map(_is_simple, joined[number : number + 2])):
                joined[number : number + 2] = [pair]
    return joined


def _is_simple(line: str) -> bool:
    """Tells whether a line may stand beside another one."""
    return not line.startswith(("for ", "try", "except", "else", "import ", "from "))
