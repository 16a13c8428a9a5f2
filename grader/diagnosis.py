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
with one seed for the course the requests are the same, and a class costs little more than comparing. Cases are replayed
in the order in which they ran, because a mistake may sit in a class, which outlives a case.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from grader import wire
from grader.course import Exercise
from grader.misconceptions import WrongModel, load_misconceptions
from grader.results import Diagnosis
from grader.trace import Trace

RTOL = 1e-4
MIN_ANSWERS = 2
MAX_PAIRS = 60
_NEW = object()

Models = tuple[str, ...]
Traces = Mapping[str, Trace]


class Diagnostician:
    """Diagnoses submissions of one exercise."""

    def __init__(self, exercise: Exercise, parts: list[list[wire.Module]]) -> None:
        self._exercise = exercise
        self._parts = parts
        self._known = {item.id: item for item in load_misconceptions(exercise)}
        self._replays: dict[Models, _Replay] = {}

    def diagnose(self, traces: Traces, failing: Sequence[str]) -> dict[str, Diagnosis]:
        """Returns the diagnosis of each failing case that has one; `traces` holds every case that ran, in order."""
        if not failing or not self._known:
            return {}
        for find in (self._find_one, self._find_pair):
            for loose in (False, True):
                found = find(traces, failing, loose)
                if found:
                    return self._name(found[0], traces, failing, loose) if len(found) == 1 else {}
        return self._name_each(traces, failing, False) or self._name_each(traces, failing, True)

    def _name(self, models: Models, traces: Traces, failing: Sequence[str], loose: bool) -> dict[str, Diagnosis]:
        """Names the failing cases after the models that explain everything."""
        if _count_answers(traces.values()) < MIN_ANSWERS:
            return {}
        named = [case for case in failing if not loose or self._differs(models, case, traces[case])]
        alone = {case: self._fitting(case, traces[case], models, loose) for case in named}
        return {case: self._describe(tuple(alone[case]) if len(alone[case]) == 1 else models) for case in named}

    def _name_each(self, traces: Traces, failing: Sequence[str], loose: bool) -> dict[str, Diagnosis]:
        """Names each failing case after the one model that explains it; a model needs two answers in its cases together."""
        groups: dict[str, list[str]] = {}
        for case in failing:
            fitting = self._fitting(case, traces[case], self._known, loose)
            if len(fitting) == 1 and (not loose or self._differs((fitting[0],), case, traces[case])):
                groups.setdefault(fitting[0], []).append(case)
        return {
            case: self._known[name] for name, cases in groups.items()
            if _count_answers(traces[case] for case in cases) >= MIN_ANSWERS for case in cases
        }  # fmt: skip

    def _find_one(self, traces: Traces, failing: Sequence[str], loose: bool) -> list[Models]:
        """Returns the models that give every reply in every case."""
        return [
            (name,) for name in self._known
            if all(self._explains((name,), case, trace, loose, in_order=True) for case, trace in traces.items())
        ]  # fmt: skip

    def _find_pair(self, traces: Traces, failing: Sequence[str], loose: bool) -> list[Models]:
        """Returns the pairs that give every reply in every case.

        Both agree on every passing case, and a failing case that single models explain is explained by one of the two.
        """
        fits = {case: self._fitting(case, traces[case], self._known, loose) for case in failing}
        passing = [case for case in traces if case not in fits]
        agreeing = [
            name for name in self._known if any(fits.values())
            and all(self._explains((name,), case, traces[case], loose) for case in passing)
        ]  # fmt: skip
        likely = [name for name in agreeing if any(name in found for found in fits.values())]
        pairs = itertools.chain(
            itertools.combinations(likely, 2), itertools.product(likely, [n for n in agreeing if n not in likely])
        )
        found: list[Models] = []
        for pair in itertools.islice(pairs, MAX_PAIRS):
            if all(not fitting or set(pair) & set(fitting) for fitting in fits.values()):
                orders = (pair, pair[::-1])
                found += [o for o in orders if all(self._explains(o, case, traces[case], loose) for case in traces)][:1]
        return found

    def _fitting(self, case: str, trace: Trace, names: Iterable[str], loose: bool) -> list[str]:
        return [name for name in names if self._explains((name,), case, trace, loose)]

    def _explains(self, models: Models, case: str, trace: Trace, loose: bool, in_order: bool = False) -> bool:
        return self._replay(models).explains(case, trace, self._replay(()) if loose else None, in_order)

    def _differs(self, models: Models, case: str, trace: Trace) -> bool:
        """Tells whether the models and the reference part in this case."""
        ours, correct = (self._replay(key).answers(case, trace) for key in (models, ()))
        return len(ours) != len(correct) or not all(map(_same_reply, ours, correct))

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


