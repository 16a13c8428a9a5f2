"""Judges on a cluster: the same `run` as that of local ones, so that whoever grades a class need not know the difference.

Theory of operation. One loop, in the main thread, waits for what happens: an answer came, a worker came or went. Then it
gives out what there is room for (`dispatch`), delivers what was answered, and looks whether Ctrl-C was pressed. Results are
written by whoever started the run, never by a worker. The engine carries tasks and answers, finds out that a worker is
gone, and starts workers anew where it was told to; each task is bound to one worker, so that only `dispatch` decides
whether a task is tried again.

Rejected: to let the scheduler run tasks again where a worker died. How often it does so is a setting of the scheduler, it
would hand a submission that kills from worker to worker, and it counts whatever was waiting on that worker as well.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from grader.cluster.crew import NO_WORKERS, Crew, Member, Stranger, WorkerLost, connect, describe_open
from grader.cluster.dispatch import Dispatch, Parcel
from grader.cluster.home import Answers, Gone
from grader.course.layout import Course
from grader.course.submissions import Missing, OurFault
from grader.judge.pool import Blanks, JudgesLost, hold_interrupts
from grader.judge.processes import PATIENCE_S
from grader.judge.protocol import Graded, Refused, Setup
from grader.judge.tasks import Models, Task
from grader.records.errors import UsageProblem
from grader.records.results import SKEW
from grader.records.text import show

NEWCOMERS_S = 60.0
"""How long a run without any worker waits for one."""


@dataclasses.dataclass(frozen=True)
class _Came:
    """The answers to a parcel, or why there are none."""

    address: str
    parcel: Parcel
    answers: Answers | Exception


_Event = _Came | Member | Stranger | BaseException | dict[str, Any]


class Cluster:
    """The judges of a cluster's workers, for one setup."""

    def __init__(
        self,
        address: str,
        setup: Setup,
        course: Course,
        say: Callable[[str], None],
        allow_skew: bool = False,
        newcomers_s: float = NEWCOMERS_S,
    ) -> None:
        self._address, self._setup, self._course = address, setup, course
        self._say, self._allow_skew, self._newcomers_s = say, allow_skew, newcomers_s
        self._blanks = Blanks(setup, course)

    def run(self, tasks: Iterable[Task], deliver: Callable[[Graded], None]) -> None:
        """Calls `deliver` with what becomes of every task, in this thread; takes tasks only as judges get free.

        Raises `CourseError` where the suites cannot be collected, `UsageProblem` where there is no worker that may be
        used, and `JudgesLost` where the scheduler or every worker is gone.
        """
        if warning := describe_open(self._address):
            self._say(warning)
        with hold_interrupts() as interrupted:
            asyncio.run(self._run(iter(tasks), deliver, interrupted))

    async def _run(
        self, tasks: Iterator[Task], deliver: Callable[[Graded], None], interrupted: Callable[[], bool]
    ) -> None:
        async with connect(self._address) as client:
            crew = Crew(client, self._course, self._setup, self._allow_skew)
            await crew.check_scheduler()
            shift = Shift(crew, self._blanks, tasks, deliver, self._say)
            client.subscribe_topic("all", lambda event: shift.tell(event[1]))
            try:
                await shift.work(interrupted, self._newcomers_s)
            finally:
                with contextlib.suppress(ValueError):  # the scheduler is gone
                    client.unsubscribe_topic("all")
                await shift.end()


