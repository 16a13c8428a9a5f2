"""`grader run`: a statement's worked example, or a file of the student's, with everything that it imports."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from grader.course.layout import Course, Exercise, open_course
from grader.course.own import find_choices, find_here, find_own, place
from grader.course.statements import load_examples
from grader.own.examples import SCRIPT, play_examples
from grader.own.process import Job, run_job
from grader.records.errors import FAILING, UsageProblem
from grader.records.text import show

INTERRUPTED = 130
_ADVICE = "`grader run SLUG {name}`"


def run_code(folder: Path | None, words: Sequence[str]) -> None:
    """Runs what the words name; exits as the program does, and with 1 where the statement's example prints otherwise."""
    course = open_course(folder)
    start = Path.cwd()
    if not words:
        here = find_here(course, start.resolve())
        if here is None:
            raise UsageProblem("say what to run, as in `grader run SLUG` or `grader run FILE`")
        words = [here.slug]
    choices = find_choices(course, words[0], start, _ADVICE)
    if len(choices) != 1:
        raise UsageProblem(f"{show(words[0])}: one exercise at a time; `grader list` shows them")
    exercise, file, arguments = choices[0].exercise, choices[0].file, list(words[1:])
    if file is None and arguments:
        name = arguments.pop(0)
        beside = exercise.folder / name  # where students write it; what lies here goes first
        file = beside if beside.is_file() and not (start / name).is_file() else start / name
    try:
        sys.exit(run_file(course, exercise, file, arguments) if file is not None else run_examples(course, exercise))
    except KeyboardInterrupt:
        click.echo("stopped", err=True)
        sys.exit(INTERRUPTED)


def run_file(course: Course, exercise: Exercise, file: Path, arguments: list[str]) -> int:
    """Runs a script in its own folder; returns its exit code."""
    if file.suffix == ".ipynb":
        raise UsageProblem(
            f"{show(file.name)} is a notebook: open it in Jupyter, or run the statement's example "
            f"on it with `grader run {exercise.slug}`"
        )
    if not file.is_file():
        raise UsageProblem(f"{show(file)}: no such file")
    path = file.resolve()
    job = Job(str(course.root), exercise.track, str(path.parent), str(path), arguments=arguments)
    return run_job(SCRIPT, job)


def run_examples(course: Course, exercise: Exercise) -> int:
    """Runs the statement's examples on the student's file, shows what they print, and compares; returns the exit code."""
    statement = exercise.folder / "README.md"
    examples = load_examples(statement.read_text(encoding="utf-8")) if statement.is_file() else []
    if not examples:
        raise UsageProblem(f"{place(statement, course)} has no example to run")
    own = find_own(exercise)
    click.echo(f"the worked example of {place(statement, course)}, with {place(own.path, course)}:\n")
    played, raised = play_examples(course, exercise, examples)
    compared = [item for item in played if item.example.output is not None and not item.example.varies]
    for item in played:
        click.echo(item.printed, nl=False)
        if item in compared and not item.is_shown and not raised:
            click.secho("✗ the statement prints instead:", fg="red")
            click.echo(item.example.output, nl=False)
    if raised:
        click.echo(raised, nl=False, err=True)
        return FAILING
    same = all(item.is_shown for item in compared)
    if same and compared:
        click.secho("✓ as the statement prints it", fg="green")
    return 0 if same else FAILING
