"""`grader new`, and the README's bullets of 'Adding an exercise' walked one after the other in a copy of the course."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from forks import run_grader

from grader.authoring.skeletons import PLACEHOLDER, find_placeholders
from grader.course.layout import load_course

ROOT = Path(__file__).parents[3]
PLACES = [
    "reference/layers/doubling.py",
    "exercises/layers/doubling/exercise.toml",
    "exercises/layers/doubling/README.md",
    "tests/public/layers/test_doubling.py",
    "tests/hidden/layers/test_doubling.py",
    "reference/layers/misconceptions/doubling.py",
]

REFERENCE = '''"""Twice the input."""

from layer import Layer


class Doubling(Layer):
    """A layer that computes 2 X."""

    def forward_pass(self, X, training=True):
        """Returns twice X, of the shape of X."""
        # BEGIN SOLUTION
        return 2 * X
        # END SOLUTION
'''
SETTINGS = """format = 1
title = "Doubling"
order = 990
names = ["Doubling"]
points = 3
hints = ["What is X + X?", "Which shape has the answer?"]
"""
STATEMENT = "# Doubling\n\n`Doubling().forward_pass(X)` returns $2 X$.\n\n```python\nimport numpy as np\nfrom doubling import Doubling\n\nprint(Doubling().forward_pass(np.array([[1.0, 2.5]])))\n```\n\n```\n[[2. 5.]]\n```\n"  # noqa: E501
PUBLIC = '''"""Public cases of `doubling`."""

import numpy as np
import pytest

from grader.checks import check_close


@pytest.mark.points(1)
def test_worked_example(submission):
    """Worked example: every number is doubled"""
    check_close(submission.Doubling().forward_pass(np.array([[1.0, 2.5]])), [[2.0, 5.0]], "forward_pass(X)")
'''
HIDDEN = '''"""Hidden cases of `doubling`."""

import pytest

from grader.checks import check_close


@pytest.mark.points(2)
def test_two_batches(submission, rng):
    """Batches of different size are doubled"""
    layer = submission.Doubling()
    for batch in (5, 2):
        X = rng.normal(size=(batch, 3))
        check_close(layer.forward_pass(X), 2 * X, f"forward_pass(X) with {batch} samples")
'''
MISCONCEPTIONS = '''"""What people get wrong in `doubling`."""

from doubling import Doubling

from grader.misconceptions import misconception


@misconception("squared", "Doubling", title="The input is squared", hint="What is twice three?")
class Squared(Doubling):
    def forward_pass(self, X, training=True):
        return X * X
'''


def run(course, *arguments):
    """Runs the command on a course."""
    return run_grader("--course", course, *arguments)


@pytest.fixture
def course(tmp_path):
    """A copy of the course with two exercises of one track."""
    for place in ["exercises/course.toml", "exercises/layers/layer.py", "exercises/layers/support.py", "LICENSE"]:
        _copy(place, tmp_path)
    for slug in ("dense", "flatten"):
        for place in [f"exercises/layers/{slug}", f"reference/layers/{slug}.py", f"tests/public/layers/test_{slug}.py",
                      f"tests/hidden/layers/test_{slug}.py", f"reference/layers/misconceptions/{slug}.py"]:  # fmt: skip
            _copy(place, tmp_path)
    return tmp_path


def _copy(place, target):
    source = ROOT / place
    (target / place).parent.mkdir(parents=True, exist_ok=True)
    (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target / place)


def bullets():
    """Returns the bullets of the README's section."""
    text = (ROOT / "README.md").read_text().partition("## Adding an exercise")[2].partition("\n## ")[0]
    return [" ".join(item.split()) for item in re.split(r"^- ", text, flags=re.MULTILINE)[1:]]


