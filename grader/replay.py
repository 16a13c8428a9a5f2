"""`grader replay`: grades one submission again as a result recorded it, and shows what students do not see."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click
import msgspec
from rich.console import Console

from grader.check import read_own, render_result
from grader.course import find_root, load_course
from grader.launcher import make_launcher
from grader.parts import find_parts
from grader.results import Result, load_result
from grader.submissions import Student, SubmissionsError, find_students, read_source
from grader.tasks import Task


def replay_result(folder: Path | None, path: Path, submission: Path) -> None:
    """Prints every case that did not pass, hidden ones in full, and whether the recorded result came out again."""
    course = load_course(find_root((folder or Path.cwd()).absolute()))
    recorded = load_result(path)
    if recorded is None:
        raise SubmissionsError(f"{path}: is no result of this version; give a file from results/<student>/")
    exercise = course.exercise(recorded.exercise)
    students, _ = find_students(submission, [exercise.slug])
    if len(students) != 1:
        raise SubmissionsError(f"{submission}: give the one student's folder or file")
    student = Student(recorded.student, students[0].folder)
    source = read_own(exercise, submission) if submission.is_file() else read_source(student, exercise.slug)
    if source.sha256 != recorded.submission_sha256:
        click.echo(f"grader: {source.file} is not the file that was graded then", err=True)
    if exercise.hash_suite() != recorded.suite_sha256:
        click.echo("grader: the suites have changed since then", err=True)
    from grader.judge import run_session

    parts = find_parts(course, exercise, lambda other: read_source(student, other.slug))
    task = Task(recorded.student, exercise.slug, source.file, source.data, source.sha256, source.problem, parts=parts)
    results: list[Result] = []
    settings = msgspec.structs.replace(course.settings, seed=recorded.seed, seeds="course")
    course = dataclasses.replace(course, settings=settings)
    launcher = make_launcher()
    try:
        run_session(course, [exercise.slug], iter([task]), results.append, launcher, warm_up=False, reveal=True)
    finally:
        launcher.close()
    again = results[0]
    Console(highlight=False).print(render_result(exercise, again, show_all=True, whole=True), soft_wrap=True)
    same = [(case.id, case.outcome) for case in again.cases] == [(case.id, case.outcome) for case in recorded.cases]
    click.echo(f"recorded {recorded.score}, now {again.score}: {'the same' if same else 'different'} outcomes")
    if not same:
        raise click.exceptions.Exit(1)
