"""`grader hint`: an exercise's hints, one at a time, remembered in the student's own folder."""

from __future__ import annotations

from pathlib import Path

import click

from grader.course.layout import open_course
from grader.course.progress import forget_hints, next_hint


def show_hint(folder: Path | None, slug: str, start_again: bool) -> None:
    """Prints the next hint, and how many are left."""
    course = open_course(folder)
    exercise = course.exercise(slug)
    if start_again:
        forget_hints(course, exercise)
    number, text = next_hint(course, exercise)
    total = len(exercise.hints)
    click.echo(f"Hint {number} of {total}: {text}")
    if number == total:
        click.echo("That was the last hint; `--again` starts over. The statement has a worked example to compare with.")
