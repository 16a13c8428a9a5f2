"""A cluster worker's side: the warm judges of a course, and the four functions that the coordinator has called there.

Theory of operation. A dask worker imports this module when it is first asked something. What it is handed and what it
hands back are bytes and strings: JSON of our structs, the packed files of a course, a submission inside a task's JSON. In
this process nothing of a course is imported and nothing of a submission is executed or parsed: judges are processes of
their own (`grader.judge.processes`), started from an environment of ours, and submissions run in the confined workers of
those judges.

`tell` says what this machine is, before it is trusted with anything. `open_home` gets a setup and a course by digest, with
the content only where it is not here yet, and starts one judge for each core. `grade` has tasks judged, one
after the other, by a judge that is free. `leave`
ends judges and removes the course once nothing is in hand. A home whose coordinator was killed stays warm for the next
run of the same course, and makes room for another course.

The coordinator gives each task to one process, known by its token. Where the engine runs a task again by itself, in
another process, `grade` answers `Gone` and judges nothing: how often a submission is tried is counted in one place.

A judge is started by the keeper, a thread that lives as long as the process: the kernel ends a child with the thread that
started it.

Rejected: the course as an object among the engine's own data, which may be copied to any other worker, a refused one too;
and judges inside this process, where an endless loop in a suite would be the cluster's.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import hashlib
import os
import queue
import secrets
import tempfile
import threading
import time
from pathlib import Path
from typing import Protocol

import msgspec

from grader.cluster.content import hash_content, unpack_content
from grader.cluster.facts import find_facts, find_versions
from grader.judge.processes import JudgeDied, JudgeProcess, Unconfined
from grader.judge.protocol import Graded, Ready, Refused, Setup
from grader.judge.tasks import Task
from grader.records.errors import CourseError, GraderFault
from grader.worker.protections import Protections


class Lacking(msgspec.Struct, frozen=True, tag="lacking"):
    """The course is not here: it has to be sent."""


class Gone(msgspec.Struct, frozen=True, tag="gone"):
    """The home that a task was meant for is not, or no longer, in this process. Nothing was judged."""


class Died(msgspec.Struct, frozen=True, tag="died"):
    """Two judges died of a task: it is given to no third one."""


Opening = Ready | Refused | Lacking
Answer = Graded | Died | Refused | Gone


class Answers(msgspec.Struct, frozen=True):
    """What became of the tasks of a parcel, in their order, and how many seconds they took."""

    seconds: float
    answers: list[Answer]


TOKEN = secrets.token_hex(8)
NO_PIN = -1
"""In the place of the first judge's core: the judges are on whatever core is free."""


class DaskWorker(Protocol):
    """What is used of the engine's own worker."""

    local_directory: str


class Home:
    """The judges of one setup, in one cluster worker."""

    def __init__(self, setup: Setup, digest: str, judges: int, first: int) -> None:
        self.digest, self.closing = digest, False
        self._setup, self._first = setup, first
        self._in_hand = 0
        self._all: dict[int, JudgeProcess] = {}
        self._idle: queue.SimpleQueue[int] = queue.SimpleQueue()
        for number in range(judges):
            self._start(number)
            self._idle.put(number)

    def wait(self) -> Ready:
        """Returns what the judges have collected. Raises `CourseError`, `Unconfined` or `GraderFault`."""
        return self._all[0].wait()

    def grade(self, task: Task) -> Answer:
        """Returns what becomes of a task; one that two judges die of is our fault."""
        number = self._idle.get()
        try:
            for _ in range(2):
                try:
                    return self._all[number].ask(task)
                except JudgeDied:
                    if self.closing:
                        return Gone()
                    self._all[number].close()
                    self._start(number)
            return Died()
        except GraderFault as error:
            return Refused("fault", str(error))
        finally:
            self._idle.put(number)

    def close(self) -> None:
        """Ends the judges, with everything below them."""
        self.closing = True
        for judge in self._all.values():
            judge.close()

    def enter(self) -> None:
        self._in_hand += 1

    def exit(self) -> None:
        self._in_hand -= 1

    @property
    def busy(self) -> bool:
        return self._in_hand > 0

    def _start(self, number: int) -> None:
        core = self._first + number if self._first >= 0 else NO_PIN
        self._all[number] = _KEEPER.submit(JudgeProcess, self._setup, core).result()


