"""`grader check`: one student's own file against the public cases, in this process, with a worker beside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from grader.course import Course, Exercise, UnknownExercise, find_root, load_course
from grader.exits import FAILING, UNGRADED
from grader.launcher import make_launcher
from grader.listing import is_begun, read_stub
from grader.notebooks import MAX_NOTEBOOK
from grader.parts import find_parts
from grader.progress import remember
from grader.results import Case, Result, encode_json
from grader.submissions import MAX_SOURCE, Source, Student, check_source, read_file, read_source
from grader.tasks import Task

_MARKS = {"passed": "✓", "not_run": "-"}


def check_exercises(
    folder: Path | None,
    slugs: Sequence[str],
    file: Path | None,
    show_all: bool,
    as_json: bool,
    seed: int | None,
    formats: Sequence[str] = (),
) -> None:
    """Checks the exercises; exits with 1 where a case fails."""
    launcher = make_launcher()  # first: its zygote starts while pytest is imported here
    try:
        from grader.export import check_formats, write_formats
        from grader.exports.entry import Entry
        from grader.exports.environment import guard_log

        check_formats(formats)
        start = Path.cwd()
        course = load_course(find_root((folder or start).absolute()))
        exercises = _choose(course, slugs, start.absolute(), file)
        from grader.judge import run_session

        tasks = [make_task(course, exercise, file) for exercise in exercises]
        results: list[Result] = []
        run_session(
            course, [exercise.slug for exercise in exercises], iter(tasks), results.append, launcher,
            seed=seed, visibilities=("public",), warm_up=False,
        )  # fmt: skip
    finally:
        launcher.close()
    if file is None:
        remember(course, results)
    if as_json:
        click.echo(encode_json(results).decode(), nl=False)
    else:
        console = Console(highlight=False)
        with guard_log(os.environ):
            for exercise, result in zip(exercises, results, strict=True):
                console.print(render_result(exercise, result, show_all), soft_wrap=True)
    write_formats([Entry(result) for result in results], course, formats, os.environ, quiet=as_json)
    if any(result.status == "ungraded" for result in results):
        sys.exit(UNGRADED)
    if any(case.outcome != "passed" for result in results for case in result.cases):
        sys.exit(FAILING)


def _choose(course: Course, slugs: Sequence[str], start: Path, file: Path | None) -> list[Exercise]:
    if file is not None and not slugs:
        slugs = [file.stem]
    if file is not None and len(slugs) != 1:
        raise UnknownExercise("--file goes with one exercise, as in `grader check SLUG --file mine.py`")
    if slugs:
        return [course.exercise(slug) for slug in dict.fromkeys(slugs)]
    here = [exercise for exercise in course.exercises if start == exercise.folder or exercise.folder in start.parents]
    begun = here or [exercise for exercise in course.exercises if is_begun(course, exercise.slug)]
    if not begun:
        first = course.exercises[0]
        raise UnknownExercise(f"nothing is begun yet; start with {first.stub.relative_to(course.root)}")
    return begun


def make_task(course: Course, exercise: Exercise, file: Path | None = None) -> Task:
    """Returns the task of checking the student's own solution."""
    source = read_own(exercise, file)
    parts = find_parts(course, exercise, read_own)
    return Task(
        "you", exercise.slug, source.file, source.data, source.sha256, source.problem, source.ours, parts=parts
    )  # fmt: skip


def read_own(exercise: Exercise, file: Path | None = None) -> Source:
    """Returns the student's own solution: the file, or the exercise's `.py`, or its notebook where that alone is begun."""
    if file is None:
        return read_source(Student("you", exercise.folder), exercise.slug, read_stub(exercise))
    data = read_file(file, MAX_NOTEBOOK if file.suffix == ".ipynb" else MAX_SOURCE)
    return data if isinstance(data, Source) else check_source(data, file.name)


def render_result(exercise: Exercise, result: Result, show_all: bool, whole: bool = False) -> Text:
    """Returns what a student reads: points, the first failing case, what to do next; `whole` is for instructors."""
    text = Text()
    if result.status == "ungraded":
        reason = next((case.message for case in result.cases if case.message), "")
        text.append(exercise.slug, style="bold")
        text.append(f"  not graded: {reason}\n", style="red")
        return text
    passed = [case for case in result.cases if case.outcome == "passed"]
    failing = [case for case in result.cases if case.outcome != "passed"]
    text.append(f"{exercise.slug}", style="bold")
    text.append(
        f"  {sum(case.score for case in passed)} of {result.max_score} points{'' if whole else ' of the public cases'}\n"
    )
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
        text.append(
            f"Next: read the case above beside {exercise.folder.name}/README.md, or take a step: ",
            style="dim",
        )
        text.append(f"grader hint {exercise.slug}\n", style="dim")
    return text


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
