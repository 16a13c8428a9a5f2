"""The result of grading one submission of one exercise: one versioned record.

`result.schema.json` beside this file is generated from these structs (`python -m grader.records.results --write`). What each
field means stands in `FORMATS.md`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any, Literal

import msgspec

from grader.records.errors import UsageProblem
from grader.records.text import show

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

SKEW = "skew"
"""In a result's environment: how the versions of the cluster's worker differed from those of who started the run."""

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
    notices: list[str] = []
    made_with: dict[str, str] = {}


def encode_json(record: Any) -> bytes:
    """Returns `record` as indented JSON with a newline at its end."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


class UnreadableResult(UsageProblem):
    """A file is there and is no result of this version. One line that says why."""


def read_result(path: Path) -> Result | None:
    """Returns the result at `path`, or None where there is no such file. Raises `UnreadableResult`."""
    try:
        result = msgspec.json.decode(path.read_bytes(), type=Result)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnreadableResult(f"{show(path)}: cannot be read ({error.strerror})") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableResult(f"{show(path)}: is no result of this version ({error})") from None
    earned = sum(case.score for case in result.cases) if result.status == "graded" else None
    if earned != result.score:
        raise UnreadableResult(f"{show(path)}: its score and its cases disagree; grade it again")
    return result


def write_atomically(path: Path, data: bytes) -> None:
    """Puts `data` at `path` so that a reader, or a crash, sees the old file or the new one and nothing between.

    Raises `OSError` that names `path`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o666 & ~_UMASK)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _read_umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


_UMASK = _read_umask()
"""Asked once: asking means setting, and another thread may be writing."""


def derive_schema() -> bytes:
    """Returns the JSON Schema of `Result`."""
    return encode_json(msgspec.json.schema(Result))


if __name__ == "__main__":
    schema_path = Path(__file__).with_name("result.schema.json")
    if "--write" in sys.argv:
        write_atomically(schema_path, derive_schema())
    elif schema_path.read_bytes() != derive_schema():
        sys.exit(f"{schema_path.name} differs from the structs; run `python -m grader.records.results --write`")
