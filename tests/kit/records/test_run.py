"""A run's folder: what is written can be read, what cannot be read is told, and times and adjustments stay beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import msgspec
import pytest

from grader.records.errors import UsageProblem
from grader.records.results import Case, Result, encode_json, write_atomically
from grader.records.run import Run, open_run
from grader.records.times import load_times


def result(student="ann", slug="dense", score=3):
    """Returns a result out of 10 points."""
    return Result(
        student=student, exercise=slug, status="graded", score=score, max_score=10,
        cases=[Case("public::test_x", "Title", "public", 10, score, "passed")], seed=1, isolation=[],
        submission_sha256=None, suite_sha256="", grader_version="1", environment={}, started_at="", duration_s=0.0,
    )  # fmt: skip


@pytest.fixture
def run(tmp_path):
    """A run with three results."""
    run = Run(tmp_path / "out")
    run.claim(1, ["dense", "conv2d"], False)
    for found in (result("bob"), result(), result("ann", "conv2d")):
        run.write_result(found)
    return run


def test_results_are_found_on_disk(run):
    """Every result is read, by student and exercise"""
    contents = run.read()
    assert [(one.student, one.exercise) for one in contents.results] == [
        ("ann", "conv2d"), ("ann", "dense"), ("bob", "dense"),
    ]  # fmt: skip
    assert contents.problems == []


CUT = msgspec.json.encode(result())[:40]
DISAGREES = encode_json(msgspec.structs.replace(result(), score=9))
STRANGER = encode_json(result("zoe"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (CUT, "is no result of this version"), (b"", "is no result of this version"),
        (b"\xff", "is no result of this version"), (DISAGREES, "its score and its cases disagree"),
        (STRANGER, "is the result of another student or exercise"),
    ],
)  # fmt: skip
def test_what_is_no_result_is_told(run, data, words):
    """A file that is there and cannot be counted is named; it is never taken for one that is absent"""
    write_atomically(run.result_path("ann", "dense"), data)
    contents = run.read()
    assert len(contents.results) == 2
    (line,) = contents.problems
    assert "ann/dense.json" in line and words in line
    assert run.find_result("ann", "losses") is None


def test_a_gradebook_is_derived(run):
    """gradebook.json and gradebook.csv hold what the results say, exercises in the order of the course"""
    book = run.finish(run.read().results, ["dense", "losses", "conv2d"], 1, None)
    assert [row.slug for row in book.exercises] == ["dense", "conv2d"]
    written = json.loads((run.folder / "gradebook.json").read_bytes())
    assert written["schema"] == "layer-grader/gradebook/v1"
    assert (run.folder / "gradebook.csv").read_text().splitlines()[1] == "ann,3,3,6"


def test_another_seeds_folder_is_refused(run):
    """A folder belongs to one seed; with force the next run takes it"""
    with pytest.raises(UsageProblem, match="seed 1, and this one has seed 2"):
        run.claim(2, ["dense"], False)
    run.claim(2, ["dense"], True)


def test_a_folder_without_a_run(tmp_path):
    """A folder that nothing was graded into is no run, and neither is a damaged one"""
    with pytest.raises(UsageProblem, match="holds no results"):
        open_run(tmp_path)
    (tmp_path / "gradebook.json").write_text("{}")
    with pytest.raises(UsageProblem, match="holds no results"):
        open_run(tmp_path)


def test_times_are_kept_beside_the_results(tmp_path):
    """A collector's file is copied at grading, and joins that of an earlier run."""
    submissions, run = tmp_path / "in", Run(tmp_path / "out")
    submissions.mkdir()
    run.keep_times(load_times(submissions))
    assert run.times is None
    (submissions / "times.json").write_text('{"times": {"ann": "2026-10-01T10:00:00+02:00"}}')
    run.keep_times(load_times(submissions))
    (submissions / "times.json").write_text('{"times": {"bob": {"scale": "2026-10-02T10:00:00Z"}}}')
    run.keep_times(load_times(submissions))
    times = run.times
    assert times.of("ann", "any") == datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
    assert times.of("bob", "scale") and times.of("bob", "other") is None and times.of("carl", "scale") is None
