"""Two mistakes in one method: told by what each of them alone changes in the answers.

Theory of operation. Two wrong models that replace the same method cannot be put on top of each other: one hides the other.
Often they need not be. A mistake in the gradient by the input and one in the bias' gradient change different arrays of one
answer, and a submission with both gives of each array what the one model that changes it gives. So every answer is taken
apart into its items, and a pair explains a submission where each item that one of the two changes is the submission's, and
where the pair leaves none of the submission's wrong items over. Where both change the same item, one of them has to be
right about it.

Rejected: putting the changed lines of both into one body (most models are written in other words than the reference, so
that hardly a line of two can be laid side by side).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Protocol

from grader.worker import wire

Item = wire.Value | wire.Raised
Place = tuple[int, ...]
"""Which reply of a case, and the way to one of its items."""


class Answered(Protocol):
    """What a submission answered in one case, and the reference."""

    @property
    def theirs(self) -> Sequence[wire.Reply | None]: ...

    @property
    def correct(self) -> Sequence[wire.Reply]: ...

    def same_item(self, theirs: Item, ours: Item, correct: Item) -> bool: ...


@dataclasses.dataclass(frozen=True)
class Effect:
    """Which items of a case's answers a wrong model changes, and which of these as the submission does."""

    changes: frozenset[Place]
    hits: frozenset[Place]

    @property
    def misses(self) -> frozenset[Place]:
        return self.changes - self.hits


def find_effect(case: Answered, ours: Sequence[wire.Reply]) -> Effect:
    """Returns the effect of the model that has given these replies."""
    changes, hits = set(), set()
    for place, (their, right, our) in _take_apart(case.theirs, case.correct, ours):
        if our is not right and not case.same_item(our, right, right):
            changes.add(place)
            if case.same_item(their, our, right):
                hits.add(place)
    return Effect(frozenset(changes), frozenset(hits))


def find_wrong(case: Answered) -> set[Place]:
    """Returns the items of a case's answers that are not the reference's."""
    sides = _take_apart(case.theirs, case.correct)
    return {place for place, (their, right) in sides if not case.same_item(their, right, right)}


def explain_together(wrong: set[Place], one: Effect, other: Effect) -> bool:
    """Tells whether two models give every wrong item between them, and change none otherwise."""
    return wrong <= one.hits | other.hits and one.misses <= other.hits and other.misses <= one.hits


def _take_apart(*sides: Sequence[wire.Reply | None]) -> Iterator[tuple[Place, tuple[Item, ...]]]:
    """Yields the items of all sides' replies, those in one place together, with the place."""
    for number, replies in enumerate(zip(*sides, strict=False)):
        singles = [reply.replies if isinstance(reply, wire.Many) else [reply or wire.Done()] for reply in replies]
        if len({len(single) for single in singles}) > 1:
            singles = [single[-1:] for single in singles]  # one was stopped by an exception
        for batch, parts in enumerate(zip(*singles, strict=True)):
            if all(isinstance(part, wire.Done) for part in parts):
                values = [part.value for part in parts if isinstance(part, wire.Done)]
                yield from _take_values_apart((number, batch), values)
            else:
                yield (number, batch), tuple(p.value if isinstance(p, wire.Done) else p for p in parts)


def _take_values_apart(way: Place, values: Sequence[wire.Value]) -> Iterator[tuple[Place, tuple[Item, ...]]]:
    first = values[0]
    if isinstance(first, wire.Items | wire.Table) and all(_alike(first, value) for value in values[1:]):
        inner = [value.items for value in values if isinstance(value, wire.Items | wire.Table)]
        for number, items in enumerate(zip(*inner, strict=True)):
            yield from _take_values_apart((*way, number), items)
    else:
        yield way, tuple(values)


def _alike(one: wire.Items | wire.Table, other: wire.Value) -> bool:
    """Tells whether two containers hold their items in the same places."""
    if isinstance(one, wire.Table):
        return isinstance(other, wire.Table) and one.keys == other.keys
    return isinstance(other, wire.Items) and len(one.items) == len(other.items)
