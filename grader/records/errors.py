"""The families of errors, and the exit codes that programs rely on. Whose fault it is decides both.

`UsageProblem` is the user's, `CourseError` the course author's, `GraderFault` ours, which costs no student a point.
"""

from __future__ import annotations

import errno
from pathlib import Path

FAILING, USAGE, COURSE_ERROR, UNGRADED = 1, 2, 3, 4

SPENT = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""Nothing more can be written anywhere: the disk, a quota, or a file's greatest size."""


class UsageProblem(Exception):
    """What was asked for cannot be done. One line, and what to do."""


class UnknownExercise(UsageProblem):
    """No exercise has this slug."""


class ExportError(UsageProblem):
    """An export cannot be made. One line, and what to do."""


class CourseError(Exception):
    """The course's own files are wrong. Reads `path:line: what is wrong; what to do`."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")


class GraderFault(Exception):
    """The grader failed, not the submission: the result is `ungraded`."""


class OutputClosed(GraderFault):
    """Whoever read this command's output has gone away."""
