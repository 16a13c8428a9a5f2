"""One result on a terminal: what a student reads after a check, or an instructor after a replay."""

from __future__ import annotations

from rich.text import Text

from grader.course.layout import Exercise
from grader.records.results import Case, Result

_MARKS = {"passed": "✓", "not_run": "-"}


def render_result(exercise: Exercise, result: Result, show_all: bool, whole: bool = False) -> Text:
    """Returns what a student reads: points, the first failing case, what to do next; `whole` is for instructors."""
    text = Text()
    text.append(exercise.slug, style="bold")
    if result.status == "ungraded":
        text.append(f"  {explain_ungraded(result)}\n", style="red")
        return text
    passed = [case for case in result.cases if case.outcome == "passed"]
    failing = [case for case in result.cases if case.outcome != "passed"]
    ending = "" if whole else " of the public cases"
    text.append(f"  {sum(case.score for case in passed)} of {result.max_score} points{ending}\n")
    for case in failing if show_all else failing[:1]:
        _append_case(text, case)
    if failing and not show_all and len(failing) > 1:
        others = f"{len(failing) - 1} more case{'s' if len(failing) > 2 else ''}"
        text.append(f"\n{others} did not pass; `grader check {exercise.slug} --all` shows every one\n", style="dim")
    if whole:
        return text
    if not failing:
        text.append("All public cases passed; hidden cases are scored when you hand in.\n", style="green")
    else:
        text.append(f"Next: read the case above beside {exercise.folder.name}/README.md, or take a step: ", style="dim")
        text.append(f"grader hint {exercise.slug}\n", style="dim")
    return text


def explain_ungraded(result: Result) -> str:
    """Returns why there is no score."""
    reason = next((case.message for case in result.cases if case.message), "")
    return f"not graded: {reason}"


def _append_case(text: Text, case: Case) -> None:
    text.append(f"\n{_MARKS.get(case.outcome, '✗')} {case.title}", style="bold red")
    text.append(f"   {case.outcome.replace('_', ' ')}, 0 of {case.points}\n")
    for line in case.message.splitlines():
        text.append(f"    {line}\n")
    if case.diagnosis:
        text.append(f"  likely: {case.diagnosis.title}\n", style="bold yellow")
        text.append(f"  {case.diagnosis.hint}\n", style="yellow")
    if case.reproduce:
        text.append("  to see it happen:\n", style="dim")
        for line in case.reproduce.splitlines():
            text.append(f"    {line}\n", style="dim")
    if case.stdout:
        text.append("  printed by your code:\n", style="dim")
        for line in case.stdout.splitlines()[:10]:
            text.append(f"    {line}\n", style="dim")
