"""The modules of other exercises that an exercise is built with: the student's own, or else the reference's."""

from __future__ import annotations

from collections.abc import Callable

from grader import wire
from grader.course import Course, Exercise
from grader.listing import read_stub
from grader.submissions import Source


def find_parts(course: Course, exercise: Exercise, read: Callable[[Exercise], Source]) -> list[list[wire.Module]]:
    """Returns the candidates for each exercise that `exercise` needs; `read` gives the student's file for one.

    The student's own comes first unless it still is the stub; the reference, where the course has it, stands in.
    """
    parts = []
    for slug in exercise.settings.needs:
        needed = course.exercise(slug)
        source, candidates = read(needed), []
        if source.data is not None and source.data != read_stub(needed):
            candidates.append(wire.Module(slug, f"your {source.file}", source.data))
        reference = needed.reference_part()
        parts.append(candidates + ([reference] if reference else []))
    return parts
