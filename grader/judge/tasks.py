"""What a judge is asked to grade, and how it is made of what lies on disk."""

from __future__ import annotations

from pathlib import Path

import msgspec

from grader.course.layout import Course, Exercise
from grader.course.own import find_own
from grader.course.parts import find_parts
from grader.course.resolver import Student, read_source
from grader.course.stubs import read_stub
from grader.course.submissions import Code, HandIn, Missing, OurFault, read_work
from grader.worker.modules import Module


class Models(msgspec.Struct, frozen=True, tag="models"):
    """Wrong models by their ids: the reference with these mistakes is graded, in trusted code."""

    ids: tuple[str, ...]


Work = Code | Missing | OurFault | Models


class Task(msgspec.Struct, frozen=True):
    """One submission of one exercise. `parts` are the student's own modules of the exercises that this one needs; `seed`
    replaces the run's; `notices` tell how the file was found."""

    student: str
    slug: str
    work: Work
    parts: list[Module] = []
    seed: int | None = None
    notices: tuple[str, ...] = ()


def read_own(exercise: Exercise, file: Path | None = None) -> HandIn:
    """Returns the student's own solution: the file, or the one of the exercise's that counts (`grader.course.own`)."""
    own = find_own(exercise)
    return own.handed if file in (None, own.path) and own.handed else HandIn(read_work(file or own.path))


def own_task(course: Course, exercise: Exercise, file: Path | None = None) -> Task:
    """Returns the task of checking the student's own solution."""
    handed = read_own(exercise, file)
    return Task("you", exercise.slug, handed.work, find_parts(course, exercise, read_own), notices=handed.notices)


def class_task(course: Course, student: Student, exercise: Exercise) -> Task:
    """Returns the task of grading what a student handed in."""

    def read(other: Exercise) -> HandIn:
        return read_source(student, other.slug, read_stub(other))

    handed = read(exercise)
    parts = find_parts(course, exercise, read) if isinstance(handed.work, Code) else []
    return Task(student.name, exercise.slug, handed.work, parts, notices=handed.notices)
