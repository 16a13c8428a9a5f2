"""The files that an exercise begins with, and what in them is still to be written."""

from __future__ import annotations

import string
from pathlib import Path

from grader.course.layout import Course, Exercise

PLACEHOLDER = "(to be written"


def derive_files(course: Course, slug: str, track: str, title: str) -> dict[Path, str]:
    """Returns the files of a new exercise by their places, with a placeholder for everything that only its author knows."""
    root = course.root
    placed = Exercise(root, track, slug, course.exercises[0].settings)
    has_base = (root / "exercises" / track / "layer.py").is_file()
    name = "".join(word.capitalize() for word in slug.split("_")) if has_base else slug
    last = max((item.settings.order for item in course.exercises if item.track == track), default=0)
    values = {
        "slug": slug,
        "name": name,
        "title": title,
        "track": track,
        "order": str(last + 10),
        "quoted": title.replace("\\", "\\\\").replace('"', '\\"'),
        "make": f"layer = submission.{name}()\n    " if has_base else "",
        "call": "layer.forward_pass" if has_base else f"submission.{name}",
        "reference_make": f"model = reference.{name}()\n    " if has_base else "",
        "reference_call": "model.forward_pass" if has_base else f"reference.{name}",
        "wrong": _WRONG_CLASS if has_base else _WRONG_FUNCTION,
    }
    values["wrong"] = string.Template(values["wrong"]).substitute(values)
    texts = {
        placed.reference: _CLASS if has_base else _FUNCTION,
        placed.folder / "exercise.toml": _SETTINGS,
        placed.folder / "README.md": _STATEMENT,
        placed.suite("public"): _PUBLIC,
        placed.suite("hidden"): _HIDDEN,
        root / "reference" / track / "misconceptions" / f"{slug}.py": _MISCONCEPTIONS,
    }
    return {path: string.Template(text).substitute(values) for path, text in texts.items()}


def find_placeholders(exercise: Exercise) -> list[str]:
    """Returns a line for everything in an exercise's files that is still to be written."""
    paths = [
        exercise.reference,
        exercise.folder / "exercise.toml",
        exercise.folder / "README.md",
        exercise.suite("public"),
        exercise.suite("hidden"),
        exercise.root / "reference" / exercise.track / "misconceptions" / exercise.file_name,
    ]
    problems = []
    for path in paths:
        if not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            if PLACEHOLDER in line:
                wanted = line.partition(PLACEHOLDER)[2].partition(")")[0].lstrip(": ") or "this line"
                problems.append(f"{path}:{number}: still to be written: {wanted}")
    return problems


_CLASS = '''"""(to be written: what the layer is, in one line)"""

from layer import Layer


class $name(Layer):
    """(to be written: what it computes; its arguments and attributes with their shapes)"""

    def forward_pass(self, X, training=True):
        """Returns (to be written: the output and its shape; never how)."""
        # BEGIN SOLUTION
        raise NotImplementedError
        # END SOLUTION

    def backward_pass(self, accum_grad):
        """Returns (to be written: the gradient by the input and its shape)."""
        # BEGIN SOLUTION
        raise NotImplementedError
        # END SOLUTION

    def output_shape(self):
        """Returns (to be written: the shape of one output sample)."""
        # BEGIN SOLUTION
        raise NotImplementedError
        # END SOLUTION
'''
_FUNCTION = '''"""(to be written: what the function is for, in one line)"""


def $name(x):
    """Returns (to be written: the answer and its shape; never how)."""
    # BEGIN SOLUTION
    raise NotImplementedError
    # END SOLUTION
'''
_SETTINGS = """format = 1
title = "$quoted"
order = $order
names = ["$name"]
points = 20
hints = [
    "(to be written: the smallest first step)",
    "(to be written: what students miss most, as a question)",
]
"""
_STATEMENT = """# $title

(to be written: what it is for, in two sentences)

## What to write

`$name` in `$slug.py`:

(to be written: a table of names and what they do, the formula, a table of shapes)

## What is fixed

(to be written: every convention that a case checks)

## A worked example

```python
import numpy as np
from $slug import $name

(to be written: a few lines with numbers, which a public case runs)
```

```
(to be written: what these lines print)
```

## Points

(to be written: what the public and the hidden cases look at)

## What does not matter

(to be written: what students may choose)
"""
_PUBLIC = '''"""Public cases of `$slug`, about a third of its points."""

import numpy as np
import pytest

from grader.checks import check_close


@pytest.mark.points(1)
def test_worked_example(submission):
    """Worked example: (to be written: what it shows)"""
    X = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    ${make}wanted = X  # (to be written: the numbers of the statement)
    check_close($call(X), wanted, "$call(X) with X of shape (2, 3)")
'''
_HIDDEN = '''"""Hidden cases of `$slug`: what the statement says, with inputs of their own."""

import pytest

from grader.checks import check_close


@pytest.mark.points(1)
def test_two_batches(submission, reference, rng):
    """(to be written: the property that this case is about)"""
    ${make}${reference_make}for batch in (5, 2):
        X = rng.normal(size=(batch, 3))
        check_close($call(X), $reference_call(X), f"$call(X) with {batch} samples")
'''
_MISCONCEPTIONS = '''"""What people get wrong in `$slug`. Each is the reference with one mistake."""

from $slug import $name

from grader.misconceptions import misconception


@misconception(
    "first-mistake",
    "$name",
    title="(to be written: the mistake, in one line)",
    hint="(to be written, 80 to 160 words: a question that leads to it, a small experiment, why it matters; no solution)",
)
$wrong
'''
_WRONG_CLASS = """class FirstMistake($name):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training)  # (to be written: the mistake)"""
_WRONG_FUNCTION = """def first_mistake(x):
    return $name(x)  # (to be written: the mistake)"""
