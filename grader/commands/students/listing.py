"""`grader list`: the exercises as a path through the course."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.table import Table

from grader.course.layout import open_course
from grader.course.progress import describe_progress, is_begun, read_progress


def list_exercises(folder: Path | None, as_json: bool) -> None:
    """Prints every exercise with its track, points and title, and whether its file is still the stub."""
    course = open_course(folder)
    checked = read_progress(course).checked
    rows = [
        {
            "track": exercise.track,
            "slug": exercise.slug,
            "title": exercise.settings.title,
            "points": exercise.settings.points,
            "progress": describe_progress(exercise, is_begun(exercise), checked.get(exercise.slug)),
        }
        for exercise in course.exercises
    ]
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
