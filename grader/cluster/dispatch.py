"""Which task is given to which member of a cluster, and what follows when a member is lost. Knows nothing of an engine.

Each member has twice as many tasks in hand as it has judges, so that none of them waits. When a member is lost, each task
that it had in hand may be why: such suspects are given out again one at a time, to a member with nothing else in hand. So
the second member that is lost over a task tells whose fault it is, and nobody pays for a neighbour.
"""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Iterator

from grader.judge.tasks import Task

DEATHS = 2
"""How many members a submission may take with it before it is given to no other."""


@dataclasses.dataclass
class Errand:
    """A task on its way; `deaths`: how many members were lost while they had it in hand."""

    number: int
    task: Task
    deaths: int = 0


@dataclasses.dataclass
class Hands:
    """What one member has in hand, by number."""

    judges: int
    errands: dict[int, Errand] = dataclasses.field(default_factory=dict)

    @property
    def holds_suspect(self) -> bool:
        return any(errand.deaths for errand in self.errands.values())


class Dispatch:
    """The tasks of one run and the members that are there for them."""

    def __init__(self, tasks: Iterator[Task]) -> None:
        self._tasks = tasks
        self._again: collections.deque[Errand] = collections.deque()
        self._suspects: collections.deque[Errand] = collections.deque()
        self._count = 0
        self._ended = False
        self.members: dict[str, Hands] = {}

    @property
    def done(self) -> bool:
        """Tells whether every task was answered. Known only after `pick` has found no further one."""
        waiting = self._again or self._suspects or any(hands.errands for hands in self.members.values())
        return self._ended and not waiting

    def join(self, name: str, judges: int) -> None:
        """Takes a member in."""
        self.members[name] = Hands(judges)

    def leave(self, name: str, blame: bool) -> list[Errand]:
        """Lets a member go; with `blame` it was lost. Returns the tasks that are given to no other member."""
        hands = self.members.pop(name, None)
        if hands is None:
            return []
        errands = list(hands.errands.values())
        if not blame:
            for errand in reversed(errands):
                (self._suspects if errand.deaths else self._again).appendleft(errand)
            return []
        for errand in errands:
            errand.deaths += 1
        self._suspects.extend(errand for errand in errands if errand.deaths < DEATHS)
        return [errand for errand in errands if errand.deaths >= DEATHS]

    def pick(self) -> Iterator[tuple[str, Errand]]:
        """Yields what is to be given to whom now; it counts as given."""
        emptied = False
        for name in sorted(self.members, key=lambda name: len(self.members[name].errands)):
            hands = self.members[name]
            if self._suspects and not hands.errands:
                yield name, self._give(hands, self._suspects.popleft())
            elif self._suspects and not emptied:
                emptied = True  # the member that has least to do gets nothing new until it is free for a suspect
            elif not hands.holds_suspect:
                while len(hands.errands) < 2 * hands.judges and (errand := self._next()) is not None:
                    yield name, self._give(hands, errand)

    def finish(self, name: str, number: int) -> Errand | None:
        """Takes an answered task out of a member's hands; None where it is not there any more."""
        hands = self.members.get(name)
        return hands.errands.pop(number, None) if hands else None

    def _give(self, hands: Hands, errand: Errand) -> Errand:
        hands.errands[errand.number] = errand
        return errand

    def _next(self) -> Errand | None:
        if self._again:
            return self._again.popleft()
        task = None if self._ended else next(self._tasks, None)
        if task is None:
            self._ended = True
            return None
        self._count += 1
        return Errand(self._count, task)
