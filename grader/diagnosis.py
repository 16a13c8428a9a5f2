"""Names the mistake: runs what was asked of a submission again on known wrong models, and compares the answers.

Theory of operation. Every case leaves a trace: the requests and the submission's replies. A wrong model explains a case
where it gives every one of these replies, from the first to the one that failed. Nothing is guessed from scores. A
model that explains every failing case and also agrees on every passing one is the diagnosis of all of them; where two
such models cannot be told apart, neither is named. Where no single model explains
everything, pairs of mistakes are tried, and at last a case is named after the one model that explains it alone.

The models run in this process (they are ours), are loaded once, and their replies are kept for the next submission:
with one seed for the course the requests are the same, and a class costs little more than comparing.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from grader import wire
from grader.course import Exercise
from grader.misconceptions import WrongModel, load_misconceptions
from grader.results import Diagnosis
from grader.trace import Event, Trace

RTOL = 1e-4
MIN_ANSWERS = 2
MAX_PAIRS = 120

Models = tuple[str, ...]


class Diagnostician:
    """Diagnoses submissions of one exercise."""

    def __init__(self, exercise: Exercise, parts: list[list[wire.Module]]) -> None:
        self._exercise = exercise
        self._parts = parts
        self._known = {item.id: item for item in load_misconceptions(exercise)}
        self._replays: dict[Models, _Replay] = {}

    def diagnose(self, traces: Mapping[str, Trace], failing: Sequence[str]) -> dict[str, Diagnosis]:
        """Returns the diagnosis of each failing case that has one; `traces` holds every case that ran."""
        if not failing or not self._known:
            return {}
        fits = {case: self._fitting(case, traces[case], [(name,) for name in self._known]) for case in failing}
        complete = self._complete(traces, fits)
        if not complete:
            complete = self._complete_pairs(traces, fits, failing)
        if len(complete) == 1 and _count_answers(traces[case] for case in failing) >= MIN_ANSWERS:
            return {case: self._describe(self._narrow(complete[0], fits[case])) for case in failing}
        if complete:
            return {}
        return {
            case: self._describe(models[0]) for case, models in fits.items()
            if len(models) == 1 and _count_answers([traces[case]]) >= MIN_ANSWERS
        }  # fmt: skip

    def _complete(self, traces: Mapping[str, Trace], fits: Mapping[str, list[Models]]) -> list[Models]:
        """Returns the models that explain every failing case and agree on every passing one."""
        first, *others = fits.values()
        everywhere = [models for models in first if all(models in other for other in others)]
        return [
            models for models in everywhere
            if all(self._explains(models, case, trace) for case, trace in traces.items() if case not in fits)
        ]  # fmt: skip

    def _complete_pairs(
        self, traces: Mapping[str, Trace], fits: Mapping[str, list[Models]], failing: Sequence[str]
    ) -> list[Models]:
        """Returns the pairs that explain everything, made of models that explain a case each where there are such."""
        likely = list(dict.fromkeys(models[0] for found in fits.values() for models in found))
        others = [name for name in self._known if name not in likely]
        pairs = itertools.chain(itertools.combinations(likely, 2), itertools.product(likely, others))
        orders = (order for pair in pairs for order in (pair, pair[::-1]))
        found: list[Models] = []
        for pair in itertools.islice(orders, MAX_PAIRS):
            if tuple(sorted(pair)) in [tuple(sorted(other)) for other in found]:
                continue
            if all(self._explains(pair, case, traces[case]) for case in [*failing, *traces]):
                found.append(pair)
        return found

    @staticmethod
    def _narrow(models: Models, fitting: Sequence[Models]) -> Models:
        """Returns the one of a pair that explains a case alone, or else the pair."""
        alone = [(name,) for name in models if (name,) in fitting]
        return alone[0] if len(alone) == 1 else models

    def _fitting(self, case: str, trace: Trace, candidates: Iterable[Models]) -> list[Models]:
        return [models for models in candidates if self._explains(models, case, trace)]

    def _explains(self, models: Models, case: str, trace: Trace) -> bool:
        if models not in self._replays:
            self._replays[models] = _Replay(self._exercise, models, self._parts)
        return self._replays[models].explains(case, trace)

    def _describe(self, models: Models) -> Diagnosis:
        found = [self._known[name] for name in models]
        if len(found) == 1:
            return found[0]
        return Diagnosis(
            "+".join(models), "; and: ".join(item.title for item in found), " ".join(i.hint for i in found)
        )


def _count_answers(traces: Iterable[Trace]) -> int:
    """Returns how many replies of these traces carry a value that a model has to hit."""
    count = 0
    for trace in traces:
        for event in trace.events:
            singles = event.reply.replies if isinstance(event.reply, wire.Many) else [event.reply]
            for reply in singles:
                telling = isinstance(reply, wire.Done) and not isinstance(reply.value, wire.Handle | None)
                count += telling or isinstance(reply, wire.Raised)
    return count


class _Replay:
    """One wrong model and what it has answered so far, by case."""

    def __init__(self, exercise: Exercise, models: Models, parts: list[list[wire.Module]]) -> None:
        self._model = WrongModel(exercise, models)
        self._kept: dict[str, tuple[list[wire.Request], list[wire.Reply]]] = {}
        source = wire.Module(exercise.slug, exercise.file_name, b"")
        self._usable = isinstance(self._model.request(wire.Load(exercise.modules, source, parts)), wire.Done)

    def explains(self, case: str, trace: Trace) -> bool:
        """Tells whether the model gives every reply of the trace."""
        if not self._usable:
            return False
        handles = dict.fromkeys((wire.SUBMISSION, wire.SUPPORT))
        known = {number: number for number in handles}
        asked: list[wire.Request] = []
        kept_requests, kept_replies = self._kept.setdefault(case, ([], []))
        fresh = False
        for number, event in enumerate(trace.events):
            if isinstance(event.request, wire.Load):
                continue
            if event.reply is None:
                return False
            try:
                request = _translate(event.request, known)
            except KeyError:
                return False
            place = len(asked)
            asked.append(request)
            if not fresh and place < len(kept_requests) and kept_requests[place] == request:
                reply = kept_replies[place]
            else:
                if not fresh:
                    fresh = True
                    del kept_requests[place:], kept_replies[place:]
                    for earlier in kept_requests:
                        self._model.request(earlier)
                reply = self._model.request(request)
                kept_requests.append(request)
                kept_replies.append(reply)
            if not _same_reply(event, reply, known, last=number == len(trace.events) - 1):
                return False
        return True


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


def _same_reply(event: Event, reply: wire.Reply, known: dict[int, int], last: bool) -> bool:
    theirs = event.reply
    if isinstance(theirs, wire.Many):
        if not isinstance(reply, wire.Many) or len(theirs.replies) != len(reply.replies):
            return False
        return all(_same_single(one, other, known) for one, other in zip(theirs.replies, reply.replies, strict=True))
    return not isinstance(reply, wire.Many) and theirs is not None and _same_single(theirs, reply, known)


def _same_single(theirs: wire.Done | wire.Raised, ours: wire.Done | wire.Raised, known: dict[int, int]) -> bool:
    if isinstance(theirs, wire.Raised) or isinstance(ours, wire.Raised):
        return isinstance(theirs, wire.Raised) and isinstance(ours, wire.Raised) and theirs.kind == ours.kind
    return _same_value(theirs.value, ours.value, known)


def _same_value(theirs: wire.Value, ours: wire.Value, known: dict[int, int]) -> bool:
    """Compares two answers as a case would: numbers up to single precision, containers item by item."""
    if isinstance(theirs, wire.Handle) and isinstance(ours, wire.Handle):
        known[theirs.id] = ours.id
        return True
    one, other = _as_array(theirs), _as_array(ours)
    if one is not None and other is not None:
        if one.shape != other.shape:
            return False
        scale = np.abs(other).max() if other.size else 0.0
        return bool(np.allclose(one, other, rtol=RTOL, atol=RTOL * float(np.nan_to_num(scale)) + 1e-9, equal_nan=True))
    if isinstance(theirs, wire.Items) and isinstance(ours, wire.Items):
        pairs = zip(theirs.items, ours.items, strict=False)
        return len(theirs.items) == len(ours.items) and all(_same_value(a, b, known) for a, b in pairs)
    if isinstance(theirs, wire.Table) and isinstance(ours, wire.Table):
        pairs = zip(theirs.items, ours.items, strict=False)
        return theirs.keys == ours.keys and all(_same_value(a, b, known) for a, b in pairs)
    return type(theirs) is type(ours) and theirs == ours


def _as_array(value: wire.Value) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]] | None:
    if isinstance(value, wire.Array):
        return np.frombuffer(value.data, wire.DTYPES[value.dtype]).reshape(value.shape).astype(np.float64)
    if type(value) in (int, float):
        return np.asarray(value, dtype=np.float64)
    return None