def test_the_bullets_are_a_way_from_nothing_to_a_verified_exercise(course):
    """Each bullet in turn: its file is there after `grader new`, is filled in, and `grader verify` is clean at the end"""
    walk = bullets()
    assert len(walk) == 7
    made = run(course, "new", "doubling", "--track", "layers", "--title", "Doubling")
    assert made.returncode == 0, made.stderr
    assert made.stdout.splitlines()[: len(PLACES)] == PLACES
    fill = {
        0: [("reference/<track>/<slug>.py", REFERENCE)],
        1: [("exercises/<track>/<slug>/exercise.toml", SETTINGS)],
        2: [("exercises/<track>/<slug>/README.md", STATEMENT)],
        3: [("tests/public/<track>/test_<slug>.py", PUBLIC), ("tests/hidden/<track>/test_<slug>.py", HIDDEN)],
        4: [("reference/<track>/misconceptions/<slug>.py", MISCONCEPTIONS)],
    }
    exercise = load_course(course).exercise("doubling")
    for number, files in fill.items():
        for place, text in files:
            assert f"`{place}`" in walk[number]
            path = course / place.replace("<track>", "layers").replace("<slug>", "doubling")
            assert any(line.startswith(f"{path}:") for line in find_placeholders(exercise))
            path.write_text(text, encoding="utf-8")
            assert not any(line.startswith(f"{path}:") for line in find_placeholders(exercise))
    assert find_placeholders(exercise) == []
    missing = run(course, "verify", "doubling")
    assert missing.returncode == 3
    assert "doubling.py:1: is not what the reference derives to; run `grader verify --write`" in missing.stderr
    assert "`grader verify <slug> --write`" in walk[5]
    written = run(course, "verify", "doubling", "--write")
    assert written.returncode == 0, written.stderr
    assert "`grader verify <slug> --matrix`" in walk[6]
    clean = run(course, "verify", "doubling", "--matrix")
    assert (clean.returncode, clean.stderr) == (0, "")
    assert "squared" in clean.stdout and "1 exercise verified" in clean.stdout
    assert "raise NotImplementedError" in (course / "exercises/layers/doubling/doubling.py").read_text()


def test_what_is_not_written_yet_is_named(course):
    """The templates load, keep the rest of the course working, and name each thing that is still to be written"""
    assert run(course, "new", "doubling", "--track", "layers").returncode == 0
    assert run(course, "list").returncode == 0
    lines = find_placeholders(load_course(course).exercise("doubling"))
    for place in PLACES:
        assert any(line.startswith(f"{course / place}:") for line in lines)
    assert f"{course / PLACES[1]}:7: still to be written: the smallest first step" in lines
    done = run(course, "verify", "doubling", "--write")
    assert done.returncode == 3
    assert str(course / PLACES[0]) in done.stderr or str(course / PLACES[1]) in done.stderr


def test_a_track_without_a_base_class_gets_a_function(course):
    """In a new track the template is a function; a word says where to name the track"""
    made = run(course, "new", "my_loss", "--track", "losses", "--title", 'The "mean" \\ loss')
    assert made.returncode == 0, made.stderr
    assert "`losses` is new" in made.stdout
    exercise = load_course(course).exercise("my_loss")
    assert (exercise.settings.names, exercise.settings.title) == (["my_loss"], 'The "mean" \\ loss')
    assert "def my_loss(x):" in exercise.reference.read_text()
    assert exercise.settings.order == 10


@pytest.mark.parametrize(
    ("slug", "track", "says"),
    [
        ("dense", "layers", "is taken by"),
        ("Dense", "layers", "is no slug"),
        ("two-words", "layers", "is no slug"),
        ("x/../../y", "layers", "is no slug"),
        ("good", "../layers", "is no track"),
        ("copy", "layers", "a module that submissions may import"),
        ("layer", "layers", "a module that submissions may import"),
    ],
)
def test_names_that_cannot_be(course, slug, track, says):
    """A slug that is taken, is none, or hides a module is refused, and nothing is written"""
    before = sorted(course.rglob("*"))
    done = run(course, "new", slug, "--track", track)
    assert done.returncode == 2
    assert says in done.stderr and len(done.stderr.splitlines()) == 1
    assert sorted(course.rglob("*")) == before


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_overwritten(course, place):
    """Where one of the files is there already, none is written"""
    path = course / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SETTINGS if place.endswith("toml") else "mine")
    before = {item: item.read_bytes() for item in course.rglob("*") if item.is_file()}
    done = run(course, "new", "doubling", "--track", "layers")
    assert done.returncode == 2
    assert "exists already" in done.stderr or "is taken" in done.stderr
    assert {item: item.read_bytes() for item in course.rglob("*") if item.is_file()} == before


def test_no_exercise_of_the_course_has_placeholders():
    """What is in the course is written"""
    course = load_course(ROOT)
    assert [line for exercise in course.exercises for line in find_placeholders(exercise)] == []
    assert PLACEHOLDER
