"""`grader hint`: an exercise's hints, one at a time, remembered in the student's own folder."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click
import msgspec

from grader.course import Course, Exercise, find_root, load_course
from grader.results import write_atomically

STATE = ".grader-hints.json"


def show_hint(folder: Path | None, slug: str, start_again: bool) -> None:
    """Prints the next hint, and how many are left."""
    course = load_course(find_root((folder or Path.cwd()).absolute()))
    exercise = course.exercise(slug)
    if start_again:
        _write_state(course, {**read_state(course), slug: 0})
    number, text = next_hint(course, exercise)
    total = len(exercise.hints)
    click.echo(f"Hint {number} of {total}: {text}")
    if number == total:
        click.echo("That was the last hint; `--again` starts over. The statement has a worked example to compare with.")


def next_hint(course: Course, exercise: Exercise) -> tuple[int, str]:
    """Returns the number and the text of the next hint and remembers it as shown; the last one stays the last."""
    state = read_state(course)
    number = min(state.get(exercise.slug, 0) + 1, len(exercise.hints))
    _write_state(course, {**state, exercise.slug: number})
    return number, exercise.hints[number - 1].text


def read_state(course: Course) -> dict[str, int]:
    """Returns how many hints of each exercise have been shown; empty where the file is missing or damaged."""
    try:
        return msgspec.json.decode((course.root / STATE).read_bytes(), type=dict[str, int])
    except (OSError, msgspec.DecodeError):
        return {}


def _write_state(course: Course, state: dict[str, int]) -> None:
    """Remembers what was shown; in a folder that cannot be written the next hint is the first one again."""
    with contextlib.suppress(OSError):
        write_atomically(course.root / STATE, msgspec.json.encode(state) + b"\n")
