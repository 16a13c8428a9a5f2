"""A statement's worked examples, run from top to bottom in one namespace: with a student's files, or the solved ones."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from grader.course.layout import Course, Exercise
from grader.course.statements import Example, same_output
from grader.own.process import Job, capture_job

SCRIPT = "grader.own.script"
PATIENCE_S = 600.0
_BETWEEN = "\x1e"


@dataclasses.dataclass(frozen=True)
class Played:
    """What became of one example: what it printed, and whether that is what the statement shows."""

    example: Example
    printed: str

    @property
    def is_shown(self) -> bool:
        """Whether the statement shows this output, number for number."""
        return self.example.output is not None and same_output(self.example.output, self.printed)


def play_examples(
    course: Course, exercise: Exercise, examples: Sequence[Example], reference: bool = False
) -> tuple[list[Played], str]:
    """Returns what each example printed, and what the last of them raised; those after it are not run."""
    job = Job(
        str(course.root),
        exercise.track,
        str(exercise.folder),
        code=[example.code for example in examples],
        name=f"{exercise.slug}/README.md",
        reference=reference,
        separator=_BETWEEN,
    )
    code, output, errors = capture_job(SCRIPT, job, PATIENCE_S)
    parts = [part.removeprefix("\n") for part in output.split(_BETWEEN)]
    ran = [Played(example, text) for example, text in zip(examples, parts, strict=False)]
    return ran[: len(parts) - (not code)], errors if code else ""
