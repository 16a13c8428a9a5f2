"""`grader replay`: grades one submission again as a result recorded it, and shows what students do not see."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import click

from grader.course.classes import find_class, name_student
from grader.course.layout import VISIBILITIES, check_apart, open_course
from grader.judge.processes import JudgeProcess
from grader.judge.protocol import Setup
from grader.judge.tasks import class_task
from grader.judge.verdicts import UNGRADED as OUR_FAULT
from grader.link.interpreter import ENGINE
from grader.pages.console import Terminal
from grader.pages.terminal import View, render_result
from grader.records.errors import FAILING, UNGRADED, UsageProblem
from grader.records.results import read_result
from grader.records.text import show


def replay_result(folder: Path | None, path: Path, submission: Path) -> None:
    """Prints every case that did not pass, hidden ones in full, and whether the recorded result came out again."""
    course = open_course(folder)
    if folder is None:
        check_apart(course, submission, ENGINE)
    click.echo(f"grader: course `{show(course.settings.title)}` in {show(course.root)}", err=True)
    recorded = read_result(path)
    if recorded is None:
        raise UsageProblem(f"{path}: no such file; give a result from results/<student>/")
    exercise = course.exercise(recorded.exercise)
    is_theirs = submission.is_dir() and name_student(submission.resolve()) == recorded.student
    students = find_class(submission, course.slugs, student=recorded.student if is_theirs else "").students
    if len(students) != 1:
        raise UsageProblem(f"{show(submission)}: give the one student's folder or file")
    task = class_task(course, dataclasses.replace(students[0], name=recorded.student), exercise)
    for notice in task.notices:
        click.echo(f"grader: {show(notice, 400)}", err=True)
    if getattr(task.work, "sha256", None) != recorded.submission_sha256:
        click.echo("grader: this is not the file that was graded then", err=True)
    if exercise.hash_suite() != recorded.suite_sha256:
        click.echo("grader: the suites have changed since then", err=True)
    setup = Setup(
        os.fsencode(course.root),
        [exercise.slug],
        list(VISIBILITIES),
        recorded.seed,
        seeds="course",  # the recorded seed is the student's own already
        reveal=True,
    )
    judge = JudgeProcess(setup)
    try:
        again = judge.ask(task).result
    finally:
        judge.close()
    if again.status == "ungraded":
        click.echo(f"grader: {OUR_FAULT}", err=True)
        raise click.exceptions.Exit(UNGRADED)
    Terminal(highlight=False).print(render_result(exercise, again, View(show_all=True, whole=True)), soft_wrap=True)
    same = [(case.id, case.outcome) for case in again.cases] == [(case.id, case.outcome) for case in recorded.cases]
    click.echo(f"recorded {recorded.score}, now {again.score}: {'the same' if same else 'different'} outcomes")
    if not same:
        raise click.exceptions.Exit(FAILING)
