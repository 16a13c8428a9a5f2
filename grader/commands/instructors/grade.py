"""`grader grade`: a class's submissions to results and a gradebook."""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from grader import __version__
from grader.cluster.extra import check_extra
from grader.course import seeds
from grader.course.classes import find_class
from grader.course.layout import VISIBILITIES, Course, check_apart, open_course
from grader.course.resolver import Student, find_slugs
from grader.course.submissions import Code, Missing, OurFault
from grader.exports.delivery import check_formats, guard_log, write_formats
from grader.judge.cases import CaseHead
from grader.judge.loop import Graded
from grader.judge.pool import JudgePool, Judges, JudgesLost, count_cores
from grader.judge.processes import Setup, Unconfined
from grader.judge.tasks import Task, class_task
from grader.link.interpreter import ENGINE
from grader.pages.progress import show_progress
from grader.pages.tables import print_class, print_ungraded
from grader.records.adjustments import load_times
from grader.records.errors import UNGRADED, UsageProblem
from grader.records.results import SKEW, Result
from grader.records.run import Contents, Run
from grader.records.text import show
from grader.worker.sandbox import Protections, is_confined


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
    student: str = ""
    rehearse: bool = True
    protections: Protections = dataclasses.field(default_factory=Protections)


def grade_class(folder: Path | None, options: GradeOptions) -> None:
    """Grades everybody; exits with 4 where something stayed ungraded."""
    course = open_course(folder)
    if folder is None:
        check_apart(course, options.submissions, ENGINE)
    known = [exercise.slug for exercise in course.exercises]
    for slug in options.slugs:
        course.exercise(slug)
    if options.cluster and options.jobs:
        raise UsageProblem("--jobs is for this machine; a cluster's workers have a judge for each of their threads")
    check_formats(options.formats)
    if options.page is not None and options.page.is_dir():
        raise UsageProblem(
            f"--html {show(options.page)}: a folder; give a file, such as {show(options.page / 'report.html')}"
        )
    found = find_class(options.submissions, known, options.out, options.student)
    students = _choose_shard(found.students, options.shard)
    slugs = list(dict.fromkeys(options.slugs)) or find_slugs(students, known)
    if not slugs:
        raise UsageProblem(f"{options.submissions}: no file is named after an exercise; `grader list` shows the names")
    seed = course.settings.seed if options.seed is None else options.seed
    run = Run(options.out)
    times = None if found.alone else load_times(options.submissions)  # in a student's folder they are the student's own
    run.claim(seed, slugs, options.force)
    run.keep_times(times)
    click.echo(f"grader: course `{show(course.settings.title)}` in {show(course.root)}", err=True)
    for line in found.passed_over:
        click.echo(f"grader: {line}", err=True)
    run.find_strangers([])  # reads the adjustments: a slip in them is told before the class is graded
    plan = _plan(course, run, students, slugs, options, seed)
    interrupted = not _grade(course, run, plan, slugs, options, seed)
    contents = run.read()
    gradebook = run.finish(contents.results, known, seed, course.settings.late)
    names = {student.name for student in students}
    mine = [result for result in contents.results if result.student in names and result.exercise in slugs]
    with guard_log({} if options.as_json else os.environ):
        print_class(course, gradebook, options.out, options.as_json)
        for line in [*contents.problems, *run.find_strangers(contents.results)]:
            click.echo(f"grader: {line}", err=True)
        print_ungraded(mine)
    entries = run.derive_entries(contents.results, course.settings.late)
    write_formats(entries, course, options.formats, os.environ, quiet=options.as_json)
    if (len(students) > 1 or options.page) and contents.results:
        _tell_page(course, run, contents, options, ended=not interrupted)
    if interrupted:
        click.echo(
            f"grader: stopped; {len(mine)} of {len(students) * len(slugs)} results are in {show(options.out)}. "
            "The same command continues.",
            err=True,
        )
    if interrupted or plan.kept or contents.problems or any(result.status == "ungraded" for result in mine):
        sys.exit(UNGRADED)


def _tell_page(course: Course, run: Run, contents: Contents, options: GradeOptions, ended: bool) -> None:
    """Writes the class's page where that is asked for, and says where it is, or how to make it."""
    if options.page is None:
        where = show(run.folder / "report.html")
        click.echo(f"grader: the class as a page: grader report {show(run.folder)} --html {where}", err=True)
        return
    from grader.pages.web.delivery import publish_class_page  # brings matplotlib, which grading does not need
    from grader.pages.web.sources import Sources, make_record

    record = make_record(course, run, contents, Sources(options.submissions), ended=ended)
    publish_class_page(record, options.page, os.environ)


def _choose_shard(students: list[Student], shard: str) -> list[Student]:
    """Returns the students of shard `K/N`: every N-th one, from the K-th."""
    if not shard:
        return students
    number, _, count = shard.partition("/")
    if not (number.isdigit() and count.isdigit() and 1 <= int(number) <= int(count)):
        raise UsageProblem(f"--shard {shard}: write it K/N, such as 1/4 for the first of four")
    return students[int(number) - 1 :: int(count)]


