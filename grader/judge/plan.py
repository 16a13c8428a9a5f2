"""What a run of `grader grade` has to do: whose work is graded anew and why, and whose result stays as it is."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol

from grader import __version__
from grader.course import seeds
from grader.course.layout import Course
from grader.course.resolver import Student
from grader.course.submissions import Code, Missing, OurFault
from grader.judge.made_with import add_parts, find_made_with
from grader.judge.tasks import Task, class_task
from grader.judge.verdicts import ENVIRONMENT
from grader.records.currency import Wanted, count_causes, find_causes, say
from grader.records.errors import SPENT
from grader.records.results import SKEW, Result
from grader.records.run import Run
from grader.records.text import show
from grader.worker.protections import is_confined


class Rules(Protocol):
    """What makes a kept result count no more, and whether one is replaced; the options of `grader grade`."""

    @property
    def force(self) -> bool: ...
    @property
    def allow_skew(self) -> bool: ...
    @property
    def allow_unconfined(self) -> bool: ...
    @property
    def preview(self) -> bool: ...


@dataclasses.dataclass
class Plan:
    """Whose work in which exercise is to be graded: what holds code, and what does not.

    `kept` has a line for each result that stays as it was, because what was handed in cannot be read now, or the new one
    cannot be written; `notes` say what was noticed about names of files, and how much is current.
    """

    code: list[tuple[Student, str]]
    blank: list[tuple[Student, str]]
    kept: list[str]
    causes: dict[tuple[str, str], list[str]] = dataclasses.field(default_factory=dict)
    notes: list[str] = dataclasses.field(default_factory=list)
    made_with: dict[tuple[str, str], dict[str, str]] = dataclasses.field(default_factory=dict)
    date: str = ""

    def __len__(self) -> int:
        return len(self.code) + len(self.blank)


def make_plan(
    course: Course, run: Run, students: Sequence[Student], slugs: Sequence[str], rules: Rules, seed: int
) -> Plan:
    """Returns what is to be graded, and applies what a preview has graded already."""
    plan, current, applied = Plan([], [], [], date=f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%SZ}"), 0, 0
    made_with = {slug: find_made_with(course, course.exercise(slug)) for slug in slugs}
    for student in students:
        run_seed = seeds.derive_run_seed(seed, course.settings.seeds, student.name)
        for slug in slugs:
            task = class_task(course, student, course.exercise(slug))
            for notice in task.notices:
                plan.notes.append(f"{show(student.name)}, {slug}: {show(notice, 400)}")
            found = run.find_result(student.name, slug)
            if isinstance(task.work, OurFault) and found is not None and found.status == "graded":
                plan.kept.append(f"{show(student.name)} {slug}: {task.work.problem}; its score of before is kept")
                continue
            made = add_parts(made_with[slug], task)
            causes = _find_causes(found, task, made, run_seed, rules)
            previewed = run.preview.find_result(student.name, slug)
            if not causes:
                current += 1
            elif previewed and not _find_causes(previewed, task, made, run_seed, rules, again=True):
                plan.causes[student.name, slug] = causes
                applied += 1
                if not rules.preview:
                    keep_result(run, previewed, plan.date, plan)
            else:
                plan.causes[student.name, slug], plan.made_with[student.name, slug] = causes, made
                (plan.code if isinstance(task.work, Code) else plan.blank).append((student, slug))
    if current:
        plan.notes.append(f"{current} submissions are graded already and unchanged; --force grades them again")
    known = {key: causes for key, causes in plan.causes.items() if run.find_result(*key) is not None}
    for line in count_causes(known.values()):
        plan.notes.append(f"{'would be graded' if rules.preview else 'graded'} again, {line}")
    if applied and not rules.preview:
        plan.notes.append(f"{applied} results are those of the preview")
    return plan


def keep_result(run: Run, result: Result, date: str, plan: Plan) -> None:
    """Writes a result. One whose place is taken costs its student a line; a full disk ends the run."""
    try:
        run.write_result(result, date)
    except OSError as error:
        if error.errno in SPENT:
            raise
        place = f"{show(error.filename)}: {error.strerror}"
        plan.kept.append(f"{show(result.student)} {result.exercise}: its result cannot be written ({place})")


def _find_causes(
    found: Result | None, task: Task, made: dict[str, str], seed: int, rules: Rules, again: bool = False
) -> list[str]:
    """Returns why a submission is to be graded; nothing where its result is current. `again`: --force has been obeyed."""
    submission = getattr(task.work, "sha256", None)
    environment = found.environment if found and rules.allow_skew else ENVIRONMENT
    wanted = Wanted(task.slug, submission, made, environment, __version__, seed, task.notices)
    causes = find_causes(found, wanted)
    if found is None:
        return causes
    if rules.force and not again:
        return [say("forced", task.slug)]
    if (
        isinstance(task.work, Missing)
        and not causes
        and [case.message for case in found.cases[:1]] != [task.work.problem]
    ):
        causes = [say("again", task.slug)]
    if isinstance(task.work, OurFault) or found.status != "graded":
        causes.append(say("ungraded", task.slug))
    if found.isolation and not rules.allow_unconfined and not is_confined(found.isolation):
        causes.append(say("isolation", task.slug))
    if SKEW in found.environment and not rules.allow_skew:
        causes.append(say("skew", task.slug))
    return causes
