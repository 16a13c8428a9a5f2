"""Names the mistake: runs what was asked of a submission again on known wrong models, and compares the answers.

Theory of operation. Every case leaves a trace: the requests and the submission's replies. A wrong model explains a
failing case where it gives every one of these replies, and a passing one where it does so, or gives the reference's.
Nothing is guessed from scores. A model that explains every case is the diagnosis of all failing ones; where two cannot
be told apart, neither is named. Where no model explains everything, pairs are tried, and at last a case is named after
the one model that explains it alone.

A suite may let a submission keep (n,) where the reference keeps (1, n). Where no model fits exactly, answers may differ
by axes of length 1, where the model's answer has the shape of the reference's, so that no shape is the mistake; a case
is then only named after a model that differs from the reference in it.

The models run in this process (they are ours), are loaded once, and their replies are kept: with one seed for the course
the next submission is asked the same. A model follows the reference up to some reply of a case, and so does the
submission: a model that leaves it later than the submission is out before a number is compared. A mistake may sit in a
class, which outlives a case: such a model is asked again, in the order of the cases.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from grader import wire
from grader.course import Exercise
from grader.misconceptions import WrongModel, load_misconceptions
from grader.results import Diagnosis
from grader.trace import Trace

RTOL = 1e-4
TINY = 1e-10
"""What two ways of adding up may make of one number: no model differs from the reference by that little."""

MIN_ANSWERS = 2
MAX_PAIRS = 30
MAX_VARIANTS = 8

Models = tuple[str, ...]
_Single = wire.Done | wire.Raised


class Diagnostician:
    """Diagnoses submissions of one exercise."""

    def __init__(self, exercise: Exercise, parts: list[list[wire.Module]]) -> None:
        self._exercise = exercise
        self._parts = parts
        self._known = {item.id: item for item in load_misconceptions(exercise)}
        self._replays: dict[Models, _Replay] = {}
        self._variants: dict[str, list[list[wire.Request]]] = {}

    def diagnose(self, traces: Mapping[str, Trace], failing: Sequence[str]) -> dict[str, Diagnosis]:
        """Returns the diagnosis of each failing case that has one; `traces` holds every case that ran, in order."""
        if not failing or not self._known:
            return {}
        if any(len(known) == MAX_VARIANTS for known in self._variants.values()):
            self._variants.clear()
            for replay in self._replays.values():
                replay.begin_again()
        cases = [self._meet(case, trace, case in failing) for case, trace in traces.items()]
        for find in (self._find_one, self._find_pair):
            for loose in (False, True):
                found = find(cases, loose)
                if found:
                    return self._name(found[0], cases, loose) if len(found) == 1 else {}
        return self._name_each(cases, False) or self._name_each(cases, True)

    def _meet(self, case: str, trace: Trace, failing: bool) -> _Case:
        """Returns a case, with the requests of an earlier submission where they are the same so far."""
        events = [event for event in trace.events if not isinstance(event.request, wire.Load)]
        requests = [_strip(event.request) for event in events]
        known = self._variants.setdefault(case, [])
        size = len(requests)
        number = next((n for n, variant in enumerate(known) if variant[:size] == requests[: len(variant)]), len(known))
        known += [] if number < len(known) else [requests]
        known[number] += requests[len(known[number]) :]
        return _Case((case, number), known[number], [event.reply for event in events], failing, self._replay(()))

    def _name(self, models: Models, cases: Sequence[_Case], loose: bool) -> dict[str, Diagnosis]:
        """Names the failing cases after the models that explain everything."""
        if _count_answers(cases) < MIN_ANSWERS:
            return {}
        named = {case.key[0]: self._fitting(case, models, loose) for case in cases if self._tells(models, case, loose)}
        return {name: self._describe(tuple(alone) if len(alone) == 1 else models) for name, alone in named.items()}

    def _name_each(self, cases: Sequence[_Case], loose: bool) -> dict[str, Diagnosis]:
        """Names each failing case after the one model that explains it; a model needs two answers in its cases together."""
        groups: dict[str, list[_Case]] = {}
        for case in cases:
            fitting = self._fitting(case, self._known, loose) if case.failing else []
            if len(fitting) == 1 and self._tells((fitting[0],), case, loose):
                groups.setdefault(fitting[0], []).append(case)
        sure = {name: group for name, group in groups.items() if _count_answers(group) >= MIN_ANSWERS}
        return {case.key[0]: self._known[name] for name, group in sure.items() for case in group}

    def _find_one(self, cases: Sequence[_Case], loose: bool) -> list[Models]:
        """Returns the models that give every reply in every case."""
        return [(name,) for name in self._known if self._explains_all((name,), cases, loose)]

    def _find_pair(self, cases: Sequence[_Case], loose: bool) -> list[Models]:
        """Returns the pairs that give every reply in every case.

        Both agree on every passing case, and a failing case that single models explain is explained by one of the two.
        """
        fits = [set(self._fitting(case, self._known, loose)) for case in cases if case.failing]
        likely = set().union(*fits)
        passing = [case for case in cases if not case.failing]
        agreeing = [name for name in self._known if likely and self._explains_all((name,), passing, loose)]
        pairs = (
            pair for pair in itertools.combinations(agreeing, 2)
            if likely & set(pair) and all(not fitting or fitting & set(pair) for fitting in fits)
        )  # fmt: skip
        found: list[Models] = []
        for pair in itertools.islice(pairs, MAX_PAIRS):
            found += [order for order in (pair, pair[::-1]) if self._explains_all(order, cases, loose)][:1]
        return found

    def _fitting(self, case: _Case, names: Iterable[str], loose: bool) -> list[str]:
        replays = {name: self._replay((name,)) for name in names}
        return [name for name, replay in replays.items() if not replay.remembers and replay.explains(case, loose)]

    def _explains_all(self, models: Models, cases: Sequence[_Case], loose: bool) -> bool:
        replay = self._replay(models)
        if not replay.remembers:
            explained = all(replay.explains(case, loose) for case in sorted(cases, key=lambda case: not case.failing))
            if not replay.remembers:
                return explained
        replay.begin_again()
        return all(replay.explains(case, loose) for case in cases)

    def _tells(self, models: Models, case: _Case, loose: bool) -> bool:
        """Tells whether a failing case can be named after the models: they must fail it, too."""
        return case.failing and (not loose or self._replay(models).parts_from_reference(case))

    def _replay(self, models: Models) -> _Replay:
        if models not in self._replays:
            self._replays[models] = _Replay(self._exercise, models, self._parts)
        return self._replays[models]

    def _describe(self, models: Models) -> Diagnosis:
        found = [self._known[name] for name in models]
        if len(found) == 1:
            return found[0]
        titles, hints = [item.title for item in found], [item.hint for item in found]
        return Diagnosis("+".join(models), "; and: ".join(titles), " ".join(hints))


@dataclasses.dataclass
class _Case:
    """What one case asked and what the submission answered. `requests` may go on where an earlier submission did."""

    key: tuple[str, int]
    requests: list[wire.Request]
    replies: list[wire.Reply | None]
    failing: bool
    reference: _Replay
    matches: dict[bool, list[bool]] = dataclasses.field(default_factory=dict)

    @functools.cached_property
    def theirs(self) -> list[wire.Reply | None]:
        """The submission's replies."""
        return [reply and _strip(reply) for reply in self.replies]

    @functools.cached_property
    def correct(self) -> list[wire.Reply]:
        """The reference's replies."""
        return self.reference.answer(self)

    def follows(self, loose: bool) -> list[bool]:
        """Tells of each reply whether it is like the reference's."""
        if loose not in self.matches:
            self.matches[loose] = [self.agrees(n, self.correct[n], loose) for n in range(len(self.replies))]
        return self.matches[loose]

    def agrees(self, number: int, ours: wire.Reply, loose: bool) -> bool:
        """Tells whether the submission gave this reply."""
        theirs, correct = self.theirs[number], self.correct[number]
        if ours is correct and loose in self.matches:
            return self.matches[loose][number]
        return theirs is not None and _same_reply(theirs, ours, correct if loose else None)


