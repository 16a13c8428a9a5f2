"""`grader check`: a student's own files against the public cases, by a judge of their own."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console

from grader.course.layout import Course, Exercise, open_course
from grader.course.progress import is_begun, remember
from grader.exports.delivery import check_formats, guard_log, write_formats
from grader.judge.processes import JudgeProcess, Setup
from grader.judge.tasks import own_task
from grader.pages.terminal import render_result
from grader.records.entries import Entry
from grader.records.errors import FAILING, UNGRADED, GraderFault, UsageProblem
from grader.records.results import encode_json


def check_exercises(
    folder: Path | None,
    slugs: Sequence[str],
    file: Path | None,
    show_all: bool,
    as_json: bool,
    seed: int | None,
    formats: Sequence[str] = (),
) -> None:
    """Checks the exercises; exits with 1 where a case fails, and with 4 where one could not be graded."""
    check_formats(formats)
    course = open_course(folder)
    exercises = _choose(course, slugs, Path.cwd().absolute(), file)
    setup = Setup(
        os.fsencode(course.root),
        [exercise.slug for exercise in exercises],
        ["public"],
        course.settings.seed if seed is None else seed,
        warm_up=False,
    )
    judge = JudgeProcess(setup)
    try:
        results = [judge.ask(own_task(course, exercise, file)).result for exercise in exercises]
    finally:
        judge.close()
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
        raise UsageProblem("--file goes with one exercise, as in `grader check SLUG --file mine.py`")
    if slugs:
        return [course.exercise(slug) for slug in dict.fromkeys(slugs)]
    here = [exercise for exercise in course.exercises if start == exercise.folder or exercise.folder in start.parents]
    begun = here or [exercise for exercise in course.exercises if is_begun(exercise)]
    if not begun:
        first = course.exercises[0]
        raise UsageProblem(f"nothing is begun yet; start with {first.stub.relative_to(course.root)}")
    return begun


def debug_solution(folder: Path | None, slugs: Sequence[str], file: Path | None, seed: int | None) -> None:
    """Runs the public suite of one exercise in this process, stopping in the debugger at the first failure."""
    import pytest

    for name in [name for name in os.environ if name.startswith("PYTEST_")]:
        del os.environ[name]  # options and plugins of the user's own work do not fit here
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    course = open_course(folder)
    if len(slugs) != 1:
        raise UsageProblem("--pdb goes with one exercise, as in `grader check SLUG --pdb`")
    exercise = course.exercise(slugs[0])
    arguments = [
        *("-c", os.devnull, f"--rootdir={course.root}", f"--confcutdir={course.root}", "--noconftest"),
        *("--import-mode=importlib", "-p", "grader.fixtures", "-p", "no:cacheprovider", "-s", "-x", "-q", "--tb=short"),
        *("--pdb", "--debugger", "--submission", str(file or exercise.stub), str(exercise.suite("public"))),
    ]
    if seed is not None:
        arguments.append(f"--seed={seed}")
    code = int(pytest.main(arguments))
    if code > 2:  # 1 is a case that failed, 2 the debugger's own `quit`
        raise GraderFault(f"pytest ended with code {code}")
    sys.exit(FAILING if code else 0)
