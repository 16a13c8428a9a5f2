"""A class on a terminal: the gradebook's table, the commonest mistakes, a line for each ungraded result."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from grader.course.layout import Course
from grader.link.wrong_models import load_misconceptions
from grader.pages.console import Terminal
from grader.records.gradebook import Gradebook
from grader.records.results import OUTCOMES, Result, encode_json
from grader.records.text import show

MISTAKES_SHOWN = 5


def print_class(course: Course, gradebook: Gradebook, folder: Path, as_json: bool) -> None:
    """Prints the gradebook's table and the commonest mistakes, or the gradebook as JSON."""
    if as_json:
        click.echo(encode_json(gradebook).decode(), nl=False)
        return
    console = Terminal()
    console.print(_make_table(gradebook))
    for line in list_mistakes(course, gradebook):
        console.print(escape(line), soft_wrap=True, highlight=False)
    console.print(
        f"{len(gradebook.students)} students, cases by outcome; results and gradebook are in {escape(show(folder))}",
        soft_wrap=True,
        highlight=False,
    )


def print_ungraded(results: Iterable[Result]) -> None:
    """Prints a line for each result that stayed ungraded."""
    for result in results:
        if result.status == "ungraded":
            reason = next((case.message for case in result.cases if case.message), "")
            click.echo(f"grader: UNGRADED {show(result.student)} {result.exercise}: {show(reason, 400)}", err=True)


def _make_table(gradebook: Gradebook) -> Table:
    table = Table(box=None, header_style="bold")
    for name in ("exercise", "graded", "mean", "cases passed", "cases that did not"):
        table.add_column(name, justify="left" if name[-1] in "et" else "right")
    for row in gradebook.exercises:
        mean = "-" if row.mean is None else f"{row.mean:.1f} of {row.max_score}"
        others = (f"{count} {name}" for name in OUTCOMES[1:] if (count := row.outcomes[name]))
        described = ", ".join(others).replace("_", " ")
        table.add_row(row.slug, str(row.graded), mean, str(row.outcomes["passed"]), described)
    return table


def list_mistakes(course: Course, gradebook: Gradebook) -> list[str]:
    """Returns the class's commonest named mistakes, a line each."""
    counted = [(count, row.slug, id) for row in gradebook.exercises for id, count in row.diagnoses.items()]
    lines = []
    for count, slug, id in sorted(counted, key=lambda item: (-item[0], item[1], item[2]))[:MISTAKES_SHOWN]:
        titles = {item.id: item.title for item in load_misconceptions(course.exercise(slug))}
        title = "; and: ".join(titles.get(part, part) for part in id.split("+"))
        lines.append(f"  {count} student{'s' if count > 1 else ''}, {slug}: {title}")
    return ["commonest mistakes:", *lines] if lines else []
