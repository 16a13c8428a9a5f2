"""The result of grading one submission of one exercise: one versioned record.

`result.schema.json` beside this file is generated from these structs (`python -m grader.results --write`). What each
field means stands in `FORMATS.md`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any, Literal

import msgspec

Outcome = Literal["passed", "failed", "raised", "timeout", "crashed", "unimplemented", "not_run"]
OUTCOMES: tuple[Outcome, ...] = (
    "passed",
    "failed",
    "raised",
    "timeout",
    "crashed",
    "unimplemented",
    "not_run",
)

HIDDEN_MESSAGE = "This case is hidden: it checks what the statement says with inputs of its own."


class Diagnosis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A known mistake that explains every answer of the failing case."""

    id: str
    title: str
    hint: str


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One case of a suite, judged."""

    id: str
    title: str
    visibility: Literal["public", "hidden"]
    points: int
    score: int
    outcome: Outcome
    message: str = ""
    diagnosis: Diagnosis | None = None
    reproduce: str | None = None
    stdout: str = ""
    duration_s: float = 0.0


class Result(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One submission of one exercise, graded; `score` is None where it stayed `ungraded`."""

    schema: Literal["layer-grader/result/v1"] = "layer-grader/result/v1"
    student: str
    exercise: str
    status: Literal["graded", "ungraded"]
    score: int | None
    max_score: int
    cases: list[Case]
    seed: int
    isolation: list[str]
    submission_sha256: str | None
    suite_sha256: str
    grader_version: str
    environment: dict[str, str]
    started_at: str
    duration_s: float


def encode_json(record: Any) -> bytes:
    """Returns `record` as indented JSON with a newline at its end."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


def load_result(path: Path) -> Result | None:
    """Returns the result at `path`, or None where there is none that this version can read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Result)
    except (OSError, msgspec.DecodeError):
        return None


def write_atomically(path: Path, data: bytes) -> None:
    """Puts `data` at `path` so that a reader, or a crash, sees the old file or the new one and nothing between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def derive_schema() -> bytes:
    """Returns the JSON Schema of `Result`."""
    return encode_json(msgspec.json.schema(Result))


if __name__ == "__main__":
    schema_path = Path(__file__).with_name("result.schema.json")
    if "--write" in sys.argv:
        write_atomically(schema_path, derive_schema())
    elif schema_path.read_bytes() != derive_schema():
        sys.exit(f"{schema_path.name} differs from the structs; run `python -m grader.results --write`")
