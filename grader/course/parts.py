"""A student's own modules of other exercises, which an exercise such as a network is built with."""

from __future__ import annotations

from collections.abc import Callable

from grader.course.layout import Course, Exercise
from grader.course.stubs import read_stub
from grader.course.submissions import Code, HandIn
from grader.worker.modules import Module


def find_parts(course: Course, exercise: Exercise, read: Callable[[Exercise], HandIn]) -> list[Module]:
    """Returns the student's own module for each exercise that `exercise` needs; `read` gives what was handed in for one.

    A stub is left out, and so is what cannot be read: nothing stands in for it, because whatever is sent to a worker can
    be read there.
    """
    parts = []
    for slug in exercise.settings.needs:
        needed = course.exercise(slug)
        work = read(needed).work
        if isinstance(work, Code) and work.data != read_stub(needed):
            parts.append(Module(slug, f"your {work.file}", work.data))
    return parts
