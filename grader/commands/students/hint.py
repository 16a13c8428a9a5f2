"""`grader hint`: the hints of an exercise, one at a time, those of the case that failed last first."""

from __future__ import annotations

from pathlib import Path

import click

from grader.course.hints import forget_hints, next_hint
from grader.course.layout import Course, Exercise, open_course
from grader.course.own import find_choices, find_here
from grader.course.progress import find_standings, read_progress
from grader.records.errors import UsageProblem


def show_hint(folder: Path | None, word: str | None, start_again: bool) -> None:
    """Prints the next hint, and how many are left."""
    course = open_course(folder)
    exercise = _find(course, word)
    if start_again:
        forget_hints(course, exercise)
    hint = next_hint(course, exercise)
    checked = read_progress(course).checked.get(exercise.slug)
    if word is None:
        click.echo(f"{exercise.slug}:")
    click.echo(f"Hint {hint.number} of {hint.total}: {hint.text}")
    if hint.is_last:
        click.echo(
            "\nThat was the last hint; `--again` starts over. The statement has a worked example to compare with."
        )
    elif checked is None:
        click.echo(f"\n`grader check {exercise.slug}` first: then the hints are those of the case that fails.")


def _find(course: Course, word: str | None) -> Exercise:
    """Returns the exercise that a word means; without one, where one is, or else what is begun and not solved."""
    if word is not None:
        return find_choices(course, word, Path.cwd())[0].exercise
    here = find_here(course, Path.cwd())
    if here is not None:
        return here
    begun = [
        standing.exercise for standing in find_standings(course) if standing.own.begun and standing.state != "solved"
    ]
    if len(begun) == 1:
        return begun[0]
    names = ", ".join(exercise.slug for exercise in begun[:8])
    raise UsageProblem(
        f"which exercise? {f'Begun are {names}' if begun else 'Nothing is begun; `grader list` shows them'}"
    )
