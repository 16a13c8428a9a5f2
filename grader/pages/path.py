"""Where a student's path goes on: what hidden cases are about, what to hand in, what comes next, what is finished."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from grader.course.layout import Course, Exercise
from grader.course.own import find_own, own_paths, place
from grader.course.progress import Standing, choose_next
from grader.course.recipes import Recipe, find_recipes
from grader.course.statements import describe_hidden
from grader.records.errors import CourseError


def render_ending(course: Course, exercise: Exercise, file: Path, standings: Sequence[Standing]) -> Text:
    """Returns what follows the last public case."""
    text = Text("All public cases passed.\n", style="bold green")
    statement = exercise.folder / "README.md"
    hidden = describe_hidden(statement.read_text(encoding="utf-8")) if statement.is_file() else ""
    text.append("\nHidden cases are scored when you hand in. ", style="default")
    text.append(f"{hidden or 'They check what the statement says, with inputs of their own.'}\n", style="default")
    text.append("\n")
    rows = [("Hand in", describe_hand_in(course, exercise, file))]
    if needs := exercise.settings.needs:
        files = (place(find_own(course.exercise(slug)).path, course) for slug in needs)
        rows.append(("", f"together with what it builds on: {', '.join(files)}"))
    following = choose_next(standings, exercise.slug)
    if following is not None:
        rows.append(("Next", f"{following.exercise.slug}: {place(following.exercise.folder / 'README.md', course)}"))
        unsolved = _unsolved_needs(following, standings)
        if unsolved:
            rows.append(("", f"it builds on your own {', '.join(unsolved)}"))
    ready = [recipe for recipe in find_ready(course, standings) if exercise.slug in recipe.plan.parts]
    if ready:
        rows.append(("Train", f"grader train {ready[-1].name}: {ready[-1].plan.title}, all your own"))
    for name, what in rows:
        text.append(f"{name}\n" if name else "", style="bold default")
        text.append(f"  {what}\n", style="default")
    _append_track(text, exercise, standings)
    return text


def find_ready(course: Course, standings: Sequence[Standing]) -> list[Recipe]:
    """Returns the networks all of whose layers are solved; none where a recipe that was changed cannot be read."""
    solved = {standing.exercise.slug for standing in standings if standing.was_solved}
    try:
        recipes = find_recipes(course)
    except CourseError:  # told by the command that trains
        return []
    return [recipe for recipe in recipes if solved.issuperset(recipe.plan.parts)]


def describe_hand_in(course: Course, exercise: Exercise, file: Path) -> str:
    """Returns which file to hand in, and under which name; and which one not."""
    script, notebook = own_paths(exercise)
    if file.name not in (script.name, notebook.name):
        return f"{place(file, course)}, called {exercise.slug}{file.suffix}"
    if file == notebook and script.is_file():
        return f"{place(file, course)}, and not {script.name} beside it"
    return place(file, course)


def _unsolved_needs(standing: Standing, standings: Sequence[Standing]) -> list[str]:
    solved = {item.exercise.slug for item in standings if item.was_solved}
    return [slug for slug in standing.exercise.settings.needs if slug not in solved]


def _append_track(text: Text, exercise: Exercise, standings: Sequence[Standing]) -> None:
    """Adds a line on the track; where it is finished, what was done and how to keep it."""
    inside = [standing for standing in standings if standing.exercise.track == exercise.track]
    solved = [standing for standing in inside if standing.was_solved]
    if len(solved) < len(inside):
        text.append(
            f"\n{len(solved)} of {len(inside)} exercises of the track {exercise.track} are solved.\n", style="dim"
        )
        return
    points = sum(standing.checked.best for standing in solved if standing.checked)
    text.append(f"\nThe track {exercise.track} is finished: {len(solved)} exercises, ", style="bold green")
    text.append(f"{points} of {points} public points.\n", style="bold green")
    for standing in inside:
        text.append(f"  ✓ {standing.exercise.settings.title}\n", style="green")
    text.append("To keep what you have built, with its formulas, on a page:\n", style="default")
    text.append(f"  grader list --recap {exercise.track} > {exercise.track}.md\n", style="default")
