"""`grader diff`: what changed between two runs, for a regrade or a new version of a suite."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from grader.records.currency import changed_cases, count_causes, derive_wanted, find_causes
from grader.records.results import Result
from grader.records.run import open_run


def diff_scores(before: Path, after: Path, as_json: bool) -> None:
    """Prints each result whose score, status or outcomes differ; exits with 1 where there are any."""
    changes = find_changes(_load(before), _load(after))
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(changes), indent=2).decode())
    else:
        for change in changes:
            click.echo(
                f"{change['student']}  {change['exercise']}  {change['before']} -> {change['after']}  {change['cases']}"
                + (f"  ({change['why']})" if change["why"] else "")
            )
        for line in count_causes([change["why"]] for change in changes if change["why"]):
            click.echo(line)
        click.echo(f"{len(changes)} result{' differs' if len(changes) == 1 else 's differ'}")
    if changes:
        raise click.exceptions.Exit(1)


def _load(folder: Path) -> dict[tuple[str, str], Result]:
    contents = open_run(folder).read()
    for line in contents.problems:
        click.echo(f"grader: {line}", err=True)
    return {(result.student, result.exercise): result for result in contents.results}


def find_changes(before: dict[tuple[str, str], Result], after: dict[tuple[str, str], Result]) -> list[dict[str, str]]:
    """Returns a record for each result that differs; times and messages do not count."""
    changes = []
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        cases = changed_cases(old, new)
        if _show(old) != _show(new) or cases:
            row = {"student": key[0], "exercise": key[1], "before": _show(old), "after": _show(new)}
            why = "; ".join(find_causes(old, derive_wanted(new))) if old and new else ""
            changes.append({**row, "cases": ", ".join(cases), "why": why})
    return changes


def _show(result: Result | None) -> str:
    if result is None:
        return "missing"
    return f"{result.score} of {result.max_score}" if result.status == "graded" else "ungraded"