def _count_answers(traces: Iterable[Trace]) -> int:
    """Returns how many replies of these traces carry a value that a model has to hit."""
    singles = (reply for trace in traces for event in trace.events for reply in _singles(event.reply))
    return sum(isinstance(s, wire.Raised) or not isinstance(s.value, wire.Handle | None) for s in singles)


class _Replay:
    """One wrong model and what it has answered so far, by case."""

    def __init__(self, exercise: Exercise, models: Models, parts: list[list[wire.Module]]) -> None:
        self._model = WrongModel(exercise, models)
        self._kept: dict[str, list[tuple[wire.Request, wire.Reply]]] = {}
        source = wire.Module(exercise.slug, exercise.file_name, b"")
        self._usable = isinstance(self._model.request(wire.Load(exercise.modules, source, parts)), wire.Done)
        loaded = vars(self._model.module(wire.SUBMISSION)).values() if self._usable else ()
        self._classes = [(item, dict(vars(item))) for item in loaded if isinstance(item, type)]

    def answers(self, case: str, trace: Trace) -> list[wire.Reply]:
        """Returns the model's replies to the requests of the trace, as far as they can be asked of it."""
        return [reply for _, reply in self._ask(case, trace)]

    def explains(self, case: str, trace: Trace, correct: _Replay | None, in_order: bool) -> bool:
        """Tells whether the model gives every reply of the trace; shapes may be told by what is `correct`.

        A model that remembers something from case to case can only tell where it is asked `in_order`.
        """
        if not self._usable or (not in_order and self._remembers()):
            return False
        usual = correct.answers(case, trace) if correct else []
        asked = 0
        for asked, (theirs, ours) in enumerate(self._ask(case, trace), start=1):
            if theirs is None or not _same_reply(theirs, ours, *usual[asked - 1 : asked]):
                return False
        return asked == sum(not isinstance(event.request, wire.Load) for event in trace.events)

    def _ask(self, case: str, trace: Trace) -> Iterator[tuple[wire.Reply | None, wire.Reply]]:
        """Yields each reply of the trace with the model's, as long as the model can be asked the same."""
        known = {number: number for number in (wire.SUBMISSION, wire.SUPPORT)}
        kept = self._kept.setdefault(case, [])
        number, there = 0, False
        for event in trace.events:
            if isinstance(event.request, wire.Load):
                continue
            try:
                request = _translate(event.request, known)
            except KeyError:
                return
            if number >= len(kept) or kept[number][0] != request:
                del kept[number:]
                if not there:
                    self._go_to(case)
                    there = True
                kept.append((request, self._model.request(request)))
            reply = kept[number][1]
            number += 1
            yield event.reply, reply
            for theirs, ours in zip(_singles(event.reply), _singles(reply), strict=False):
                if isinstance(theirs, wire.Done) and isinstance(ours, wire.Done):
                    _learn(theirs.value, ours.value, known)

    def _go_to(self, case: str) -> None:
        """Brings the model, and numpy's generator, to where they were after the requests of the case that are kept."""
        again = [case]
        if self._remembers():
            self._forget()  # what outlives a case comes about as it did at first, so begin again with the first case
            before = list(itertools.takewhile(lambda name: name != case, self._kept))
            self._kept = {name: self._kept[name] for name in [*before, case]}
            again = [*before, case]
        for request, _ in itertools.chain.from_iterable(self._kept[name] for name in again):
            self._model.request(request)

    def _remembers(self) -> bool:
        return any(self._changed(item, before) for item, before in self._classes)

    def _forget(self) -> None:
        """Gives the model's classes the attributes that they had at first."""
        for item, before in self._classes:
            for name in self._changed(item, before):
                setattr(item, name, before[name]) if name in before else delattr(item, name)

    @staticmethod
    def _changed(item: type, before: dict[str, object]) -> list[str]:
        return [name for name, value in vars(item).items() if before.get(name, _NEW) is not value]


