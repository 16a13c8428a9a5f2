"""Wrong models replayed: what each of them answers to what a case has asked, beside the submission's answers."""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from grader.course.layout import Exercise
from grader.diagnosis.answers import (
    TINY,
    find_held,
    find_raised,
    is_untouched,
    same_fate,
    same_item,
    same_reply,
    strip_names,
)
from grader.diagnosis.mixtures import Item
from grader.link.trace import Trace
from grader.link.wrong_models import WrongModel
from grader.worker import wire

Models = tuple[str, ...]


@dataclasses.dataclass
class Attempt:
    """What one case asked and what the submission answered. `requests` may go on where an earlier submission did.

    `answered` names the methods that gave an answer somewhere; with `loose`, answers may differ by axes of length 1; with
    `touched`, it does not matter what was written into an argument, as long as its shape and dtype are the same.
    `right` is the alternative that stands for the reference, if any.
    """

    key: tuple[str, int]
    requests: list[wire.Request]
    theirs: list[wire.Reply | None]
    failing: bool
    reference: Replay
    answered: frozenset[str]
    loose: bool = False
    touched: bool = False
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
    def held(self) -> dict[int, wire.Value]:
        """The replies that tell what became of an argument, and what was handed over."""
        return find_held(self.requests, self.theirs)

    def has_touched(self) -> bool:
        """Tells whether the submission has written into an argument."""
        return any(not is_untouched(self.theirs[number], handed) for number, handed in self.held.items())

    @functools.cached_property
    def parting(self) -> int:
        """At which reply the submission leaves the reference."""
        return [*self.matches, False].index(False)

    @property
    def differs(self) -> bool:
        """Whether any reply is not the reference's."""
        return self.parting < len(self.theirs)

    @property
    def parts_with_exception(self) -> bool:
        """Whether it is an exception with which the submission leaves the reference."""
        reply = next(itertools.islice(self.theirs, self.parting, None), None)
        return reply is not None and find_raised(reply) is not None

    def same_item(self, theirs: Item, ours: Item, correct: Item) -> bool:
        """Tells whether an item of a reply is alike."""
        return same_item(theirs, ours, correct if self.loose else None)

    def agrees(self, number: int, ours: wire.Reply) -> bool:
        """Tells whether the submission gave this reply."""
        return self.matches[number] if ours is self.correct[number] else self._same(number, ours)

    def _same(self, number: int, ours: wire.Reply) -> bool:
        theirs, correct = self.theirs[number], self.correct[number]
        if self.touched and number in self.held:
            return same_fate(theirs, ours, self.held[number])
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


def find_answered(traces: Iterable[Trace]) -> frozenset[str]:
    """Returns the names that gave an answer at least once, rather than an exception."""
    events = (event for trace in traces for event in trace.events)
    pairs = (pair for event in events for pair in _pair(event.request, event.reply))
    return frozenset(name for name, reply in pairs if isinstance(reply, wire.Done))


def _pair(request: wire.Request, reply: wire.Reply | None) -> list[tuple[str, wire.Reply | None]]:
    """Returns the name that each single request called or read, with its reply."""
    requests = request.requests if isinstance(request, wire.Batch) else [request]
    replies = reply.replies if isinstance(reply, wire.Many) else [reply]
    return [(getattr(one, "name", ""), answer) for one, answer in zip(requests, replies, strict=False)]


@dataclasses.dataclass
class _Kept:
    """A model's replies in one case; the first `parting` of them are the reference's."""

    replies: list[wire.Reply] = dataclasses.field(default_factory=list)
    parting: int = 0


class Replay:
    """A wrong model, or the reference without any mistake, and what it has answered so far."""

    def __init__(
        self, exercise: Exercise, models: Models, parts: list[wire.Module], source: bytes | None = None
    ) -> None:
        self._model = WrongModel(exercise, models, source)
        self._kept: dict[tuple[str, int], _Kept] = {}
        load = wire.Load(exercise.modules, wire.Module(exercise.slug, exercise.file_name, b""), parts)
        self._usable = isinstance(self._model.request(load), wire.Done)
        loaded = vars(self._model.module(wire.SUBMISSION)).values() if self._usable else ()
        self._classes = [(item, dict(vars(item))) for item in loaded if isinstance(item, type)]
        self.remembers = False

    def explains(self, attempt: Attempt) -> bool:
        """Tells whether the model gives every reply of the case, or passes it like the reference."""
        kept = self._kept.setdefault(attempt.key, _Kept())
        if not self._usable or (attempt.failing and min(kept.parting, len(attempt.theirs)) > attempt.parting):
            return False
        replies = self._ask(attempt, kept, attempt.correct)
        for number in replies if attempt.failing else itertools.dropwhile(lambda n: n < kept.parting, replies):
            if kept.parting > attempt.parting or not attempt.agrees(number, kept.replies[number]):
                return False
        return not (attempt.failing and attempt.loose) or kept.parting < len(attempt.theirs)

    def leave(self, attempt: Attempt) -> int:
        """Returns at which reply of a case, as far as it was asked, the model leaves the reference."""
        kept = self._kept.get(attempt.key)
        return kept.parting if kept else 0

    def answer(self, attempt: Attempt) -> list[wire.Reply]:
        """Returns the model's replies to all of the case's requests; the reference's own where they are as good."""
        kept = self._kept.setdefault(attempt.key, _Kept())
        for _ in self._ask(attempt, kept, [] if self is attempt.reference else attempt.correct):
            pass
        return kept.replies[: len(attempt.theirs)]

    def _ask(self, attempt: Attempt, kept: _Kept, correct: Sequence[wire.Reply]) -> Iterator[int]:
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
