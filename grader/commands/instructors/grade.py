"""`grader grade`: a class's submissions to results and a gradebook."""

from __future__ import annotations

import collections
import dataclasses
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from grader import __version__
from grader.cluster.extra import check_extra
from grader.course.classes import find_class
from grader.course.layout import VISIBILITIES, Course, Exercise, check_apart, find_line, open_course
from grader.course.resolver import find_slugs
from grader.exports.delivery import check_formats, guard_log, write_formats
from grader.judge.capacity import count_jobs, describe_shortage
from grader.judge.plan import Plan, keep_result, make_plan
from grader.judge.pool import JudgePool, Judges, JudgesLost
from grader.judge.processes import Unconfined
from grader.judge.protocol import CaseHead, Graded, Setup
from grader.judge.tasks import Task, class_task
from grader.link.interpreter import ENGINE
from grader.pages.preview import print_preview
from grader.pages.progress import show_progress
from grader.pages.tables import print_class, print_ungraded
from grader.records.currency import list_changes
from grader.records.errors import UNGRADED, CourseError, UsageProblem
from grader.records.results import Result
from grader.records.roster import load_roster
from grader.records.run import Contents, Run
from grader.records.shards import Shard, keep_shard, read_share
from grader.records.text import show
from grader.records.times import load_times
from grader.worker.protections import Protections


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
    found = find_class(options.submissions, course.slugs, options.out, options.student)
    slugs = list(dict.fromkeys(options.slugs)) or find_slugs(found.students, known)
    shard = Shard(*read_share(options.shard), [one.name for one in found.students], slugs) if options.shard else None
    students = found.students[shard.number - 1 :: shard.count] if shard else found.students
    if not slugs:
        raise UsageProblem(f"{options.submissions}: no file is named after an exercise; `grader list` shows the names")
    seed = course.settings.seed if options.seed is None else options.seed
    run = Run(options.out)
    times = None if found.alone else load_times(options.submissions)  # in a student's folder they are the student's own
    if options.preview and run.find_seed() is None:
        raise UsageProblem(
            f"{show(options.out)}: nothing is graded there yet, so nothing would change; leave --preview out"
        )
    run.claim(seed, slugs, options.force)
    if not options.preview:
        keep_shard(run.folder, shard)
        run.keep_times(times)
        run.keep_people({} if found.alone else load_roster(options.submissions).students)
    click.echo(f"grader: course `{show(course.settings.title)}` in {show(course.root)}", err=True)
    for line in found.passed_over:
        click.echo(f"grader: {line}", err=True)
    run.find_strangers([])  # reads the adjustments: a slip in them is told before the class is graded
    plan = make_plan(course, run, students, slugs, options, seed)
    for line in plan.notes:
        click.echo(f"grader: {line}", err=True)
    interrupted = not _grade(course, run, plan, slugs, options, seed)
    if options.preview:
        _show_preview(course, run, plan, options)
        sys.exit(UNGRADED if interrupted else 0)
    run.drop_preview()
    contents = run.read()
    gradebook = run.finish(contents.results, known, seed, course.settings.policy)
    names = {student.name for student in students}
    mine = [result for result in contents.results if result.student in names and result.exercise in slugs]
    with guard_log({} if options.as_json else os.environ):
        print_class(course, gradebook, options.out, options.as_json)
        for line in [*contents.problems, *run.unwritten, *run.find_strangers(contents.results)]:
            click.echo(f"grader: {line}", err=True)
        for line in plan.kept:
            click.echo(f"grader: UNGRADED {line}", err=True)
        print_ungraded(mine)
    entries = run.derive_entries(contents.results, course.settings.policy)
    write_formats(entries, course, options.formats, os.environ, quiet=options.as_json)
    if (len(students) > 1 or options.page) and contents.results:
        _tell_page(course, run, contents, options, ended=not interrupted)
    if interrupted:
        click.echo(
            f"grader: stopped; {len(mine)} of {len(students) * len(slugs)} results are in {show(options.out)}. "
            "The same command continues.",
            err=True,
        )
    lost = [*plan.kept, *contents.problems, *run.unwritten]
    if interrupted or lost or any(result.status == "ungraded" for result in mine):
        sys.exit(UNGRADED)


def _show_preview(course: Course, run: Run, plan: Plan, options: GradeOptions) -> None:
    """Prints what would change; the run's results stay as they are, and `grade` takes those of the preview."""
    again = [result for key in plan.causes if (result := run.preview.find_result(*key)) is not None]
    late = course.settings.policy
    before = run.read().results
    after = {(one.student, one.exercise): one for one in [*before, *again]}
    changes = list_changes(
        run.derive_entries(before, late), run.derive_entries(list(after.values()), late), plan.causes
    )
    print_preview(changes, len(again), options.as_json)
    click.echo("grader: nothing is replaced yet; the same command without --preview applies it", err=True)


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
        warm_up=_find_common(plan, options),
    )
    lost: list[str] = []

    def read() -> Iterator[Task]:
        for student, slug in [*plan.code, *plan.blank]:
            yield class_task(course, student, course.exercise(slug))

    judges = _choose_judges(course, setup, options, run, plan)
    try:
        with show_progress("grading", len(plan), before="collecting suites") as advance:

            def deliver(graded: Graded) -> None:
                key = graded.result.student, graded.result.exercise
                _check_points(course.exercise(graded.result.exercise), graded.result)
                target, date = (run.preview, "") if options.preview else (run, plan.date)
                keep_result(target, msgspec.structs.replace(graded.result, made_with=plan.made_with[key]), date, plan)
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


def _find_common(plan: Plan, options: GradeOptions) -> list[str]:
    """Returns the exercises of which each judge gets so many submissions that warming up pays."""
    counts = collections.Counter(slug for _, slug in plan.code)
    return [slug for slug, count in counts.items() if count >= FEWEST_WARM * _count_judges(plan, options)]


def _count_judges(plan: Plan, options: GradeOptions) -> int:
    return max(1, min(options.jobs or count_jobs(), len(plan.code)))


def _choose_judges(course: Course, setup: Setup, options: GradeOptions, run: Run, plan: Plan) -> JudgePool:
    """Returns the judges of this machine, or those of a cluster. Where nobody has handed in code, one will do, or none."""
    if not options.cluster or not plan.code:
        heads = {} if plan.code else _find_heads(course, run, setup.slugs)
        jobs = _count_judges(plan, options)
        if plan.code and (shortage := describe_shortage(jobs)):
            click.echo(f"grader: {shortage}", err=True)
        return Judges(setup, jobs, course, heads)
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


def _check_points(exercise: Exercise, result: Result) -> None:
    """Raises `CourseError` where the cases, all of them here, are not worth what the exercise says."""
    points = exercise.settings.points
    if result.max_score != points and all(exercise.suite(visibility).is_file() for visibility in VISIBILITIES):
        text = f"the cases are worth {result.max_score} points, and `points` says {points}; let one fit the other"
        raise CourseError(exercise.file, find_line(exercise.file, "points"), text)


FEWEST_WARM = 8
"""Submissions of one exercise for each judge below which asking them live costs less than the three plays of a warm-up."""

_UNCONFINED = (
    "this machine cannot confine a submission (`grader doctor` says why), so a submission could read the hidden "
    "suites, the references and other students' files; grade on Linux, or give --allow-unconfined for work that "
    "does not count"
)
