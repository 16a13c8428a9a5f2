"""Worked examples: `verify` runs each, and a wrong number in a statement does not go through."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.authoring.examples import verify_examples
from grader.course.layout import load_course
from grader.course.statements import load_examples

ROOT = Path(__file__).parents[3]
CODE = "from scale import double, other\n\nprint(double(2.5), other([1]))"


def verify(make_course, *parts):
    """Returns what is said of a statement of these parts."""
    statement = "# Scaling\n\n" + "\n\n".join(parts) + "\n"
    course = load_course(make_course({"exercises/tiny/scale/README.md": statement}))
    return [line.partition("README.md:")[2] for line in verify_examples(course, course.exercises, 1)]


def fence(text, language="python"):
    """Returns a fence."""
    return f"```{language}\n{text}\n```"


def test_a_right_example_is_silent(make_course):
    """One namespace for all examples, the reference answers, a fence that shows nothing may set something up"""
    assert verify(make_course, fence(CODE), fence("5.0 [1]", ""), fence("x = double(4)"), "then",
                  fence("print(x)"), fence("8", "text")) == []  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((fence(CODE), fence("5.1 [1]", "")), "3: the example prints `5.0 [1]` where the statement shows `5.1 [1]`"),
        ((fence(CODE), fence("5.0 [1]\n6", "")), "3: the example prints `nothing` where the statement shows `6`"),
        ((fence("print(3)"), fence("3", ""), fence("print(4)")),
         "11: the example prints what the statement does not show; put it into a fence below"),
        ((fence("print(3)"), fence("3", ""), fence("import layer")),
         "11: the example does not run as printed: ModuleNotFoundError: No module named 'layer'"),
        ((fence("print(double(3))"), fence("6", "")),
         "3: the example does not run as printed: NameError: name 'double' is not defined"),
        ((fence("print('x'", "py"),),
         "1: has no worked example; show code in a python fence and what it prints in the fence below"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(make_course, parts, said):
    """A wrong number, a line that is missing, an output that is not shown, a missing import"""
    assert verify(make_course, *parts) == [said]


def test_a_formula_fence_is_no_output(make_course):
    """Only a fence without a language, or with `text`, shows an output"""
    (said,) = verify(make_course, fence("print(3)"), fence("3", "math"), fence("print(4)"), fence("4", ""))
    assert said.startswith("3: the example prints what the statement does not show")


@pytest.mark.parametrize("exercise", load_course(ROOT).exercises, ids=lambda exercise: exercise.slug)
def test_every_statement_shows_an_example(exercise):
    """Each has code and what it prints, and names the exercise's own module; the notebook holds the same"""
    examples = load_examples((exercise.folder / "README.md").read_text(encoding="utf-8"))
    assert any(example.output for example in examples)
    assert f"from {exercise.slug} import" in examples[0].code
    book = json.loads((exercise.folder / f"{exercise.slug}.ipynb").read_text(encoding="utf-8"))
    assert examples[0].code in "".join(book["cells"][0]["source"]) + "\n"
