"""Slips in references: which ones are made, what is said of those that no case notices, and a sample of the real ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from this_course import COURSE

from grader.authoring.mutants import equivalents_path, load_equivalents, make_mutants
from grader.authoring.survivors import (
    Score,
    choose_mutants,
    count_mutants,
    judge_mutants,
    load_scores,
    render_score,
    render_table,
    write_scores,
)
from grader.commands.authors.verify import verify_course
from grader.course.layout import load_course
from grader.records.errors import CourseError
from grader.records.results import Case, Result

ROOT = Path(__file__).parents[3]
HELD = [exercise.slug for exercise in COURSE.exercises if equivalents_path(exercise).is_file()]
"""Exercises that keep a list of equivalent mutants, if an empty one: no other mutant of theirs may survive."""
SAMPLE = ("flatten", "inverted_dropout", "glorot_uniform")
"""One or two of each size, over three tracks, that are looked at in every run; all are with `-m slow`."""

REFERENCE = '''
import numpy as np


class Layer:
    """Never touched."""

    def forward(self, X, axis=None, training=True):
        """Docstrings are never touched, whatever X.T they hold."""
        # BEGIN SOLUTION
        n, m = X.shape
        total = X.T @ X
        if n > 1 and training:
            total = total.sum(axis=(0, 1), keepdims=True)
        for i in range(m):
            total[:, 1:i] += np.maximum(X, 0)
        self.kept = total.copy()
        if axis is None:
            raise ValueError(f"no axis, {n}")
        return total - self.kept
        # END SOLUTION

    def other(self):
        return 1 + 1
'''


@pytest.fixture
def exercise(make_course):
    """Returns the exercise of a course with this reference, and with this list of equivalent mutants."""

    def make(reference=REFERENCE, listed=None):
        files = {"reference/tiny/scale.py": reference}
        if listed is not None:
            files["reference/tiny/mutants/scale.toml"] = listed
        return load_course(make_course(files)).exercise("scale")

    return make


def changes(mutants):
    """Returns what became of each line, as a set of texts."""
    return {f"{mutant.before} -> {mutant.after}" for mutant in mutants}


@pytest.mark.parametrize(
    "change",
    [
        "total = X.T @ X -> total = X @ X",
        "total = X.T @ X -> total = X @ X.T",
        "total = X.T @ X -> pass",
        "total = total.sum(axis=(0, 1), keepdims=True) -> total = total.sum(axis=(1,), keepdims=True)",
        "total = total.sum(axis=(0, 1), keepdims=True) -> total = total.sum(keepdims=True)",
        "total = total.sum(axis=(0, 1), keepdims=True) -> total = total.sum(axis=(0, 1))",
        "total = total.sum(axis=(0, 1), keepdims=True) -> total = total.mean(axis=(0, 1), keepdims=True)",
        "total[:, 1:i] += np.maximum(X, 0) -> total[:, 1:i] = np.maximum(X, 0)",
        "total[:, 1:i] += np.maximum(X, 0) -> total[:, 1:i] -= np.maximum(X, 0)",
        "total[:, 1:i] += np.maximum(X, 0) -> total[:, 1:i + 1] += np.maximum(X, 0)",
        "total[:, 1:i] += np.maximum(X, 0) -> total[:, :i] += np.maximum(X, 0)",
        "total[:, 1:i] += np.maximum(X, 0) -> total[:, 1:i] += np.minimum(X, 0)",
        "total[:, 1:i] += np.maximum(X, 0) -> total[:, 1:i] += np.maximum(0, X)",
        "for i in range(m): -> for i in range(n):",
        "for i in range(m): -> for i in range(m - 1):",
        "n, m = X.shape -> m, n = X.shape",
        "if n > 1 and training: -> if n >= 1 and training:",
        "if n > 1 and training: -> if n > 1 or training:",
        "if n > 1 and training: -> if True:",
        "if axis is None: -> if axis is not None:",
        "self.kept = total.copy() -> self.kept = total",
        "self.kept = total.copy() -> self.kept += total.copy()",
        "return total - self.kept -> return self.kept - total",
        "return total - self.kept -> total -= self.kept",
        "def forward(self, X, axis=None, training=True): -> def forward(self, X, axis=None, training=False):",
        "def forward(self, X, axis=None, training=True): -> def forward(self, X, axis, training=True):",
        "def forward(self, X, axis=None, training=True): -> def forward(self, X, axis, training):",
    ],
)
def test_slips_that_matter_are_made(exercise, change):
    """Axes, transpositions, bounds, defaults, order, comparisons, what is left out, added up or written in place"""
    assert change in {text.replace("(m, n)", "m, n").replace("(n, m)", "n, m") for text in changes(make_mutants(exercise()))}


def test_only_what_students_write_is_touched(exercise):
    """Nothing outside of the markers but defaults; no docstring, no message of an exception, nothing twice"""
    mutants = make_mutants(exercise())
    lines = REFERENCE.split("\n")
    first, last = (next(n for n, line in enumerate(lines, 1) if marker in line) for marker in ("BEGIN", "END"))
    assert all(first < mutant.line < last or "def forward" in mutant.before for mutant in mutants)
    assert not [mutant for mutant in mutants if "no axis" in mutant.before and mutant.after != "pass"]
    assert len({mutant.source for mutant in mutants}) == len(mutants)
    assert len({mutant.id for mutant in mutants}) == len(mutants)
    assert not [mutant for mutant in mutants if mutant.before == mutant.after]


def test_ids_outlive_changes_elsewhere(exercise):
    """A comment, a new line above or another function leave the ids of the others as they are"""
    before = {mutant.id for mutant in make_mutants(exercise())}
    text = REFERENCE.replace("        n, m", "        # the two sizes\n        assert axis != 3\n        n, m")
    after = {mutant.id for mutant in make_mutants(exercise(text))}
    assert before <= after


def test_an_answer_can_be_one_buffer(exercise):
    """One of the slips returns the same array from every call, with new numbers in it"""
    reference = "# BEGIN SOLUTION\ndef double(x):\n    return 2 * x\n# END SOLUTION\n"
    (buffer,) = [mutant for mutant in make_mutants(exercise(reference)) if "keep_one_buffer" in mutant.after]
    space = {}
    exec(buffer.source, space)
    import numpy as np

    first = space["double"](np.ones(3))
    space["double"](np.full(3, 4.0))
    assert first.tolist() == [8, 8, 8]
    assert space["double"](np.ones((2, 2))).tolist() == [[2, 2], [2, 2]]
    assert space["double"](3) == 6


LIST = 'format = 1\n\n[[equivalent]]\nids = ["{}"]\nreason = "{}"\n'


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        (LIST.format("Layer.forward:axis:000000", "there is no such mutant"), "scale.toml:4: no mutant is called"),
        (LIST.format("{}", "same"), "scale.toml:4: Layer.forward:transpose:{}: give the reason"),
        (LIST.format("{}", "as right as the rest") + LIST[11:].format("{}", "as right as the rest"), "is listed twice"),
        ("format = 2\n", "not a list of equivalent mutants"),
        ("format = 1\nother = 3\n", "not a list of equivalent mutants"),
    ],
)
def test_the_list_is_kept_in_order(exercise, listed, words):
    """Unknown ids, double ids and missing reasons are errors of the course, with the line"""
    known = next(mutant.id for mutant in make_mutants(exercise()) if ":transpose:" in mutant.id)
    found = exercise(listed=listed.replace("{}", known))
    with pytest.raises(CourseError) as error:
        load_equivalents(found, make_mutants(found))
    assert words.replace("{}", known.rpartition(":")[2]) in str(error.value)


def graded(mutant, score):
    """Returns a mutant with its result: 2 points are full, None is ungraded."""
    cases = [Case("hidden::test", "T", "hidden", 2, score or 0, "passed" if score == 2 else "failed", "broken")]
    return mutant, Result(
        student=mutant.id, exercise="scale", status="ungraded" if score is None else "graded", score=score, max_score=2,
        cases=cases, seed=1, isolation=[], submission_sha256=None, suite_sha256="", grader_version="1", environment={},
        started_at="", duration_s=0.0,
    )  # fmt: skip


def test_survivors_are_told(exercise):
    """With their line and change; a listed one may survive, and has to; a suite that breaks is told as well"""
    found = exercise()
    one, two, three, four = make_mutants(found)[:4]
    pairs = [graded(one, 2), graded(two, 2), graded(three, 0), graded(four, None)]
    problems = judge_mutants(found, pairs, {two.id: "why", three.id: "why"})
    assert f"scale.py:{one.line}: `{one.before}` as `{one.after}` keeps full points" in problems[0]
    assert f"list {one.id} as equivalent" in problems[0]
    assert f"scale.toml:1: {three.id} loses points" in problems[1]
    assert "breaks a suite" in problems[2] and "broken" in problems[2]
    assert len(problems) == 3
    score = count_mutants(pairs, {two.id: "why"})
    assert score == Score(4, 1, 1)
    assert render_score("scale", score) == "scale: 1 of 4 mutants lose points, 1 are equivalent: 33.3 %"


def test_samples_repeat(exercise):
    """Equal seeds choose the same mutants, in the order of their lines; without a number all are taken"""
    made = {"a": make_mutants(exercise()), "b": make_mutants(exercise())[:5]}
    assert choose_mutants(made, None, 1) == made
    first, again, other = (choose_mutants(made, 9, seed) for seed in (1, 1, 2))
    assert first == again != other
    assert sum(map(len, first.values())) == 9
    assert [mutant.line for mutant in first["a"]] == sorted(mutant.line for mutant in first["a"])


def test_scores_are_kept_beside_the_course(make_course):
    """Those of other exercises stay; the README's table is written anew between its marks"""
    root = make_course({"README.md": f"before\n{render_table({})}\nafter\n"})
    course = load_course(root)
    write_scores(course, {"scale": Score(5, 1, 4), "gone": Score(1, 1, 1)})
    assert load_scores(course) == {"scale": Score(5, 1, 4)}
    text = (root / "README.md").read_text()
    assert text.startswith("before\n<!--") and text.endswith("-->\nafter\n")
    assert "| `scale` | 5 | 1 | 4 | 100.0 % |" in text


