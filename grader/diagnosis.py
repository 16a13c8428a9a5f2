"""Names the mistake: runs what was asked of a submission again on known wrong models, and compares the answers.

Theory of operation. Every case leaves a trace: the requests and the submission's replies. A wrong model explains a case
where it gives every one of these replies, from the first to the one that failed. Nothing is guessed from scores. A
model that explains every failing case and also agrees on every passing one is the diagnosis of all of them; where two
such models cannot be told apart, neither is named. Where no single model explains everything, pairs of mistakes are
tried, and at last a case is named after the one model that explains it alone.

Shapes count as part of an answer. A submission may keep (n,) where the reference keeps (1, n), though, and a suite that
allows it hands both on: where no model fits exactly, an answer may differ from the model's by axes of length 1,
provided that the model's answer has the shape of the reference's there, so that no shape is the mistake; and a case is
then only named after a model that differs from the reference in that case.

The models run in this process (they are ours), are loaded once, and their replies are kept for the next submission:
with one seed for the course the requests are the same. A model follows the reference up to some reply of a case, and so
does the submission: where the model leaves it later than the submission does, it explains nothing, and no number is
compared. A mistake may sit in a class, which outlives a case: such a model is asked again, in the order of the cases.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from grader import wire
from grader.course import Exercise
from grader.misconceptions import WrongModel, load_misconceptions
from grader.results import Diagnosis
from grader.trace import Trace

RTOL = 1e-4
MIN_ANSWERS = 2
MAX_PAIRS = 30
MAX_VARIANTS = 8

Models = tuple[str, ...]


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
        theirs = [event.reply and _strip(event.reply) for event in events]
        return _Case((case, number), known[number], theirs, failing, self._replay(()))

    def _name(self, models: Models, cases: Sequence[_Case], loose: bool) -> dict[str, Diagnosis]:
        """Names the failing cases after the models that explain everything."""
        if _count_answers(cases) < MIN_ANSWERS:
            return {}
        named = {case.name: self._fitting(case, models, loose) for case in cases if self._tells(models, case, loose)}
        return {name: self._describe(tuple(alone) if len(alone) == 1 else models) for name, alone in named.items()}

    def _name_each(self, cases: Sequence[_Case], loose: bool) -> dict[str, Diagnosis]:
        """Names each failing case after the one model that explains it; a model needs two answers in its cases together."""
        groups: dict[str, list[_Case]] = {}
        for case in cases:
            fitting = self._fitting(case, self._known, loose) if case.failing else []
            if len(fitting) == 1 and self._tells((fitting[0],), case, loose):
                groups.setdefault(fitting[0], []).append(case)
        sure = {name: group for name, group in groups.items() if _count_answers(group) >= MIN_ANSWERS}
        return {case.name: self._known[name] for name, group in sure.items() for case in group}

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
    theirs: list[wire.Reply | None]
    failing: bool
    reference: _Replay
    partings: dict[bool, int] = dataclasses.field(default_factory=dict)
    agreements: dict[tuple[int, bool], bool] = dataclasses.field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.key[0]

    @functools.cached_property
    def correct(self) -> list[wire.Reply]:
        """The reference's replies."""
        return self.reference.answer(self)

    def agrees(self, number: int, ours: wire.Reply, loose: bool) -> bool:
        """Tells whether the submission gave this reply."""
        theirs, correct = self.theirs[number], self.correct[number]
        if theirs is None or ours is not correct:
            return theirs is not None and _same_reply(theirs, ours, *([correct] if loose else []))
        if (number, loose) not in self.agreements:
            self.agreements[number, loose] = _same_reply(theirs, correct, *([correct] if loose else []))
        return self.agreements[number, loose]

    def parting(self, loose: bool) -> int:
        """Returns at which reply the submission leaves the reference; the number of replies where it does not."""
        if loose not in self.partings:
            numbers = range(len(self.theirs))
            different = (number for number in numbers if not self.agrees(number, self.correct[number], loose))
            self.partings[loose] = next(different, len(numbers))
        return self.partings[loose]


