"""What courses decide: extensions, grace days, a bonus, weights, dropped scores, what is excused; and a term of it."""

from __future__ import annotations

import csv
import itertools
import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from forks import run_grader

from grader.course.layout import load_course
from grader.records.adjustments import Adjustment, LateRule, derive_entries, find_strangers, load_adjustments
from grader.records.entries import Entry, max_total, total
from grader.records.errors import CourseError
from grader.records.grace import spend_days
from grader.records.policy import TotalRule, weigh
from grader.records.results import Case, Result
from grader.records.text import add_bom
from grader.records.times import Times

DUE = datetime(2026, 10, 1, tzinfo=UTC)


def result(slug="a", score=10, student="ann", points=10):
    """Returns a result."""
    cases = [Case("public::test_x", "X", "public", points, score, "passed")]
    return Result(student=student, exercise=slug, status="graded", score=score, max_score=points, cases=cases, seed=1,
                  isolation=[], submission_sha256=None, suite_sha256="", grader_version="1", environment={},
                  started_at="", duration_s=0.0)  # fmt: skip


def late(**days):
    """Returns times of submission: so many days after the due date."""
    return Times(times={"ann": {slug: DUE + timedelta(days=count) for slug, count in days.items()}})


def scores(results, rule, times, adjustments=(), **more):
    """Returns the scores by exercise."""
    return {one.exercise: one.score for one in derive_entries(results, rule, times, adjustments, **more)}


def test_extensions_over_all_exercises():
    """Days of the roster and of an adjustment for `*` move every due date, that of one exercise its own"""
    rule, times = LateRule(due=DUE, percent_per_day=10), late(a=2, b=2)
    both = [result("a"), result("b")]
    assert scores(both, rule, times) == {"a": 8, "b": 8}
    assert scores(both, rule, times, extensions={"ann": 1}) == {"a": 9, "b": 9}
    every = Adjustment("ann", "*", "ill", days=1)
    assert scores(both, rule, times, [every]) == {"a": 9, "b": 9}
    assert scores(both, rule, times, [every, Adjustment("ann", "a", "more", days=1)]) == {"a": 10, "b": 9}
    assert find_strangers(both, [every]) == []
    assert len(find_strangers(both, [Adjustment("bob", "*", "x", days=1)])) == 1


def test_extensions_go_with_any_due_date():
    """A due date of one's own is moved too, and one at the end of time stays"""
    own = Adjustment("ann", "a", "x", due=DUE - timedelta(days=1))
    rule = LateRule(due=DUE, percent_per_day=10)
    assert scores([result()], rule, late(a=1), [own]) == {"a": 8}
    assert scores([result()], rule, late(a=1), [own], extensions={"ann": 2}) == {"a": 10}
    assert scores([result()], LateRule(due=datetime.max.replace(tzinfo=UTC)), late(a=1), extensions={"ann": 2}) == {
        "a": 10
    }


def test_grace_days_are_spent_where_they_help_most():
    """Two days for all exercises: where they bring back the most points, and the comment says so"""
    rule = LateRule(due=DUE, percent_per_day=10, grace_days=2)
    works = [result("a", 2), result("b", 10), result("c", 10)]
    entries = derive_entries(works, rule, late(a=1, b=1, c=1), [])
    assert [(one.exercise, one.score) for one in entries] == [("a", 2), ("b", 10), ("c", 10)]
    comments = [one.changes[0].comment for one in entries]
    assert comments[1] == "1 day late, 1 grace day spent, 0 percent of 10 points" and "grace" not in comments[0]
    assert scores([*works, result("b", 10, "bo")], rule, late(b=3)) == {"a": 2, "b": 10, "c": 10}


def test_grace_days_are_not_wasted():
    """None for what is excused or set by hand, none where lateness takes nothing"""
    rule = LateRule(due=DUE, percent_per_day=50, grace_days=1)
    works = [result("a", 10), result("b", 6)]
    for spared in (Adjustment("ann", "a", "x", excused=True), Adjustment("ann", "a", "x", score=10)):
        assert scores(works, rule, late(a=1, b=1), [spared])["b"] == 6
    assert scores([result("a", 0), result("b", 6)], rule, late(a=1, b=1)) == {"a": 0, "b": 6}


