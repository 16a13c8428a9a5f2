"""One word for one thing: the map's table of words, held in statements, hints and the docstrings of stubs."""

from __future__ import annotations

import re

import pytest
from this_course import COURSE

OTHERS = {
    r"w\.r\.t\.|\bwrt\b|_wrt_|with respect to": "gradient by",
    r"mini.?batch": "batch",
    r"\bneurons?\b": "unit",
    r"\bborders?\b": "padding, or edge",
    r"(?<!shape )(?<!shape_)\binference\b|test time|test mode|eval mode|outside (of )?training": "evaluation",
    r"surviv": "kept",
    r"moving average": "running mean",
    r"\bpatch(es)?\b": "window",
}
"""What is not said, and what is said in its place."""
OF_A_TRACK = {"layers": {r"\bkernels?\b": "filter"}, "convnet": {r"\bfilters?\b": "kernel"}}
ALLOWED = {("convnet", "exercise.toml"): {r"\bfilters?\b"}}
"""A hint's example on another object may have a filter of its own."""


def list_texts(exercise):
    """Yields what a student reads of an exercise, without code, links and what a case is called."""
    for path in (exercise.folder / "README.md", exercise.file, exercise.stub):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"^```(?!math).*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
        text = re.sub(r"^cases = .*$", "", text, flags=re.MULTILINE)
        text = re.sub(r"\[[^\]]*\]\(http[^)]*\)", "", text)  # a title is its author's
        yield path, text


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda exercise: exercise.slug)
def test_one_word_for_one_thing(exercise):
    """No statement, hint or docstring has another word for what the map has one for"""
    for path, text in list_texts(exercise):
        allowed = ALLOWED.get((exercise.track, path.name), set())
        for pattern, word in {**OTHERS, **OF_A_TRACK.get(exercise.track, {})}.items():
            found = re.search(pattern, text, re.IGNORECASE)
            assert found is None or pattern in allowed, f"{path}: {found[0]!r}; the course says {word}"


def test_the_map_has_the_words():
    """The table of words stands in the map, which is in every bundle"""
    page = (COURSE.root / "exercises" / "README.md").read_text(encoding="utf-8")
    table = page.partition("## Words")[2]
    for word in ("gradient by W", "filter", "evaluation", "kept", "padding", "leftover", "`update(w, grad)`"):
        assert re.search(rf"^\| [^|]*{re.escape(word)}", table, re.MULTILINE), word
