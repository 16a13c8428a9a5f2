"""Recipes: what `grader train` builds from a student's own layers. An exercise that has a file `train.py` has recipes.

`train.py` is the course's, and is executed only in the process that trains. Its networks are told without executing it, from
the one assignment `NETWORKS = {...}` of plain literals, in which each name has

- `title`: a line for people,
- `parts`: for each slug the names that are used of it, `{"SLUG": ["Name"]}`,
- `epochs`, `aim`: how long it trains, and the share of test images that it should recognise.
"""

from __future__ import annotations

import ast
import dataclasses
from pathlib import Path

import msgspec

from grader.course.layout import Course, Exercise
from grader.records.errors import CourseError

FILE = "train.py"


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is told of a network before anything is executed."""

    title: str
    parts: dict[str, list[str]]
    epochs: int
    aim: float


@dataclasses.dataclass(frozen=True)
class Recipe:
    """One network that can be trained, and the exercise whose `train.py` tells how."""

    name: str
    exercise: Exercise
    plan: Plan

    @property
    def path(self) -> Path:
        return self.exercise.folder / FILE


def find_recipes(course: Course) -> list[Recipe]:
    """Returns the recipes of a course, in its order. Raises `CourseError` where one cannot be read."""
    return [recipe for exercise in course.exercises for recipe in load_recipes(exercise)]


def load_recipes(exercise: Exercise) -> list[Recipe]:
    """Returns the recipes of an exercise; none where it has no `train.py`."""
    path = exercise.folder / FILE
    if not path.is_file():
        return []
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (SyntaxError, UnicodeDecodeError) as error:
        raise CourseError(path, getattr(error, "lineno", None) or 1, f"not Python: {error}") from None
    for node in tree.body:
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["NETWORKS"]:
            try:
                plans = msgspec.convert(ast.literal_eval(node.value), dict[str, Plan])
            except (ValueError, msgspec.ValidationError) as error:
                raise CourseError(path, node.lineno, f"`NETWORKS` is no table of networks: {error}") from None
            return [Recipe(name, exercise, plan) for name, plan in plans.items()]
    raise CourseError(path, 1, "has no `NETWORKS = {...}`; it names the networks and what they are built from")
