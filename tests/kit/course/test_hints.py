"""Hints: those of the case that failed last come first, each counts when it has been seen."""

from __future__ import annotations

import pytest

from grader.course.hints import choose_hints, find_hint, forget_hints, next_hint, note_seen
from grader.course.layout import load_course
from grader.course.progress import Checked, Progress, read_progress, write_progress

TOML = """format = 1
title = "Scaling"
order = 1
names = ["double"]
points = 6

[[hints]]
text = "everywhere"

[[hints]]
cases = ["test_forward*"]
text = "forward"

[[hints]]
cases = ["test_back", "test_forward_twice"]
text = "both"

[[hints]]
text = "the end"
"""


@pytest.fixture
def course(make_course):
    """A course whose exercise has hints of both kinds."""
    return load_course(make_course({"exercises/tiny/scale/exercise.toml": TOML}))


@pytest.mark.parametrize(
    ("failing", "wanted"),
    [("", [0, 1, 2, 3]), ("public::test_forward", [1, 0, 3]), ("public::test_forward_twice[2-a]", [1, 2, 0, 3]),
     ("public::TestIt::test_back", [2, 0, 3]), ("public::test_other", [0, 3])],
)  # fmt: skip
def test_hints_belong_to_cases(course, failing, wanted):
    """A case's own hints, then those for the whole exercise, never those of other cases"""
    assert choose_hints(course.exercises[0], failing) == wanted


def test_a_case_without_any_hint_gets_all(make_course):
    """Where every hint belongs to some other case, all of them are better than none"""
    toml = TOML.replace('[[hints]]\ntext = "everywhere"\n\n', "").replace('[[hints]]\ntext = "the end"\n', "")
    course = load_course(make_course({"exercises/tiny/scale/exercise.toml": toml}))
    assert choose_hints(course.exercises[0], "public::test_other") == [0, 1]


def test_each_hint_comes_once_and_the_last_stays(course):
    """Seen hints are passed over, also when another case fails; to look at one does not use it up"""
    exercise = course.exercises[0]
    write_progress(course, Progress({"scale": Checked("", 0, 2, 0, "public::test_forward")}))
    assert find_hint(course, exercise) == find_hint(course, exercise)
    shown = [next_hint(course, exercise) for _ in range(4)]
    assert [(hint.text, hint.number, hint.total) for hint in shown] == [
        ("forward", 1, 3), ("everywhere", 2, 3), ("the end", 3, 3), ("the end", 3, 3),
    ]  # fmt: skip
    write_progress(course, Progress({"scale": Checked("", 0, 2, 0, "public::test_back")}, read_progress(course).seen))
    assert next_hint(course, exercise).text == "both"
    forget_hints(course, exercise)
    assert find_hint(course, exercise).text == "both"
    note_seen(course, exercise, find_hint(course, exercise))
    assert find_hint(course, exercise).text == "everywhere"
