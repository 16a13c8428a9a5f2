"""Results: the committed schema, what it admits, and files that are never half written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import msgspec
import pytest

import grader
from grader.records.results import (
    OUTCOMES,
    Case,
    Diagnosis,
    Result,
    UnreadableResult,
    derive_schema,
    encode_json,
    read_result,
    write_atomically,
)

SCHEMA = Path(grader.__file__).with_name("records") / "result.schema.json"
CASE = Case("public::test_x", "Title", "public", 2, 0, "failed", "no", Diagnosis("id", "Title", "Hint?"))
RESULT = Result(
    student="Åsa", exercise="dense", status="graded", score=0, max_score=2, cases=[CASE], seed=3,
    isolation=["rlimits"], submission_sha256=None, suite_sha256="0" * 64, grader_version="0.1.0",
    environment={"python": "3.11"}, started_at="2026-01-01T00:00:00Z", duration_s=0.5,
)  # fmt: skip


def change(**changes):
    """Returns `RESULT` as plain data with some keys changed; a value of `...` takes its key out."""
    data = {**json.loads(encode_json(RESULT)), **changes}
    return {key: value for key, value in data.items() if value is not ...}


def test_the_schema_is_the_structs():
    """The committed schema is what the structs generate."""
    assert SCHEMA.read_bytes() == derive_schema()


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_results_are_valid(outcome):
    """A result with each outcome, and an ungraded one, is valid by the schema."""
    case = msgspec.structs.replace(CASE, outcome=outcome, diagnosis=None)
    for result in (
        msgspec.structs.replace(RESULT, cases=[case], submission_sha256="0" * 64),
        msgspec.structs.replace(RESULT, status="ungraded", score=None),
    ):
        jsonschema.validate(json.loads(encode_json(result)), json.loads(SCHEMA.read_bytes()))


@pytest.mark.parametrize(
    "data",
    [
        change(schema="layer-grader/result/v2"), change(status="pending"), change(score="0"), change(extra=1),
        change(seed=...), change(cases=[{"id": "x"}]),
        change(cases=[{**change()["cases"][0], "outcome": "skipped"}]),
    ],
)  # fmt: skip
def test_other_records_are_refused(data, tmp_path):
    """Other versions, outcomes, keys and types are refused by the schema, and by the reader."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, json.loads(SCHEMA.read_bytes()))
    path = tmp_path / "result.json"
    path.write_text(json.dumps(data))
    with pytest.raises(UnreadableResult):
        read_result(path)


def test_results_return(tmp_path):
    """What is written is what is read, and ends with a newline."""
    path = tmp_path / "results" / "Åsa" / "dense.json"
    write_atomically(path, encode_json(RESULT))
    assert read_result(path) == RESULT
    assert path.read_bytes().endswith(b"}\n")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff"])
def test_what_is_no_result_is_none(tmp_path, data):
    """A file that is empty, cut off or something else is no result, and a missing one is none."""
    path = tmp_path / "result.json"
    assert read_result(path) is None
    path.write_bytes(data)
    with pytest.raises(UnreadableResult, match="is no result of this version"):
        read_result(path)


@pytest.mark.parametrize("step", ["replace", "chmod", "fdopen"])
def test_a_failure_leaves_the_old_file(tmp_path, monkeypatch, step):
    """Where writing fails half way, the old file is whole and nothing else lies beside it."""
    path = tmp_path / "result.json"
    write_atomically(path, b"old")

    def fail(*args, **kwargs):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        with pytest.raises(OSError, match="No space"):
            write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["result.json"]


def test_files_can_be_read_by_others(tmp_path):
    """A result is for the course's staff: its permissions are those of an ordinary file."""
    write_atomically(tmp_path / "result.json", b"{}")
    if os.name == "posix":
        assert (tmp_path / "result.json").stat().st_mode & 0o777 == 0o644
