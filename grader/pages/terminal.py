"""One result on a terminal: what a student reads after a check, or an instructor after a replay.

A failing case reads from the top: the cause in one line, then what was wanted and what came, then what to look at; lines
of Python that show it come last, and where several cases fail only when they are asked for. What is right is said as well.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from rich.text import Text

from grader.course.layout import Exercise
from grader.pages.wrap import CODE
from grader.records.results import Case, Result

_MARKS = {"passed": "✓", "not_run": "-"}


@dataclasses.dataclass(frozen=True)
class View:
    """How a result is shown: the file that was judged and a second one that was not; how much; and for whom.

    `whole` is for instructors, all cases with hidden ones; `keys` where keys are pressed and no commands typed; `brief`
    where several results are shown.
    """

    file: str = ""
    other: str = ""
    show_all: bool = False
    snippet: bool = False
    whole: bool = False
    keys: bool = False
    brief: bool = False


def render_result(exercise: Exercise, result: Result, view: View | None = None) -> Text:
    """Returns what a student reads: the file, points, the first failing case, what is right, what to do next."""
    view = view or View()
    text = Text()
    text.append(exercise.slug, style="bold")
    text.append(f"  {view.file}\n" if view.file else "\n")
    if view.other:
        text.append(_TWO_FILES.format(file=_name(view.file), other=_name(view.other), place=view.other), style="yellow")
    for notice in result.notices:
        text.append(f"{notice}\n", style="yellow")
    if result.status == "ungraded":
        text.append(f"{explain_ungraded(result)}\n", style="red")
        return text
    passed = [case for case in result.cases if case.outcome == "passed"]
    failing = [case for case in result.cases if case.outcome != "passed"]
    ending = "" if view.whole else " of the public cases"
    text.append(f"{sum(case.score for case in passed)} of {result.max_score} points{ending}\n")
    shown = failing if view.show_all else failing[:1]
    for case in shown:
        _append_case(text, case, view.snippet or view.whole or len(failing) == 1)
    if view.whole or (view.brief and not failing):
        return text
    if failing:
        text.append("\n")
    _append_titles(text, passed, "green")
    _append_titles(text, failing[len(shown) :], "dim")
    if failing and not view.brief:
        _append_advice(text, exercise, failing, view)
    return text


def explain_ungraded(result: Result) -> str:
    """Returns why there is no score."""
    reason = next((case.message for case in result.cases if case.message), "")
    return f"not graded: {reason}"


def _append_case(text: Text, case: Case, snippet: bool) -> None:
    text.append(f"\n{_MARKS.get(case.outcome, '✗')} {case.title}", style="bold red")
    text.append(f"   {case.outcome.replace('_', ' ')}, 0 of {case.points}\n")
    if case.diagnosis:
        text.append(f"  likely: {case.diagnosis.title}\n", style="bold yellow")
    for line in case.message.splitlines():
        text.append(f"    {line}\n")
    if case.diagnosis:
        text.append(f"  look at: {case.diagnosis.hint}\n", style="yellow")
    if case.stdout:
        text.append("  printed by your code:\n", style="dim")
        for line in case.stdout.splitlines()[:10]:
            text.append(f"    {line}\n", style="dim")
    if case.reproduce and snippet:
        text.append("  to see it happen:\n", style="dim")
        for line in case.reproduce.splitlines():
            text.append(f"    {line}\n", style=CODE)


def _append_titles(text: Text, cases: Iterable[Case], style: str) -> None:
    for case in cases:
        text.append(f"{_MARKS.get(case.outcome, '✗')} {case.title}", style=style)
        text.append(
            "\n" if case.outcome in ("passed", "failed") else f"   {case.outcome.replace('_', ' ')}\n", style="dim"
        )


def _append_advice(text: Text, exercise: Exercise, failing: list[Case], view: View) -> None:
    """Adds what to do next, one step a line."""
    check = f"grader check {exercise.slug}"
    steps = [("h", f"grader hint {exercise.slug}", "a hint for this case")]
    if failing[0].outcome == "unimplemented" and not view.keys:
        statement = exercise.folder.relative_to(exercise.root) / "README.md"
        steps.insert(0, ("", statement.as_posix(), "the statement"))
    if len(failing) > 1 and not view.show_all:
        count = "the other case" if len(failing) == 2 else f"all {len(failing)} cases"
        steps.append(("a", f"{check} --all", f"{count} in full"))
    if len(failing) > 1 and not view.snippet and any(case.reproduce for case in failing):
        steps.append(("s", f"{check} --snippet", "lines of Python that show it"))
    if failing[0].outcome in ("failed", "raised") and not view.keys:
        steps.append(("", f"{check} --pdb", "the debugger, in your code"))
    text.append("\nNext:\n" if not view.keys else "\n", style="bold")
    width = max(len(key if view.keys else command) for key, command, _ in steps)
    for key, command, what in steps:
        text.append(f"  {(key if view.keys else command):{width}}  {what}\n", style="dim")


def _name(place: str) -> str:
    return place.rpartition("/")[2]


_TWO_FILES = """{other} is begun as well, and older than {file}, which is judged here.
`--file {place}` judges it. Hand in one of the two: of both, the .py file would count.
"""
