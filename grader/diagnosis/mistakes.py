"""Names the mistake: runs what was asked of a submission again on known wrong models, and compares the answers.

Theory of operation. Every case leaves a trace: the requests and the submission's replies. A wrong model explains a
failing case where it gives every one of these replies, and not the reference's; a passing one where it gives either.
Nothing is guessed from scores. A model that explains every case is the diagnosis of all failing ones; where two cannot
be told apart, neither is named. Where no model explains everything, pairs are tried, and at last a case is named after
the one model that explains it alone, unless other failing cases speak against that model. An exception that the
reference does not raise is explained by one with the same text; by one with another text only by a model that explains
everything, where the same method gave an answer elsewhere: a mere slip raises in every call.

A suite may let a submission keep (n,) where the reference keeps (1, n). Where no model fits exactly, answers may differ
by axes of length 1, where the model's answer has the shape of the reference's, so that no shape is the mistake.

The models run in this process (they are ours), are loaded once, and their replies are kept: with one seed for the course
the next submission is asked the same. A model follows the reference up to some reply of a case, and so does the
submission: a model that leaves it later than the submission is out before a number is compared. A mistake may sit in a
class, which outlives a case: such a model is asked again, in the order of the cases.

Where there are alternatives, as right as the reference with other numbers, all this is tried with each in its place:
first with the one that the submission agrees with in the most replies.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from grader.course.layout import Exercise
from grader.diagnosis.answers import TINY, count_answers, find_raised, same_reply, strip_names
from grader.link.trace import Trace
from grader.link.wrong_models import WrongModel, load_alternatives, load_misconceptions
from grader.records.results import Diagnosis
from grader.worker import wire

MIN_ANSWERS = 2
MAX_PAIRS = 30
MAX_VARIANTS = 8

Models = tuple[str, ...]


class Diagnostician:
    """Diagnoses submissions of one exercise."""

    def __init__(self, exercise: Exercise, parts: list[wire.Module]) -> None:
        self._exercise = exercise
        self._parts = parts
        self._known = {item.id: item for item in load_misconceptions(exercise)}
        self._rights: list[Models] = [(), *((id,) for id in load_alternatives(exercise))]
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
        answered = _find_answered(traces.values())
        plain = [self._meet(case, trace, case in failing, answered) for case, trace in traces.items()]
        tries = [
            [dataclasses.replace(attempt, loose=loose) for attempt in attempts]
            for attempts in self._arrange(plain)
            for loose in (False, True)
        ]
        for find in (self._find_one, self._find_pair):
            for attempts in tries:
                found = find(attempts)
                if found:
                    return self._name(found[0], attempts) if len(found) == 1 else {}
        # one by one, no exception is explained by an answer that another case gave
        alone = ([dataclasses.replace(one, answered=frozenset()) for one in attempts] for attempts in tries)
        return next(filter(None, map(self._name_each, alone)), {})

    def _arrange(self, plain: Sequence[_Attempt]) -> list[Sequence[_Attempt]]:
        """Returns the attempts with the reference and with each alternative in its place, the likeliest first."""
        if len(self._rights) == 1:
            return [plain]
        every = [
            [dataclasses.replace(one, right=right, reference=self._replay(right)) for one in plain]
            for right in self._rights
        ]
        return sorted(every, key=lambda attempts: -sum(sum(one.matches) for one in attempts))

    def _meet(self, case: str, trace: Trace, failing: bool, answered: frozenset[str]) -> _Attempt:
        """Returns an attempt, with the requests of an earlier submission where they are the same so far."""
        events = [event for event in trace.events if not isinstance(event.request, wire.Load)]
        requests = [strip_names(event.request) for event in events]
        known = self._variants.setdefault(case, [])
        size = len(requests)
        number = next((n for n, variant in enumerate(known) if variant[:size] == requests[: len(variant)]), len(known))
        known += [] if number < len(known) else [requests]
        known[number] += requests[len(known[number]) :]
        theirs = [event.reply and strip_names(event.reply) for event in events]
        return _Attempt((case, number), known[number], theirs, failing, self._replay(()), answered)

    def _name(self, models: Models, attempts: Sequence[_Attempt]) -> dict[str, Diagnosis]:
        """Names the failing cases after the models that explain everything."""
        if count_answers(_replies(attempts)) < MIN_ANSWERS:
            return {}
        named = {one.key[0]: self._fitting(one, models) for one in attempts if one.failing}
        return {name: self._describe(tuple(alone) if len(alone) == 1 else models) for name, alone in named.items()}

    def _name_each(self, attempts: Sequence[_Attempt]) -> dict[str, Diagnosis]:
        """Names each failing case after the one model that explains it; a model needs two answers in its cases together.

        Where several models do, those are out that a passing case refutes; of the rest the one counts that explains
        another case alone.
        """
        groups: dict[str, list[_Attempt]] = {}
        undecided: list[tuple[_Attempt, list[str]]] = []
        passing = [one for one in attempts if not one.failing]
        for one in attempts:
            fitting = self._fitting(one, one.fitting) if one.failing else []
            if len(fitting) > 1:
                fitting = [name for name in fitting if self._explains_all((name,), passing)]
            if len(fitting) == 1:
                groups.setdefault(fitting[0], []).append(one)
            else:
                undecided.append((one, fitting))
        for one, fitting in undecided:
            named = [name for name in fitting if name in groups]
            if len(named) == 1:
                groups[named[0]].append(one)
        sure = {
            name: group
            for name, group in groups.items()
            if count_answers(_replies(group)) >= MIN_ANSWERS and self._stands(name, group, attempts)
        }
        return {one.key[0]: self._known[name] for name, group in sure.items() for one in group}

    def _stands(self, name: str, group: Sequence[_Attempt], attempts: Sequence[_Attempt]) -> bool:
        """Tells whether fewer failing cases refute a model than it explains; one is too few where others differ from it."""
        replay = self._replay((name, *group[0].right))
        others = [one for one in attempts if one.failing and all(one is not other for other in group)]
        ahead = [one.parting - replay.leave(one) for one in others if not replay.explains(one)]
        return sum(lead > 0 for lead in ahead) < len(group) and (len(group) > 1 or max(ahead, default=-1) < 0)

    def _find_one(self, attempts: Sequence[_Attempt]) -> list[Models]:
        """Returns the models that give every reply in every case."""
        return [(name,) for name in self._known if self._explains_all((name,), attempts)]

    def _find_pair(self, attempts: Sequence[_Attempt]) -> list[Models]:
        """Returns the pairs that give every reply in every case.

        Both agree on every passing case, and a failing case that single models explain is explained by one of the two.
        """
        for one in attempts:
            one.fitting = self._fitting(one, self._known) if one.failing else []
        fits = [set(one.fitting) for one in attempts if one.failing]
        likely = set().union(*fits)
        passing = [one for one in attempts if not one.failing]
        agreeing = [name for name in self._known if likely and self._explains_all((name,), passing)]
        pairs = (
            pair
            for pair in itertools.combinations(agreeing, 2)
            if likely & set(pair) and all(not fitting or fitting & set(pair) for fitting in fits)
        )
        found: list[Models] = []
        for pair in itertools.islice(pairs, MAX_PAIRS):
            found += [order for order in (pair, pair[::-1]) if self._explains_all(order, attempts)][:1]
        return found

    def _fitting(self, attempt: _Attempt, names: Iterable[str]) -> list[str]:
        replays = {name: self._replay((name, *attempt.right)) for name in names}
        return [name for name, replay in replays.items() if not replay.remembers and replay.explains(attempt)]

    def _explains_all(self, models: Models, attempts: Sequence[_Attempt]) -> bool:
        replay = self._replay((*models, *(attempts[0].right if attempts else ())))
        if not replay.remembers:
            explained = all(replay.explains(one) for one in sorted(attempts, key=lambda one: not one.failing))
            if not replay.remembers:
                return explained
        replay.begin_again()
        return all(replay.explains(one) for one in attempts)

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
class _Attempt:
    """What one case asked and what the submission answered. `requests` may go on where an earlier submission did.

    `answered` names the methods that gave an answer somewhere; with `loose`, answers may differ by axes of length 1.
    `right` is the alternative that stands for the reference, if any.
    """

    key: tuple[str, int]
    requests: list[wire.Request]
    theirs: list[wire.Reply | None]
    failing: bool
    reference: _Replay
    answered: frozenset[str]
    loose: bool = False
    right: Models = ()
    fitting: list[str] = dataclasses.field(default_factory=list)

    @functools.cached_property
    def correct(self) -> list[wire.Reply]:
        """The reference's replies."""
        return self.reference.answer(self)

    @functools.cached_property
    def matches(self) -> list[bool]:
        """Which of the replies are the reference's."""
        return [self._same(number, self.correct[number]) for number in range(len(self.theirs))]

    @functools.cached_property
    def parting(self) -> int:
        """At which reply the submission leaves the reference."""
        return [*self.matches, False].index(False)

    def agrees(self, number: int, ours: wire.Reply) -> bool:
        """Tells whether the submission gave this reply."""
        return self.matches[number] if ours is self.correct[number] else self._same(number, ours)

    def _same(self, number: int, ours: wire.Reply) -> bool:
        theirs, correct = self.theirs[number], self.correct[number]
        if theirs is None or not same_reply(theirs, ours, correct if self.loose else None):
            return False
        raised, expected = find_raised(theirs), find_raised(ours)
        if raised is None or expected is None or find_raised(correct) is not None:
            return True
        return raised.message == expected.message or self._last_name(number) in self.answered

    def _last_name(self, number: int) -> str:
        """Returns what was called or read last when this reply was given."""
        names = [name for name, _ in _pair(self.requests[number], self.theirs[number])]
        return names[-1] if names else ""


