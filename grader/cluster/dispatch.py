"""Which task is given to which member of a cluster, and what follows when a member is lost. Knows nothing of an engine.

Each member has twice as many parcels in hand as it has judges, so that none of them waits. A parcel is one task, or several
where they take little time: what an engine does for a parcel costs about as much as judging a short task.

When a member is lost, each task that it had in hand may be why: such suspects are given out again one at a time, to a
member with nothing else in hand. So the second member that is lost over a task tells whose fault it is, and nobody pays for
a neighbour.
"""

from __future__ import annotations

import collections
import dataclasses
import itertools
from collections.abc import Iterator

from grader.judge.tasks import Task

DEATHS = 2
"""How many members a submission may take with it before it is given to no other."""
PARCEL_S = 0.5
MOST = 64
"""How long the tasks of a parcel take together, and how many they are at most: no result waits long for its neighbours."""


@dataclasses.dataclass
class Errand:
    """A task on its way; `deaths`: how many members were lost while they had it in hand."""

    task: Task
    deaths: int = 0


@dataclasses.dataclass(frozen=True)
class Parcel:
    """Errands that travel together, and are judged one after the other."""

    number: int
    errands: list[Errand]


@dataclasses.dataclass
class Hands:
    """What one member has in hand: parcels by number."""

    judges: int
    parcels: dict[int, Parcel] = dataclasses.field(default_factory=dict)

    @property
    def holds_suspect(self) -> bool:
        return any(errand.deaths for parcel in self.parcels.values() for errand in parcel.errands)


class Dispatch:
    """The tasks of one run and the members that are there for them."""

    def __init__(self, tasks: Iterator[Task]) -> None:
        self._tasks = tasks
        self._again: collections.deque[Errand] = collections.deque()
        self._suspects: collections.deque[Errand] = collections.deque()
        self._numbers = itertools.count(1)
        self._ended = False
        self._seconds = PARCEL_S
        self.members: dict[str, Hands] = {}

    @property
    def done(self) -> bool:
        """Tells whether every task was answered. Known only after `pick` has found no further one."""
        waiting = self._again or self._suspects or any(hands.parcels for hands in self.members.values())
        return self._ended and not waiting

    @property
    def size(self) -> int:
        """How many errands go into a parcel: as many as take a member half a second, as far as is known."""
        return max(1, min(MOST, int(PARCEL_S / max(self._seconds, 1e-6))))

    def join(self, name: str, judges: int) -> None:
        """Takes a member in."""
        self.members[name] = Hands(judges)

    def leave(self, name: str, blame: bool) -> list[Errand]:
        """Lets a member go; with `blame` it was lost. Returns the tasks that are given to no other member."""
        hands = self.members.pop(name, None)
        errands = [errand for parcel in hands.parcels.values() for errand in parcel.errands] if hands else []
        if not blame:
            for errand in reversed(errands):
                (self._suspects if errand.deaths else self._again).appendleft(errand)
            return []
        for errand in errands:
            errand.deaths += 1
        self._suspects.extend(errand for errand in errands if errand.deaths < DEATHS)
        return [errand for errand in errands if errand.deaths >= DEATHS]

    def pick(self) -> Iterator[tuple[str, Parcel]]:
        """Yields what is to be given to whom now; it counts as given."""
        emptied = False
        for name in sorted(self.members, key=lambda name: len(self.members[name].parcels)):
            hands = self.members[name]
            if self._suspects and not hands.parcels:
                yield name, self._give(hands, [self._suspects.popleft()])
            elif self._suspects and not emptied:
                emptied = True  # the member that has least to do gets nothing new until it is free for a suspect
            elif not hands.holds_suspect:
                while len(hands.parcels) < 2 * hands.judges and (errands := self._next()):
                    yield name, self._give(hands, errands)

    def finish(self, name: str, number: int, seconds: float) -> list[Errand]:
        """Takes an answered parcel out of a member's hands; nothing where it is not there any more."""
        hands = self.members.get(name)
        parcel = hands.parcels.pop(number, None) if hands else None
        if parcel is None:
            return []
        self._seconds += (seconds / len(parcel.errands) - self._seconds) / 4
        return parcel.errands

    def _give(self, hands: Hands, errands: list[Errand]) -> Parcel:
        parcel = Parcel(next(self._numbers), errands)
        hands.parcels[parcel.number] = parcel
        return parcel

    def _next(self) -> list[Errand]:
        if self._again:
            return [self._again.popleft()]
        tasks = [] if self._ended else list(itertools.islice(self._tasks, self.size))
        self._ended = self._ended or len(tasks) < self.size
        return [Errand(task) for task in tasks]