def _grade(course: Course, run: Run, plan: Plan, slugs: Sequence[str], options: GradeOptions, seed: int) -> bool:
    """Grades what is not current and writes each result; tells whether it came to the end."""
    if not len(plan):
        return True
    hidden = any(course.exercise(slug).suite("hidden").is_file() for slug in slugs)
    setup = Setup(
        os.fsencode(course.root),
        list(slugs),
        list(VISIBILITIES),
        seed,
        protections=options.protections,
        need_confined=hidden and not options.allow_unconfined,
        rehearse=options.rehearse,
        warm_up=bool(plan.code),
    )
    lost: list[str] = []

    def read() -> Iterator[Task]:
        for student, slug in [*plan.code, *plan.blank]:
            yield class_task(course, student, course.exercise(slug))

    judges = _choose_judges(course, setup, options, run, plan)
    try:
        with show_progress("grading", len(plan), before="collecting suites") as advance:

            def deliver(graded: Graded) -> None:
                run.write_result(graded.result)
                lost.extend(f"{graded.result.student}, {graded.result.exercise}: {text}" for text in graded.lost)
                advance(graded.result.student)

            judges.run(read(), deliver)
    except KeyboardInterrupt:
        return False
    except JudgesLost as error:
        click.echo(f"grader: {error}", err=True)
        return False
    except Unconfined:
        raise UsageProblem(_UNCONFINED) from None
    finally:
        if lost:
            click.echo(
                f"grader: {len(lost)} texts could not be made; scores are not touched: {show(lost[0])}", err=True
            )
    return True


def _choose_judges(course: Course, setup: Setup, options: GradeOptions, run: Run, plan: Plan) -> JudgePool:
    """Returns the judges of this machine, or those of a cluster. Where nobody has handed in code, one will do, or none."""
    if not options.cluster or not plan.code:
        heads = {} if plan.code else _find_heads(course, run, setup.slugs)
        return Judges(setup, max(1, min(options.jobs or count_cores(), len(plan.code))), course, heads)
    check_extra()
    from grader.cluster.coordinator import Cluster

    def say(line: str) -> None:
        click.echo(f"grader: {line}", err=True)

    return Cluster(options.cluster, setup, course, say, options.allow_skew)


def _find_heads(course: Course, run: Run, slugs: Sequence[str]) -> dict[str, list[CaseHead]]:
    """Returns the cases of the exercises that this run has a result of the same suites in."""
    suites = {slug: course.exercise(slug).hash_suite() for slug in slugs}
    return {
        result.exercise: [CaseHead(case.id, case.title, case.visibility, case.points) for case in result.cases]
        for result in run.read().results
        if (suites.get(result.exercise), __version__) == (result.suite_sha256, result.grader_version)
    }


@dataclasses.dataclass
class Plan:
    """Whose work in which exercise is to be graded: what holds code, and what does not; and scores that are kept as they are
    because what was handed in cannot be read now."""

    code: list[tuple[Student, str]]
    blank: list[tuple[Student, str]]
    kept: list[str]

    def __len__(self) -> int:
        return len(self.code) + len(self.blank)


def _plan(
    course: Course, run: Run, students: Sequence[Student], slugs: Sequence[str], options: GradeOptions, seed: int
) -> Plan:
    """Returns what is to be graded; says how much is current, and what was noticed about names of files."""
    plan, current = Plan([], [], []), 0
    suites = {slug: course.exercise(slug).hash_suite() for slug in slugs}
    for student in students:
        run_seed = seeds.derive_run_seed(seed, course.settings.seeds, student.name)
        for slug in slugs:
            task = class_task(course, student, course.exercise(slug))
            for notice in task.notices:
                click.echo(f"grader: {show(student.name)}, {slug}: {show(notice, 400)}", err=True)
            found = run.find_result(student.name, slug)
            if isinstance(task.work, OurFault) and found is not None and found.status == "graded":
                plan.kept.append(f"{show(student.name)} {slug}: {task.work.problem}; its score of before is kept")
            elif not options.force and found and _is_current(found, task, suites[slug], run_seed, options):
                current += 1
            else:
                (plan.code if isinstance(task.work, Code) else plan.blank).append((student, slug))
    if current:
        click.echo(
            f"grader: {current} submissions are graded already and unchanged; --force grades them again", err=True
        )
    for line in plan.kept:
        click.echo(f"grader: UNGRADED {line}", err=True)
    return plan


def _is_current(found: Result, task: Task, suite: str, seed: int, options: GradeOptions) -> bool:
    if isinstance(task.work, OurFault) or task.parts:
        return False
    if isinstance(task.work, Missing) and [case.message for case in found.cases[:1]] != [task.work.problem]:
        return False
    return (
        found.status == "graded"
        and found.seed == seed
        and found.suite_sha256 == suite
        and found.grader_version == __version__
        and found.submission_sha256 == getattr(task.work, "sha256", None)
        and tuple(found.notices) == task.notices
        and (options.allow_unconfined or not found.isolation or is_confined(found.isolation))
        and (options.allow_skew or SKEW not in found.environment)
    )


_UNCONFINED = (
    "this machine cannot confine a submission (`grader doctor` says why), so a submission could read the hidden "
    "suites, the references and other students' files; grade on Linux, or give --allow-unconfined for work that "
    "does not count"
)
