"""A failing case as a few lines of Python: the calls of its trace, and the comparison that fails.

Inputs that the case has drawn are drawn again; of a large answer the element is compared that is furthest off.
"""

from __future__ import annotations

import builtins
import itertools
import keyword
import math
import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from grader.course.layout import Exercise
from grader.course.stubs import read_stub
from grader.diagnosis.comparison import MAX_WANTED, compare, is_answer, list_parts, render_array
from grader.diagnosis.fold import fold
from grader.diagnosis.mismatch import Mismatch
from grader.diagnosis.shorten import drop_earlier, drop_later, drop_others, read_in_place, shorten
from grader.link.draws import NotedGenerator, express
from grader.link.proxies import Member, locate
from grader.link.trace import Trace
from grader.worker import wire

MAX_PRINTED = 60
"""Elements of an input that are printed where it was not drawn."""
MAX_STEPS = 40
_PATH = 'import sys; sys.path.insert(0, "..")'
_PATHS = 'import glob, sys; sys.path += ["..", *glob.glob("../*")]'
"""Where an exercise builds on others of one's own, they lie in the folders beside it."""
_DRAWS = re.compile(rb"random|\bdraw(s|n)?\b", re.IGNORECASE)


class _Unshowable(Exception):
    """The case does not fit into a few lines, or hangs on an object that no line makes."""


def render_snippet(exercise: Exercise, trace: Trace, error: BaseException) -> str | None:
    """Returns Python that fails as the case did, or None where a few lines cannot show it."""
    writer = _Writer(exercise.slug, trace.rng, _DRAWS.search(read_stub(exercise) or b"") is not None)
    try:
        for event in trace.events:
            writer.write(event.request, event.reply)
        ending = _render_ending(writer, error)
    except _Unshowable:
        return None
    if ending is None:
        return None
    paths = _PATHS if exercise.settings.needs else _PATH
    head = [f"{paths}  # run this in {exercise.folder.relative_to(exercise.root).as_posix()}", "import numpy as np"]
    head += [f"import {module}" for module in sorted(writer.modules)]
    for module, names in ((exercise.slug, writer.names), ("support", writer.support_names)):
        if names:
            head.append(f"from {module} import {', '.join(sorted(names))}")
    lines = writer.lines
    if isinstance(error, Mismatch) and not error.raises:
        if not error.held:
            lines = drop_later(lines, ending, writer.answers)
            lines = drop_earlier(lines, ending)
        else:
            lines = drop_others(lines, ending, writer.answers)
    body, ending = read_in_place(shorten(lines, ending, writer.answers), ending)
    return "\n".join(fold([*head, *_draw_again(writer, [*body, *ending]), *body, *ending])) + "\n"


def _draw_again(writer: _Writer, lines: list[str]) -> list[str]:
    """Returns the lines that draw the case's inputs up to the last one that is used."""
    text = "\n".join(lines)
    used = {number for number, name in writer.drawn.items() if re.search(rf"(?<![\w.]){name}\b", text)}
    if writer.rng is None or not used:
        return []
    calls = [draw.call for draw in writer.rng.draws[: max(used) + 1]]
    named = [f"{writer.drawn[number]} = " if number in used else "" for number in range(len(calls))]
    drawn = [f"{name}rng.{call}" for name, call in zip(named, calls, strict=True)]
    return [f"rng = np.random.default_rng({writer.rng.seed})", *drawn]


