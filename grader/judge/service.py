"""The process of a judge: reads a `Setup` and then tasks on standard input, and answers on standard output."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from grader.course.layout import load_course
from grader.judge.processes import Unconfined
from grader.judge.protocol import CaseHead, Graded, Ready, Refused, Setup
from grader.judge.tasks import Task
from grader.link.launchers import make_launcher
from grader.records.errors import CourseError, GraderFault
from grader.worker import sandbox
from grader.worker.protections import is_confined


def main() -> None:
    """One judge: reads a `Setup`, then tasks; writes `Ready` or `Refused`, then results."""
    number, parent = int(sys.argv[1]), int(sys.argv[2])
    sandbox.die_with_parent(parent)
    sandbox.hide_process()
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    setup = msgspec.json.decode(sys.stdin.buffer.readline(), type=Setup)

    def say(message: Ready | Refused | Graded) -> None:
        output.write(msgspec.json.encode(message) + b"\n")
        output.flush()

    try:
        _judge(setup, parent + number if number >= 0 else None, say)
    except CourseError as error:
        say(Refused("course", str(error)))
    except Unconfined:
        say(Refused("unconfined", "this machine cannot confine a submission"))
    except GraderFault as error:
        say(Refused("fault", str(error)))


def _judge(setup: Setup, place: int | None, say: Callable[[Ready | Refused | Graded], None]) -> None:
    launcher = make_launcher(setup.protections)
    try:
        from grader.judge.loop import Session, run_session  # pytest is imported while the zygote gets ready

        course = load_course(Path(os.fsdecode(setup.root)))
        if setup.seeds:
            course = dataclasses.replace(course, settings=msgspec.structs.replace(course.settings, seeds=setup.seeds))
        probe = launcher.start(course.exercise(setup.slugs[0]).settings.limits)
        probe.kill()
        if setup.need_confined and not is_confined(probe.isolation):
            raise Unconfined
        if place is not None:
            launcher.pin(_pin(place))

        def serve(cases: dict[str, list[CaseHead]]) -> Iterator[Task]:
            say(Ready(probe.isolation, cases))
            for line in sys.stdin.buffer:
                yield msgspec.json.decode(line, type=Task)

        session = Session(
            course,
            setup.slugs,
            setup.visibilities,
            setup.seed,
            warm_up=setup.warm_up,
            reveal=setup.reveal,
            rehearse=setup.rehearse,
            prove=setup.prove,
            diagnose=setup.diagnose,
        )
        run_session(session, launcher, serve, say)
    finally:
        launcher.close()


def _pin(place: int) -> set[int]:
    """Keeps this judge and its workers, which take turns, on one core: a wake-up then costs a quarter. Returns the cores.

    `place` counts from the run's process id on: judges of one run are on different cores, and so are, as often as not, the
    first ones of two runs.
    """
    if not hasattr(os, "sched_setaffinity"):
        return set()
    cores = sorted(os.sched_getaffinity(0))
    with contextlib.suppress(OSError):
        os.sched_setaffinity(0, {cores[place % len(cores)]})
    return os.sched_getaffinity(0)
