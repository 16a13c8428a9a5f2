"""Due dates, late work and adjustments: what they make of a score, and that results never change."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from grader.course.layout import load_course
from grader.records.adjustments import (
    Adjustment,
    LateRule,
    count_days,
    derive_entries,
    find_due,
    find_strangers,
    load_adjustments,
)
from grader.records.errors import CourseError
from grader.records.gradebook import derive_gradebook, render_csv
from grader.records.results import Case, Result
from grader.records.times import Times, load_times

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DUE = datetime(2026, 10, 1, 23, 59, tzinfo=UTC)
COURSE = 'format = 1\ntitle = "Tiny"\nseed = 5\ntracks = ["tiny"]\n'


def result(score=10, student="ann", slug="scale"):
    """Returns a result out of 20 points."""
    case = Case("public::test_x", "Title", "public", 20, score or 0, "failed")
    return Result(
        student=student, exercise=slug, status="ungraded" if score is None else "graded", score=score, max_score=20,
        cases=[case], seed=1, isolation=[], submission_sha256=None, suite_sha256="", grader_version="1", environment={},
        started_at="2026-06-01T14:40:00Z", duration_s=0.5,
    )  # fmt: skip


def derive(found=None, submitted=None, rule=None, *adjustments):
    """Returns the entry of one result."""
    times = Times(times={"ann": submitted}) if submitted else None
    (entry,) = derive_entries([found or result()], rule, times, adjustments)
    return entry


def adjust(**fields):
    return Adjustment("ann", "scale", "because", **fields)


@pytest.mark.parametrize(
    ("minutes", "grace", "days"),
    [(-1, 0, 0), (0, 0, 0), (1, 0, 1), (1440, 0, 1), (1441, 0, 2), (10, 15, 0), (16, 15, 1), (1440 * 30 + 1, 0, 31)],
)
def test_days_late(minutes, grace, days):
    """A day counts from its first minute; within the grace nothing is late."""
    assert count_days(DUE, DUE + timedelta(minutes=minutes), grace) == days


def test_a_commits_date_is_said():
    """What lateness takes names the date of a commit; later times of a student replace earlier ones, with their kind"""
    rule, late = LateRule(due=DUE, percent_per_day=10), DUE + timedelta(hours=1)
    first = Times(times={"ann": {"scale": late}, "bo": late}, committed={"ann": ["scale"], "bo": ["scale"]})
    (entry,) = derive_entries([result()], rule, first, [])
    assert entry.changes[0].comment.startswith("1 day late by the date of the commit, 10 percent")
    told = Times(times={"ann": {"scale": late}}).over(first)
    (entry,) = derive_entries([result()], rule, told, [])
    assert entry.changes[0].comment.startswith("1 day late, 10 percent")
    assert told.by_commit == {"bo": ["scale"]} and told.times["bo"] == late
    assert first.over(None) == first


def test_a_day_ends_at_the_same_time_on_the_clock():
    """When summer time ends a day has 25 hours, and nobody loses the one that is added."""
    due = datetime(2026, 10, 24, 23, 59, tzinfo=STOCKHOLM)
    assert count_days(due, datetime(2026, 10, 25, 23, 59, tzinfo=STOCKHOLM), 0) == 1
    assert count_days(due, datetime(2026, 10, 25, 22, 59, 1, tzinfo=UTC), 0) == 2


def test_zones_are_compared_as_moments():
    """The same moment in two zones is as late in both."""
    due = datetime(2026, 6, 1, 12, 0, tzinfo=STOCKHOLM)
    assert count_days(due, datetime(2026, 6, 1, 10, 0, tzinfo=UTC), 0) == 0
    assert count_days(due, datetime(2026, 6, 1, 10, 1, tzinfo=UTC), 0) == 1


def test_due_dates():
    """An exercise's own date comes before the course's; a date without zone gets the course's."""
    rule = LateRule(due=DUE, time_zone="Europe/Stockholm", exercises={"scale": datetime(2026, 6, 1, 12, 0)})
    assert find_due(rule, "other") == DUE
    assert find_due(rule, "scale").astimezone(UTC) == datetime(2026, 6, 1, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("score", "percent", "most", "days", "wanted"),
    [(10, 10, 100, 1, 9), (10, 10, 100, 3, 7), (10, 10, 20, 9, 8), (7, 10, 100, 1, 7), (19, 50, 100, 2, 0),
     (0, 10, 100, 1, 0), (10, 40, 100, 9, 0)],
)  # fmt: skip
def test_late_points_are_whole(score, percent, most, days, wanted):
    """Each begun day takes its percent of the points, rounded for the student, never below 0."""
    rule = LateRule(due=DUE, percent_per_day=percent, max_percent=most)
    entry = derive(result(score), DUE + timedelta(days=days), rule)
    assert (entry.score, entry.result.score) == (wanted, score)
    assert entry.changes[0].comment.startswith(f"{days} day")


