"""In Jupyter: `%load_ext grader`, then `%check` or `check(Dense)` shows the public cases as a table, `%hint` a hint.

What is checked is the code of the cells that have been run so far, taken as a handed-in notebook is: the same judge, a
confined worker, the same messages. Nothing of that runs in the kernel. What statements import is found there as well: the
track's modules, the student's other solutions, and, by the exercise's own name, the classes of this notebook's cells.
"""

from __future__ import annotations

import hashlib
import html
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from grader.course.hints import next_hint
from grader.course.layout import Course, Exercise, find_root, load_course
from grader.course.own import find_choices, find_here, own_paths
from grader.course.parts import find_parts
from grader.course.progress import find_standings, remember
from grader.course.submissions import Code
from grader.judge.processes import JudgeProcess
from grader.judge.protocol import Setup
from grader.judge.tasks import Task, read_own
from grader.own.finder import Finder, find_track
from grader.pages.path import render_ending
from grader.pages.terminal import explain_ungraded
from grader.records.errors import CourseError, UnknownExercise, UsageProblem
from grader.records.results import Case, Result

__all__ = ["Hint", "Report", "check_cells", "register", "render_html"]


class Report:
    """A result that shows itself as HTML in a notebook and as text elsewhere; `ending` is what follows the last case."""

    def __init__(self, result: Result, ending: str = "") -> None:
        self.result, self.ending = result, ending

    def _repr_html_(self) -> str:
        return render_html(self.result, self.ending)

    def __repr__(self) -> str:
        if self.result.status == "ungraded":
            return f"{self.result.exercise}: {explain_ungraded(self.result)}"
        lines = [f"{self.result.exercise}: {self.result.score} of {self.result.max_score} points of the public cases"]
        lines += [f"{case.outcome:14} {case.title}" for case in self.result.cases]
        return "\n".join(lines)


class Hint:
    """A hint that shows itself as HTML in a notebook and as text elsewhere."""

    def __init__(self, text: str) -> None:
        self.text = text

    def _repr_html_(self) -> str:
        paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in self.text.split("\n\n"))
        return f'<div style="max-width:45em">{paragraphs}</div>'

    def __repr__(self) -> str:
        return self.text


def check_cells(course: Course, exercise: Exercise, cells: list[str]) -> Result:
    """Returns the result of the public cases on these cells."""
    data = msgspec.json.encode(cells)
    work = Code(f"{exercise.slug}.ipynb", data, hashlib.sha256(data).hexdigest())
    task = Task("you", exercise.slug, work, find_parts(course, exercise, read_own))
    setup = Setup(os.fsencode(course.root), [exercise.slug], ["public"], course.settings.seed)
    judge = JudgeProcess(setup)
    try:
        return judge.ask(task).result
    finally:
        judge.close()


def render_html(result: Result, ending: str = "") -> str:
    """Returns the result as a table, every text in it escaped: one row for each case, the first failing one in full."""
    if result.status == "ungraded":
        return f"<p><b>{html.escape(result.exercise)}</b>: {html.escape(explain_ungraded(result))}</p>"
    failing = [case for case in result.cases if case.outcome != "passed"]
    rows = []
    for case in result.cases:
        mark = "✓" if case.outcome == "passed" else "-" if case.outcome == "not_run" else "✗"
        told = "" if case.outcome == "passed" else _tell(case, case is failing[0])
        outcome = case.outcome.replace("_", " ")
        cells = (mark, f"{html.escape(case.title)}{told}", outcome, f"{case.score}/{case.points}")
        rows.append("<tr>" + "".join(map(_cell, cells, ("", "white-space:normal", "", ""))) + "</tr>")
    score = f"{result.score} of {result.max_score} points of the public cases"
    after = (
        f'<div style="white-space:pre-wrap;word-break:normal;max-width:60em">{html.escape(ending)}</div>'
        if ending
        else ""
    )
    if failing:
        after = "<p>Next: <code>%hint</code> gives a step for the first case that fails; run your changed cell, then "
        after += "<code>%check</code> again.</p>"
    return f"<p><b>{html.escape(result.exercise)}</b>: {score}</p>{_TABLE}{''.join(rows)}</table>{after}"


_TABLE = '<table style="table-layout:fixed;width:100%;max-width:70em"><colgroup>'
_TABLE += '<col style="width:2em"><col><col style="width:7em"><col style="width:3.5em"></colgroup>'
"""Fixed columns: a long line scrolls in its own cell and pushes no other out of sight."""


