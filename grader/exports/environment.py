"""Which formats the place asks for: a CI server, an autograder's container. Chosen by variables and folders alone."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import click
import msgspec

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