def _find_answered(traces: Iterable[Trace]) -> frozenset[str]:
    """Returns the names that gave an answer at least once, rather than an exception."""
    events = (event for trace in traces for event in trace.events)
    pairs = (pair for event in events for pair in _pair(event.request, event.reply))
    return frozenset(name for name, reply in pairs if isinstance(reply, wire.Done))


def _pair(request: wire.Request, reply: wire.Reply | None) -> list[tuple[str, wire.Reply | None]]:
    """Returns the name that each single request called or read, with its reply."""
    requests = request.requests if isinstance(request, wire.Batch) else [request]
    replies = reply.replies if isinstance(reply, wire.Many) else [reply]
    return [(getattr(one, "name", ""), answer) for one, answer in zip(requests, replies, strict=False)]


def _replies(attempts: Iterable[_Attempt]) -> list[wire.Reply | None]:
    return [reply for one in attempts for reply in one.theirs]


@dataclasses.dataclass
class _Kept:
    """A model's replies in one case; the first `parting` of them are the reference's."""

    replies: list[wire.Reply] = dataclasses.field(default_factory=list)
    parting: int = 0


class _Replay:
    """A wrong model, or the reference without any mistake, and what it has answered so far."""

    def __init__(self, exercise: Exercise, models: Models, parts: list[wire.Module]) -> None:
        self._model = WrongModel(exercise, models)
        self._kept: dict[tuple[str, int], _Kept] = {}
        source = wire.Module(exercise.slug, exercise.file_name, b"")
        self._usable = isinstance(self._model.request(wire.Load(exercise.modules, source, parts)), wire.Done)
        loaded = vars(self._model.module(wire.SUBMISSION)).values() if self._usable else ()
        self._classes = [(item, dict(vars(item))) for item in loaded if isinstance(item, type)]
        self.remembers = False

    def explains(self, attempt: _Attempt) -> bool:
        """Tells whether the model gives every reply of the case, or passes it like the reference."""
        kept = self._kept.setdefault(attempt.key, _Kept())
        if not self._usable or (attempt.failing and kept.parting > attempt.parting):
            return False
        replies = self._ask(attempt, kept, attempt.correct)
        for number in replies if attempt.failing else itertools.dropwhile(lambda n: n < kept.parting, replies):
            if kept.parting > attempt.parting or not attempt.agrees(number, kept.replies[number]):
                return False
        return not (attempt.failing and attempt.loose) or kept.parting < len(attempt.theirs)

    def leave(self, attempt: _Attempt) -> int:
        """Returns at which reply of a case, as far as it was asked, the model leaves the reference."""
        return self._kept[attempt.key].parting

    def answer(self, attempt: _Attempt) -> list[wire.Reply]:
        """Returns the model's replies to all of the case's requests."""
        kept = self._kept.setdefault(attempt.key, _Kept())
        return [kept.replies[number] for number in self._ask(attempt, kept, [])]

    def _ask(self, attempt: _Attempt, kept: _Kept, correct: Sequence[wire.Reply]) -> Iterator[int]:
        """Yields the place of each reply that has not followed the reference so far, as soon as it is there."""
        there = False
        for number in range(kept.parting, len(attempt.theirs)):
            if number == len(kept.replies):
                for request in attempt.requests[0 if not there else number : number + 1]:
                    reply = strip_names(self._model.request(request))
                there = True
                usual = number < len(correct) and same_reply(reply, correct[number], rtol=TINY)
                kept.parting += usual and kept.parting == number
                kept.replies.append(correct[number] if usual else reply)
                self.remembers = any(_changes(item, before) for item, before in self._classes)
            yield number

    def begin_again(self) -> None:
        """Forgets all replies, and gives the model's classes the attributes that they had at first."""
        self._kept.clear()
        for item, before in self._classes:
            for name in _changes(item, before):
                setattr(item, name, before[name]) if name in before else delattr(item, name)


def _changes(item: type, before: Mapping[str, object]) -> list[str]:
    """Returns the attributes of a class that are others now. `copy.copy` keeps a list of slots there, which is no memory."""
    now = {name: value for name, value in vars(item).items() if name != "__slotnames__"}
    return [name for name, value in now.items() if name not in before or before[name] is not value]
