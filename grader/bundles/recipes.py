"""Recipes for clusters that are no dask scheduler: files that grade a class in shards and merge them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from grader.records.errors import UsageProblem

_FOLDER = Path(__file__).with_name("templates") / "recipes"


@dataclasses.dataclass(frozen=True)
class Recipe:
    """One recipe: a file, and what its first comment says."""

    name: str
    file: str
    title: str
    text: str


def find_recipes() -> list[Recipe]:
    """Returns every recipe, by name; it is the file's, without its ending."""
    found = []
    for path in sorted(_FOLDER.iterdir()):
        text = path.read_text(encoding="utf-8")
        title = next(line for line in text.splitlines() if line.startswith("# "))[2:]
        found.append(Recipe(path.stem, path.name, title, text))
    return found


def read_recipe(name: str) -> str:
    """Returns the text of the recipe `name`. Raises `UsageProblem` where there is none."""
    recipes = {recipe.name: recipe.text for recipe in find_recipes()}
    if name not in recipes:
        raise UsageProblem(f"there is no recipe `{name}`; there are {', '.join(recipes)}")
    return recipes[name]
