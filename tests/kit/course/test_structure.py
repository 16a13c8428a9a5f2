"""Every statement has one structure: a reader of one finds their way in the next."""

import fnmatch
import re

import pytest
from this_course import COURSE

HEADINGS = ["What to write", "A worked example", "What is fixed", "Points", "What does not matter"]
LAST = "Where this is used next"
CAPSTONES = {"network": ["Your own layers"], "convolutional_network": ["Your own layers"]}
"""Headings that only these have, before `Points`."""


def read(exercise):
    """Returns a statement's title and its sections by their headings, in their order."""
    head, *parts = re.split(r"(?m)^## ", (exercise.folder / "README.md").read_text(encoding="utf-8"))
    return head.splitlines()[0], dict(part.split("\n", 1) for part in parts)


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda exercise: exercise.slug)
def test_headings_and_title(exercise):
    """The same headings in the same order, the example before the conventions; the title is the one of the toml"""
    title, sections = read(exercise)
    assert title == f"# {exercise.settings.title}"
    more = CAPSTONES.get(exercise.slug, [])
    assert list(sections) == [*HEADINGS[:3], *more, *HEADINGS[3:], LAST]


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda exercise: exercise.slug)
def test_the_end_leads_on(exercise):
    """A sentence on where the thing is used, and two things to read"""
    _, sections = read(exercise)
    use, _, reading = sections[LAST].partition("To read on: ")
    assert len(use.split()) >= 8
    assert len(re.findall(r"\]\(https?://[^)]+\)", reading)) >= 2 and reading.strip().endswith(".")


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda exercise: exercise.slug)
def test_figures_say_what_is_to_be_seen(exercise):
    """Each figure beside a statement is shown in it, with a text in its place; it has a title of its own"""
    shown = dict(re.findall(r"!\[([^\]]+)\]\((\S+\.svg)\)", (exercise.folder / "README.md").read_text(encoding="utf-8")))
    assert {path.name for path in exercise.folder.glob("*.svg")} == set(shown.values())
    for text, name in shown.items():
        assert len(text) >= 50
        assert "<title" in (exercise.folder / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda exercise: exercise.slug)
def test_hints_are_a_ladder(exercise):
    """At least five, each for cases that a student sees; the last one is an example with numbers, in 80 to 160 words"""
    assert len(exercise.hints) >= 5
    cases = set(re.findall(r"^def (test_\w+)", exercise.suite("public").read_text(encoding="utf-8"), re.MULTILINE))
    for pattern in (pattern for hint in exercise.hints for pattern in hint.cases):
        assert any(fnmatch.fnmatchcase(case, pattern) for case in cases), pattern
    last = exercise.hints[-1].text
    assert 80 <= len(last.split()) <= 160
    assert len(re.findall(r"\d", last)) >= 5


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda exercise: exercise.slug)
def test_links_lead_somewhere(exercise):
    """Every link to a file is to one that is there, the track's contract among them"""
    pages = [exercise.folder / "README.md", exercise.folder.parent / "README.md"]
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).is_file(), f"{page}: {target}"
