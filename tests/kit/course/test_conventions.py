"""Every convention that a statement fixes is looked at by a case: `conventions.toml` says by which.

    python tests/kit/course/test_conventions.py SLUG

prints an exercise's conventions with the titles of their cases.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest
from this_course import COURSE

TABLE = tomllib.loads(Path(__file__).with_name("conventions.toml").read_text(encoding="utf-8"))


def list_conventions(exercise):
    """Returns what stands under "What is fixed", by the words in bold at its beginning, or by its first four words."""
    statement = (exercise.folder / "README.md").read_text(encoding="utf-8")
    section = re.search(r"^## What is fixed\n(.*?)^## ", statement, re.DOTALL | re.MULTILINE)[1]
    found = {}
    for item in re.findall(r"^- (.*?)(?=^- |\Z)", section, re.DOTALL | re.MULTILINE):
        bold = re.match(r"\*\*(.*?)\*\*", item, re.DOTALL)
        text = " ".join(item.split())
        name = " ".join(bold[1].split()) if bold else " ".join(text.split()[:4])
        found[name.strip(".:,")] = text
    return found


def list_titles(exercise):
    """Returns the titles of an exercise's cases, by the names of their functions."""
    titles = {}
    for kind in ("public", "hidden"):
        suite = exercise.suite(kind).read_text(encoding="utf-8")
        for name, title in re.findall(r'^def (test_\w+)\([^)]*\):\n    """(.*?)"""', suite, re.DOTALL | re.MULTILINE):
            titles.setdefault(name, []).append(f"{kind}: {' '.join(title.split())}")
    return titles


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda exercise: exercise.slug)
def test_every_convention_has_a_case(exercise):
    """What is fixed, and what the table says, are the same; and all its cases are there"""
    table, titles = TABLE[exercise.slug], list_titles(exercise)
    assert list(table) == list(list_conventions(exercise))
    assert {case for cases in table.values() for case in cases} <= set(titles)
    assert all(table.values())


if __name__ == "__main__":
    for slug in sys.argv[1:]:
        shown = COURSE.exercise(slug)
        for name, text in list_conventions(shown).items():
            print(f"\n{text}")
            for case in TABLE[slug][name]:
                print(*(f"    {title}" for title in list_titles(shown)[case]), sep="\n")