class Shift:
    """One run: what is known of the workers, and what they have in hand."""

    def __init__(
        self,
        crew: Crew,
        blanks: Blanks,
        tasks: Iterator[Task],
        deliver: Callable[[Graded], None],
        say: Callable[[str], None],
    ) -> None:
        self._crew, self._blanks, self._deliver, self._say = crew, blanks, deliver, say
        self._dispatch = Dispatch(self._with_code(tasks))
        self._events: asyncio.Queue[_Event] = asyncio.Queue()
        self._members: dict[str, Member] = {}
        self._heard: dict[str, float] = {}
        self._greetings: dict[str, asyncio.Task[None]] = {}
        self._sendings: dict[str, set[asyncio.Task[None]]] = {}
        self._refused: dict[str, str] = {}
        self._homes: set[str] = set()

    def tell(self, event: _Event) -> None:
        """Takes note of something that happened; may be called while `work` waits."""
        self._events.put_nowait(event)

    async def work(self, interrupted: Callable[[], bool], newcomers_s: float) -> None:
        """Has every task judged."""
        threads = await self._crew.find_workers()
        if not threads:
            raise UsageProblem(NO_WORKERS)
        for address in threads:
            self._greet(address, threads)
        alone_since = time.monotonic()
        while not interrupted():
            for address, parcel in self._dispatch.pick():
                self._send(self._members[address], parcel)
            if self._dispatch.done and (self._members or not self._greetings):
                break
            for event in await self._wait():
                await self._handle(event)
            self._drop_silent()
            if self._members or self._greetings:
                alone_since = time.monotonic()
            elif not self._heard:
                listed = "\n".join(f"  {show(name)}: {show(text, 400)}" for name, text in self._refused.items())
                raise UsageProblem(f"no worker may be used:\n{listed}")
            elif time.monotonic() - alone_since >= newcomers_s:
                raise JudgesLost("no worker is left")
        if interrupted():
            raise KeyboardInterrupt

    async def end(self) -> None:
        """Takes back what is still on its way and has the workers clear up."""
        running = [*self._greetings.values(), *(task for tasks in self._sendings.values() for task in tasks)]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await self._crew.leave(sorted(self._homes))

    def _with_code(self, tasks: Iterator[Task]) -> Iterator[Task]:
        """Yields the tasks that need a judge; the others are answered here, once a member has told the cases."""
        for task in tasks:
            if isinstance(task.work, Missing | OurFault):
                self._blank(task)
            else:
                yield task

    def _blank(self, task: Task) -> None:
        ready = next(iter(self._members.values())).ready
        self._deliver(Graded(self._blanks.make(task, ready.cases[task.slug])))

    async def _wait(self) -> list[_Event]:
        """Returns what happened; a moment later also where nothing did, so that Ctrl-C is seen."""
        try:
            events = [await asyncio.wait_for(self._events.get(), 0.2)]
        except TimeoutError:
            return []
        while not self._events.empty():
            events.append(self._events.get_nowait())
        return events

    async def _handle(self, event: _Event) -> None:
        match event:
            case _Came():
                await self._take(event)
            case Member():
                self._greetings.pop(event.address, None)
                self._members[event.address] = event
                self._heard[event.address] = time.monotonic()
                self._dispatch.join(event.address, event.judges)
                if event.skew:
                    self._say(f"worker {show(event.address)}: {event.skew}; its results say so")
            case Stranger():
                self._greetings.pop(event.address, None)
                self._homes.discard(event.address)
                self._refused[event.address] = event.problem
                self._say(f"worker {show(event.address)} is not used: {show(event.problem, 400)}")
            case BaseException():
                raise event
            case {"action": "add-worker", "worker": str(address)}:
                self._greet(address, await self._crew.find_workers())
            case {"action": "remove-worker", "worker": str(address)}:
                self._homes.discard(address)
                self._lose(address, "it is gone", blame=not event.get("expected"))

    def _greet(self, address: str, threads: dict[str, int]) -> None:
        async def greet() -> None:
            try:
                self.tell(await self._crew.greet(address, threads))
            except Exception as error:  # raised where the run waits
                self.tell(error)

        if address not in self._members and address not in self._greetings:
            self._homes.add(address)
            self._greetings[address] = asyncio.create_task(greet())

    def _send(self, member: Member, parcel: Parcel) -> None:
        async def send() -> None:
            try:
                tasks = [errand.task for errand in parcel.errands]
                answers: Answers | Exception = await self._crew.send(member, parcel.number, tasks)
            except Exception as error:  # looked at where the run waits
                answers = error
            self.tell(_Came(member.address, parcel, answers))

        sendings = self._sendings.setdefault(member.address, set())
        task = asyncio.create_task(send())
        sendings.add(task)
        task.add_done_callback(sendings.discard)

    async def _take(self, came: _Came) -> None:
        member, answers = self._members.get(came.address), came.answers
        if member is None or came.parcel.number not in self._dispatch.members[came.address].parcels:
            return  # the worker was given up in the meantime, and its tasks given to others
        if isinstance(answers, WorkerLost):
            return self._lose(came.address, str(answers), blame=True)
        if isinstance(answers, Exception):
            raise answers
        if any(isinstance(answer, Gone) for answer in answers.answers):
            self._lose(came.address, "", blame=False)
            return self._greet(came.address, await self._crew.find_workers())
        if problem := _find_problem(came.parcel, answers):
            return self._lose(came.address, problem, blame=True)
        self._heard[came.address] = time.monotonic()
        errands = self._dispatch.finish(came.address, came.parcel.number, answers.seconds)
        for errand, answer in zip(errands, answers.answers, strict=True):
            if isinstance(answer, Graded):
                self._deliver(_mark(answer, member.skew))
            else:
                self._blank(_at_fault(errand.task, _JUDGES_DIED))

    def _lose(self, address: str, why: str, blame: bool) -> None:
        """Lets a member go; its tasks are given to others."""
        greeting = self._greetings.pop(address, None)
        if greeting is not None:
            greeting.cancel()
        if address not in self._members:
            return
        for task in self._sendings.pop(address, set()):
            task.cancel()
        condemned = self._dispatch.leave(address, blame)
        for errand in condemned:
            self._blank(_at_fault(errand.task, _WORKERS_DIED))
        del self._members[address]
        if blame:
            self._say(f"worker {show(address)} is lost: {show(why, 400)}; what it had in hand is given to others")

    def _drop_silent(self) -> None:
        """Gives up members that have had something in hand for longer than anything may take."""
        now = time.monotonic()
        for address in list(self._members):
            hands = self._dispatch.members[address]
            if not hands.parcels:
                self._heard[address] = now
            elif now - self._heard[address] > 2 * PATIENCE_S:
                self._lose(address, f"it gave no answer for {2 * PATIENCE_S / 60:.0f} minutes", blame=True)


def _find_problem(parcel: Parcel, answers: Answers) -> str:
    """Returns why a worker's answers cannot be used; empty where they can."""
    if refused := next((answer for answer in answers.answers if isinstance(answer, Refused)), None):
        return refused.problem
    wanted = [(errand.task.student, errand.task.slug) for errand in parcel.errands]
    given = [
        (answer.result.student, answer.result.exercise) if isinstance(answer, Graded) else want
        for answer, want in zip(answers.answers, wanted, strict=False)
    ]
    return "" if given == wanted else "it answered with other submissions' results"


def _at_fault(task: Task, problem: str) -> Task:
    file = "" if isinstance(task.work, Models) else task.work.file
    return msgspec.structs.replace(task, work=OurFault(file, problem))


def _mark(graded: Graded, skew: str) -> Graded:
    """Returns a result that says how the versions differed that it was made with."""
    if not skew:
        return graded
    result = msgspec.structs.replace(graded.result, environment={**graded.result.environment, SKEW: skew})
    return msgspec.structs.replace(graded, result=result)


_JUDGES_DIED = "the grader itself failed twice on this submission; please report it"
_WORKERS_DIED = "two workers of the cluster ended while they graded this submission; please report it"
