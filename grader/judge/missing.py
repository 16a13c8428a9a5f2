"""Names that a submission lacks: what a case asked for, and what the submission defines instead that looks like it.

The submission's text is looked at line by line and never parsed: it may be anything.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from grader.course.layout import Exercise
from grader.course.stubs import read_stub
from grader.link.proxies import SubmissionError
from grader.link.trace import Trace
from grader.worker import wire

_DEFINITION = re.compile(r"^([ \t]*)(?:async[ \t]+)?(def|class)[ \t]+(\w+)")
_NOT_DEFINED = re.compile(r"does not define `(\w+)`$")
_NO_ATTRIBUTE = re.compile(r"^'(\w+)' object has no attribute '(\w+)'")
_NEAR = 0.6
_SHORTEST = 4
"""A name that begins another one, such as `forward` for `forward_pass`, has at least so many letters."""


class Definition(NamedTuple):
    """A `def` or `class` line of a submission: how far it is indented, its name, its line, its cell, or 0 in a file."""

    indent: int
    name: str
    line: int
    cell: int


def describe_missing(
    error: BaseException, trace: Trace | None, exercise: Exercise, file: str, source: Sequence[Sequence[str]]
) -> str:
    """Returns a sentence on the name that a case asked for in vain; an empty text where that is not what happened."""
    if not isinstance(error, SubmissionError) or error.frames:
        return ""
    found = list(find_definitions(source))
    if error.type_name == "NotDefined" and (match := _NOT_DEFINED.search(error.message)):
        name = match.group(1)
        inner = next((item for item in found if item.name == name and item.indent), None)
        if inner is not None:
            where = _place(inner, file)
            return f"{error.message}: the one in {where} is indented; begin it at the left margin"
        return error.message + _describe_near(name, [item for item in found if not item.indent], exercise, file)
    owner, name, told = "", "", ""
    if error.type_name == "NotImplementedError" and not error.message and trace is not None:
        owner, name = find_last_call(trace)
        told = f"`{owner}` has no `{name}` of its own"
    elif error.type_name == "AttributeError" and (match := _NO_ATTRIBUTE.match(error.message)):
        owner, name = match.groups()
        told = f"AttributeError: {error.message}"
    if not owner or not name or any(item.name == name and item.indent for item in found):
        return ""
    outer = next((item for item in found if item.name == name), None)
    if outer is not None:
        where = _place(outer, file)
        return f"{told}: the one in {where} stands outside of the class; indent it"
    return told + _describe_near(name, found, exercise, file)


def _describe_near(name: str, found: Sequence[Definition], exercise: Exercise, file: str) -> str:
    """Returns what was written instead, where one name is near that the exercise does not ask for as well."""
    known = {item.name for item in _find_known(exercise)}
    others = {item.name: item for item in found if item.name not in known and not item.name.startswith("__")}
    near = difflib.get_close_matches(name.lower(), [other.lower() for other in others], 1, _NEAR)
    near += [other for other in others if len(other) >= _SHORTEST and name.lower().startswith(other.lower())]
    item = next((item for other, item in others.items() if near and other.lower() == near[0].lower()), None)
    return "" if item is None else f"; you wrote `{item.name}` ({_place(item, file)}): is it that?"


def _find_known(exercise: Exercise) -> Iterator[Definition]:
    """Yields what the stub and the track's own modules define."""
    texts = [read_stub(exercise) or b"", *(module.source for module in exercise.modules)]
    for text in texts:
        yield from find_definitions([text.decode("utf-8", "replace").splitlines()])


def find_definitions(source: Sequence[Sequence[str]]) -> Iterator[Definition]:
    """Yields the lines of a submission that begin a function or a class."""
    for cell, lines in enumerate(source):
        for number, line in enumerate(lines, start=1):
            if match := _DEFINITION.match(line):
                yield Definition(len(match.group(1)), match.group(3), number, cell)


def find_last_call(trace: Trace) -> tuple[str, str]:
    """Returns the type's name and the method of the last call in a case; empty texts where there was none."""
    types: dict[int, str] = {}
    call: wire.Call | None = None
    for event in trace.events:
        if isinstance(event.request, wire.Load):
            continue
        requests = event.request.requests if isinstance(event.request, wire.Batch) else [event.request]
        replies = event.reply.replies if isinstance(event.reply, wire.Many) else [event.reply]
        for reply in replies:
            if isinstance(reply, wire.Done) and isinstance(reply.value, wire.Handle):
                types[reply.value.id] = reply.value.type_name
        call = next((one for one in reversed(requests[: len(replies)]) if isinstance(one, wire.Call)), call)
    return (types.get(call.target, ""), call.name) if call is not None else ("", "")


def _place(item: Definition, file: str) -> str:
    return f"cell {item.cell}, line {item.line}" if item.cell else f"{file}, line {item.line}"
