"""A class in shards is the class: the same results, the same gradebook, and what is missing has a name."""

from __future__ import annotations

import json

import msgspec
import pytest
from forks import run_grader

from grader.records.adjustments import ADJUSTMENTS, load_adjustments
from grader.records.errors import UsageProblem
from grader.records.merging import merge_adjustments
from grader.records.results import encode_json
from grader.records.run import Run
from grader.records.shards import Shard, find_gaps, find_shard, read_share

SUITE = """import pytest


@pytest.mark.points(6)
def test_same(submission):
    '''The same'''
    assert submission.{} == 4
"""
SETTINGS = 'format = 1\ntitle = "{0}"\norder = {1}\nnames = ["{0}"]\npoints = 6\nhints = ["a", "b"]\n'
SECOND = {
    "exercises/tiny/add/exercise.toml": SETTINGS.format("add", 2),
    "exercises/tiny/add/add.py": "def add(x, y):\n    raise NotImplementedError\n",
    "reference/tiny/add.py": "def add(x, y):\n    # BEGIN SOLUTION\n    return x + y\n    # END SOLUTION\n",
    "tests/public/tiny/test_add.py": SUITE.format("add(1, 3)"),
    "tests/public/tiny/test_scale.py": SUITE.format("double(2)"),
}


def run(root, *words):
    """Runs a command in a course."""
    return run_grader("--course", root, *words)


def held(out):
    """Returns a run's results without times, and its gradebook, as bytes."""
    results = [msgspec.structs.replace(one, started_at="", duration_s=0.0) for one in Run(out).read().results]
    bare = [msgspec.structs.replace(case, duration_s=0.0) for one in results for case in one.cases]
    plain = [encode_json(msgspec.structs.replace(one, cases=[])) for one in results]
    return plain, encode_json(bare), *[(out / f"gradebook.{form}").read_bytes() for form in ("json", "csv")]


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course of two exercises, a class in which one person alone has handed in the second, and one run of all of it."""
    base = tmp_path_factory.mktemp("shards")
    root = base / "course"
    files = {
        "exercises/course.toml": 'format = 1\ntitle = "Tiny"\nseed = 5\ntracks = ["tiny"]\n',
        "exercises/tiny/scale/exercise.toml": SETTINGS.format("double", 1),
        "exercises/tiny/scale/scale.py": "def double(x):\n    raise NotImplementedError\n",
        "reference/tiny/scale.py": "def double(x):\n    # BEGIN SOLUTION\n    return 2 * x\n    # END SOLUTION\n",
        **SECOND,
    }
    for number in range(5):
        files[f"../class/s{number}/scale.py"] = f"def double(x):\n    return {number} * x\n"
    files["../class/s3/add.py"] = "def add(x, y):\n    return x + y\n"
    people = {f"s{number}": {"platform": "folder", "name": f"S {number}"} for number in range(5)}
    files["../class/roster.json"] = json.dumps({"schema": "layer-grader/roster/v1", "students": people})
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    done = run(root, "grade", base / "class", "--out", base / "whole", "--allow-unconfined", "--format", "none")
    assert done.returncode == 0, done.stderr
    return base


@pytest.mark.parametrize("count", [pytest.param(1, marks=pytest.mark.slow), 2, pytest.param(7, marks=pytest.mark.slow)])
def test_shards_are_the_whole(graded, count):
    """Merged they have the same results and gradebook, also of an exercise that one shard alone has; and one may be empty"""
    shards = [graded / f"{count}-{number}" for number in range(1, count + 1)]
    for number, out in enumerate(shards, start=1):
        share = ("--shard", f"{number}/{count}", "--allow-unconfined", "--format", "none")
        done = run(graded / "course", "grade", graded / "class", "--out", out, *share)
        assert done.returncode == 0, done.stderr
    merged = graded / f"merged-{count}"
    done = run(graded / "course", "report", *shards, "--out", merged)
    assert done.returncode == 0, done.stderr
    assert held(merged) == held(graded / "whole")
    assert (merged / "roster.json").read_bytes() == (graded / "whole" / "roster.json").read_bytes()
    if count == 2:
        done = run(graded / "course", "report", shards[0], "--out", graded / "half")
        assert done.returncode == 4 and "shard 2/2 is missing: 2 students" in done.stderr
        (shards[1] / "results" / "s3" / "add.json").unlink()
        done = run(graded / "course", "report", *shards, "--out", graded / "torn")
        assert (
            done.returncode == 4 and "shard 2/2 has not ended: 1 result missing, first that of s3 in add" in done.stderr
        )


def test_what_is_missing_has_a_name():
    """Shards of two classes are told; a folder that is no shard asks for nothing"""
    one, two = Shard(1, 2, ["a", "b"], ["x"]), Shard(2, 2, ["a", "c"], ["x"])
    assert find_gaps([], set()) == []
    assert "not of one class" in find_gaps([one, two], {("a", "x"), ("c", "x")})[0]
    assert find_gaps([one], {("a", "x")}) == ["shard 2/2 is missing: 1 student"]


@pytest.mark.parametrize("text", ["", "1", "0/2", "3/2", "a/b", "1/2/3", "-1/2", "1/²", "1/9999999"])
def test_what_is_no_share(text):
    """Anything but K/N is refused in a line"""
    with pytest.raises(UsageProblem, match="write it K/N"):
        read_share(text)


def test_a_torn_shard_file(tmp_path):
    """It is told, with what to do"""
    (tmp_path / "shard.json").write_text('{"number": 1')
    with pytest.raises(UsageProblem, match="grade this shard again"):
        find_shard(tmp_path)


ONE = '[[adjustment]]\nstudent = "{}"\nexercise = "x"\npoints = {}\ncomment = "why: \\"é\\" \\\\ \\u007f"\n'


def write(folder, *adjustments):
    """Writes the adjustments of a run."""
    folder.mkdir(exist_ok=True)
    (folder / ADJUSTMENTS).write_text("# mine\nformat = 1\n" + "".join(ONE.format(*one) for one in adjustments))
    return folder


def test_adjustments_are_merged(tmp_path):
    """Once each, whatever they hold; equal files stay as they are written; one folder without any takes nothing away"""
    one, two = write(tmp_path / "1", ("ann", 1)), write(tmp_path / "2", ("ann", 1), ("bo", -2))
    out = tmp_path / "out"
    merge_adjustments([one, two, tmp_path / "none"], out)
    assert [(item.student, item.points) for item in load_adjustments(out)] == [("ann", 1), ("bo", -2)]
    assert load_adjustments(out)[0] == load_adjustments(one)[0]
    merge_adjustments([one, one], tmp_path / "same")
    assert (tmp_path / "same" / ADJUSTMENTS).read_bytes() == (one / ADJUSTMENTS).read_bytes()


def test_adjustments_that_disagree_are_named(tmp_path):
    """Nothing is written, and what the merged folder already has counts as well"""
    one, two = write(tmp_path / "1", ("ann", 1)), write(tmp_path / "2", ("ann", 2))
    with pytest.raises(UsageProblem, match="disagree about ann in x"):
        merge_adjustments([one, two], tmp_path / "out")
    assert not (tmp_path / "out").exists()
    with pytest.raises(UsageProblem, match="disagree about ann in x"):
        merge_adjustments([one, two], two)


def test_results_of_shards_are_results():
    """What a share holds is every n-th student"""
    assert Shard(2, 3, ["a", "b", "c", "d", "e"], []).share == ["b", "e"]