def _render_ending(writer: _Writer, error: BaseException) -> list[str] | None:
    if isinstance(error, Mismatch) and error.raises and writer.lines:
        call, said = writer.lines.pop(), f'raise AssertionError("{error.raises} is wanted")'
        other = "except Exception as error: " + said + " from error" if writer.raised else f"else: {said}"
        return [f"try: {call}", f"except {error.raises}: pass", other]
    if writer.raised:
        last = writer.lines.pop()
        if not isinstance(error, Mismatch):  # else the case has caught it, and looks at an answer of before
            return [last]
    if not isinstance(error, Mismatch) or error.wanted is None or isinstance(error.wanted, list):
        return None  # a list is made of an answer by the case: no line can show that
    name = writer.find(error.got, str(error).partition("\n")[0], error.held)
    if name is None:
        return None
    if error.held:
        return [f"np.testing.assert_array_equal({name}, {render_array(np.asarray(error.wanted))})"]
    if isinstance(error.wanted, np.ndarray):
        return compare(name, error.got, error.wanted, error.flat)
    if isinstance(error.got, np.ndarray):  # for which no comparison is true or false
        return [f"assert not isinstance({name}, np.ndarray) and {name} == {error.wanted!r}, {name}"]
    if isinstance(error.got, tuple | float) and error.got == error.wanted:  # 2.0 where 2 is wanted
        return [f"assert repr({name}) == {repr(error.wanted)!r}, {name}"]
    return [f"assert {name} == {error.wanted!r} and type({name}) is not list, {name}"]


