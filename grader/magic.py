"""In Jupyter: `%load_ext grader`, then `%check dense` or `check(Dense)` shows the public cases as a small table.

What is checked is the code of the cells that have been run so far, taken as a handed-in notebook is: the same judge, a
confined worker, the same messages. Nothing runs in the kernel.
"""

from __future__ import annotations

import hashlib
import html
import os
import sys
from pathlib import Path
from typing import Any

import msgspec

from grader.course.layout import Course, Exercise, find_root, load_course
from grader.course.parts import find_parts
from grader.course.submissions import Code
from grader.judge.processes import JudgeProcess, Setup
from grader.judge.tasks import Task, read_own
from grader.pages.terminal import explain_ungraded
from grader.records.errors import UnknownExercise
from grader.records.results import Result

__all__ = ["Report", "check_cells", "register", "render_html"]


class Report:
    """A result that shows itself as HTML in a notebook and as text elsewhere."""

    def __init__(self, result: Result) -> None:
        self.result = result

    def _repr_html_(self) -> str:
        return render_html(self.result)

    def __repr__(self) -> str:
        if self.result.status == "ungraded":
            return f"{self.result.exercise}: {explain_ungraded(self.result)}"
        lines = [f"{self.result.exercise}: {self.result.score} of {self.result.max_score} points of the public cases"]
        lines += [f"{case.outcome:14} {case.title}" for case in self.result.cases]
        return "\n".join(lines)


def check_cells(course: Course, exercise: Exercise, cells: list[str]) -> Result:
    """Returns the result of the public cases on these cells."""
    data = msgspec.json.encode(cells)
    work = Code(f"{exercise.slug}.ipynb", data, hashlib.sha256(data).hexdigest())
    task = Task("you", exercise.slug, work, find_parts(course, exercise, read_own))
    setup = Setup(os.fsencode(course.root), [exercise.slug], ["public"], course.settings.seed, warm_up=False)
    judge = JudgeProcess(setup)
    try:
        return judge.ask(task).result
    finally:
        judge.close()


def render_html(result: Result) -> str:
    """Returns the result as a table; every text in it is escaped."""
    if result.status == "ungraded":
        return f"<p><b>{html.escape(result.exercise)}</b>: {html.escape(explain_ungraded(result))}</p>"
    rows = []
    for case in result.cases:
        text = f"<pre>{html.escape(case.message)}</pre>" if case.message else ""
        if case.diagnosis:
            text += f"<b>likely: {html.escape(case.diagnosis.title)}</b><br>{html.escape(case.diagnosis.hint)}"
        mark = "✓" if case.outcome == "passed" else "✗"
        cells = (mark, html.escape(case.title), case.outcome.replace("_", " "), f"{case.score}/{case.points}", text)
        rows.append("<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in cells) + "</tr>")
    score = f"{result.score} of {result.max_score} points of the public cases"
    ending = "" if result.score != result.max_score else "<p>Hidden cases are scored when you hand in.</p>"
    return f"<p><b>{html.escape(result.exercise)}</b>: {score}</p><table>{''.join(rows)}</table>{ending}"


def register(shell: Any) -> None:
    """Gives the notebook the line magic `%check` and the function `check`."""

    def run(name: str) -> Report:
        course = load_course(find_root(Path.cwd()))
        exercise = _find(course, name)
        return Report(check_cells(course, exercise, [str(cell) for cell in shell.user_ns.get("In", [])[:-1]]))

    def check(item: Any) -> Report:
        """Checks an exercise by its slug, or by the class or function that it asks for."""
        return run(item if isinstance(item, str) else getattr(item, "__name__", str(item)))

    here = Path.cwd()
    if (here / "exercise.toml").is_file() and str(here.parent) not in sys.path:
        sys.path.append(str(here.parent))  # so that `from layer import Layer` works in the student's own kernel, too
    shell.register_magic_function(lambda line: run(line.strip()), "line", "check")
    shell.push({"check": check})


def _find(course: Course, name: str) -> Exercise:
    try:
        return course.exercise(name)
    except UnknownExercise:
        asking = [exercise for exercise in course.exercises if name in exercise.settings.names]
        here = [exercise for exercise in asking if exercise.folder == Path.cwd()]
        if len(here or asking) == 1:
            return (here or asking)[0]
        raise
