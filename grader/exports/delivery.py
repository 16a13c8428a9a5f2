"""Puts exports where they are read: where `--format` says, or else where the place asks for them.

The place is a CI server or an autograder's container; it is known by variables and folders alone.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import click
import msgspec

from grader.course.layout import Course
from grader.exports.formats import FORMATS, find_format
from grader.records.entries import Context, Entry, group_by_student
from grader.records.errors import ExportError, UsageProblem
from grader.records.results import write_atomically

GRADESCOPE, PRAIRIELEARN = "/autograder/results", "/grade/results"


class Choice(msgspec.Struct, frozen=True):
    """One file that the place reads. `how`: `write` it anew, `append` to it, `output` as a step's `result`, or `log`."""

    format: str
    target: str
    how: Literal["write", "append", "output", "log"]
    because: str


def choose_exports(environ: Mapping[str, str], is_folder: Callable[[str], bool], alone: bool) -> list[Choice]:
    """Returns what to write here; `alone` where the results are one student's. Pure: it only asks its arguments."""
    choices = []
    if alone and environ.get("CLASSROOM") and environ.get("SUBMISSION_TAG"):
        choices.append(Choice("classroom50", "result.json", "write", "CLASSROOM and SUBMISSION_TAG are set"))
    if environ.get("GITHUB_ACTIONS") == "true":
        because = "GITHUB_ACTIONS is set"
        if environ.get("GITHUB_STEP_SUMMARY"):
            choices.append(Choice("summary", environ["GITHUB_STEP_SUMMARY"], "append", because))
        if alone:
            choices.append(Choice("annotations", "the log", "log", because))
        if alone and environ.get("GITHUB_OUTPUT"):
            choices.append(Choice("actions", environ["GITHUB_OUTPUT"], "output", because))
    if environ.get("GITLAB_CI") == "true":
        folder = environ.get("CI_PROJECT_DIR", ".")
        choices.append(Choice("junit", f"{folder}/grader-junit.xml", "write", "GITLAB_CI is set"))
    if alone and is_folder(GRADESCOPE) and is_folder("/autograder/submission"):
        choices.append(Choice("gradescope", f"{GRADESCOPE}/results.json", "write", "this is Gradescope's container"))
    if alone and is_folder("/grade/student") and is_folder("/grade/data"):
        choices.append(
            Choice("prairielearn", f"{PRAIRIELEARN}/results.json", "write", "this is PrairieLearn's container")
        )
    return choices


def describe_choices(choices: list[Choice]) -> str:
    """Returns the line that says what was written, and why."""
    reasons = ", ".join(dict.fromkeys(choice.because for choice in choices))
    written = ", ".join(
        f"{choice.format} {'in' if choice.how == 'log' else 'to'} {choice.target}" for choice in choices
    )
    return f"grader: {reasons}; wrote {written} (--format none leaves it out)"


def deliver(choice: Choice, data: bytes) -> None:
    """Puts one export where the place reads it."""
    if choice.how == "log":
        click.echo(data.decode(), nl=False)
        return
    path = Path(choice.target)
    path.parent.mkdir(parents=True, exist_ok=True)
    if choice.how == "write":
        path.write_bytes(data)
    else:
        with path.open("ab") as file:
            file.write(b"result=" + data + b"\n" if choice.how == "output" else data)


@contextmanager
def guard_log(environ: Mapping[str, str]) -> Iterator[None]:
    """Keeps GitHub's runner from obeying what a submission printed: no workflow commands between the two marks."""
    if environ.get("GITHUB_ACTIONS") != "true":
        yield
        return
    token = secrets.token_hex(16)
    click.echo(f"::stop-commands::{token}")
    try:
        yield
    finally:
        click.echo(f"::{token}::")


def make_context(
    course: Course | None, environ: Mapping[str, str], rosters: Sequence[str] = (), column: str | None = None
) -> Context:
    """Returns what an export may need besides results."""
    exercises = course.exercises if course else ()
    base = Path(environ.get("GITHUB_WORKSPACE") or (course.root if course else "."))
    files = {}
    for exercise in exercises:
        inside = exercise.stub.is_relative_to(base)
        files[exercise.slug] = exercise.stub.relative_to(base if inside else exercise.root).as_posix()
    titles = {exercise.slug: exercise.settings.title for exercise in exercises}
    return Context(environ, tuple(rosters), titles, files, column)


def check_formats(formats: Sequence[str]) -> None:
    """Raises `UsageProblem` for a `--format` that there is not, before anything is graded."""
    for text in formats:
        name = text.partition("=")[0]
        if name != "none" and name not in FORMATS:
            raise UsageProblem(f"--format {name}: there are none, {', '.join(FORMATS)}; FORMAT or FORMAT=FILE")


def write_formats(
    entries: Sequence[Entry], course: Course, formats: Sequence[str], environ: Mapping[str, str], quiet: bool = False
) -> None:
    """Writes what `--format` names, or else what the environment asks for, and says so.

    With `quiet` standard output belongs to a program: nothing is written to the log.
    """
    if not entries or "none" in formats:
        return
    context = make_context(course, environ)
    alone = len(group_by_student(entries)) == 1
    try:
        for text in formats:
            name, _, path = text.partition("=")
            form = find_format(name)
            if form.holds == "student" and not alone:
                raise ExportError(f"{name} holds one student; use `grader export` for a class")
            target = Path(path or form.file_name)
            write_atomically(target, form.render(entries, context))
            click.echo(f"grader: wrote {name} to {target}", err=True)
    except OSError as error:
        raise UsageProblem(f"{error.filename}: cannot be written ({error.strerror})") from None
    if not formats:
        choices = choose_exports(environ, lambda name: Path(name).is_dir(), alone)
        _write_for_environment([one for one in choices if not (quiet and one.how == "log")], entries, context)


def _write_for_environment(choices: Sequence[Choice], entries: Sequence[Entry], context: Context) -> None:
    """Nobody asked for these by name, so one that fails is told and stops nothing."""
    written = []
    for choice in choices:
        try:
            deliver(choice, FORMATS[choice.format].render(entries, context))
            written.append(choice)
        except (ExportError, OSError) as error:
            click.echo(f"grader: {choice.format} was not written: {error}", err=True)
    if written:
        click.echo(describe_choices(written), err=True)
