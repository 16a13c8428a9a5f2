"""Which of a student's files counts, what a word on the command line means, and how far one is."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from grader.course.layout import load_course
from grader.course.notebooks import derive_notebook
from grader.course.own import find_choices, find_here, find_own, is_begun
from grader.course.progress import choose_next, find_standing, find_standings, read_progress, remember
from grader.course.recipes import load_recipes
from grader.course.submissions import Code, Missing
from grader.judge.tasks import read_own
from grader.records.errors import CourseError, UsageProblem
from grader.records.results import Case, Result

SOLVED = "def double(x):\n    return 2 * x\n\n\ndef other(x):\n    return x\n"


@pytest.fixture
def course(make_course):
    """The tiny course with its stub as notebook."""
    root = make_course()
    folder = root / "exercises" / "tiny" / "scale"
    (folder / "scale.ipynb").write_bytes(derive_notebook("scale", "# Scaling", (folder / "scale.py").read_text()))
    return load_course(root)


def fill_notebook(course, source, extra="", outputs=False):
    """Puts `source` into the notebook's stub cell, and `extra` into a scratch cell."""
    path = course.exercises[0].folder / "scale.ipynb"
    book = json.loads(path.read_text())
    cell = next(item for item in book["cells"] if "def double" in "".join(item["source"]))
    cell["source"] = source
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "7"}] if outputs else []
    book["cells"].append({"cell_type": "code", "id": "scratch", "metadata": {}, "outputs": [], "source": extra})
    path.write_text(json.dumps(book))
    return path


def set_age(path, seconds):
    """Dates a file back."""
    os.utime(path, (1_700_000_000 - seconds,) * 2)


def result_of(exercise, sha256, outcomes):
    """Returns a result with one point for each outcome."""
    cases = [Case(f"public::test_{n}", str(n), "public", 1, int(o == "passed"), o) for n, o in enumerate(outcomes)]
    return Result(student="you", exercise=exercise.slug, status="graded", score=sum(case.score for case in cases),
                  max_score=len(cases), cases=cases, seed=1, isolation=[], submission_sha256=sha256, suite_sha256="",
                  grader_version="", environment={}, started_at="", duration_s=0.0)  # fmt: skip


def test_the_begun_file_counts_and_of_two_the_newer(course):
    """A stub never counts beside a begun file; of two begun ones the newer; of two of one age the .py"""
    exercise = course.exercises[0]
    script, notebook = exercise.stub, exercise.folder / "scale.ipynb"
    assert (find_own(exercise).path, find_own(exercise).begun) == (script, False)
    fill_notebook(course, SOLVED)
    assert (find_own(exercise).path, find_own(exercise).other) == (notebook, None)
    script.write_text(SOLVED)
    for ages, wanted in [((5, 9), script), ((9, 5), notebook), ((5, 5), script)]:
        set_age(script, ages[0])
        set_age(notebook, ages[1])
        own = find_own(exercise)
        assert (own.path, own.other) == (wanted, notebook if wanted == script else script)


def test_scratch_cells_and_line_ends_begin_nothing(course):
    """Neither a cell that only tries something nor a checkout's line ends count as work; a damaged notebook does"""
    exercise = course.exercises[0]
    exercise.stub.write_bytes(exercise.stub.read_bytes().replace(b"\n", b"\r\n"))
    fill_notebook(course, exercise.stub.read_text(), "print(1 + 1)\nx = 3")
    assert not is_begun(exercise)
    (exercise.folder / "scale.ipynb").write_text('{"cells": [')
    assert find_own(exercise).path.name == "scale.ipynb"
    (exercise.folder / "scale.ipynb").write_text("")
    assert not is_begun(exercise)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("name", ["scale.py", "scale.ipynb"])
def test_a_pipe_in_place_of_a_file_holds_nobody_up(course, name):
    """Nothing waits for what never comes: a pipe is begun work that a check refuses, and of no use as a notebook"""
    exercise = course.exercises[0]
    (exercise.folder / name).unlink()
    os.mkfifo(exercise.folder / name)
    assert is_begun(exercise) == (name == "scale.py")
    standing = find_standings(course)[0]
    assert standing.own.path == exercise.folder / "scale.py"
    work = read_own(exercise).work
    assert isinstance(work, Missing if name == "scale.py" else Code)


