"""A failing case as a few lines of Python: the calls of its trace, and the comparison that fails."""

from __future__ import annotations

import base64
import builtins
import itertools
import keyword
import math
import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from grader.course.layout import Exercise
from grader.diagnosis.mismatch import ATOL, RTOL, Mismatch
from grader.link.proxies import Member, Proxy
from grader.link.trace import Trace
from grader.worker import wire

MAX_ELEMENTS = 60
MAX_BYTES = 6_000
MAX_STEPS = 40


class _Unshowable(Exception):
    """The case does not fit into a few lines, or hangs on an object that no line makes."""


def render_snippet(exercise: Exercise, trace: Trace, error: BaseException) -> str | None:
    """Returns Python that fails as the case did, or None where a few lines cannot show it."""
    writer = _Writer(exercise.slug)
    try:
        for event in trace.events:
            writer.write(event.request, event.reply)
        ending = _render_ending(writer, error)
    except _Unshowable:
        return None
    if ending is None:
        return None
    head = [f"# run this in {exercise.folder.relative_to(exercise.root).as_posix()}", "import sys", ""]
    head += ['sys.path.insert(0, "..")', "import numpy as np"]
    head += [f"import {module}" for module in sorted(writer.modules)]
    for module, names in ((exercise.slug, writer.names), ("support", writer.support_names)):
        if names:
            head.append(f"from {module} import {', '.join(sorted(names))}")
    return "\n".join([*head, "", *_drop_unused(writer.lines, ending, writer.answers), *ending]) + "\n"


def _drop_unused(lines: list[str], ending: list[str], answers: set[str]) -> list[str]:
    """Returns the lines without attributes that are read for nothing, and without names of answers that nothing uses."""
    kept: list[str] = []
    later = "\n".join(ending)
    for line in reversed(lines):
        found = _ASSIGNMENT.fullmatch(line)
        if found and found["name"] in answers and not re.search(rf"(?<![\w.]){found['name']}\b(?! = )", later):
            if not found["value"].endswith(")"):
                continue
            line = found["value"]
        kept.append(line)
        later += "\n" + line
    return kept[::-1]


_ASSIGNMENT = re.compile(r"(?P<name>\w+) = (?P<value>.+)")


def _render_ending(writer: _Writer, error: BaseException) -> list[str] | None:
    if writer.raised:
        return []
    if not isinstance(error, Mismatch) or error.wanted is None:
        return None
    name = writer.find(error.got)
    if name is None:
        return None
    if error.held:
        return [f"np.testing.assert_array_equal({name}, {_render_array(np.asarray(error.wanted))})"]
    if isinstance(error.wanted, np.ndarray):
        wanted = _render_array(error.wanted)
        largest = float(np.abs(error.wanted).max()) if error.wanted.size else 0.0
        actual, desired = (f"np.ravel({name})", f"np.ravel({wanted})") if error.flat else (name, wanted)
        lines = [] if error.flat else [f"assert np.shape({name}) == {error.wanted.shape}, np.shape({name})"]
        if not isinstance(error.got, np.ndarray | np.generic | float | int):
            numbers = f"isinstance({name}, np.ndarray | np.generic) and {name}.dtype.kind in 'iufb'"
            lines.insert(0, f"assert {numbers}, type({name})")
        return [
            *lines,
            f"np.testing.assert_allclose({actual}, {desired}, rtol={RTOL}, atol={ATOL * largest + 1e-9:.3g})",
        ]
    return [f"assert {name} == {error.wanted!r} and type({name}) is not list, {name}"]


