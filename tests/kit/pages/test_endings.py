"""How a command ends that could not do what was asked."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from grader.pages.endings import explain
from grader.records.errors import CourseError, ExportError, GraderFault, OutputClosed


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (ExportError("no such column"), 2, "no such column"),
        (CourseError(Path("a.toml"), 3, "wrong"), 3, "a.toml:3: wrong"),
        (OutputClosed(), 4, "nobody reads"),
        (GraderFault("x"), 4, "nothing is scored by that: x"),
        (ModuleNotFoundError("No module", name="grader.exports"), 2, "for instructors"),
        (ModuleNotFoundError("No module", name="numpy"), 4, "the grader itself failed"),
        (OSError(errno.ENOSPC, "No space left on device", "a/b"), 4, "a/b: No space left on device: the disk is full"),
        (OSError(errno.EFBIG, "File too large"), 4, "the output: File too large: files may not grow"),
        (OSError(errno.EROFS, "Read-only file system", b"a"), 2, "work in a copy"),
        (OSError(errno.EACCES, "Permission denied", "a\nb"), 2, r"a\nb: Permission denied: you may not"),
        (OSError(errno.EIO, "Input/output error", "a"), 4, "a: Input/output error; the grader cannot go on"),
        (ZeroDivisionError("division"), 4, "the grader itself failed (ZeroDivisionError: division)"),
    ],
)
def test_every_ending_is_a_line_with_its_code(monkeypatch, error, code, words):
    """The user's, the course's and the grader's faults, and what the system refuses."""
    monkeypatch.delenv("GRADER_DEBUG", raising=False)
    line, found = explain(error)
    assert found == code
    assert words in line
    assert "\n" not in line


@pytest.mark.parametrize("error", [ZeroDivisionError("x"), OSError(errno.EIO, "x")])
def test_what_nobody_foresaw_is_shown_in_full_on_request(monkeypatch, error):
    """GRADER_DEBUG raises it again."""
    monkeypatch.setenv("GRADER_DEBUG", "1")
    with pytest.raises(type(error)):
        explain(error)
