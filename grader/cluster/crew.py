"""The coordinator's side of the engine: a scheduler's workers are greeted, refused or made members, and sent tasks.

The only module that imports `distributed`. Functions go by their names and arguments as bytes and strings, so that nothing
is unpickled on the way but those; a scheduler and its workers need this package installed.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
import os
import re
import secrets
from collections.abc import AsyncIterator, Callable
from typing import Any

import distributed
import msgspec

from grader.cluster import home
from grader.cluster.content import hash_content, pack_content
from grader.cluster.facts import Facts, derive_refusal, derive_skew, find_versions
from grader.course.layout import Course
from grader.judge.pool import JudgesLost
from grader.judge.processes import RefusedCourse
from grader.judge.protocol import Ready, Refused, Setup
from grader.judge.tasks import Task
from grader.records.errors import UsageProblem
from grader.records.text import one_line, show

CONNECT_S = 15.0
ANSWER_S = 60.0
"""How long a worker may take to say what it is; one that hangs is refused by name."""
OPEN_S = 600.0
"""How long its judges may take to collect the suites: a backstop."""
LEAVE_S = 10.0


class WorkerLost(Exception):
    """A worker is of no use any more. One line that says why."""


@dataclasses.dataclass(frozen=True)
class Member:
    """A worker that has the course; `skew`: how its versions differ, where that is allowed."""

    address: str
    facts: Facts
    judges: int
    ready: Ready
    skew: str = ""


@dataclasses.dataclass(frozen=True)
class Stranger:
    """A worker that nothing is sent to, and why."""

    address: str
    problem: str
    facts: Facts | None = None


class Crew:
    """The workers of one scheduler, for one setup of one course."""

    def __init__(self, client: Any, course: Course, setup: Setup, allow_skew: bool) -> None:
        self._client, self._course, self._allow_skew = client, course, allow_skew
        self._protections, self._need_confined = setup.protections, setup.need_confined
        self._setup = msgspec.json.encode(msgspec.structs.replace(setup, root=b""))
        self._content = pack_content(course.root)
        self._digest = hash_content(self._content)
        self._key = home.home_key(self._digest, self._setup)
        self._name = secrets.token_hex(4)
        self._pinned: dict[str, int] = {}
        self.sent = 0
        """How often the course was sent."""

    async def find_workers(self) -> dict[str, int]:
        """Returns the address of each worker that is there, with its number of threads. Raises `JudgesLost`."""
        try:
            return dict(await self._client.nthreads())
        except Exception:  # the engine's own, of many types
            raise JudgesLost(LOST) from None

    async def check_scheduler(self) -> None:
        """Raises `UsageProblem` where the scheduler cannot pass tasks on: it has to know this package by name."""
        try:
            await self._client.run_on_scheduler(home.tell_versions)
        except ImportError:
            raise UsageProblem(_NOT_ON_SCHEDULER) from None

    async def greet(self, address: str, threads: dict[str, int]) -> Member | Stranger:
        """Asks a worker what it is, and gives it the course where that is good enough. Raises `CourseError`."""
        facts = None
        try:
            told = await self._ask(address, ANSWER_S, home.tell, self._protections.to_argument())
            facts = msgspec.json.decode(told, type=Facts)
            here = find_versions()
            problem = derive_refusal(facts, here, self._need_confined, self._allow_skew)
            if problem:
                return Stranger(address, problem, facts)
            judges = max(1, min(threads.get(address, 1), facts.cores))
            ready = await self._open(address, facts, judges, threads)
        except WorkerLost as error:
            return Stranger(address, str(error), facts)
        except msgspec.DecodeError as error:
            return Stranger(address, f"answers in another way than this version does ({error})", facts)
        return Member(address, facts, judges, ready, derive_skew(facts.versions, here))

    async def send(self, member: Member, number: int, tasks: list[Task]) -> home.Answers:
        """Has tasks judged by a member. Raises `WorkerLost` or `JudgesLost`."""
        future = self._client.submit(
            home.grade,
            self._key,
            member.facts.token,
            msgspec.json.encode(tasks),
            key=f"grade-{self._name}-{number}-{secrets.token_hex(4)}",
            workers=[member.address],
            allow_other_workers=False,
            pure=False,
        )
        try:
            return msgspec.json.decode(await future, type=home.Answers)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # the engine's own, of many types: told by name, and never a submission's
            if future.cancelled() or self._client.status != "running":
                raise JudgesLost(LOST) from None
            raise WorkerLost(_describe(error)) from None
        finally:
            future.release()

    async def leave(self, addresses: list[str]) -> None:
        """Has these workers end their judges and remove the course; one that is gone or hangs is not waited for."""
        if addresses and self._client.status == "running":
            with contextlib.suppress(Exception):  # a courtesy: nothing depends on it
                run = self._client.run(home.leave, self._key, workers=addresses, on_error="ignore")
                await asyncio.wait_for(run, LEAVE_S)

    async def _open(self, address: str, facts: Facts, judges: int, threads: dict[str, int]) -> Ready:
        first = self._choose_core(address, facts, judges, threads)
        content = b"" if self._digest in facts.holds else self._content
        for data in (content, self._content):
            self.sent += bool(data)
            arguments = (self._digest, self._setup, data, judges, first)
            told = await self._ask(address, OPEN_S, home.open_home, *arguments)
            opening = msgspec.json.decode(told, type=home.Opening)
            if not isinstance(opening, home.Lacking):
                break
        if isinstance(opening, Ready):
            return opening
        if isinstance(opening, Refused) and opening.kind == "course":
            raise RefusedCourse(f"{self._course.root}{opening.problem}" if opening.problem else str(self._course.root))
        raise WorkerLost(opening.problem if isinstance(opening, Refused) else "does not keep the course")

    def _choose_core(self, address: str, facts: Facts, judges: int, threads: dict[str, int]) -> int:
        """Returns the first core for a worker's judges, where the workers of its machine have all of it to themselves."""
        machine = re.sub(r":\d+$", "", address)
        if sum(count for name, count in threads.items() if name.startswith(f"{machine}:")) < facts.cores:
            return home.NO_PIN
        first = self._pinned.get(machine, 0)
        self._pinned[machine] = first + judges
        return first

    async def _ask(self, address: str, patience: float, function: Callable[..., Any], *arguments: object) -> bytes:
        """Has one of `home`'s functions called on a worker. Raises `WorkerLost`."""
        run = self._client.run(function, *arguments, workers=[address], on_error="return")
        try:
            answer = (await asyncio.wait_for(run, patience)).get(address)
        except TimeoutError:
            raise WorkerLost(f"gave no answer in {patience:.0f} seconds") from None
        except Exception as error:  # the engine's own, of many types
            if self._client.status != "running":
                raise JudgesLost(LOST) from None
            raise WorkerLost(_describe(error)) from None
        if isinstance(answer, ImportError):
            raise WorkerLost(_NOT_INSTALLED)
        if not isinstance(answer, bytes):
            raise WorkerLost(_describe(answer))
        return answer


