"""What a run of `grader grade` has to do: whose work is graded anew and why, and whose result stays as it is."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from grader import __version__
from grader.course import seeds
from grader.course.layout import Course
from grader.course.resolver import Student
from grader.course.submissions import Code, Missing, OurFault
from grader.judge.made_with import add_parts, find_made_with
from grader.judge.tasks import Task, class_task
from grader.judge.verdicts import ENVIRONMENT
from grader.pages.endings import SPENT
from grader.records.currency import Wanted, count_causes, find_causes, say
from grader.records.results import SKEW, Result
from grader.records.run import Run
from grader.records.text import show
from grader.worker.protections import Protections, is_confined


@dataclasses.dataclass(frozen=True)
class GradeOptions:
    """The command's options."""

    submissions: Path
    out: Path
    slugs: Sequence[str] = ()
    formats: Sequence[str] = ()
    seed: int | None = None
    jobs: int | None = None
    force: bool = False
    allow_unconfined: bool = False
    as_json: bool = False
    shard: str = ""
    cluster: str = ""
    allow_skew: bool = False
    page: Path | None = None
    preview: bool = False
    student: str = ""
    rehearse: bool = True
    protections: Protections = dataclasses.field(default_factory=Protections)


@dataclasses.dataclass
class Plan:
    """Whose work in which exercise is to be graded: what holds code, and what does not; and a line for each result that
    stays as it was, because what was handed in cannot be read now, or the new one cannot be written."""

    code: list[tuple[Student, str]]
    blank: list[tuple[Student, str]]
    kept: list[str]
    causes: dict[tuple[str, str], list[str]] = dataclasses.field(default_factory=dict)
    made_with: dict[tuple[str, str], dict[str, str]] = dataclasses.field(default_factory=dict)
    date: str = ""

    def __len__(self) -> int:
        return len(self.code) + len(self.blank)


def make_plan(
    course: Course, run: Run, students: Sequence[Student], slugs: Sequence[str], options: GradeOptions, seed: int
) -> Plan:
    """Returns what is to be graded; says how much is current, and what was noticed about names of files."""
    plan, current, applied = Plan([], [], [], date=f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%SZ}"), 0, 0
    made_with = {slug: find_made_with(course, course.exercise(slug)) for slug in slugs}
    for student in students:
        run_seed = seeds.derive_run_seed(seed, course.settings.seeds, student.name)
        for slug in slugs:
            task = class_task(course, student, course.exercise(slug))
            for notice in task.notices:
                click.echo(f"grader: {show(student.name)}, {slug}: {show(notice, 400)}", err=True)
            found = run.find_result(student.name, slug)
            if isinstance(task.work, OurFault) and found is not None and found.status == "graded":
                plan.kept.append(f"{show(student.name)} {slug}: {task.work.problem}; its score of before is kept")
                continue
            made = add_parts(made_with[slug], task)
            causes = _find_causes(found, task, made, run_seed, options)
            previewed = run.preview.find_result(student.name, slug)
            if not causes:
                current += 1
            elif previewed and not _find_causes(previewed, task, made, run_seed, options, again=True):
                plan.causes[student.name, slug] = causes
                applied += 1
                if not options.preview:
                    keep_result(run, previewed, plan.date, plan)
            else:
                plan.causes[student.name, slug], plan.made_with[student.name, slug] = causes, made
                (plan.code if isinstance(task.work, Code) else plan.blank).append((student, slug))
    if current:
        click.echo(
            f"grader: {current} submissions are graded already and unchanged; --force grades them again", err=True
        )
    known = {key: causes for key, causes in plan.causes.items() if run.find_result(*key) is not None}
    for line in count_causes(known.values()):
        click.echo(f"grader: {'would be graded' if options.preview else 'graded'} again, {line}", err=True)
    if applied and not options.preview:
        click.echo(f"grader: {applied} results are those of the preview", err=True)
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
    found: Result | None, task: Task, made: dict[str, str], seed: int, options: GradeOptions, again: bool = False
) -> list[str]:
    """Returns why a submission is to be graded; nothing where its result is current. `again`: --force has been obeyed."""
    submission = getattr(task.work, "sha256", None)
    environment = found.environment if found and options.allow_skew else ENVIRONMENT
    wanted = Wanted(task.slug, submission, made, environment, __version__, seed, task.notices)
    causes = find_causes(found, wanted)
    if found is None:
        return causes
    if options.force and not again:
        return [say("forced", task.slug)]
    if (
        isinstance(task.work, Missing)
        and not causes
        and [case.message for case in found.cases[:1]] != [task.work.problem]
    ):
        causes = [say("again", task.slug)]
    if isinstance(task.work, OurFault) or found.status != "graded":
        causes.append(say("ungraded", task.slug))
    if found.isolation and not options.allow_unconfined and not is_confined(found.isolation):
        causes.append(say("isolation", task.slug))
    if SKEW in found.environment and not options.allow_skew:
        causes.append(say("skew", task.slug))
    return causes