_KEEPER = concurrent.futures.ThreadPoolExecutor(1, thread_name_prefix="grader-keeper")
_LOCK = threading.RLock()
_HOMES: dict[str, Home] = {}
_CONTENTS: dict[str, tempfile.TemporaryDirectory[str]] = {}


async def tell(protections: str) -> bytes:
    """Returns this machine's `Facts`; `protections` is what a worker is wanted to have."""
    wanted = Protections.from_argument(protections)
    return msgspec.json.encode(await asyncio.to_thread(find_facts, TOKEN, wanted, list(_CONTENTS)))


def tell_versions() -> bytes:
    """Returns the versions of a process of the engine's: a scheduler that can call this can pass tasks on."""
    return msgspec.json.encode(find_versions())


async def open_home(
    digest: str, setup: bytes, content: bytes, judges: int, first: int, dask_worker: DaskWorker
) -> bytes:
    """Makes this worker a home of a course; `content` may be empty where it has the course. Returns an `Opening`."""
    opening = await asyncio.to_thread(_open, digest, setup, content, judges, first, Path(dask_worker.local_directory))
    return msgspec.json.encode(opening)


def grade(key: str, token: str, tasks: bytes) -> bytes:
    """Has a list of tasks judged here, one after the other; returns `Answers`. Runs in a thread of the engine's."""
    begin = time.perf_counter()
    with _LOCK:
        home = _HOMES.get(key) if token == TOKEN else None
        if home is not None:
            home.enter()
    if home is None:
        return msgspec.json.encode(Answers(0.0, [Gone()]))
    try:
        answers = [home.grade(task) for task in msgspec.json.decode(tasks, type=list[Task])]
    except Exception as error:  # the engine would write the arguments, submissions, into its log
        answers = [Refused("fault", f"{type(error).__name__}: {error}")]
    finally:
        with _LOCK:
            home.exit()
            if home.closing:
                _close(key)
    return msgspec.json.encode(Answers(time.perf_counter() - begin, answers))


async def leave(key: str) -> None:
    """Ends a home as soon as nothing is in hand there, and removes its course."""
    await asyncio.to_thread(_leave, key)


def home_key(digest: str, setup: bytes) -> str:
    """Returns the name of a home: runs of the same course with the same setup share it."""
    return hashlib.sha256(digest.encode() + setup).hexdigest()


def _open(digest: str, setup: bytes, content: bytes, judges: int, first: int, place: Path) -> Opening:
    key = home_key(digest, setup)
    with _LOCK:
        for other in [name for name, home in _HOMES.items() if name != key and not home.busy]:
            _close(other)
        if digest not in _CONTENTS:
            if not content:
                return Lacking()
            if hash_content(content) != digest:
                return Refused("fault", "the course arrived damaged")
            folder = tempfile.TemporaryDirectory(prefix="grader-course-", dir=place, ignore_cleanup_errors=True)
            unpack_content(content, Path(folder.name))
            _CONTENTS[digest] = folder
        if key not in _HOMES:
            root = os.fsencode(_CONTENTS[digest].name)
            plan = msgspec.structs.replace(msgspec.json.decode(setup, type=Setup), root=root)
            _HOMES[key] = Home(plan, digest, judges, first)
        home = _HOMES[key]
        home.closing = False
    try:
        return home.wait()
    except Unconfined as error:
        refused = Refused("unconfined", str(error))
    except CourseError as error:
        refused = Refused("course", str(error).replace(_CONTENTS[digest].name, ""))
    except GraderFault as error:
        refused = Refused("fault", str(error))
    with _LOCK:
        _close(key)
    return refused


def _leave(key: str) -> None:
    with _LOCK:
        if key in _HOMES:
            _HOMES[key].closing = True
            _close(key)


def _close(key: str) -> None:
    """Ends a home where nothing is in hand; a course that no home is of is removed."""
    with _LOCK:
        home = _HOMES.get(key)
        if home is None or home.busy:
            return
        del _HOMES[key]
        home.close()
        if all(other.digest != home.digest for other in _HOMES.values()):
            with contextlib.suppress(OSError):
                _CONTENTS.pop(home.digest).cleanup()