def _count_answers(cases: Iterable[_Case]) -> int:
    """Returns how many replies of these cases carry a value that a model has to hit."""
    singles = (single for case in cases for reply in case.replies for single in _singles(reply))
    return sum(isinstance(s, wire.Raised) or not isinstance(s.value, wire.Handle | None) for s in singles)


@dataclasses.dataclass
class _Kept:
    """A model's replies in one case; the first `parting` of them are the reference's."""

    replies: list[wire.Reply] = dataclasses.field(default_factory=list)
    parting: int = 0


class _Replay:
    """A wrong model, or the reference without any mistake, and what it has answered so far."""

    def __init__(self, exercise: Exercise, models: Models, parts: list[list[wire.Module]]) -> None:
        self._model = WrongModel(exercise, models)
        self._kept: dict[tuple[str, int], _Kept] = {}
        source = wire.Module(exercise.slug, exercise.file_name, b"")
        self._usable = isinstance(self._model.request(wire.Load(exercise.modules, source, parts)), wire.Done)
        loaded = vars(self._model.module(wire.SUBMISSION)).values() if self._usable else ()
        self._classes = [(item, dict(vars(item))) for item in loaded if isinstance(item, type)]
        self.remembers = False

    def explains(self, case: _Case, loose: bool) -> bool:
        """Tells whether the model gives every reply of the case, or passes it like the reference."""
        kept = self._kept.setdefault(case.key, _Kept())
        if not self._usable:
            return False
        if not case.failing and all(number < kept.parting for number in self._ask(case, kept, case.correct)):
            return True
        if kept.parting > [*case.follows(loose), False].index(False):
            return False
        return all(case.agrees(n, kept.replies[n], loose) for n in self._ask(case, kept, case.correct))

    def answer(self, case: _Case) -> list[wire.Reply]:
        """Returns the model's replies to all of the case's requests."""
        kept = self._kept.setdefault(case.key, _Kept())
        return [kept.replies[number] for number in self._ask(case, kept, [])]

    def _ask(self, case: _Case, kept: _Kept, correct: Sequence[wire.Reply]) -> Iterator[int]:
        """Yields the place of each reply that has not followed the reference so far, as soon as it is there."""
        there = False
        for number in range(kept.parting, len(case.replies)):
            if number == len(kept.replies):
                for request in case.requests[0 if not there else number : number + 1]:
                    reply = _strip(self._model.request(request))
                there = True
                usual = number < len(correct) and _same_reply(reply, correct[number], rtol=TINY)
                kept.parting += usual and kept.parting == number
                kept.replies.append(correct[number] if usual else reply)
                self.remembers = any(_changes(item, before) for item, before in self._classes)
            yield number

    def parts_from_reference(self, case: _Case) -> bool:
        """Tells whether the model gives another answer than the reference somewhere in the case."""
        kept = self._kept[case.key]
        return not all(_same_reply(kept.replies[n], case.correct[n]) for n in self._ask(case, kept, case.correct))

    def begin_again(self) -> None:
        """Forgets all replies, and gives the model's classes the attributes that they had at first."""
        self._kept.clear()
        for item, before in self._classes:
            for name in _changes(item, before):
                setattr(item, name, before[name]) if name in before else delattr(item, name)


