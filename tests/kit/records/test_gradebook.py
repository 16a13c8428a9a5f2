"""The gradebook: from results to scores, means and counts, as JSON and as CSV."""

from __future__ import annotations

import csv
import io

import pytest

from grader.records.gradebook import derive_gradebook, render_csv
from grader.records.results import OUTCOMES, Case, Diagnosis, Result, encode_json
from grader.records.text import safe_cell

WRONG = Diagnosis("updated-weights", "Title", "Hint?")


def result(student, slug="dense", score=3, status="graded", cases=()):
    """Returns a result out of 10 points."""
    return Result(
        student=student, exercise=slug, status=status, score=score, max_score=10, cases=list(cases),
        seed=1, isolation=[], submission_sha256=None, suite_sha256="", grader_version="1", environment={},
        started_at="", duration_s=0.0,
    )  # fmt: skip


def case(outcome, diagnosis=None):
    """Returns a case with this outcome."""
    return Case("public::test_x", "Title", "public", 1, 0, outcome, diagnosis=diagnosis)


def derive(*results, slugs=("dense", "conv2d")):
    """Returns the gradebook of the results."""
    return derive_gradebook(results, slugs, 1, "1")


def test_scores_and_totals():
    """Each student's scores stand under the exercises' names, in order of names; totals add them up."""
    book = derive(result("bob", score=4), result("ann", score=3), result("ann", "conv2d", score=5))
    assert [(row.student, row.scores, row.total) for row in book.students] == [
        ("ann", {"dense": 3, "conv2d": 5}, 8),
        ("bob", {"dense": 4, "conv2d": None}, 4),
    ]
    assert book.max_total == 20


def test_ungraded_is_not_zero():
    """What is ungraded is empty, and counts in no mean and no outcome."""
    book = derive(
        result("ann", score=None, status="ungraded", cases=[case("not_run")]),
        result("bob", score=4, cases=[case("passed")]),
    )
    row = book.exercises[0]
    assert book.students[0].scores["dense"] is None
    assert (book.students[0].total, book.students[1].total) == (None, 4)
    assert (row.graded, row.mean) == (1, 4.0)
    assert (row.outcomes["not_run"], row.outcomes["passed"]) == (0, 1)


def test_an_exercise_that_nobody_has():
    """Without results there is no mean, and every outcome counts 0."""
    row = derive().exercises[0]
    assert (row.graded, row.mean, row.max_score) == (0, None, 0)
    assert row.outcomes == dict.fromkeys(OUTCOMES, 0)


def test_results_of_other_exercises_are_left_out():
    """Only the exercises of the run are in its gradebook."""
    assert derive(result("ann", "losses")).students == []


def test_diagnoses_are_counted_by_student():
    """A mistake counts once for each student, the most frequent first."""
    rare = Diagnosis("rare", "Title", "Hint?")
    book = derive(
        result("ann", cases=[case("failed", WRONG), case("failed", WRONG), case("failed", rare)]),
        result("bob", cases=[case("failed", WRONG)]),
    )
    assert list(book.exercises[0].diagnoses.items()) == [("updated-weights", 2), ("rare", 1)]


def test_the_order_of_results_does_not_matter():
    """The same results give the same bytes, in whatever order they came."""
    results = [result("ann"), result("bob", score=1), result("ann", "conv2d")]
    assert encode_json(derive(*results)) == encode_json(derive(*reversed(results)))


def test_csv_has_a_column_for_each_exercise():
    """The head names the exercises; ungraded cells are empty; names with commas are quoted."""
    text = render_csv(derive(result("Berg, Åsa", score=4), result("bob", score=None, status="ungraded")))
    assert list(csv.reader(io.StringIO(text))) == [
        ["student", "dense", "conv2d", "total"], ["Berg, Åsa", "4", "", "4"], ["bob", "", "", ""],
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\n=1+1", "\t@x", "\r-1", "\u00a0+1"])
def test_no_name_is_a_formula(name):
    """A folder's name that a spreadsheet would run is made a text."""
    assert safe_cell(name) == "'" + name.replace("\n", " ").replace("\r", " ")


@pytest.mark.parametrize("name", ["a,b", 'a"b', "a\nb", "a\rb", "Zoë"])
def test_any_name_is_one_cell(name):
    """A folder's name with commas, quotes or line ends stays in its cell; a line end becomes a space."""
    rows = list(csv.reader(io.StringIO(render_csv(derive(result(name))), newline="")))
    assert [row[0] for row in rows] == ["student", name.replace("\n", " ").replace("\r", " ")]


def test_other_names_stay():
    """Ordinary names are written as they are."""
    assert safe_cell("ann-2") == "ann-2" and safe_cell("") == ""
