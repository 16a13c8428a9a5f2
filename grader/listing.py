"""`grader list`: the exercises as a path through the course."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.table import Table

from grader.course import Course, Exercise, find_root, load_course
from grader.progress import describe_progress, read_progress
from grader.stubs import derive_stub


def list_exercises(folder: Path | None, as_json: bool) -> None:
    """Prints every exercise with its track, points and title, and whether its file is still the stub."""
    course = load_course(find_root((folder or Path.cwd()).absolute()))
    checked = read_progress(course)
    rows = [
        {
            "track": exercise.track, "slug": exercise.slug, "title": exercise.settings.title,
            "points": exercise.settings.points,
            "progress": describe_progress(exercise, is_begun(course, exercise.slug), checked.get(exercise.slug)),
        }
        for exercise in course.exercises
    ]  # fmt: skip
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode())
        return
    table = Table(title=course.settings.title, box=None, title_justify="left", header_style="bold")
    for column in ("track", "exercise", "", "points", "title"):
        table.add_column(column, justify="right" if column == "points" else "left")
    before = ""
    for row in rows:
        track = str(row["track"])
        shown = track if track != before else ""
        before = track
        table.add_row(shown, str(row["slug"]), str(row["progress"]), str(row["points"]), str(row["title"]))
    Console().print(table)
    solved = sum(row["progress"] == "solved" for row in rows)
    click.echo(f"{len(rows)} exercises, {solved} solved in the public cases; `grader check SLUG` tries one")


def is_begun(course: Course, slug: str) -> bool:
    """Tells whether a student has changed the exercise's file."""
    exercise = course.exercise(slug)
    stub = read_stub(exercise)
    try:
        data = exercise.stub.read_bytes()
    except OSError:
        return False
    return data != stub if stub is not None else b"raise NotImplementedError" not in data


def read_stub(exercise: Exercise) -> bytes | None:
    """Returns the stub as it was handed out, or None where that is not known: derived, or from the release's copy."""
    if exercise.reference.is_file():
        return derive_stub(exercise.reference.read_text(encoding="utf-8"), exercise.reference).encode()
    copy = exercise.root / "exercises" / ".stubs" / exercise.file_name
    return copy.read_bytes() if copy.is_file() else None
