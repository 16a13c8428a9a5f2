"""Puts a class's page where it is looked for, and says where it is: on the terminal, and in the summary of a CI run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from grader.pages.progress import show_progress
from grader.pages.web.class_page import render_class_page
from grader.pages.web.class_record import ClassRecord
from grader.records.errors import UsageProblem
from grader.records.results import write_atomically
from grader.records.text import markdown, show


def publish_class_page(record: ClassRecord, target: Path, environ: Mapping[str, str]) -> None:
    """Writes the class's page, with progress, and says where it is. Raises `UsageProblem` where it cannot be written."""
    with show_progress("drawing", len(record.slugs)) as advance:
        write_class_page(record, target, advance)
    note_page(target, environ)
    click.echo(f"grader: the class as a page: {show(target)}", err=True)


def write_class_page(record: ClassRecord, target: Path, advance: Callable[[str], None]) -> None:
    """Writes the class's page. Raises `UsageProblem` where it cannot be written."""
    if target.is_dir():
        raise UsageProblem(f"{show(target)}: a folder; give a file, such as {show(target / 'report.html')}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)  # before a page is drawn that has nowhere to go
        write_atomically(target, render_class_page(record, advance))
    except OSError as error:
        raise UsageProblem(f"{show(target)}: cannot be written ({error.strerror})") from None


def note_page(target: Path, environ: Mapping[str, str]) -> None:
    """Says in the summary of a CI run, where there is one, where the page is: in what the workflow keeps."""
    summary = environ.get("GITHUB_STEP_SUMMARY")
    if environ.get("GITHUB_ACTIONS") != "true" or not summary:
        return
    line = f"\nThe class as a page: `{markdown(target.name)}`, among the artifacts of this run, opens in any browser.\n"
    try:
        with open(summary, "a", encoding="utf-8") as file:
            file.write(line)
    except OSError:
        return  # a summary that cannot be written costs a line, never the run