def test_a_word_is_a_slug_a_file_a_folder_or_a_track(course, tmp_path):
    """Whatever points at an exercise is understood, from wherever it is typed"""
    root, exercise = course.root, course.exercises[0]
    mine = tmp_path / "scale.py"
    mine.write_text(SOLVED)
    helper = exercise.folder / "try.py"
    helper.write_text("")
    for word, start, file in [
        ("scale", root, None),
        ("exercises/tiny/scale", root, None),
        (".", exercise.folder, None),
        ("exercises/tiny/scale/scale.py", root, exercise.stub),
        ("scale.ipynb", root, exercise.folder / "scale.ipynb"),
        (str(mine), root, mine),
        ("try.py", exercise.folder, helper),
    ]:
        (choice,) = find_choices(course, word, start)
        assert (choice.exercise.slug, choice.file) == ("scale", file)
    with pytest.raises(UsageProblem, match="nothing of `tiny` is begun"):
        find_choices(course, "tiny", root)
    exercise.stub.write_text(SOLVED)
    assert [choice.exercise for choice in find_choices(course, "exercises/tiny", root)] == [exercise]
    assert find_here(course, exercise.folder / "deeper") == exercise
    assert find_here(course, root) is None


@pytest.mark.parametrize(
    ("word", "said"),
    [("nope.py", "nope.py: no such file"), ("sub/scale.py", "no such file"), ("exercises", "no exercise's folder"),
     ("scal", "did you mean `scale`"), ("mine.py", "which exercise is it for"), ("n\x1b.py", r"n\\x1b.py: no such")],
)  # fmt: skip
def test_other_words_are_told_in_a_line(course, word, said):
    """What is no file and no exercise says so, and what to type"""
    (course.root / "mine.py").write_text("")
    with pytest.raises(UsageProblem, match=said):
        find_choices(course, word, course.root)


def test_standing_follows_the_file(course):
    """begun, solved, changed; the best score stays; a notebook's outputs change nothing"""
    exercise = course.exercises[0]

    def standing():
        return find_standing(exercise, read_progress(course).checked.get("scale"))

    assert (standing().state, standing().best) == ("", "")
    path = fill_notebook(course, SOLVED)
    assert standing().state == "begun"
    remember(course, [result_of(exercise, "a", ["passed", "passed"])], {"scale": ["1", SOLVED]})
    assert (standing().state, standing().best, standing().was_solved) == ("solved", "2/2", True)
    fill_notebook(course, SOLVED, "2 + 2", outputs=True)
    assert standing().state == "solved"
    path.write_text(path.read_text().replace("2 * x", "3 * x"))
    assert standing().state == "changed"
    remember(course, [result_of(exercise, "b", ["passed", "failed"])], {"scale": [SOLVED.replace("2 * x", "3 * x")]})
    assert (standing().state, standing().best) == ("begun", "2/2")
    assert read_progress(course).checked["scale"].failing == "public::test_1"


def test_what_comes_next(make_course):
    """After an exercise the next unsolved one whose needs are there; in the end nothing"""
    toml = 'format = 1\ntitle = "T"\norder = {}\nnames = ["f"]\nhints = ["a", "b"]\nneeds = {}\n'
    files = {}
    for order, (slug, needs) in enumerate([("first", []), ("last", ["second"]), ("second", [])], start=2):
        files[f"exercises/tiny/{slug}/exercise.toml"] = toml.format(order, json.dumps(needs))
        files[f"exercises/tiny/{slug}/{slug}.py"] = "def f():\n    raise NotImplementedError\n"
    course = load_course(make_course(files))

    def following(after=""):
        found = choose_next(find_standings(course), after)
        return found and found.exercise.slug

    assert (following(), following("first"), following("second")) == ("scale", "second", "scale")
    for slug in ("scale", "first", "second", "last"):
        remember(course, [result_of(course.exercise(slug), "x", ["passed"])])
    assert following() is None


@pytest.mark.parametrize(
    ("text", "said"),
    [("x = (", "not Python"), ("x = 1", "has no `NETWORKS"), ("NETWORKS = {'a': f()}", "no table of networks"),
     ("NETWORKS = {'a': {'title': 't'}}", "no table of networks")],
)  # fmt: skip
def test_a_recipe_that_cannot_be_read_names_its_line(course, text, said):
    """train.py is never executed to know its networks, and what is wrong with it is told with its place"""
    exercise = course.exercises[0]
    assert load_recipes(exercise) == []
    Path(exercise.folder / "train.py").write_text(text)
    with pytest.raises(CourseError, match=f"train.py:1: .*{said}"):
        load_recipes(exercise)