def test_no_other_way_to_spend_is_better():
    """Against every way there is, on random penalties"""
    draw = random.Random(3)
    for _ in range(60):
        taken = {name: sorted((draw.randrange(9) for _ in range(draw.randrange(1, 4))), reverse=True) for name in "abc"}
        bank = draw.randrange(5)
        ways = itertools.product(*(range(len(costs)) for costs in taken.values()))
        least = min(
            sum(costs[days] for costs, days in zip(taken.values(), way, strict=True))
            for way in ways
            if sum(way) <= bank
        )
        found = spend_days(taken, bank)
        assert sum(found.values()) <= bank
        assert sum(costs[found.get(name, 0)] for name, costs in taken.items()) == least


def test_a_bonus_where_the_course_allows_it():
    """Without a rule a score ends at its full points, with one that far above"""
    more = [Adjustment("ann", "a", "a proof", points=5)]
    assert scores([result()], None, None, more) == {"a": 10}
    assert scores([result()], None, None, more, bonus=3) == {"a": 13}
    assert scores([result()], None, None, [Adjustment("ann", "a", "x", score=20)], bonus=3) == {"a": 13}


def test_excused_counts_as_excused():
    """It is in no total and in no maximum, and its comment travels; a student with nothing else has no total"""
    entries = derive_entries([result("a"), result("b", 4)], None, None, [Adjustment("ann", "b", "ill", excused=True)])
    assert (total(entries), max_total(entries)) == (10, 10)
    assert entries[1].excuse == "ill"
    assert total(entries[1:]) is None


@pytest.mark.parametrize(
    ("rule", "percent", "dropped"),
    [
        (TotalRule(), 60.0, ()), (TotalRule(drop_lowest=1), 80.0, ("c",)),
        (TotalRule(weights={"a": 2, "b": 1, "c": 1}), 65.0, ()), (TotalRule(weights={"c": 0}, drop_lowest=1), 80.0, ("a",)),
        (TotalRule(drop_lowest=9), 80.0, ("c", "a")),
    ],
)  # fmt: skip
def test_weights_and_dropped_scores(rule, percent, dropped):
    """Weighted percent, the lowest first to go, and never all of them"""
    entries = [Entry(result("a", 8)), Entry(result("b", 8)), Entry(result("c", 2))]
    found = weigh(entries, ["a", "b", "c"], rule)
    assert (found.percent, found.dropped) == (percent, dropped)


def test_no_percent_without_a_score():
    """A missing score is no 0; what is excused is not missing"""
    entries = [Entry(result("a", 8)), Entry(result("b"), excused=True)]
    assert weigh(entries, ["a", "b"], TotalRule()).percent == 80.0
    assert weigh(entries, ["a", "b", "c"], TotalRule()).percent is None


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("weights = {nothing = 1}", "no such exercise"),
        ("drop_lowest = -1", "Expected"),
        ("weight = 1", "unknown field"),
    ],
)
def test_wrong_rules_for_totals(make_course, table, words):
    """They are told with the file"""
    root = make_course({"exercises/course.toml": f'format = 1\ntitle = "T"\nseed = 1\n[total]\n{table}\n'})
    with pytest.raises(CourseError, match=words):
        load_course(root)


def test_points_for_every_exercise_are_refused(tmp_path):
    """`*` is for days and for excused"""
    (tmp_path / "adjustments.toml").write_text(
        'format = 1\n[[adjustment]]\nstudent = "a"\nexercise = "*"\npoints = 1\ncomment = "x"\n'
    )
    with pytest.raises(CourseError, match="only days and excused"):
        load_adjustments(tmp_path)


def test_a_mark_for_spreadsheets():
    """Where there are other letters, and once"""
    assert add_bom(b"a,b\n") == b"a,b\n"
    assert add_bom("å\n".encode()) == add_bom(add_bom("å\n".encode())) == b"\xef\xbb\xbf" + "å\n".encode()


# A term

SUITE = """import pytest


@pytest.mark.points(5)
def test_small(submission):
    '''A small number'''
    assert submission.{0}(2) == {1}


@pytest.mark.points(5)
def test_large(submission):
    '''A large number'''
    assert submission.{0}(9) {2}
"""
COURSE = """format = 1
title = "Term"
seed = 5
tracks = ["tiny"]
[late]
due = 2026-10-01T12:00:00Z
percent_per_day = 20
grace_days = 1
[total]
drop_lowest = 1
bonus_points = 2
"""