class _Writer:
    """Turns requests into lines and remembers which variable holds which answer."""

    def __init__(self, slug: str) -> None:
        self.lines: list[str] = []
        self.modules: set[str] = set()
        self.names: set[str] = set()
        self.support_names: set[str] = set()
        self.raised = False
        self.answers: set[str] = set()
        self._taken = {slug, "support", "np", "sys", *keyword.kwlist, *dir(builtins)}
        self._places: dict[int, str] = {}
        self._modules = {wire.SUBMISSION: slug, wire.SUPPORT: "support"}
        self._answers: list[tuple[str, wire.Value]] = []

    def write(self, request: wire.Request, reply: wire.Reply | None) -> None:
        """Adds the lines of one event."""
        if isinstance(request, wire.Load):
            return
        if isinstance(request, wire.Batch):
            replies = reply.replies if isinstance(reply, wire.Many) else []
            for number, single in enumerate(request.requests):
                self.write(single, replies[number] if number < len(replies) else None)
            return
        if isinstance(reply, wire.Many) or len(self.lines) > MAX_STEPS:
            raise _Unshowable
        self.raised = isinstance(reply, wire.Raised)
        value = reply.value if isinstance(reply, wire.Done) else None
        match request:
            case wire.Seed():
                self.lines.append(f"np.random.seed({request.value % 2**32})")
            case wire.Set():
                self.lines.append(f"{self._place(request.target)}.{request.name} = {self._render(request.value)}")
            case wire.Put():
                self._assign("array", self._render(request.value), value)
            case wire.Get():
                self._get(request, value)
            case wire.Call():
                args = [self._render(arg) for arg in request.args]
                args += [f"{name}={self._render(arg)}" for name, arg in request.kwargs.items()]
                self._assign(*self._callee(request.target, request.name), value, ", ".join(args))

    def find(self, got: Any) -> str | None:
        """Returns the expression for the latest answer, or part of one, that is equal to `got`."""
        for name, value in reversed(self._answers):
            for place, part in _parts(name, value):
                if _is_answer(part, got):
                    return place
        return None

    def _get(self, request: wire.Get, value: wire.Value) -> None:
        if request.name:
            stem, text = self._callee(request.target, request.name)
            self._assign(stem, text, value)
        else:
            self._answers.append((self._place(request.target), value))

    def _callee(self, target: int, name: str) -> tuple[str, str]:
        if target == wire.SUBMISSION:
            self.names.add(name)
            self._taken.add(name)
            return "answer", name
        if target == wire.SUPPORT:
            self.support_names.add(name)
            self._taken.add(name)
            return "answer", name
        return _name_answer(name), f"{self._place(target)}.{name}" if name else self._place(target)

    def _place(self, target: int) -> str:
        """Returns the expression for an object, or for a module, which is imported then."""
        if target in self._modules:
            self.modules.add(self._modules[target])
            return self._modules[target]
        if target not in self._places:
            raise _Unshowable
        return self._places[target]

    def _assign(self, stem: str, text: str, value: wire.Value, args: str | None = None) -> None:
        call = text if args is None else f"{text}({args})"
        if value is None:
            self.lines.append(call)
            self._answers.append((call, value))
            return
        stem = _name_object(value) if isinstance(value, wire.Handle) and stem != "array" else stem
        name = next(name for name in _number(stem) if name not in self._taken)
        self._taken.add(name)
        if not isinstance(value, wire.Handle):
            self.answers.add(name)
        self.lines.append(f"{name} = {call}")
        self._answers.append((name, value))
        for place, part in _parts(name, value):
            if isinstance(part, wire.Handle):
                self._places[part.id] = place

    def _render(self, value: wire.Value) -> str:
        if isinstance(value, wire.Handle):
            return self._place(value.id)
        if isinstance(value, wire.Array):
            for name, answer in reversed(self._answers):  # what the case got and passes on
                for place, part in _parts(name, answer) if value.shape and name in self.answers else ():
                    if part == value:
                        return f"np.array({place})"
            return _render_array(np.frombuffer(value.data, wire.DTYPES[value.dtype]).reshape(value.shape))
        if isinstance(value, wire.Items):
            inner = ", ".join(self._render(item) for item in value.items)
            return (
                f"({inner},)"
                if value.tuple and len(value.items) == 1
                else f"({inner})"
                if value.tuple
                else f"[{inner}]"
            )
        if isinstance(value, wire.Table):
            pairs = zip(value.keys, value.items, strict=True)
            return "{" + ", ".join(f"{key!r}: {self._render(item)}" for key, item in pairs) + "}"
        if isinstance(value, float) and not math.isfinite(value):
            return f'float("{value}")'
        return repr(value)


def _name_object(handle: wire.Handle) -> str:
    """Returns what a person would call an object, by what it can do."""
    for name, methods in _OBJECTS.items():
        if not methods.isdisjoint(handle.methods):
            return name
    return "thing"


_OBJECTS = {
    "optimizer": {"update"},
    "model": {"fit"},
    "layer": {"forward_pass", "forward", "output_shape"},
    "loss": {"loss"},
    "function": {"function", "derivative"},
}


def _name_answer(asked: str) -> str:
    """Returns what a person would call the answer of a method, or the value of an attribute."""
    if asked.startswith("forward"):
        return "output"
    if asked.startswith("backward") or asked == "gradient":
        return "grad"
    return asked if asked.isidentifier() and not asked.startswith("_") else "answer"


def _number(stem: str) -> Iterator[str]:
    yield stem
    for number in itertools.count(2):
        yield f"{stem}{number}"


def _render_array(array: np.ndarray[Any, Any]) -> str:
    if array.size <= MAX_ELEMENTS:
        text = "[]" if array.size == 0 else repr(array.tolist())
        dtype = "" if array.dtype.name in ("float64", "int64", "bool") else f", dtype=np.{array.dtype.name}"
        return f"np.array({text}{dtype}).reshape({array.shape})" if array.size == 0 else f"np.array({text}{dtype})"
    if array.nbytes > MAX_BYTES:
        raise _Unshowable
    data = base64.b85encode(array.tobytes()).decode()
    return (
        f'np.frombuffer(__import__("base64").b85decode({data!r}), np.{array.dtype.name}).reshape({array.shape}).copy()'
    )


def _parts(name: str, value: wire.Value) -> Iterator[tuple[str, wire.Value]]:
    """Yields an answer and what is inside it, each with its expression."""
    yield name, value
    if isinstance(value, wire.Items):
        for number, item in enumerate(value.items):
            yield from _parts(f"{name}[{number}]", item)
    elif isinstance(value, wire.Table):
        for key, item in zip(value.keys, value.items, strict=True):
            yield from _parts(f"{name}[{key!r}]", item)


def _is_answer(value: wire.Value, got: Any) -> bool:
    if isinstance(value, wire.Array):
        theirs = np.frombuffer(value.data, wire.DTYPES[value.dtype]).reshape(value.shape)
        return (
            isinstance(got, np.ndarray | np.generic)
            and theirs.size == np.size(got)
            and bool(np.array_equal(theirs.ravel(), np.ravel(got), equal_nan=theirs.dtype.kind == "f"))
        )
    if isinstance(value, wire.Items | wire.Table | wire.Handle):
        return isinstance(got, list | tuple | dict | Proxy | Member)
    return type(value) is type(got) and value == got
