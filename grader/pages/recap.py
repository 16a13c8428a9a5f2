"""A track on a page to keep: title, idea and formulas of each exercise, and the student's own file, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from grader.course.layout import Course
from grader.course.own import place
from grader.course.progress import Standing
from grader.course.statements import load_formulas, load_opening


def render_recap(course: Course, track: str, standings: Sequence[Standing]) -> str:
    """Returns the page."""
    inside = [standing for standing in standings if standing.exercise.track == track]
    solved = sum(standing.was_solved for standing in inside)
    parts = [f"# {course.settings.title}: {track}", f"{solved} of {len(inside)} exercises solved."]
    for standing in inside:
        statement = standing.exercise.folder / "README.md"
        text = statement.read_text(encoding="utf-8") if statement.is_file() else ""
        parts += [f"## {standing.exercise.settings.title}", load_opening(text)]
        parts += [f"```math\n{formula}\n```" for formula in load_formulas(text)]
        file = f"`{place(standing.own.path, course)}`"
        parts.append(f"{file}: {standing.best} public points" if standing.best else f"{file}: not checked yet")
    return "\n\n".join(part for part in parts if part) + "\n"