def _cell(text: str, style: str) -> str:
    return f'<td style="text-align:left;vertical-align:top;white-space:nowrap;{style}">{text}</td>'


def _tell(case: Case, first: bool) -> str:
    """Returns what is said of a failing case: cause, what was wanted and came, what to look at, lines that show it."""
    parts = []
    if case.diagnosis:
        parts.append(f"<div><b>likely: {html.escape(case.diagnosis.title)}</b></div>")
    if case.message:
        parts.append(f"<pre {_PRE}>{html.escape(case.message)}</pre>")
    if case.diagnosis:
        parts.append(f"<div>look at: {html.escape(case.diagnosis.hint)}</div>")
    if case.stdout:
        parts.append(_fold("printed by your code", case.stdout, first))
    if case.reproduce:
        parts.append(_fold("to see it happen", case.reproduce, False))
    if first:
        return f'<div style="margin:0.5em 0">{"".join(parts)}</div>'
    return f"<details><summary>what happened</summary>{''.join(parts)}</details>" if parts else ""


def _fold(title: str, text: str, is_open: bool) -> str:
    return f"<details{' open' * is_open}><summary>{title}</summary><pre {_PRE}>{html.escape(text)}</pre></details>"


_PRE = 'style="white-space:pre;overflow-x:auto;text-align:left;margin:0.3em 0;background:transparent"'
"""Numbers stay on their line, whatever a page's own style does to a table's cells."""


def register(shell: Any) -> None:
    """Gives the notebook `%check`, `%hint`, the function `check`, and imports; a second time changes nothing."""
    here = Path.cwd()

    def check(item: Any = "") -> Report:
        """Checks an exercise by its slug, or by the class or function that it asks for; without a name, this folder's."""
        course = load_course(find_root(here))
        exercise = _find(course, item if isinstance(item, str) else getattr(item, "__name__", str(item)), here)
        cells = [str(cell) for cell in shell.user_ns.get("In", [])[:-1]]
        result = check_cells(course, exercise, cells)
        remember(course, [result], {exercise.slug: cells})
        passed = result.status == "graded" and all(case.outcome == "passed" for case in result.cases)
        notebook = own_paths(exercise)[1]
        ending = render_ending(course, exercise, notebook, find_standings(course)).plain if passed else ""
        return Report(result, ending)

    def hint(line: str = "") -> Hint:
        course = load_course(find_root(here))
        exercise = _find(course, line.strip(), here)
        found = next_hint(course, exercise)
        ending = "\n\nThat was the last hint; the statement has a worked example." if found.is_last else ""
        return Hint(f"Hint {found.number} of {found.total}: {found.text}{ending}")

    shell.register_magic_function(lambda line: check(line.strip()), "line", "check")
    shell.register_magic_function(hint, "line", "hint")
    shell.push({"check": check})
    _install_finder(shell, here)


def _install_finder(shell: Any, here: Path) -> None:
    """Lets the kernel import what statements import; in no course there is nothing to find."""
    try:
        course = load_course(find_root(here))
    except CourseError:
        return
    exercise, track = find_here(course, here), find_track(course, here)
    if not track:
        return
    spaces: dict[str, Callable[[str], Any]] = {}
    if exercise is not None and own_paths(exercise)[1].is_file():
        spaces[exercise.slug] = _look_into(shell, exercise)
    Finder(course, track, spaces=spaces).install()


def _look_into(shell: Any, exercise: Exercise) -> Callable[[str], Any]:
    """Returns what finds a name of the exercise among the notebook's own variables."""

    def find(name: str) -> Any:
        if name in shell.user_ns:
            return shell.user_ns[name]
        if name.startswith("__"):
            raise AttributeError(name)
        raise ImportError(f"run the cell that defines `{name}` first: `{exercise.slug}` is this notebook here")

    return find


def _find(course: Course, name: str, here: Path) -> Exercise:
    if not name:
        exercise = find_here(course, here)
        if exercise is None:
            raise UsageProblem("which exercise? Say `%check SLUG`")
        return exercise
    try:
        return find_choices(course, name, here)[0].exercise
    except UnknownExercise:
        asking = [exercise for exercise in course.exercises if name in exercise.settings.names]
        own = [exercise for exercise in asking if exercise.folder == here]
        if len(own or asking) == 1:
            return (own or asking)[0]
        raise
