"""`grader report`: one run's results as a table, or several folders (shards, weeks) merged into one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from grader import __version__
from grader.course import Course, find_root, load_course
from grader.exits import UNGRADED
from grader.export import finish_scores
from grader.gradebook import Gradebook, derive_gradebook, load_gradebook, load_results, result_path, write_gradebook
from grader.misconceptions import load_misconceptions
from grader.overrides import keep_times, load_times
from grader.results import OUTCOMES, Result, encode_json, write_atomically
from grader.submissions import SubmissionsError

MISTAKES_SHOWN = 5


def report_results(folder: Path | None, scores: Sequence[Path], out: Path | None, as_json: bool) -> None:
    """Prints the table of one folder of results; with `out`, merges all of them there first."""
    course = load_course(find_root((folder or Path.cwd()).absolute()))
    if len(scores) > 1 and out is None:
        raise SubmissionsError("several folders of results are merged with --out FOLDER")
    seeds = {path: book.seed for path in scores if (book := load_gradebook(path)) is not None}
    for path in scores:
        if path not in seeds:
            raise SubmissionsError(f"{path}: holds no results; give the folder that was --out of `grader grade`")
    if len(set(seeds.values())) > 1:
        listed = ", ".join(f"{path}: {seed}" for path, seed in seeds.items())
        raise SubmissionsError(f"these runs have different seeds and do not belong together ({listed})")
    if out is not None:
        for path in scores:
            for result in load_results(path):
                write_atomically(result_path(out, result.student, result.exercise), encode_json(result))
    found = load_results(out or scores[0])
    target = out or scores[0]
    for path in scores:
        keep_times(load_times(path), target)
    gradebook = update_gradebook(course, target, found, next(iter(seeds.values())))
    finish_scores(course, target, target, gradebook, found, ("none",))
    print_report(course, gradebook, found, out or scores[0], as_json)
    if any(result.status == "ungraded" for result in found):
        sys.exit(UNGRADED)


def update_gradebook(course: Course, folder: Path, results: Sequence[Result], seed: int) -> Gradebook:
    """Writes the gradebook of all results in `folder` and returns it; exercises in the order of the course."""
    graded = {result.exercise for result in results}
    slugs = [exercise.slug for exercise in course.exercises if exercise.slug in graded]
    gradebook = derive_gradebook(results, slugs, seed, __version__)
    write_gradebook(folder, gradebook)
    return gradebook


def print_report(course: Course, gradebook: Gradebook, results: Sequence[Result], folder: Path, as_json: bool) -> None:
    """Prints the gradebook's table, the commonest mistakes, and a line for each ungraded result."""
    if as_json:
        click.echo(encode_json(gradebook).decode(), nl=False)
    else:
        console = Console()
        console.print(_make_table(gradebook))
        for line in list_mistakes(course, gradebook):
            console.print(escape(line), soft_wrap=True, highlight=False)
        console.print(f"{len(gradebook.students)} students, cases by outcome; results and gradebook are in "
                      f"{escape(str(folder))}", soft_wrap=True, highlight=False)  # fmt: skip
    for result in results:
        if result.status == "ungraded":
            reason = next((case.message for case in result.cases if case.message), "")
            click.echo(f"grader: UNGRADED {result.student} {result.exercise}: {reason}", err=True)


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
