"""Records that several tests of pages share: small results, entries, a class that was made, a run's folder of it."""

from __future__ import annotations

import datetime
import html
import re

from make_class import make_results, make_roster, make_times

from grader.pages.web.class_record import ClassRecord
from grader.pages.web.feedback import Sight
from grader.records.adjustments import Adjustment, LateRule, derive_entries
from grader.records.entries import Entry
from grader.records.results import Case, Diagnosis, Result

RULE = LateRule(due=datetime.datetime(2026, 10, 2, tzinfo=datetime.UTC), percent_per_day=10)
HOSTILE = "<script>window.hacked = 1</script>\"></td><img src=x onerror='window.hacked = 2'>&lt;\x07\x1b[31m\u202e end"
SHOWN = "<script>window.hacked = 1</script>\"></td><img src=x onerror='window.hacked = 2'>&lt;[31m end"
"""What is left of it without control characters and marks that turn the direction of reading."""


def case(outcome="passed", name="x", points=1, visibility="public", **fields):
    """Returns a case; what did not pass has a message."""
    message = "" if outcome == "passed" else f"{name} is {outcome}"
    score = points if outcome == "passed" else 0
    return Case(f"{visibility}::test_{name}", f"Title {name}", visibility, points, score, outcome,
                **{"message": message, **fields})  # fmt: skip


def known(id="slip"):
    """Returns a known mistake."""
    return Diagnosis(id, f"Mistake {id}", f"Hint of {id}")


def result(student="ann", cases=(), exercise="dense", status="graded", sha256="a" * 64, seed=1, **fields):
    """Returns a result of these cases."""
    cases = list(cases)
    return Result(
        student=student, exercise=exercise, status=status,
        score=sum(one.score for one in cases) if status == "graded" else None,
        max_score=sum(one.points for one in cases), cases=cases, seed=seed, isolation=[], submission_sha256=sha256,
        **{"suite_sha256": "s", "grader_version": "1", "environment": {}, "started_at": "2026-06-01T14:40:00Z",
           "duration_s": 0.5, **fields},
    )  # fmt: skip


def entry(*arguments, **fields):
    """Returns a result as it is, without changes."""
    return Entry(result(*arguments, **fields))


def hostile_result(student):
    """Returns a result with a hostile text wherever one can stand, and 300 KB of output."""
    mistake = Diagnosis("id", HOSTILE, HOSTILE)
    cases = [
        case("failed", "1", message=HOSTILE, diagnosis=mistake, reproduce=HOSTILE, stdout=HOSTILE + "x" * 300_000),
        case("raised", "2", message=HOSTILE * 40),
        case("passed", HOSTILE, 2),
    ]
    return result(student, cases, "exercise_00", seed=5)


def made_record(students=60, exercises=2, more=(), **fields):
    """Returns a class that was made, with lateness and an adjustment."""
    results = [*make_results(students, exercises), *more]
    first = results[0]
    adjustments = [Adjustment(first.student, first.exercise, "a proof in the comments", points=-2)]
    entries = derive_entries(results, RULE, make_times(students), adjustments)
    people = make_roster(students)
    slugs = sorted({one.exercise for one in entries})
    sight = Sight("A class that was made", diagnose_hidden=True, names=people)
    return ClassRecord("A class that was made", "graded", entries, slugs, sight, "submissions", people, **fields)


def strip(page):
    """Returns the words of a page's HTML."""
    text = re.sub(r"<(style|script|title)\b.*?</\1>|<!doctype[^>]*>|<[a-zA-Z/][^>]*>", " ", page, flags=re.DOTALL)
    return html.unescape(text).split()