class _Writer:
    """Turns requests into lines and remembers which variable holds which answer."""

    def __init__(self, slug: str, rng: NotedGenerator | None, seeds: bool) -> None:
        self.rng, self.seeds = rng, seeds
        self.drawn: dict[int, str] = {}
        self.lines: list[str] = []
        self.modules: set[str] = set()
        self.names: set[str] = set()
        self.support_names: set[str] = set()
        self.raised = False
        self.answers: set[str] = set()
        self._taken = {slug, "support", "np", "sys", "rng", *keyword.kwlist, *dir(builtins)}
        self._places: dict[int, str] = {}
        self._modules = {wire.SUBMISSION: slug, wire.SUPPORT: "support"}
        self._answers: list[tuple[str, str, wire.Value]] = []

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
        if self.raised:  # as the case wanted it: it went on
            self.lines.pop()
        self.raised = isinstance(reply, wire.Raised)
        value = reply.value if isinstance(reply, wire.Done) else None
        match request:
            case wire.Seed() if self.seeds:
                self.lines.append(f"np.random.seed({request.value % 2**32})")
            case wire.Set():
                place = f"{self._place(request.target)}.{request.name}"
                self.lines.append(f"{place} = {self._render_kept(request.value, request.name, place)}")
            case wire.Put():
                self._assign("array", self._render(request.value, "X"), value)
            case wire.Get():
                self._get(request, value)
            case wire.Call():
                stem = "G" if _name_answer(request.name) == "grad" else "X"
                args = [self._render(arg, stem, request.target) for arg in request.args]
                args += [f"{name}={self._render(arg, stem)}" for name, arg in request.kwargs.items()]
                self._assign(*self._callee(request.target, request.name), value, ", ".join(args))

    def _follows_shape(self, name: str, value: wire.Array) -> bool:
        """Tells whether a row is assigned in the shape that the submission's own had: (n,) or (1, n), as it likes."""
        read = [answer for _, asked, answer in self._answers if asked == name and isinstance(answer, wire.Array)]
        return (
            bool(read)
            and read[-1].shape == value.shape
            and len(value.shape) in (1, 2)
            and value.shape[:-1] in ((), (1,))
        )

    def find(self, got: Any, told: str, held: bool) -> str | None:
        """Returns the expression for the answer, or part of one, that is `got`: the latest of which a message tells.

        `held`: it is the value of an object that the case has kept.
        """
        if isinstance(got, Member):
            if object.__getattribute__(got, "_owner")._grader_client.is_ahead:  # of what it assigned there is no line
                return None
            owner, name = locate(got)
            return f"{self._place(owner)}.{name}"
        found = [
            (asked, place)
            for answer, asked, value in reversed(self._answers)
            for place, part in list_parts(answer, value)
            if (not held or not asked) and is_answer(part, got)
        ]
        found.sort(key=lambda one: "[" not in one[1] or one[1][one[1].index("[") :] not in told)
        if got is None:  # of nothing there is a lot
            return next((place for asked, place in found if asked and asked in told), None)
        return next((place for asked, place in found if asked and asked in told), found[0][1] if found else None)

    def _get(self, request: wire.Get, value: wire.Value) -> None:
        if request.name:
            stem, text = self._callee(request.target, request.name)
            self._assign(stem, text, value)
        else:
            self._answers.append((self._place(request.target), "", value))

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
        stem = _name_object(value) if isinstance(value, wire.Handle) and stem != "array" else stem
        name = next(name for name in _number(stem) if name not in self._taken)
        self._taken.add(name)
        if not isinstance(value, wire.Handle):
            self.answers.add(name)
        self.lines.append(f"{name} = {call}")
        self._answers.append((name, text.rpartition(".")[2], value))
        for place, part in list_parts(name, value):
            if isinstance(part, wire.Handle):
                self._places[part.id] = place

    def _render_kept(self, value: wire.Value, name: str, place: str) -> str:
        """Returns the expression for a value that an object is to keep under a name."""
        if isinstance(value, wire.Array) and self._follows_shape(name, value):
            return f"np.reshape({self._render_sent(value, name, passed_on=False)}, np.shape({place}))"
        return self._render(value, name)

    def _render_item(self, key: Any, item: wire.Value, place: str, stem: str) -> str:
        if place and isinstance(key, str) and key.isidentifier():
            return self._render_kept(item, key, f"{place}.{key}")
        return self._render(item, stem)

    def _render(self, value: wire.Value, stem: str, target: int | None = None) -> str:
        """Returns the expression for a value that is sent; `stem` is what a drawn array is called.

        A dict that goes to a method of `target` may hold what that is to keep.
        """
        if isinstance(value, wire.Handle):
            return self._place(value.id)
        if isinstance(value, wire.Array):
            return self._render_sent(value, stem)
        if isinstance(value, wire.Items):
            inner = ", ".join(self._render(item, stem) for item in value.items)
            comma = "," if len(value.items) == 1 else ""
            return f"({inner}{comma})" if value.tuple else f"[{inner}]"
        if isinstance(value, wire.Table):
            place = "" if target is None or target in self._modules else self._place(target)
            pairs = zip(value.keys, value.items, strict=True)
            return "{" + ", ".join(f"{key!r}: {self._render_item(key, item, place, stem)}" for key, item in pairs) + "}"
        if isinstance(value, float) and not math.isfinite(value):
            return f'float("{value}")'
        return repr(value)

    def _render_sent(self, value: wire.Array, stem: str, passed_on: bool = True) -> str:
        """Returns an array that is sent: what the case got and passes on, what it drew, or its numbers."""
        for name, _, answer in reversed(self._answers) if passed_on or math.prod(value.shape) > MAX_WANTED else ():
            for place, part in list_parts(name, answer) if value.shape and name in self.answers else ():
                if part == value:
                    return f"np.array({place})"
        array = np.frombuffer(value.data, wire.DTYPES[value.dtype]).reshape(value.shape)
        text = self._draw(array, stem) if array.size > MAX_WANTED else None
        if text is not None:
            return text
        if array.size > MAX_PRINTED:
            raise _Unshowable
        return render_array(array)

    def _draw(self, array: np.ndarray[Any, Any], stem: str) -> str | None:
        """Returns a large array in terms of what the case has drawn, or of numbers in a row."""
        if array.dtype.kind in "iuf" and np.all(array == array.flat[0]):
            return f"np.full({array.shape}, {array.flat[0].item()!r})"
        for number, draw in enumerate(self.rng.draws if self.rng is not None else ()):
            if not draw.call:  # whatever comes later cannot be drawn again
                break
            name = self.drawn.get(number) or next(name for name in _number(stem) if name not in self._taken)
            text = express(array, name, draw.value)
            if text is not None:
                self.drawn[number] = name
                self._taken.add(name)
                return text
        return express(array, f"np.arange({array.size})", np.arange(array.size))


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
