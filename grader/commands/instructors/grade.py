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
from grader.course.layout import VISIBILITIES, Course, check_apart, open_course
from grader.course.submissions import Code, Student, find_slugs, find_students
from grader.exports.delivery import check_formats, guard_log, write_formats
from grader.judge.loop import Graded
from grader.judge.pool import JudgePool, Judges, JudgesLost, count_cores
from grader.judge.processes import Setup, Unconfined
from grader.judge.tasks import Task, class_task
from grader.link.interpreter import ENGINE
from grader.pages.progress import show_progress
from grader.pages.tables import print_class, print_ungraded
from grader.records.adjustments import find_times
from grader.records.errors import UNGRADED, UsageProblem
from grader.records.results import SKEW
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
    students, passed_over = find_students(options.submissions, known)
    students = _choose_shard(students, options.shard)
    slugs = list(dict.fromkeys(options.slugs)) or find_slugs(students, known)
    if not slugs:
        raise UsageProblem(f"{options.submissions}: no file is named after an exercise; `grader list` shows the names")
    seed = course.settings.seed if options.seed is None else options.seed
    run = Run(options.out)
    times = find_times(options.submissions, known)
    run.claim(seed, slugs, options.force)
    run.keep_times(times)
    click.echo(f"grader: course `{show(course.settings.title)}` in {show(course.root)}", err=True)
    for line in passed_over:
        click.echo(f"grader: {line}", err=True)
    run.find_strangers([])  # reads the adjustments: a slip in them is told before the class is graded
    interrupted = not _grade(course, run, students, slugs, options, seed)
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
    if interrupted or contents.problems or any(result.status == "ungraded" for result in mine):
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


def _grade(
    course: Course, run: Run, students: Sequence[Student], slugs: Sequence[str], options: GradeOptions, seed: int
) -> bool:
    """Grades what is not current and writes each result; tells whether it came to the end."""
    plan = _plan(course, run, students, slugs, options, seed)
    if not plan:
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
    )
    lost: list[str] = []

    def read() -> Iterator[Task]:
        for student, slug in plan:
            yield class_task(course, student, course.exercise(slug))[0]

    judges = _choose_judges(course, setup, options, len(plan))
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


def _choose_judges(course: Course, setup: Setup, options: GradeOptions, count: int) -> JudgePool:
    """Returns the judges of this machine, or those of a cluster."""
    if not options.cluster:
        return Judges(setup, max(1, min(options.jobs or count_cores(), count)), course)
    check_extra()
    from grader.cluster.coordinator import Cluster

    def say(line: str) -> None:
        click.echo(f"grader: {line}", err=True)

    return Cluster(options.cluster, setup, course, say, options.allow_skew)


def _plan(
    course: Course, run: Run, students: Sequence[Student], slugs: Sequence[str], options: GradeOptions, seed: int
) -> list[tuple[Student, str]]:
    """Returns whose work in which exercise is to be graded; says how much is current."""
    plan, kept = [], 0
    suites = {slug: course.exercise(slug).hash_suite() for slug in slugs}
    for student in students:
        run_seed = seeds.derive_run_seed(seed, course.settings.seeds, student.name)
        for slug in slugs:
            task, notices = class_task(course, student, course.exercise(slug))
            for notice in notices:
                click.echo(f"grader: {show(student.name)}, {notice}", err=True)
            if not options.force and _is_current(run, task, suites[slug], run_seed, options):
                kept += 1
            else:
                plan.append((student, slug))
    if kept:
        click.echo(f"grader: {kept} submissions are graded already and unchanged; --force grades them again", err=True)
    return plan


def _is_current(run: Run, task: Task, suite: str, seed: int, options: GradeOptions) -> bool:
    if not isinstance(task.work, Code) or task.parts:
        return False
    found = run.find_result(task.student, task.slug)
    return (
        found is not None
        and found.status == "graded"
        and found.seed == seed
        and found.suite_sha256 == suite
        and found.grader_version == __version__
        and found.submission_sha256 == task.work.sha256
        and (options.allow_unconfined or not found.isolation or is_confined(found.isolation))
        and (options.allow_skew or SKEW not in found.environment)
    )


_UNCONFINED = (
    "this machine cannot confine a submission (`grader doctor` says why), so a submission could read the hidden "
    "suites, the references and other students' files; grade on Linux, or give --allow-unconfined for work that "
    "does not count"
)
