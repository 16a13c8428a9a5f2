"""`grader check`: a student's own files against the public cases, by a judge of their own."""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from grader.course.layout import Course, Exercise, open_course
from grader.course.own import Choice, find_choices, find_here, find_own, is_begun, list_cells, place
from grader.course.parts import find_parts
from grader.course.progress import find_standings, remember
from grader.course.submissions import Code
from grader.judge.processes import JudgeProcess
from grader.judge.protocol import Setup
from grader.judge.tasks import own_task, read_own
from grader.records.entries import Entry
from grader.records.errors import FAILING, UNGRADED, UsageProblem
from grader.records.results import Result, encode_json
from grader.records.text import show


@dataclasses.dataclass(frozen=True)
class CheckOptions:
    """What was asked for: which exercises, which file, which seed, and how much is shown."""

    words: Sequence[str] = ()
    file: Path | None = None
    show_all: bool = False
    snippet: bool = False
    as_json: bool = False
    seed: int | None = None
    formats: Sequence[str] = ()


def check_exercises(folder: Path | None, options: CheckOptions) -> None:
    """Checks the exercises; exits with 1 where a case fails, and with 4 where one could not be graded."""
    if options.formats:
        from grader.exports.delivery import check_formats

        check_formats(options.formats)
    course = open_course(folder)
    choices = choose_files(course, options)
    seed = course.settings.seed if options.seed is None else options.seed
    slugs = [choice.exercise.slug for choice in choices]
    judge = JudgeProcess(Setup(os.fsencode(course.root), slugs, ["public"], seed))
    try:
        from grader.exports.delivery import guard_log, write_formats  # while the judge gets ready

        results = [judge.ask(own_task(course, choice.exercise, choice.file)).result for choice in choices]
    finally:
        judge.close()
    own = {item.exercise.slug: item.file for item in choices if item.file == find_own(item.exercise).path}
    cells = {slug: list_cells(file) or [] for slug, file in own.items() if file is not None and file.suffix == ".ipynb"}
    remember(course, [result for result in results if result.exercise in own], cells)
    if options.as_json:
        click.echo(encode_json(results).decode(), nl=False)
    else:
        with guard_log(os.environ):
            _print(course, choices, results, options)
    write_formats([Entry(result) for result in results], course, options.formats, os.environ, quiet=options.as_json)
    if any(result.status == "ungraded" for result in results):
        sys.exit(UNGRADED)
    if any(case.outcome != "passed" for result in results for case in result.cases):
        sys.exit(FAILING)


def _print(course: Course, choices: Sequence[Choice], results: Sequence[Result], options: CheckOptions) -> None:
    from rich.text import Text

    from grader.pages.console import Terminal
    from grader.pages.path import render_ending
    from grader.pages.terminal import View, render_result
    from grader.pages.wrap import print_text

    console = Terminal(highlight=False)
    standings = find_standings(course)
    for choice, result in zip(choices, results, strict=True):
        assert choice.file is not None
        own = find_own(choice.exercise)
        view = View(
            place(choice.file, course),
            place(own.other, course) if own.other is not None and own.path == choice.file else "",
            options.show_all,
            options.snippet,
            brief=len(results) > 1,
        )
        print_text(console, render_result(choice.exercise, result, view))
        if len(results) == 1 and passes(result):
            print_text(console, render_ending(course, choice.exercise, choice.file, standings))
    unnamed = [choice.exercise for choice, result in zip(choices, results, strict=True) if has_wrong_answers(result)]
    if unnamed and _lack_names(unnamed, results[0].seed):
        print_text(console, Text("Mistakes have names under the course's own seed only: leave out --seed\n"))
    if len(results) > 1:
        done = sum(map(passes, results))
        print_text(console, Text(f"{done} of {len(results)} exercises pass; `grader check SLUG` says more about one\n"))


def _lack_names(exercises: Sequence[Exercise], seed: int) -> bool:
    """Tells whether mistakes have no names here only because another seed was asked for."""
    from grader.diagnosis.knowledge import needs_seed

    return any(needs_seed(exercise, seed) for exercise in exercises)


def has_wrong_answers(result: Result) -> bool:
    """Tells whether a case failed by an answer, which a known mistake could explain."""
    return any(case.outcome in ("failed", "raised") for case in result.cases)


def passes(result: Result) -> bool:
    """Tells whether every case passed."""
    return result.status == "graded" and all(case.outcome == "passed" for case in result.cases)


def choose_files(course: Course, options: CheckOptions) -> list[Choice]:
    """Returns what is checked: each exercise with the file that is judged. Raises `UsageProblem`."""
    start = Path.cwd().absolute()
    if options.file is not None:
        if not options.file.exists():
            raise UsageProblem(f"{show(options.file)}: no such file; --file names the file to check")
        file, words = Path(os.path.abspath(options.file)), options.words or [str(options.file)]
        choices = [dataclasses.replace(item, file=file) for word in words for item in find_choices(course, word, start)]
        if len(choices) != 1:
            raise UsageProblem("--file goes with one exercise, as in `grader check SLUG --file mine.py`")
    elif options.words:
        choices = [choice for word in options.words for choice in find_choices(course, word, start)]
    else:
        here = find_here(course, start)
        chosen = [here] if here is not None else [exercise for exercise in course.exercises if is_begun(exercise)]
        if not chosen:
            raise UsageProblem(f"nothing is begun yet; start with {place(course.exercises[0].stub, course)}")
        choices = [Choice(exercise) for exercise in chosen]
    found = {choice.exercise.slug: choice for choice in choices}
    return [Choice(item.exercise, item.file or find_own(item.exercise).path) for item in found.values()]


def debug_solution(folder: Path | None, options: CheckOptions) -> None:
    """Runs the public cases of one exercise in this process, and stops in the debugger for the first that fails."""
    from grader.judge.messages import describe_error, split_source
    from grader.link.debugger import find_failure, stop_in

    for name in [name for name in os.environ if name.startswith("PYTEST_")]:
        del os.environ[name]  # options and plugins of the user's own work do not fit here
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    course = open_course(folder)
    choices = choose_files(course, options)
    if len(choices) != 1:
        raise UsageProblem("--pdb goes with one exercise, as in `grader check SLUG --pdb`")
    exercise, file = choices[0].exercise, choices[0].file
    assert file is not None
    if options.seed is not None:
        course = dataclasses.replace(course, settings=msgspec.structs.replace(course.settings, seed=options.seed))
    work = read_own(exercise, file).work
    if not isinstance(work, Code):
        raise UsageProblem(work.problem)
    parts = find_parts(course, exercise, read_own)
    click.echo(f"{exercise.slug}  {place(file, course)}")
    found = find_failure(course, exercise, work, parts)
    if found.left_out:
        click.echo(f"left out: cases that need your own {', '.join(found.left_out)}")
    failure = found.failure
    if failure is None:
        click.echo("Every public case passes: there is nothing to stop for.")
        return
    text = describe_error(failure.error, work.file, split_source(work.data, work.file))
    click.echo(f"\n✗ {failure.title}")
    click.echo("".join(f"    {line}\n" for line in text.splitlines()))
    if failure.trace is None and not failure.call:
        click.echo("There is no answer of yours to stop at.")
    else:
        where = f"where `{failure.name}` begins" if failure.trace is None else "where your code raised"
        click.echo(f"The debugger stops {where}.")
        stop_in(course, work, parts, failure)
    sys.exit(FAILING)