def test_the_readme_has_the_scores():
    """The README's table is that of `reference/mutants.json`, which knows every exercise"""
    scores = load_scores(COURSE)
    assert render_table(scores) in (ROOT / "README.md").read_text(), "run `grader verify SLUG --mutants --write`"
    assert {*scores} == {exercise.slug for exercise in COURSE.exercises}


@pytest.mark.parametrize("slug", [pytest.param(slug, marks=[pytest.mark.slow] * (slug not in SAMPLE)) for slug in HELD])
def test_the_scores_are_about_the_mutants_that_there_are(slug):
    """As many as there were when they were judged, and as many that are equivalent"""
    mutants, score = make_mutants(COURSE.exercise(slug)), load_scores(COURSE)[slug]
    listed = load_equivalents(COURSE.exercise(slug), mutants)
    assert (score.mutants, score.equivalent) == (len(mutants), len(listed)), f"run it again for {slug}"


def test_a_sample_of_the_real_ones():
    """No unlisted mutant in a seeded sample keeps full points"""
    verify_course(ROOT, SAMPLE, write=False, seeds=1, jobs=None, matrix=False, mutants=True, sample=20)


@pytest.mark.slow
@pytest.mark.parametrize("slug", HELD)
def test_all_of_the_real_ones(slug):
    """No unlisted mutant keeps full points, and no listed one loses any"""
    verify_course(ROOT, [slug], write=False, seeds=1, jobs=None, matrix=False, mutants=True)
