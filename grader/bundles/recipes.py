"""Recipes for clusters that are no dask scheduler: files that grade a class in shards and merge them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from grader.records.errors import UsageProblem

_TEMPLATES = Path(__file__).with_name("templates")
_ELSEWHERE = {"github": _TEMPLATES / "classroom" / "grade.yml"}
"""Recipes that belong to a platform's bundle as well."""


@dataclasses.dataclass(frozen=True)
class Recipe:
    """One recipe: a file, and what its first comment says."""

    name: str
    file: str
    title: str
    text: str


def find_recipes() -> list[Recipe]:
    """Returns every recipe, by name."""
    paths = {path.stem: path for path in (_TEMPLATES / "recipes").iterdir()} | _ELSEWHERE
    found = []
    for name, path in sorted(paths.items()):
        text = path.read_text(encoding="utf-8")
        title = next(line for line in text.splitlines() if line.startswith("# "))[2:]
        found.append(Recipe(name, path.name, title, text))
    return found


def read_recipe(name: str) -> str:
    """Returns the text of the recipe `name`. Raises `UsageProblem` where there is none."""
    recipes = {recipe.name: recipe.text for recipe in find_recipes()}
    if name not in recipes:
        raise UsageProblem(f"there is no recipe `{name}`; there are {', '.join(recipes)}")
    return recipes[name]