def write_exercise(root, slug, order, answer):
    """Adds an exercise of one function, whose suite takes anything for the second case."""
    for name, text in {
        f"exercises/tiny/{slug}/exercise.toml": f'format = 1\ntitle = "{slug.title()}"\norder = {order}\n'
        f'names = ["{slug}"]\npoints = 10\nhints = ["a", "b"]\n',
        f"exercises/tiny/{slug}/{slug}.py": f"def {slug}(x):\n    raise NotImplementedError\n",
        f"reference/tiny/{slug}.py": f"def {slug}(x):\n    # BEGIN SOLUTION\n    return {answer}\n    # END SOLUTION\n",
        f"tests/public/tiny/test_{slug}.py": SUITE.format(slug, eval(answer, {"x": 2}), "is not None"),
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def run(root, *words):
    """Runs a command in a course; returns what it printed on both streams."""
    done = run_grader("--course", root, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_a_term(tmp_path):
    """Three exercises, an extension, a grace day, a regrade that lowers a score, an adjustment, an export"""
    root, work, out = tmp_path / "course", tmp_path / "class", tmp_path / "graded"
    for order, (slug, answer) in enumerate({"double": "x * 2", "square": "x * x", "third": "x * 3"}.items(), start=1):
        write_exercise(root, slug, order, answer)
    (root / "exercises/course.toml").write_text(COURSE)
    answers = {"Åsa": ("x * 2", "x * x", "x * 3"), "bo": ("4", "x * x", "0")}
    for name, found in answers.items():
        (work / name).mkdir(parents=True)
        for slug, answer in zip(("double", "square", "third"), found, strict=True):
            (work / name / f"{slug}.py").write_text(f"def {slug}(x):\n    return {answer}\n")
    two_days = {"double": "2026-10-01T10:00:00Z", "square": "2026-10-03T11:00:00Z"}
    times = {"Åsa": two_days, "bo": two_days}
    (work / "times.json").write_text(json.dumps({"schema": "layer-grader/times/v1", "times": times}))
    people = {
        "Åsa": {"platform": "canvas", "id": "1", "name": "ångströmåsa"},
        "bo": {"platform": "canvas", "id": "2", "name": "ekbo", "extension_days": 1},
    }
    (work / "roster.json").write_text(json.dumps({"schema": "layer-grader/roster/v1", "students": people}))
    grade = ("grade", work, "--out", out, "--allow-unconfined", "--format", "none")
    run(root, *grade)
    (out / "adjustments.toml").write_text(
        'format = 1\n[[adjustment]]\nstudent = "Åsa"\nexercise = "double"\npoints = 2\ncomment = "a proof"\n'
    )
    suite = root / "tests/public/tiny/test_double.py"
    suite.write_text(suite.read_text().replace("(9) is not None", "(9) == 18"))
    seen = run(root, *grade, "--preview")
    assert "would be graded again, 2 results: the suite of `double` changed" in seen
    assert "lowered: 1\n  bo  double  -5  (10 -> 5 of 10)  the suite of `double` changed" in seen
    run(root, *grade)
    plain = (out / "gradebook.csv").read_bytes()
    run(root, "report", out, "--bom")
    assert (out / "gradebook.csv").read_bytes() == b"\xef\xbb\xbf" + plain
    text = plain.decode()
    rows = {row["student"]: row for row in csv.DictReader(text.splitlines())}
    assert (rows["Åsa"]["double"], rows["Åsa"]["square"], rows["Åsa"]["third"]) == ("12", "8", "10")
    assert (rows["bo"]["double"], rows["bo"]["square"], rows["bo"]["third"]) == ("5", "10", "5")
    assert "2 days late, 1 grace day spent, 20 percent of 10 points" in rows["Åsa"]["square comment"]
    assert "1 day late, 1 grace day spent" in rows["bo"]["square comment"]
    assert (rows["Åsa"]["percent"], rows["Åsa"]["dropped"]) == ("110", "square")
    assert (rows["bo"]["total"], rows["bo"]["percent"]) == ("20", "75")
    gradebook = tmp_path / "gradebook.csv"
    gradebook.write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,Double (1),Square (2),Third (3)\n    Points Possible,,,,,10,10,10\n"
        '"Ångström, Åsa",1,,,S,,,\n"Ek, Bo",2,,,S,,,\n'
    )
    said = run(root, "export", out, "--to", "canvas", "--roster", gradebook, "--out", tmp_path / "up.csv")
    assert "2 of 2 rows matched" in said
    rows = list(csv.reader((tmp_path / "up.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row[5:] for row in rows[2:]] == [["12", "8", "10"], ["5", "10", "5"]]
