"""`grader list`: the exercises as a path through the course, with where one stands and what comes next."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec
from rich.text import Text

from grader.course.layout import Course, open_course
from grader.course.own import place
from grader.course.progress import Progress, Standing, choose_next, describe_progress, find_standings, read_progress
from grader.pages.console import Terminal
from grader.pages.path import find_ready
from grader.pages.recap import render_recap
from grader.pages.wrap import print_text
from grader.records.errors import UsageProblem
from grader.records.text import show

_MARKS = {"solved": "✓", "changed": "*", "begun": "*", "": " "}
_STYLES = {"solved": "green", "changed": "yellow", "begun": "yellow", "": "default"}
_NARROW = 60
"""Below this width there is no room for titles."""


def list_exercises(folder: Path | None, as_json: bool, recap: str | None = None) -> None:
    """Prints every exercise with its points, how far it is and the best score so far; then what comes next."""
    course = open_course(folder)
    standings = find_standings(course)
    if recap is not None:
        if recap not in {standing.exercise.track for standing in standings}:
            tracks = ", ".join(dict.fromkeys(standing.exercise.track for standing in standings))
            raise UsageProblem(f"there is no track `{show(recap)}`; the tracks are {tracks}")
        click.echo(render_recap(course, recap, standings), nl=False)
        return
    following = choose_next(standings, _latest(standings))
    if as_json:
        rows = [_describe(course, standing, standing is following) for standing in standings]
        click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode())
        return
    console = Terminal(highlight=False)
    print_text(console, render_list(course, standings, console.width))
    print_text(console, render_next(course, standings, following, read_progress(course)))


def _latest(standings: Sequence[Standing]) -> str:
    """Returns what comes before the first exercise that is begun and not solved: that one is next."""
    begun = next(
        (n for n, item in enumerate(standings) if item.state in ("begun", "changed") and not item.was_solved), 0
    )
    return standings[begun - 1].exercise.slug if begun else ""


def render_list(course: Course, standings: Sequence[Standing], width: int) -> Text:
    """Returns the list. A slug is never cut; titles are left out where there is no room for them."""
    longest = max(len(standing.exercise.slug) for standing in standings)
    fresh = not any(standing.state or standing.best for standing in standings)
    left = width - longest - (12 if fresh else 27)
    titles = [standing.exercise.settings.title for standing in standings]
    if any(len(title) > left for title in titles):
        titles = [title.partition(": ")[2] or title for title in titles]
    text = Text(f"{course.settings.title}\n", style="bold")
    overview = course.root / "exercises" / "README.md"
    if overview.is_file():
        text.append(f"the map: {place(overview, course)}\n", style="dim")
    text.append(f"\n  {'':{longest}}  {'' if fresh else 'state     best '}points\n", style="dim")
    track, solved = "", {standing.exercise.slug for standing in standings if standing.was_solved}
    for standing, title in zip(standings, titles, strict=True):
        exercise = standing.exercise
        if exercise.track != track:
            track = exercise.track
            text.append(f"{track}\n", style="bold")
        text.append(f"{_MARKS[standing.state]} {exercise.slug:{longest}}", style=_STYLES[standing.state])
        row = "" if fresh else f"{standing.state:7}  {standing.best:>5} "
        shown = title if len(title) <= left else f"{title[: left - 1]}…"
        text.append(f"  {row}{exercise.settings.points:6}  {shown if width >= _NARROW else ''}".rstrip() + "\n")
        if missing := [slug for slug in exercise.settings.needs if slug not in solved]:
            needs = textwrap.wrap(f"needs {', '.join(missing)}", width - 4, subsequent_indent=" " * 6)
            text.append("".join(f"    {line}\n" for line in needs), style="dim")
    return text


def render_next(course: Course, standings: Sequence[Standing], following: Standing | None, progress: Progress) -> Text:
    """Returns the lines below the list."""
    solved = sum(standing.state == "solved" for standing in standings)
    text = Text(f"{solved} of {len(standings)} exercises solved in the public cases\n")
    if any(standing.state == "changed" for standing in standings):
        text.append("changed: not as it was when it was last checked\n", style="dim")
    for name, accuracy in progress.trained.items():
        text.append(f"your network {name} recognises {accuracy:.1%} of the test images\n")
    for recipe in find_ready(course, standings):
        if recipe.name not in progress.trained:
            text.append(f"ready to be trained: grader train {recipe.name}\n")
    if following is None:
        text.append("Everything is solved.\n", style="bold green")
        return text
    exercise = following.exercise
    done = {standing.exercise.slug for standing in standings if standing.was_solved}
    waiting = [slug for slug in exercise.settings.needs if slug not in done]
    lines = [f"{exercise.slug}: read {place(exercise.folder / 'README.md', course)}"]
    if following.own.begun:
        lines = [f"{exercise.slug}: it is begun"]
    if waiting:
        lines.append(f"it builds on your own {', '.join(waiting)}")
    lines.append(f"{'go on with' if following.own.begun else 'then write'} {place(following.own.path, course)}")
    lines.append(f"and try it: grader check {exercise.slug}")
    for name, line in zip(["Next", *[""] * 9], lines, strict=False):
        text.append(f"{name}\n" if name else "", style="bold")
        text.append(f"  {line}\n")
    return text


def _describe(course: Course, standing: Standing, is_next: bool) -> dict[str, object]:
    exercise, checked = standing.exercise, standing.checked
    return {
        "track": exercise.track,
        "slug": exercise.slug,
        "title": exercise.settings.title,
        "points": exercise.settings.points,
        "progress": describe_progress(standing),
        "state": standing.state,
        "best": checked.best if checked else None,
        "public_points": checked.max_score if checked else None,
        "file": place(standing.own.path, course),
        "needs": exercise.settings.needs,
        "next": is_next,
    }
