"""What results become elsewhere: one module for each format, each a pure function of results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from grader.exports.actions import render_actions
from grader.exports.annotations import render_annotations
from grader.exports.autolab import render_autolab
from grader.exports.canvas import render_canvas
from grader.exports.classroom50 import render_classroom50
from grader.exports.exercism import render_exercism
from grader.exports.gradescope import render_gradescope
from grader.exports.junit import render_junit
from grader.exports.moodle import render_moodle, render_worksheet
from grader.exports.nbgrader import render_nbgrader
from grader.exports.prairielearn import render_prairielearn
from grader.exports.summary import render_summary
from grader.records.entries import Context, Entry
from grader.records.errors import ExportError

__all__ = ["FORMATS", "Context", "Entry", "ExportError", "Format", "find_format"]


class Format(msgspec.Struct, frozen=True):
    """One format: what it is, whether a file holds one student or a class, the file's usual name, and its function."""

    title: str
    holds: Literal["student", "class"]
    file_name: str
    render: Callable[[Sequence[Entry], Context], bytes]


FORMATS: dict[str, Format] = {
    "classroom50": Format("Classroom 50's result.json", "student", "result.json", render_classroom50),
    "actions": Format("the base64 `result` of classroom-resources", "student", "result.b64", render_actions),
    "gradescope": Format("Gradescope's results.json", "student", "results.json", render_gradescope),
    "autolab": Format("what Autolab's autograder prints", "student", "autolab.txt", render_autolab),
    "exercism": Format("Exercism's results.json, version 3", "student", "results.json", render_exercism),
    "prairielearn": Format("PrairieLearn's results.json", "student", "results.json", render_prairielearn),
    "annotations": Format("GitHub annotations with file and line", "student", "annotations.txt", render_annotations),
    "junit": Format("JUnit XML", "class", "junit.xml", render_junit),
    "summary": Format("GitHub's job summary in Markdown", "class", "summary.md", render_summary),
    "canvas": Format("a Canvas gradebook with one column filled", "class", "canvas.csv", render_canvas),
    "moodle": Format("CSV for Moodle's course grade import", "class", "moodle.csv", render_moodle),
    "moodle-worksheet": Format("a Moodle offline worksheet, filled", "class", "worksheet.csv", render_worksheet),
    "nbgrader": Format("CSV with the columns of nbgrader's export", "class", "grades.csv", render_nbgrader),
}


def find_format(name: str) -> Format:
    """Returns the format called `name`. Raises `ExportError` with the names that there are."""
    if name not in FORMATS:
        raise ExportError(f"there is no format `{name}`; there are {', '.join(FORMATS)}")
    return FORMATS[name]