@contextlib.asynccontextmanager
async def connect(address: str) -> AsyncIterator[Any]:
    """Gives a client of the scheduler at `address`. Raises `UsageProblem` where there is none."""
    if not os.environ.get("GRADER_DEBUG"):  # what matters is told in lines of our own
        for name in ["tornado", *(name for name in logging.root.manager.loggerDict if name.startswith("distributed"))]:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    engine: Any = distributed  # its constructors are not typed
    client = None
    try:
        security = engine.Security()
        client = engine.Client(address, asynchronous=True, security=security, timeout=CONNECT_S, set_as_default=False)
        await client
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        await _close(client)
        advice = "give the address that `dask scheduler` printed"
        if address.startswith("tls"):
            advice = "name the certificates in DASK_DISTRIBUTED__COMM__TLS__*, as grader/CLUSTER.md says"
        raise UsageProblem(f"{show(address)}: no scheduler answers there ({_describe(error)}); {advice}") from None
    try:
        yield client
    finally:
        await _close(client)


async def _close(client: Any) -> None:
    with contextlib.suppress(Exception):  # a scheduler that is gone cannot be told that we go
        await asyncio.wait_for(client.close(), LEAVE_S)


def describe_open(address: str) -> str:
    """Returns a warning where anybody who reaches the scheduler at `address` can have it run code; empty where not."""
    return "" if address.startswith(("tls://", "wss://")) else _OPEN.format(show(address))


def _describe(error: object) -> str:
    text = one_line(str(error))
    return f"{type(error).__name__}: {text[:200]}" if text else type(error).__name__


_OPEN = (
    "{} is open: whoever reaches it can run code on its workers and read the course; use TLS where others are on the "
    "network (grader/CLUSTER.md)"
)
NO_WORKERS = "the scheduler has no workers; start some with `dask worker ADDRESS`"
LOST = "the scheduler is gone"
_NOT_INSTALLED = "layer-grader is not installed there: pip install 'layer-grader[cluster]'"
_NOT_ON_SCHEDULER = (
    "the scheduler cannot import grader: it passes tasks on by name, so start it where the workers' packages are "
    "installed (pip install 'layer-grader[cluster]')"
)
