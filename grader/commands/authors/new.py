"""`grader new`: the files of an exercise in their places, so that `grader verify` says what is still missing."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from grader.authoring.skeletons import derive_files
from grader.course.layout import Course, open_course
from grader.records.errors import UsageProblem


def make_exercise(folder: Path | None, slug: str, track: str, title: str | None) -> None:
    """Writes the files of a new exercise. Raises `UsageProblem` where one is there already; then writes none."""
    course = open_course(folder)
    _check_names(course, slug, track)
    files = derive_files(course, slug, track, title or slug.replace("_", " ").capitalize())
    for path in files:
        if path.exists():
            raise UsageProblem(f"{path}: exists already; nothing was written")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
        click.echo(path.relative_to(course.root).as_posix())
    if track not in course.settings.tracks:
        click.echo(f"The track `{track}` is new: name it in `tracks` of exercises/course.toml, where it belongs.")
    click.echo("Write what they ask for, then derive the stub with `grader verify SLUG --write`;")
    click.echo("`grader verify SLUG --matrix` says what is still missing. The rules stand in grader/AUTHORS.md.")


def _check_names(course: Course, slug: str, track: str) -> None:
    for name, what in [(slug, "slug"), (track, "track")]:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            raise UsageProblem(f"`{name}` is no {what}; use a-z, 0-9 and _, and begin with a letter")
    taken = [exercise for exercise in course.exercises if exercise.slug == slug]
    if taken:
        raise UsageProblem(f"the slug `{slug}` is taken by {taken[0].folder}; choose another")
    modules = {path.stem for path in course.root.glob("exercises/*/*.py")}
    if slug in sys.stdlib_module_names or slug in {"numpy", *modules}:
        raise UsageProblem(f"`{slug}` is a module that submissions may import; choose another slug")
