"""GitHub's job summary: Markdown on the run's page, for one student or for a class."""

from __future__ import annotations

from collections.abc import Sequence

from grader.records.entries import Context, Entry, describe, describe_missing, group_by_student, max_total, total
from grader.records.text import fence, fit, markdown, shorten

CAP = 1_000_000  # 1 MiB for each step
_MARKS = {"passed": "✅", "not_run": "⬜"}


def render_summary(entries: Sequence[Entry], context: Context) -> bytes:
    """Returns Markdown: the cases of one student, or a table of a class."""
    groups = group_by_student(entries)

    def render(limit: int | None) -> bytes:
        if len(groups) == 1:
            text = "".join(_exercise(entry, context, limit) for entry in entries)
        elif limit is None:
            graded = sum(total(group) is not None for group in groups.values())
            text = f"## Grades\n\n{graded} of {len(groups)} students are graded; the table is too long for this page.\n"
        else:
            text = _class(groups, limit)
        return text.encode()

    return fit(render, CAP, "summary")


def _exercise(entry: Entry, context: Context, limit: int | None) -> str:
    title = markdown(context.titles.get(entry.exercise, entry.exercise))
    if entry.score is None:
        reason = shorten(describe_missing([entry]), limit or 200)
        return f"## {title}: not graded\n\n{markdown(reason)}\n\n"
    lines = [f"## {title}: {entry.score} of {entry.max_score} points", ""]
    for change in entry.changes:
        lines.append(f"- {change.title}: {change.points:+d} points. {markdown(shorten(change.comment, limit or 80))}")
    if entry.changes:
        lines.append("")
    passed = sum(case.outcome == "passed" for case in entry.cases)
    if limit is None:
        return "\n".join([*lines, f"{passed} of {len(entry.cases)} cases passed.", "", ""])
    lines += ["| | case | outcome | points |", "|---|---|---|---|"]
    for case in entry.cases:
        name = markdown(shorten(case.title, limit))
        outcome = case.outcome.replace("_", " ")
        lines.append(f"| {_MARKS.get(case.outcome, '❌')} | {name} | {outcome} | {case.score} of {case.points} |")
    lines.append("")
    for case in entry.cases:
        if case.outcome not in ("passed", "not_run") and case.visibility == "public":
            name = markdown(shorten(case.title, limit))
            lines += [f"<details><summary>{name}</summary>", "", fence(describe(case), limit), ""]
            if case.stdout:
                lines += ["Printed by the code:", "", fence(case.stdout, min(limit, 2_000)), ""]
            lines += ["</details>", ""]
    return "\n".join([*lines, ""])


def _class(groups: dict[str, list[Entry]], limit: int) -> str:
    slugs = list(dict.fromkeys(entry.exercise for group in groups.values() for entry in group))
    names = [markdown(slug) for slug in slugs]
    lines = [
        "## Grades",
        "",
        f"| student | {' | '.join(names)} | total |",
        "|---" * (len(slugs) + 2) + "|",
    ]
    missing = []
    for student, group in groups.items():
        found = {entry.exercise: entry for entry in group}
        cells = [_cell(found.get(slug)) for slug in slugs]
        score = total(group)
        whole = "-" if score is None else f"{score} of {max_total(group)}"
        lines.append(f"| {markdown(shorten(student, limit))} | {' | '.join(cells)} | {whole} |")
        if score is None:
            missing.append(
                f"- {markdown(shorten(student, limit))}: {markdown(shorten(describe_missing(group), limit))}"
            )
    if missing:
        lines += ["", "### Not graded", "", *missing]
    return "\n".join([*lines, "", ""])


def _cell(entry: Entry | None) -> str:
    if entry is None:
        return ""
    if entry.score is None:
        return "excused" if entry.excused else "not graded"
    return f"{entry.score}{' *' if entry.changes else ''}"
