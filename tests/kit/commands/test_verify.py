"""What `grader verify` says against a course, from results made by hand."""

from __future__ import annotations

import pytest

from grader.authoring import independence
from grader.authoring.files import find_strays
from grader.commands.authors.verify import judge_results, render_matrix
from grader.course.layout import load_course
from grader.records.results import Case, Result

CASES = [("public::test_one", "public", 3), ("hidden::test_two", "hidden", 3)]


def result(name, passes, status="graded", seed=7):
    """Returns a result that passes the cases whose letter in `passes` is a dot."""
    cases = [
        Case(id, id.upper(), visibility, points, points * (letter == "."), "passed" if letter == "." else "failed")
        for (id, visibility, points), letter in zip(CASES, passes, strict=True)
    ]
    return Result(
        student=name, exercise="scale", status=status, max_score=6, cases=cases, seed=seed, isolation=[],
        score=sum(case.score for case in cases) if status == "graded" else None, submission_sha256=None,
        suite_sha256="", grader_version="1", environment={}, started_at="", duration_s=0.0,
    )  # fmt: skip


CLEAN = [result("reference", ".."), result("style loops", ".."), result("stub", "xx"), result("wrong a", "x.")]


@pytest.fixture
def exercise(make_course):
    return load_course(make_course()).exercise("scale")


def test_a_good_exercise(exercise):
    """Nothing is said where the correct ones pass, the stub earns nothing, and each mistake costs something"""
    assert judge_results(exercise, CLEAN) == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (result("reference", ".x", seed=9), "correct, but loses hidden::test_two with seed 9"),
        (result("style loops", "x."), "loops.py:1: correct, but loses public::test_one"),
        (result("stub", "x."), "the stub passes hidden::test_two"),
        (result("wrong b", ".."), "b keeps full points"),
        (result("reference", "..", status="ungraded"), "broken on reference, seed 7"),
        (result("wrong b", "xx", status="ungraded"), "broken on wrong b"),
    ],
)
def test_what_is_wrong_is_said(exercise, more, words):
    """One line for each kind of trouble, with what caused it"""
    (problem,) = judge_results(exercise, [*CLEAN, more])
    assert words in problem


def test_the_public_suite_catches_half(exercise):
    """Mistakes that only hidden cases see may be as many as the others, and no more"""
    hidden = [result("wrong b", ".x"), result("wrong c", ".x")]
    assert judge_results(exercise, [*CLEAN, hidden[0]]) == []
    (problem,) = judge_results(exercise, CLEAN + hidden)
    assert "the public cases catch 1 of 3" in problem


def test_a_mistake_that_costs_much_names_its_cases(exercise):
    """More than half of the points only where the model says which cases are about it, once one of them does"""
    costly = [*CLEAN, result("wrong b", "xx")]
    assert judge_results(exercise, costly) == []
    assert "b  (more than half;" in render_matrix(exercise, costly)
    (problem,) = judge_results(exercise, costly, {"a": ["test_one"]})
    assert "b leaves 0 of 6 points; name the cases" in problem
    assert judge_results(exercise, costly, {"b": ["test_*"]}) == []
    assert judge_results(exercise, costly, {"b": ["test_one"]}) == [], "a case or two may fail by the way"
    (problem,) = judge_results(exercise, CLEAN, {"a": ["test_one", "test_t*"]})
    assert "a names test_t*, and no such case fails" in problem


def test_only_few_other_cases_may_fail(exercise, monkeypatch):
    """Where a model names its cases, those that it fails by the way are counted, and marked in the matrix"""
    monkeypatch.setattr(independence, "OTHERS", 0)
    costly = [*CLEAN, result("wrong b", "xx")]
    (problem,) = judge_results(exercise, costly, {"b": ["test_two"]})
    assert "b fails 1 cases that it does not name: public::test_one" in problem
    assert render_matrix(exercise, costly, {"b": ["test_two"]}).splitlines()[-1] == "  ox   0 of 6  b"


def test_points_add_up(make_course):
    """The cases together are worth what the exercise says"""
    exercise = load_course(make_course({"exercises/tiny/scale/exercise.toml": TOML})).exercise("scale")
    (problem,) = judge_results(exercise, CLEAN[:1])
    assert "worth 6 points, exercise.toml says 7" in problem


TOML = 'format = 1\ntitle = "Scaling"\norder = 1\nnames = ["double"]\npoints = 7\nhints = ["one", "two"]\n'


def test_the_matrix_has_a_row_for_each_mistake(exercise):
    """Cases first, then an x where a case catches the mistake; a result without a score has none"""
    lines = render_matrix(exercise, [*CLEAN, result("wrong b", "xx", status="ungraded")]).splitlines()
    assert lines[0] == "scale: 2 misconceptions, 1 other correct styles"
    assert lines[1:] == [
        "   1 public PUBLIC::TEST_ONE", "   2 hidden HIDDEN::TEST_TWO", "  x.   3 of 6  a", "  xx  ungraded  b",
    ]  # fmt: skip


def test_mistakes_that_answer_alike_are_listed():
    """Those that no case tells apart stand together; a mistake with answers of its own does not"""
    answers = {"wrong b": "1", "wrong a": "1", "wrong c": "2", "wrong d": "3", "wrong e": "3", "wrong f": "3"}
    assert independence.find_alike(answers) == [["a", "b"], ["d", "e", "f"]]


def test_strays(make_course):
    """A file that belongs to no exercise is named; figures' scripts and an exercise's own files are not"""
    root = make_course(
        {
            "reference/tiny/other.py": "", "tests/hidden/tiny/test_other.py": "", "reference/tiny/draw_curve.py": "",
            "exercises/tiny/scale/notes.txt": "", "exercises/tiny/scale/README.md": "",
        }
    )  # fmt: skip
    found = [problem.removeprefix(f"{root}/").split(":")[0] for problem in find_strays(load_course(root))]
    assert found == ["reference/tiny/other.py", "tests/hidden/tiny/test_other.py", "exercises/tiny/scale/notes.txt"]
