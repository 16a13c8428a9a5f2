"""What each worker of a cluster is good for: its facts, and the reference of an exercise graded there as a submission."""

from __future__ import annotations

import asyncio
import os

import msgspec

from grader.cluster.crew import NO_WORKERS, Crew, Stranger, WorkerLost, connect
from grader.cluster.facts import Facts
from grader.course.layout import VISIBILITIES, Course, Exercise
from grader.course.submissions import Code, check_source
from grader.judge.protocol import Graded, Setup
from grader.judge.tasks import Task
from grader.records.errors import UsageProblem
from grader.records.results import Case


class Finding(msgspec.Struct, frozen=True):
    """What was found out about one worker. `problem` is empty where it would be used."""

    address: str
    problem: str
    judges: int = 0
    facts: Facts | None = None
    skew: str = ""


def try_workers(course: Course, address: str, allow_unconfined: bool, allow_skew: bool) -> list[Finding]:
    """Returns what was found out about each worker of the scheduler at `address`. Raises `UsageProblem`."""
    return asyncio.run(_try_workers(course, address, allow_unconfined, allow_skew))


async def _try_workers(course: Course, address: str, allow_unconfined: bool, allow_skew: bool) -> list[Finding]:
    exercise = course.exercises[0]
    root, seed = os.fsencode(course.root), course.settings.seed
    setup = Setup(root, [exercise.slug], list(VISIBILITIES), seed, need_confined=not allow_unconfined)
    async with connect(address) as client:
        crew = Crew(client, course, setup, allow_skew)
        await crew.check_scheduler()
        threads = await crew.find_workers()
        if not threads:
            raise UsageProblem(NO_WORKERS)
        tried = await asyncio.gather(*(_try(crew, exercise, name, threads) for name in sorted(threads)))
        await crew.leave([finding.address for finding, _ in tried if finding.judges])
    want = next((cases for _, cases in tried if cases), [])
    findings = []
    for finding, cases in tried:
        differs = bool(cases) and cases != want
        problem = "its results differ from those of the first worker" if differs else finding.problem
        findings.append(msgspec.structs.replace(finding, problem=problem))
    return findings


async def _try(crew: Crew, exercise: Exercise, address: str, threads: dict[str, int]) -> tuple[Finding, list[Case]]:
    met = await crew.greet(address, threads)
    if isinstance(met, Stranger):
        return Finding(address, met.problem, facts=met.facts), []
    work = check_source(exercise.reference.read_bytes(), exercise.file_name)
    assert isinstance(work, Code)
    problem, cases = "", []
    try:
        answer = (await crew.send(met, 1, [Task("trial", exercise.slug, work)])).answers[0]
    except WorkerLost as error:
        problem = str(error)
    else:
        if isinstance(answer, Graded) and answer.result.score == answer.result.max_score:
            cases = [msgspec.structs.replace(case, duration_s=0.0) for case in answer.result.cases]
        else:
            problem = "it does not give the reference full points"
    return Finding(address, problem, met.judges, met.facts, met.skew), cases