def _count_answers(cases: Iterable[_Case]) -> int:
    """Returns how many replies of these cases carry a value that a model has to hit."""
    singles = (single for case in cases for reply in case.theirs for single in _singles(reply))
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
        """Tells whether the model gives every reply of the case."""
        kept = self._kept.setdefault(case.key, _Kept())
        parting = case.parting(loose)
        if not self._usable or kept.parting > parting:
            return False
        there = False
        for number in range(kept.parting, len(case.theirs)):
            if number == len(kept.replies):
                self._ask(case, kept, case.correct, there)
                there = True
            follows = number < kept.parting
            if number == parting if follows else not case.agrees(number, kept.replies[number], loose):
                return False
        return True

    def answer(self, case: _Case) -> list[wire.Reply]:
        """Returns the model's replies to all of the case's requests."""
        kept = self._kept.setdefault(case.key, _Kept())
        for number in range(len(kept.replies), len(case.theirs)):
            self._ask(case, kept, [], number > 0)
        return kept.replies

    def _ask(self, case: _Case, kept: _Kept, correct: Sequence[wire.Reply], there: bool) -> None:
        """Makes the next request of the case; goes back to its beginning where something else was asked meanwhile."""
        number = len(kept.replies)
        for request in () if there else case.requests[:number]:
            self._model.request(request)
        reply = _strip(self._model.request(case.requests[number]))
        usual = number < len(correct) and reply == correct[number]
        kept.parting += usual and kept.parting == number
        kept.replies.append(correct[number] if usual else reply)
        self.remembers = any(_changes(item, before) for item, before in self._classes)

    def parts_from_reference(self, case: _Case) -> bool:
        """Tells whether the model gives another answer than the reference somewhere in the case."""
        return not all(map(_same_reply, self.answer(case), case.correct))

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


def _singles(reply: wire.Reply | None) -> list[wire.Done | wire.Raised]:
    return [] if reply is None else reply.replies if isinstance(reply, wire.Many) else [reply]


def _same_reply(theirs: wire.Reply, ours: wire.Reply, usual: wire.Reply | None = None) -> bool:
    pairs = itertools.zip_longest(_singles(theirs), _singles(ours))
    correct = _singles(usual)
    return all(_same_single(*pair, *correct[place : place + 1]) for place, pair in enumerate(pairs))


def _same_single(
    theirs: wire.Done | wire.Raised | None, ours: wire.Done | wire.Raised | None, usual: wire.Reply | None = None
) -> bool:
    if isinstance(theirs, wire.Done) and isinstance(ours, wire.Done):
        return _same_value(theirs.value, ours.value, usual.value if isinstance(usual, wire.Done) else None)
    return isinstance(theirs, wire.Raised) and isinstance(ours, wire.Raised) and theirs.kind == ours.kind


def _same_value(theirs: wire.Value, ours: wire.Value, usual: wire.Value = None) -> bool:
    """Compares two answers as a case would: numbers up to single precision, containers item by item."""
    one, other = _as_array(theirs), _as_array(ours)
    if one is not None and other is not None:
        if one.shape != other.shape:
            correct = _as_array(usual)
            if correct is None or correct.shape != other.shape or _squeeze(one.shape) != _squeeze(other.shape):
                return False
            one = one.reshape(other.shape)
        largest = float(np.abs(other).max()) if other.size else 0.0
        allowed = RTOL * (largest if math.isfinite(largest) else 0.0) + 1e-9
        with np.errstate(invalid="ignore"):
            close = bool((np.abs(one - other) <= allowed).all())
        return close or bool(np.allclose(one, other, rtol=RTOL, atol=allowed, equal_nan=True))
    if isinstance(theirs, wire.Items | wire.Table) and type(theirs) is type(ours):
        assert isinstance(ours, wire.Items | wire.Table)
        names = not isinstance(theirs, wire.Table) or not isinstance(ours, wire.Table) or theirs.keys == ours.keys
        correct_items = usual.items if type(usual) is type(ours) and isinstance(usual, wire.Items | wire.Table) else []
        triples = itertools.zip_longest(theirs.items, ours.items, correct_items[: len(ours.items)])
        return names and len(theirs.items) == len(ours.items) and all(_same_value(*triple) for triple in triples)
    return type(theirs) is type(ours) and theirs == ours


def _squeeze(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(size for size in shape if size != 1)


def _as_array(value: wire.Value) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]] | None:
    if isinstance(value, wire.Array):
        return np.frombuffer(value.data, wire.DTYPES[value.dtype]).reshape(value.shape).astype(np.float64)
    if type(value) in (int, float):
        return np.asarray(value, dtype=np.float64)
    return None
