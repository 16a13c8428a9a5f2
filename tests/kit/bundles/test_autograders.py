"""What `grader release --for PLATFORM` builds, run the way the platform runs it."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location("checkers", Path(__file__).parents[1].joinpath("checkers.py"))
checkers = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(checkers)

ROOT = Path(__file__).parents[3]
SUBMISSIONS = ROOT / "tests" / "submissions"


def release(target, platform, *arguments):
    command = [sys.executable, "-m", "grader", "release", str(target), "--for", platform, "--allow-dirty", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
@pytest.mark.parametrize(("student", "score"), [("chen", 17), ("jun", 0), ("amara", 20)])
def test_gradescope_zip_grades_a_submission(tmp_path, student, score):
    """The zip, unpacked into the documented tree, grades a submission with its own run_autograder"""
    done = release(tmp_path / "autograder.zip", "gradescope", "--exercise", "dense")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "autograder.zip") as archive:
        assert {"setup.sh", "run_autograder", "exercise"} <= set(archive.namelist())
        archive.extractall(tmp_path / "autograder" / "source")
    shutil.copytree(SUBMISSIONS / student, tmp_path / "autograder" / "submission")
    environment = {**os.environ, "AUTOGRADER": str(tmp_path / "autograder"), "GRADER_PYTHON": sys.executable}
    script = tmp_path / "autograder" / "source" / "run_autograder"
    subprocess.run(["bash", str(script)], env=environment, check=True, capture_output=True, timeout=120)
    data = (tmp_path / "autograder" / "results" / "results.json").read_bytes()
    checkers.check_gradescope(data)
    result = json.loads(data)
    assert result["score"] == score


def test_classroom50_bundle_grades_a_repository(tmp_path):
    """autograder.py, run in a student's repository with the platform's variables, writes result.json and exits with 0"""
    done = release(tmp_path / "dense", "classroom50", "--exercise", "dense")
    assert done.returncode == 0, done.stderr
    repository = tmp_path / "repository"
    folder = repository / "exercises" / "layers" / "dense"
    shutil.copytree(SUBMISSIONS / "chen", folder)
    (repository / "alice").mkdir()
    (repository / "times.json").write_text("{}")
    environment = {
        **os.environ, "CLASSROOM": "nn", "ASSIGNMENT": "dense", "ASSIGNMENT_TYPE": "individual", "OWNER": "alice",
        "USERNAME": "alice", "SUBMISSION_TAG": "submit/2026-06-01T14-32-05Z-a1b2c3d", "COMMIT_URL": "https://example.org/c",
        "RELEASE_URL": "https://example.org/r", "REVIEW_URL": "https://example.org/v",
        "CLASSROOM50_BUNDLE_DIR": str(tmp_path / "dense"),
    }  # fmt: skip
    command = [sys.executable, str(tmp_path / "dense" / "autograder.py")]
    subprocess.run(command, cwd=repository, env=environment, check=True, capture_output=True, timeout=120)
    data = (repository / "result.json").read_bytes()
    checkers.check_classroom50(data)
    result = json.loads(data)
    assert (result["score"], result["max-score"]) == (17, 20)


@pytest.mark.parametrize(("schema", "file"), [
    ("vendor.github-workflows", "bundle/dot-github/workflows/check.yml"),
    ("vendor.github-workflows", "classroom/grade.yml"),
    ("vendor.gitlab-ci", "gitlab/gitlab-ci.yml"),
])  # fmt: skip
def test_workflows_fit_their_schemas(schema, file):
    """Workflows validate against the schemas that their platforms publish"""
    path = ROOT / "grader" / "bundles" / "templates" / file
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", ["bundle/dot-github/workflows/check.yml", "classroom/grade.yml"])
def test_workflows_have_least_permissions(file):
    """Read-only, no credentials kept in the checkout, a timeout for every job, no secrets"""
    text = (ROOT / "grader" / "bundles" / "templates" / file).read_text()
    assert "permissions:\n  contents: read\n" in text
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")
    assert text.count("runs-on:") == text.count("timeout-minutes:")
    assert "secrets." not in text


def test_shards_merge_to_the_whole_run(tmp_path):
    """The steps of the class workflow, run here: shards, then report, give the gradebook of one run"""
    run = [sys.executable, "-m", "grader"]

    def call(*arguments):
        return subprocess.run([*run, *map(str, arguments)], cwd=ROOT, check=True, capture_output=True, timeout=120)

    call("grade", SUBMISSIONS, "--out", tmp_path / "whole", "--exercise", "dense")
    for number in (1, 2, 3):
        call("grade", SUBMISSIONS, "--out", tmp_path / f"graded-{number}", "--exercise", "dense", "--shard", f"{number}/3")
    call("report", *sorted(tmp_path.glob("graded-*")), "--out", tmp_path / "merged")
    for name in ("gradebook.json", "gradebook.csv"):
        assert (tmp_path / "merged" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    assert read_results(tmp_path / "merged") == read_results(tmp_path / "whole")


def read_results(folder):
    """Returns every result as JSON text, without the times."""
    times = re.compile(r'"(started_at|duration_s)": [^\n]*')
    return {path.relative_to(folder): times.sub("", path.read_text()) for path in folder.glob("results/*/*.json")}


def test_platforms_that_grade_one_exercise_say_so(tmp_path):
    """Exit code 2 and one line"""
    done = release(tmp_path / "all.zip", "gradescope")
    assert done.returncode == 2
    assert "one exercise at a time" in done.stderr
    assert not (tmp_path / "all.zip").exists()
