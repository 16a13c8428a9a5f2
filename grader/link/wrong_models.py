"""Known wrong models of an exercise: the reference with one mistake in it, runnable and named.

`reference/<track>/misconceptions/<slug>.py` imports the reference by its slug and declares, for each mistake, what
replaces which name:

    @misconception("updated-weights", "Dense", title="...", hint="...")
    class UpdatedWeights(Dense): ...

A mistake that touches several names is declared once with title and hint, then again with its id and the next name.
The replacement is put into a fresh copy of the reference, so that its other functions meet the wrong one. One that
costs more than half of the points says with `about` which cases are about it, by the names of their functions.

One mistake is written with other numbers, or fails in another way: a gradient is clipped at 1 or at 5, a default of None
or of 2. Such a `variant` is declared under the mistake's id; it has its title and hint, and answers of its own.

Where a statement leaves open what decides the numbers, such as how a mask is drawn, `alternative` declares what is as
right as the reference. Each mistake is also tried on top of it: a class that inherits both, the mistake's first.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from grader.course.layout import Exercise
from grader.link.declarations import compile_part
from grader.records.errors import CourseError
from grader.records.results import Diagnosis
from grader.worker import wire
from grader.worker.session import Session, compile_source

_Item = TypeVar("_Item", bound=Callable[..., Any])
_declared: list[Misconception] = []
_is_part = False
"""Whether only some models are declared just now, so that a variant's mistake may be missing."""


@dataclasses.dataclass
class Misconception:
    """One mistake: how it is named, what it puts in place of which names, and which cases are about it, where it says.

    `name` is the diagnosis' id, in a variant followed by two hyphens and the variant's own name. What is as right as the
    reference is `right`, and has no title and no hint.
    """

    name: str
    diagnosis: Diagnosis
    replacements: dict[str, Any]
    about: tuple[str, ...] = ()
    right: bool = False


def misconception(
    id: str, replaces: str, *, title: str = "", hint: str = "", about: Sequence[str] = (), variant: str = ""
) -> Callable[[_Item], _Item]:
    """Declares the decorated class or function as what a student with this mistake writes for `replaces`."""
    name = f"{id}--{variant}" if variant else id

    def declare(item: _Item) -> _Item:
        known = {one.name: one for one in _declared}
        if name in known:
            if replaces in known[name].replacements:
                raise ValueError(f"misconception {name!r} is declared for {replaces} already")
            known[name].replacements[replaces] = item
        elif variant:
            if id not in known and _is_part:
                return item
            if id not in known:
                raise ValueError(f"there is no misconception {id!r} for {name!r} to be a variant of")
            _declared.append(
                Misconception(name, known[id].diagnosis, {replaces: item}, tuple(about) or known[id].about)
            )
        elif title and hint:
            _declared.append(Misconception(name, Diagnosis(id, title, hint), {replaces: item}, tuple(about)))
        else:
            raise ValueError(f"misconception {id!r} needs a title and a hint")
        return item

    return declare


def alternative(id: str, replaces: str) -> Callable[[_Item], _Item]:
    """Declares the decorated class as right as the reference's `replaces`, with other numbers in its answers."""

    def declare(item: _Item) -> _Item:
        _declared.append(Misconception(id, Diagnosis(id, "", ""), {replaces: item}, right=True))
        return item

    return declare