def test_without_times_or_rule_nothing_is_late():
    """Lateness needs a date and a time of submission."""
    assert derive(None, DUE + timedelta(days=9)).changes == ()
    assert derive(None, None, LateRule(due=DUE, percent_per_day=10)).changes == ()
    assert derive(None, DUE + timedelta(days=9), LateRule(percent_per_day=10)).changes == ()


def test_adjustments():
    """Points are added within 0 and the full score; lateness takes its share after them; a set score replaces all."""
    rule, late = LateRule(due=DUE, percent_per_day=50), DUE + timedelta(days=1)
    assert derive(None, None, None, adjust(points=5)).score == 15
    assert derive(None, None, None, adjust(points=50)).score == 20
    assert derive(None, None, None, adjust(points=-50)).score == 0
    assert derive(None, late, rule, adjust(points=4)).score == 7
    assert derive(None, late, rule, adjust(points=4), adjust(score=18)).score == 18
    assert derive(None, late, rule, adjust(due=late)).score == 10
    assert derive(None, None, None, adjust(excused=True)).score is None
    for entry in (
        derive(None, late, rule, adjust(points=4), adjust(score=18)),
        derive(None, None, None, adjust(points=50)),
    ):
        assert entry.score == 10 + sum(change.points for change in entry.changes)


def test_ungraded_can_be_set_by_hand_only():
    """Points cannot be added to nothing, nor is nothing late."""
    rule = LateRule(due=DUE, percent_per_day=50)
    assert derive(result(None), DUE + timedelta(days=1), rule, adjust(points=4)).score is None
    assert derive(result(None), DUE + timedelta(days=1), rule, adjust(score=12)).score == 12


def test_misspelt_adjustments_are_told():
    """An adjustment that fits no result is named."""
    (line,) = find_strangers([result()], [adjust(points=1), Adjustment("anne", "scale", "x", points=1)])
    assert "`anne`" in line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("format = 2", "format"),
        ("format = 1\n[[adjustment]]\nstudent = 'a'\nexercise = 'b'\ncomment = 'c'", "changes nothing"),
        ("format = 1\n[[adjustment]]\nstudent = 'a'\nexercise = 'b'\ncomment = ' '\npoints = 1", "comment is empty"),
        ("format = 1\n[[adjustment]]\nstudent = 'a'\nexercise = 'b'\ncomment = 'c'\npoints = 1.5", "int"),
        ("format = 1\n[[adjustment]]\nstudent = 'a'\nexercise = 'b'\ncomment = 'c'\npoint = 1", "point"),
        ("format = 1\n[[adjustment]]\nstudent = 'a'\nexercise = 'b'\ncomment = 'c'\ndue = 2026-10-01T10:00:00", "zone"),
        ("format = ", "Invalid"),
    ],
)
def test_wrong_adjustments(tmp_path, text, words):
    """Unknown keys, fractions, missing comments and dates without zone are errors with the file's name."""
    (tmp_path / "adjustments.toml").write_text(text)
    with pytest.raises(CourseError, match=words) as caught:
        load_adjustments(tmp_path)
    assert "adjustments.toml:" in str(caught.value)


