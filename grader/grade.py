"""`grader grade`: a class's submissions to results and a gradebook."""

from __future__ import annotations

import dataclasses
import functools
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from grader import __version__, sandbox, seeds
from grader.course import VISIBILITIES, Course, Exercise, find_root, load_course
from grader.exits import UNGRADED
from grader.export import finish_scores, prepare_scores
from grader.gradebook import (
    derive_gradebook,
    load_gradebook,
    load_results,
    result_path,
    write_gradebook,
)
from grader.listing import read_stub
from grader.parts import find_parts
from grader.pool import Pool, Setup, Unconfined
from grader.report import print_report, update_gradebook
from grader.results import Result, encode_json, load_result, write_atomically
from grader.submissions import Source, Student, SubmissionsError, find_slugs, find_students, read_source
from grader.tasks import Task


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
    no_fork: bool = False
    no_landlock: bool = False
    no_seccomp: bool = False


def grade_class(folder: Path | None, options: GradeOptions) -> None:
    """Grades everybody; exits with 4 where something stayed ungraded."""
    course = load_course(find_root((folder or Path.cwd()).absolute()))
    known = [exercise.slug for exercise in course.exercises]
    for slug in options.slugs:
        course.exercise(slug)
    students, passed_over = find_students(options.submissions, known)
    students = _choose_shard(students, options.shard)
    slugs = list(dict.fromkeys(options.slugs)) or find_slugs(students, known)
    if not slugs:
        raise SubmissionsError(
            f"{options.submissions}: no file is named after an exercise; `grader list` shows the names"
        )
    for line in passed_over:
        click.echo(f"grader: {line}", err=True)
    seed = course.settings.seed if options.seed is None else options.seed
    prepare_scores(course, options.submissions, options.out, options.formats)
    _claim(options, seed, slugs)
    tasks, kept = _plan(course, students, slugs, options, seed)
    if kept:
        click.echo(
            f"grader: {kept} submissions are graded already and unchanged; --force grades them again",
            err=True,
        )
    interrupted = not _run(course, slugs, tasks, options, seed)
    results = load_results(options.out)
    gradebook = update_gradebook(course, options.out, results, seed)
    print_report(course, gradebook, results, options.out, options.as_json)
    finish_scores(course, options.submissions, options.out, gradebook, results, options.formats, quiet=options.as_json)
    ungraded = [result for result in results if result.status == "ungraded"]
    if interrupted:
        click.echo(f"grader: stopped; {len(results)} of {len(students) * len(slugs)} results are in {options.out}. "
                   "The same command continues.", err=True)  # fmt: skip
    if interrupted or ungraded:
        sys.exit(UNGRADED)


def _choose_shard(students: list[Student], shard: str) -> list[Student]:
    """Returns the students of shard `K/N`: every N-th one, from the K-th."""
    if not shard:
        return students
    number, _, count = shard.partition("/")
    if not (number.isdigit() and count.isdigit() and 1 <= int(number) <= int(count)):
        raise SubmissionsError(f"--shard {shard}: write it K/N, such as 1/4 for the first of four")
    return students[int(number) - 1 :: int(count)]


def _claim(options: GradeOptions, seed: int, slugs: list[str]) -> None:
    """Makes the output folder this run's. Raises `SubmissionsError` where it cannot be, or is another run's."""
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        probe = options.out / ".grader-can-write"
        probe.touch()
        probe.unlink()
    except OSError as error:
        problem = f"{options.out}: cannot be written ({error.strerror}); give another folder with --out"
        raise SubmissionsError(problem) from None
    earlier = load_gradebook(options.out)
    if earlier is not None and earlier.seed != seed and not options.force:
        raise SubmissionsError(
            f"{options.out}: holds the results of a run with seed {earlier.seed}, and this one has seed {seed}; "
            "give another folder with --out, or --force to replace them"
        )
    if earlier is None:
        write_gradebook(options.out, derive_gradebook([], slugs, seed, __version__))