class WrongModel(Session):
    """A session whose submission is the reference with the mistakes of these names, or an alternative, put in.

    `source` stands for the reference's own, where it is a changed one.
    """

    def __init__(self, exercise: Exercise, names: tuple[str, ...], source: bytes | None = None) -> None:
        super().__init__(own_process=False)
        self._exercise = exercise
        self._names = names
        module = _reference_source(exercise)
        self._source = module if source is None else wire.Module(module.name, module.file, source)

    def request(self, request: wire.Request) -> wire.Reply:
        """Answers like any link; what is loaded is the wrong model, whatever source the request brings."""
        if not isinstance(request, wire.Load):
            return super().request(request)
        reply = super().request(wire.Load(request.modules, self._source, request.parts))
        if isinstance(reply, wire.Raised) or not self._names:
            return reply
        declared = {item.name: item.replacements for item in self._declare(self._names)}
        for name, item in _combine([declared[one] for one in self._names]).items():
            setattr(self.module(wire.SUBMISSION), name, item)
        return reply

    def _answer(self, request: wire.Single) -> wire.Value:
        """Answers a single request. A case assigns and loads in the submission's shapes; the model gets them in its own."""
        match request:
            case wire.Set():
                owner = self._object(request.target)
                own = getattr(owner, request.name, None)
                setattr(owner, request.name, _take_shape(self._decode(request.value), own))
                return None
            case wire.Call(args=[wire.Table() as table]) if not request.kwargs:
                function = self._find(request.target, request.name)
                return self._encode(
                    function(_take_shape(self._decode(table), vars(getattr(function, "__self__", self))))
                )
        return super()._answer(request)

    def _declare(self, names: tuple[str, ...] = ()) -> list[Misconception]:
        """Returns what the exercise's file declares: at least what is asked for, or everything."""
        path = misconceptions_path(self._exercise)
        global _is_part
        source = path.read_bytes()
        ids = frozenset(name.partition("--")[0] for name in names)
        for _is_part in (True, False) if names else (False,):
            code = compile_part(source, str(path), ids) if _is_part else compile_source(source, str(path))
            _declared.clear()
            with self._importable():
                exec(code, vars(types.ModuleType(f"{self._exercise.slug}_misconceptions")))
            if {item.name for item in _declared}.issuperset(names):
                break
        return list(_declared)


def _take_shape(value: Any, own: Any) -> Any:
    """Returns an array, or those of a dict, in the shape of one's own, where they differ by axes of length 1."""
    if isinstance(value, dict) and isinstance(own, dict):
        return {key: _take_shape(item, own.get(key)) for key, item in value.items()}
    if isinstance(value, np.ndarray) and isinstance(own, np.ndarray):
        sizes = [[size for size in array.shape if size != 1] for array in (value, own)]
        return value.reshape(own.shape) if sizes[0] == sizes[1] else value
    return value


def _combine(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Returns the replacements of several mistakes together: two classes of one name become one that inherits both."""
    combined: dict[str, Any] = {}
    for part in parts:
        for name, item in part.items():
            other = combined.get(name)
            if isinstance(item, type) and isinstance(other, type) and other is not item:
                combined[name] = type(name, (other, item), {})
            else:
                combined[name] = item
    return combined


def misconceptions_path(exercise: Exercise) -> Path:
    """Returns where an exercise's wrong models are; the file need not exist."""
    return exercise.root / "reference" / exercise.track / "misconceptions" / exercise.file_name


def load_misconceptions(exercise: Exercise) -> list[Diagnosis]:
    """Returns the id, title and hint of each of an exercise's mistakes, in the order of its file."""
    return list(dict.fromkeys(load_wrong_models(exercise).values()))


def load_wrong_models(exercise: Exercise) -> dict[str, Diagnosis]:
    """Returns the names of an exercise's wrong models, variants included, in the order of its file, and what each shows."""
    return {item.name: item.diagnosis for item in _load(exercise) if not item.right}


def load_alternatives(exercise: Exercise) -> list[str]:
    """Returns the ids of what is declared to be as right as the reference."""
    return [item.name for item in _load(exercise) if item.right]


def load_about(exercise: Exercise) -> dict[str, tuple[str, ...]]:
    """Returns for each of an exercise's wrong models which cases are about it; nothing where it does not say."""
    return {item.name: item.about for item in _load(exercise) if not item.right}


def _load(exercise: Exercise) -> list[Misconception]:
    if not misconceptions_path(exercise).is_file():
        return []
    session = WrongModel(exercise, ())
    reply = session.request(wire.Load(exercise.modules, _reference_source(exercise)))
    if isinstance(reply, wire.Raised):
        raise CourseError(exercise.reference, 0, f"cannot be loaded: {reply.type_name}: {reply.message}")
    return session._declare()


def _reference_source(exercise: Exercise) -> wire.Module:
    return wire.Module(exercise.slug, exercise.file_name, exercise.reference.read_bytes())
