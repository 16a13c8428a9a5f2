"""The run of a class with workers that are made up: what is said, who is given up, when a run stops before its end."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from grader.cluster import home
from grader.cluster.coordinator import Shift
from grader.cluster.crew import Member, Stranger, WorkerLost
from grader.cluster.facts import Facts, find_versions
from grader.course.layout import load_course
from grader.course.submissions import Code, Missing
from grader.judge.pool import Blanks, JudgesLost
from grader.judge.protocol import CaseHead, Graded, Ready, Refused, Setup
from grader.judge.tasks import Task
from grader.judge.verdicts import Clock, make_result
from grader.records.errors import UsageProblem
from grader.records.results import SKEW

READY = Ready([], {"scale": [CaseHead("public::test", "A case", "public", 6)]})


class Crew:
    """Workers by name, each with a function that says what becomes of a parcel."""

    def __init__(self, workers, skew=""):
        self.workers, self.skew, self.left = workers, skew, []
        self.shift = None

    async def find_workers(self):
        return dict.fromkeys(self.workers, 1)

    async def greet(self, address, threads):
        if not callable(self.workers[address]):
            return Stranger(address, self.workers[address])
        return Member(address, Facts("", "host", 1, find_versions(), []), threads[address], READY, self.skew)

    async def send(self, member, number, tasks):
        answers = self.workers[member.address](tasks)
        if answers is None:
            self.shift.tell({"action": "remove-worker", "worker": member.address})
            await asyncio.Event().wait()
        return home.Answers(0.0, answers)

    async def leave(self, addresses):
        self.left += addresses


def judge(tasks):
    return [Graded(result_of(task)) for task in tasks]


def result_of(task):
    return make_result(
        task, READY.cases["scale"], {}, status="graded", otherwise="", seed=1, suite_sha256="", clock=Clock()
    )


def judge_others(tasks):
    return [Graded(result_of(Task("another", task.slug, task.work))) for task in tasks]


def fail(tasks):
    raise WorkerLost("OSError: no space left on device")


def run(make_course, crew, works, newcomers_s=0.0):
    """Runs a class; returns what was delivered, by student, and what was said."""
    course = load_course(make_course())
    tasks = [Task(f"student{number}", "scale", work) for number, work in enumerate(works)]
    delivered, said = {}, []

    def deliver(graded):
        assert graded.result.student not in delivered
        delivered[graded.result.student] = graded.result

    async def work():
        setup = Setup(bytes(Path(course.root)), ["scale"], ["public"], 1)
        shift = crew.shift = Shift(crew, Blanks(setup, course), iter(tasks), deliver, said.append)
        try:
            await shift.work(lambda: False, newcomers_s)
        finally:
            await shift.end()

    problem = None
    try:
        asyncio.run(work())
    except (UsageProblem, JudgesLost) as error:
        problem = error
    return delivered, "\n".join(said), problem


CODE = Code("scale.py", b"", "")


@pytest.mark.parametrize(
    ("broken", "text"),
    [
        (judge_others, "it answered with other submissions' results"),
        (lambda tasks: [Refused("fault", "a judge ended before it was ready")], "a judge ended before it was ready"),
        (fail, "OSError: no space left on device"),
        (lambda tasks: None, "it is gone"),
        ("numpy 0.1 there, 2.0 here", "numpy 0.1 there, 2.0 here"),
    ],
)
def test_a_worker_that_is_of_no_use_is_named_and_others_go_on(make_course, broken, text):
    """Nothing of what it says is kept, and every submission gets its result, also those with nothing to execute"""
    crew = Crew({"bad": broken, "good": judge})
    delivered, said, problem = run(make_course, crew, [*[CODE] * 9, Missing("scale.py", "was not handed in")])
    assert problem is None
    assert len(delivered) == 10
    assert {result.status for result in delivered.values()} == {"graded"}
    assert [text in line for line in said.splitlines() if "bad" in line] == [True]
    assert "good" in crew.left


def test_two_judges_that_die_leave_a_result_ungraded(make_course):
    """The worker is not to blame, and is used on"""
    crew = Crew({"one": lambda tasks: [home.Died() if t.student == "student2" else judge([t])[0] for t in tasks]})
    delivered, said, problem = run(make_course, crew, [CODE] * 5)
    assert (problem, said) == (None, "")
    assert {name for name, result in delivered.items() if result.status == "ungraded"} == {"student2"}


def test_when_no_worker_is_left(make_course):
    """What came is kept, and the run says that it has not ended"""
    delivered, _, problem = run(make_course, Crew({"one": lambda tasks: None}), [CODE] * 3)
    assert isinstance(problem, JudgesLost)
    assert delivered == {}
    crew = Crew({"one": lambda tasks: judge(tasks) if tasks[0].student == "student0" else None})
    delivered, _, problem = run(make_course, crew, [CODE] * 3)
    assert isinstance(problem, JudgesLost)
    assert set(delivered) == {"student0"}


def test_when_nobody_may_be_used(make_course):
    """Each worker is named with its reason"""
    _, _, problem = run(make_course, Crew({"one": "it cannot confine", "two": "numpy 0.1 there"}), [CODE])
    assert str(problem) == "no worker may be used:\n  one: it cannot confine\n  two: numpy 0.1 there"
    _, _, problem = run(make_course, Crew({}), [CODE])
    assert "the scheduler has no workers" in str(problem)


def test_a_home_that_is_gone_is_opened_again(make_course):
    """A worker that was started anew at the same address is greeted again; nobody is suspected"""
    answers = iter([[home.Gone()]])
    crew = Crew({"one": lambda tasks: next(answers, None) or judge(tasks)})
    delivered, said, problem = run(make_course, crew, [CODE] * 4)
    assert (len(delivered), said, problem) == (4, "", None)


def test_other_versions_are_written_into_results(make_course):
    """Where they are allowed, each result says how they differed"""
    delivered, said, _ = run(make_course, Crew({"one": judge}, skew="numpy 2.3.1 there, 2.4.6 here"), [CODE] * 2)
    assert {result.environment[SKEW] for result in delivered.values()} == {"numpy 2.3.1 there, 2.4.6 here"}
    assert said == "worker one: numpy 2.3.1 there, 2.4.6 here; its results say so"