def _plan(
    course: Course, students: Sequence[Student], slugs: Sequence[str], options: GradeOptions, seed: int
) -> tuple[list[Task], int]:
    """Returns what is to be graded, and how many results can be kept."""
    tasks, kept = [], 0
    stubs = {slug: read_stub(course.exercise(slug)) for slug in slugs}
    suites = {slug: course.exercise(slug).hash_suite() for slug in slugs}
    for student in students:
        for slug in slugs:
            source = read_source(student, slug, stubs[slug])
            if source.notice:
                click.echo(f"grader: {source.notice}", err=True)
            parts = find_parts(course, course.exercise(slug), functools.partial(_read_part, student))
            task = Task(
                student.name, slug, source.file, source.data, source.sha256, source.problem, source.ours, parts=parts
            )  # fmt: skip
            run_seed = seeds.derive_run_seed(seed, course.settings.seeds, student.name)
            if not options.force and _is_current(options, task, source, suites[slug], run_seed):
                kept += 1
            else:
                tasks.append(task)
    return tasks, kept


def _read_part(student: Student, exercise: Exercise) -> Source:
    return read_source(student, exercise.slug, read_stub(exercise))


def _is_current(options: GradeOptions, task: Task, source: Source, suite: str, seed: int) -> bool:
    if source.data is None or task.parts:
        return False
    found = load_result(result_path(options.out, task.student, task.slug))
    return (
        found is not None and found.status == "graded" and found.seed == seed and found.suite_sha256 == suite
        and found.grader_version == __version__ and found.submission_sha256 == source.sha256
        and (options.allow_unconfined or not found.isolation or sandbox.is_confined(found.isolation))
    )  # fmt: skip


def _run(course: Course, slugs: list[str], tasks: list[Task], options: GradeOptions, seed: int) -> bool:
    """Grades the tasks and writes each result; tells whether it came to the end."""
    if not tasks:
        return True
    hidden = any(course.exercise(slug).suite("hidden").is_file() for slug in slugs)
    setup = Setup(
        str(course.root), slugs, list(VISIBILITIES), seed, landlock=not options.no_landlock,
        seccomp=not options.no_seccomp, fork=False if options.no_fork else None,
        need_confined=hidden and not options.allow_unconfined,
    )  # fmt: skip
    pool = Pool(setup, options.jobs or _count_cores())
    try:
        with _show_progress(len(tasks)) as progress:

            def deliver(result: Result) -> None:
                path = result_path(options.out, result.student, result.exercise)
                write_atomically(path, encode_json(result))
                progress.advance(result)

            pool.run(tasks, deliver)
    except KeyboardInterrupt:
        return False
    except Unconfined:
        raise SubmissionsError(_UNCONFINED) from None
    return True


def _count_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Shown(Protocol):
    def advance(self, result: Result) -> None: ...


class _Bar:
    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._id = progress, progress.add_task("grading", total=total, student="")

    def advance(self, result: Result) -> None:
        self._progress.update(self._id, advance=1, student=escape(result.student[:30]))


class _Lines:
    """Plain lines, at most one every two seconds, for a log."""

    def __init__(self, total: int) -> None:
        self._total, self._done, self._started, self._last = total, 0, time.monotonic(), time.monotonic()

    def advance(self, result: Result) -> None:
        self._done += 1
        now = time.monotonic()
        if now - self._last >= 2 or self._done == self._total:
            left = (now - self._started) / self._done * (self._total - self._done)
            self._last = now
            click.echo(f"graded {self._done} of {self._total}, about {left:.0f} s left", err=True)


@contextmanager
def _show_progress(total: int) -> Iterator[_Shown]:
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines(total)
        return
    columns = (
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[student]}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield _Bar(progress, total)


_UNCONFINED = (
    "this machine cannot confine a submission (`grader doctor` says why), so a submission could read the hidden "
    "suites, the references and other students' files; grade on Linux, or give --allow-unconfined for work that "
    "does not count"
)
