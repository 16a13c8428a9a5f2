"""No hint gives a line of the solution or an expected number away; and one that does is found."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from grader.authoring.giveaways import find_giveaways, find_numbers, squeeze
from grader.course.layout import load_course

ROOT = Path(__file__).parents[3]
REFERENCE = """
import numpy as np


def double(x):
    # BEGIN SOLUTION
    width = abs(x) * 2
    return np.sum(-np.abs(x)) / (width + 1)
    # END SOLUTION


def other(x):
    # BEGIN SOLUTION
    return x
    # END SOLUTION
"""
SUITE = "def test_one(submission):\n    assert abs(submission.double(0.25) + 0.73105858) < 1000\n"
MODELS = """
from grader.misconceptions import misconception


@misconception("half", "double", title={title!r}, hint={hint!r})
def double(x):
    return x
"""
SETTINGS = (
    'format = 1\ntitle = "S"\norder = 1\nnames = ["double", "other"]\nhints = ["What is half of it?", {hint!r}]\n'
)


def find(make_course, hint="Look again.", title="Half", own_hint="What comes out?"):
    files = {
        "reference/tiny/scale.py": REFERENCE,
        "reference/tiny/misconceptions/scale.py": MODELS.format(title=title, hint=own_hint),
        "tests/public/tiny/test_scale.py": SUITE,
        "exercises/tiny/scale/exercise.toml": SETTINGS.format(hint=hint),
    }
    return find_giveaways(load_course(make_course(files)).exercises)


def test_the_course_gives_nothing_away():
    """Every hint and every title of the course"""
    assert find_giveaways(load_course(ROOT).exercises) == []


def test_harmless_texts_pass(make_course):
    """Questions, round numbers, and short names from the code"""
    assert find(make_course) == []
    assert find(make_course, hint="What is width for x = 1000? Use np.sum, and abs(x).", title="0.25 is halved") == []


@pytest.mark.parametrize(
    ("place", "text", "given"),
    [
        ("hint", "Write width = abs(x) * 2 first.", "width = abs(x) * 2"),
        ("hint", "Is it `np.sum(-np.abs(x))/(width+1)`?", "np.sum(-np.abs(x)) / (width + 1)"),
        ("title", "np.sum( - np.abs(x) ) is left out", "np.sum(-np.abs(x))"),
        ("own_hint", "Is it NP.ABS(x)? No: abs(x) * 2.", "abs(x) * 2"),
    ],
)
def test_a_line_of_the_solution_is_found(make_course, place, text, given):
    """Statements and telling parts of them, whatever their spacing"""
    (problem,) = find(make_course, **{place: text})
    path, line, rest = problem.split(":", 2)
    assert Path(path).name == ("exercise.toml" if place == "hint" else "scale.py")
    assert int(line) > 1
    assert f"`{given}`" in rest


def test_an_expected_number_is_found(make_course):
    """A constant of a suite with three digits or more"""
    (problem,) = find(make_course, own_hint="The answer is 0.73105858, is it not?")
    assert "the hint of half contains 0.73105858" in problem


@pytest.mark.parametrize(
    ("text", "found"),
    [("1000 and 0.5", []), ("0.123", ["0.123"]), ("1.50e-3", []), ("12,345.", ["12345"]), ("-1.234e5", ["1.234E+5"])],
)
def test_numbers_with_three_digits(text, found):
    """Leading and trailing zeros say nothing"""
    assert find_numbers(text) == [Decimal(number) for number in found]


def test_squeezing():
    """Spaces, backticks, case and self. are dropped"""
    assert squeeze("`self.W = X @ self.W`") == "w=x@w"