FIRST = "format = 1\n\n[[adjustment]]\nstudent = 'a'\nexercise = 'b'\ncomment = 'c'\npoints = 1\n\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[[adjustment]]\nstudent = 'a'\nexercise = 'b'\ncomment = 'c'\n", 9),
        ("[[adjustment]]\nstudent = 'a'\nexercise = '*'\npoints = 1\ncomment = 'c'\n", 11),
        ("[[adjustment]]\nstudent = 'a'\nexercise = 'b'\npoints = 1.5\ncomment = 'c'\n", 12),
        ("[[adjustment]]\nstudent = 'a'\nexercise = 'b'\ncomment = 'c'\npoint = 1\n", 13),
        ("[[adjustment]]\nstudent = 'a'\nexercise = 'b'\n\ndue = 2026-10-01T10:00:00\ncomment = 'c'\n", 13),
        ("[[adjustment]]\nstudent = 'a'\npoints = 1\n", 9),
        ("[[adjustment]]\nstudent =\n", 10),
    ],
)
def test_wrong_adjustments_have_a_line(tmp_path, text, line):
    """The second one's own line is told, or where it begins."""
    (tmp_path / "adjustments.toml").write_text(FIRST + text)
    with pytest.raises(CourseError, match=rf"adjustments\.toml:{line}: "):
        load_adjustments(tmp_path)


def test_adjustments_are_read(tmp_path):
    """Without a file there are none."""
    assert load_adjustments(tmp_path) == []
    (tmp_path / "adjustments.toml").write_text(
        'format = 1\n[[adjustment]]\nstudent = "Berg, Åsa"\nexercise = "scale"\npoints = -2\ncomment = "see mail"\n',
        encoding="utf-8",
    )
    assert load_adjustments(tmp_path) == [Adjustment("Berg, Åsa", "scale", "see mail", points=-2)]


@pytest.mark.parametrize("text", ['{"times": {"ann": "2026-10-01T10:00:00"}}', '{"times": 3}', "{", '{"time": {}}'])
def test_wrong_times(tmp_path, text):
    """Times without zone and other files are errors."""
    (tmp_path / "times.json").write_text(text)
    with pytest.raises(CourseError, match=r"times\.json:"):
        load_times(tmp_path)


@pytest.mark.parametrize(
    ("late", "words"),
    [
        ("due = 2026-10-01T10:00:00", "no time zone"),
        ('due = 2026-10-01T10:00:00\ntime_zone = "Mars/Olympus"', "unknown"),
        ("[late.exercises]\nother = 2026-10-01T10:00:00Z", "no such exercise"),
        ("percent_per_day = 120", "100"),
        ("percent = 1", "unknown field"),
    ],
)
def test_wrong_late_rules(make_course, late, words):
    """What is wrong in `[late]` is told with the file's name."""
    root = make_course({"exercises/course.toml": f"{COURSE}[late]\n{late}\n"})
    with pytest.raises(CourseError, match=words) as caught:
        load_course(root)
    assert "course.toml:" in str(caught.value)


def test_late_rule_of_a_course(make_course):
    """`[late]` is read with dates of both kinds."""
    late = '[late]\ndue = 2026-10-01T23:59:00\ntime_zone = "Europe/Stockholm"\npercent_per_day = 10\n'
    root = make_course({"exercises/course.toml": f"{COURSE}{late}[late.exercises]\nscale = 2026-10-08T10:00:00Z\n"})
    course = load_course(root)
    assert find_due(course.settings.late, "scale") == datetime(2026, 10, 8, 10, 0, tzinfo=UTC)


def test_the_csv_has_columns_only_where_something_changed():
    """Score, what was graded, and the changes with their comments."""
    results = [result(), result(8, "bob"), result(None, "carl"), result(5, "bob", "other")]
    book = derive_gradebook(results, ["scale", "other"], 1, "1")
    entries = derive_entries(results, None, None, [adjust(points=5)])
    rows = list(csv.DictReader(io.StringIO(render_csv(book, entries))))
    assert list(rows[0]) == [
        "student",
        "scale",
        "scale graded",
        "scale adjusted",
        "scale late",
        "scale comment",
        "other",
        "total",
    ]
    assert [row["scale"] for row in rows] == ["15", "8", ""]
    assert (rows[0]["scale graded"], rows[0]["scale adjusted"], rows[0]["scale comment"]) == ("10", "5", "because")
    assert (rows[1]["scale adjusted"], rows[1]["total"]) == ("", "13")