def _translate(request: wire.Request, known: Mapping[int, int]) -> wire.Request:
    """Returns the request with the submission's handles replaced by the model's. Raises KeyError for an unknown one."""
    match request:
        case wire.Batch():
            return wire.Batch([_translate(single, known) for single in request.requests])  # type: ignore[misc]
        case wire.Call():
            args = [_translate_value(arg, known) for arg in request.args]
            kwargs = {name: _translate_value(arg, known) for name, arg in request.kwargs.items()}
            return wire.Call(known[request.target], request.name, args, kwargs)
        case wire.Get():
            return wire.Get(known[request.target], request.name)
        case wire.Set():
            return wire.Set(known[request.target], request.name, _translate_value(request.value, known))
        case wire.Put():
            return wire.Put(_translate_value(request.value, known))
    return request


def _translate_value(value: wire.Value, known: Mapping[int, int]) -> wire.Value:
    if isinstance(value, wire.Handle):
        return wire.Handle(known[value.id], value.type_name, ())
    if isinstance(value, wire.Items):
        return wire.Items(value.tuple, [_translate_value(item, known) for item in value.items])
    if isinstance(value, wire.Table):
        return wire.Table(value.keys, [_translate_value(item, known) for item in value.items])
    return value


def _singles(reply: wire.Reply | None) -> list[wire.Done | wire.Raised]:
    return [] if reply is None else reply.replies if isinstance(reply, wire.Many) else [reply]


def _learn(theirs: wire.Value, ours: wire.Value, known: dict[int, int]) -> None:
    """Notes which of the model's handles stands for which of the submission's."""
    if isinstance(theirs, wire.Handle) and isinstance(ours, wire.Handle):
        known[theirs.id] = ours.id
    elif isinstance(theirs, wire.Items | wire.Table) and isinstance(ours, wire.Items | wire.Table):
        for one, other in zip(theirs.items, ours.items, strict=False):
            _learn(one, other, known)


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
        scale = float(np.nan_to_num(np.abs(other).max())) if other.size else 0.0
        return bool(np.allclose(one, other, rtol=RTOL, atol=RTOL * scale + 1e-9, equal_nan=True))
    if isinstance(theirs, wire.Items | wire.Table) and type(theirs) is type(ours):
        assert isinstance(ours, wire.Items | wire.Table)
        names = not isinstance(theirs, wire.Table) or not isinstance(ours, wire.Table) or theirs.keys == ours.keys
        correct_items = usual.items if type(usual) is type(ours) and isinstance(usual, wire.Items | wire.Table) else []
        triples = itertools.zip_longest(theirs.items, ours.items, correct_items[: len(ours.items)])
        return names and len(theirs.items) == len(ours.items) and all(_same_value(*triple) for triple in triples)
    return type(theirs) is type(ours) and (theirs == ours or isinstance(ours, wire.Handle))


def _squeeze(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(size for size in shape if size != 1)


def _as_array(value: wire.Value) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]] | None:
    if isinstance(value, wire.Array):
        return np.frombuffer(value.data, wire.DTYPES[value.dtype]).reshape(value.shape).astype(np.float64)
    if type(value) in (int, float):
        return np.asarray(value, dtype=np.float64)
    return None