def _changes(item: type, before: Mapping[str, object]) -> list[str]:
    return [name for name, value in vars(item).items() if name not in before or before[name] is not value]


def _strip(item: Any) -> Any:
    """Returns a request, a reply or a value without the names that handles carry."""
    if type(item) in _LEAVES:
        return item
    match item:
        case wire.Handle():
            return wire.Handle(item.id, "")
        case list():
            return [_strip(value) for value in item]
        case dict():
            return {name: _strip(value) for name, value in item.items()}
        case msgspec.Struct():
            return type(item)(*(_strip(getattr(item, name)) for name in item.__struct_fields__))
    return item


_LEAVES = {wire.Array, wire.Seed, wire.Get, wire.Raised, type(None), bool, int, float, str}


def _singles(reply: wire.Reply | None) -> Sequence[_Single]:
    return [] if reply is None else reply.replies if isinstance(reply, wire.Many) else [reply]


def _same_reply(theirs: wire.Reply, ours: wire.Reply, usual: wire.Reply | None = None, rtol: float = RTOL) -> bool:
    pairs = itertools.zip_longest(_singles(theirs), _singles(ours))
    correct = _singles(usual)
    return all(_same_single(one, two, rtol, *correct[n : n + 1]) for n, (one, two) in enumerate(pairs))


def _same_single(theirs: _Single | None, ours: _Single | None, rtol: float, usual: wire.Reply | None = None) -> bool:
    if isinstance(theirs, wire.Done) and isinstance(ours, wire.Done):
        return _same_value(theirs.value, ours.value, usual.value if isinstance(usual, wire.Done) else None, rtol)
    return isinstance(theirs, wire.Raised) and isinstance(ours, wire.Raised) and theirs.kind == ours.kind


def _same_value(theirs: wire.Value, ours: wire.Value, usual: wire.Value, rtol: float) -> bool:
    """Compares two answers as a case would: numbers up to single precision, containers item by item."""
    one, other = _as_array(theirs), _as_array(ours)
    if one is not None and other is not None:
        if one.shape != other.shape:
            correct = _as_array(usual)
            if correct is None or correct.shape != other.shape or _squeeze(one.shape) != _squeeze(other.shape):
                return False
            one = one.reshape(other.shape)
        largest = float(np.abs(other).max()) if other.size else 0.0
        allowed = rtol * (largest if math.isfinite(largest) else 0.0) + rtol * 1e-5
        with np.errstate(invalid="ignore"):
            close = bool((np.abs(one - other) <= allowed).all())
        return close or bool(np.allclose(one, other, rtol=rtol, atol=allowed, equal_nan=True))
    if isinstance(theirs, wire.Items | wire.Table) and isinstance(ours, wire.Items | wire.Table):
        names = [item.keys if isinstance(item, wire.Table) else None for item in (theirs, ours)]
        correct_items = usual.items if isinstance(usual, type(ours)) else []
        triples = itertools.zip_longest(theirs.items, ours.items, correct_items[: len(ours.items)])
        alike = names[0] == names[1] and len(theirs.items) == len(ours.items)
        return alike and all(_same_value(*triple, rtol) for triple in triples)
    return type(theirs) is type(ours) and theirs == ours


def _squeeze(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(size for size in shape if size != 1)


def _as_array(value: wire.Value) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]] | None:
    if isinstance(value, wire.Array):
        return np.frombuffer(value.data, wire.DTYPES[value.dtype]).reshape(value.shape).astype(np.float64)
    if type(value) in (int, float):
        return np.asarray(value, dtype=np.float64)
    return None
