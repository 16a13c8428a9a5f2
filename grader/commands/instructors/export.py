"""`grader export`: scores that are graded, in the format of another platform."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from grader.course.layout import Course, find_root, load_course, open_course
from grader.exports.delivery import make_context
from grader.exports.formats import find_format
from grader.exports.roster import read_list
from grader.records.entries import Entry, group_by_student
from grader.records.errors import UNGRADED, CourseError, ExportError
from grader.records.results import write_atomically
from grader.records.run import open_run
from grader.records.text import add_bom, show


def export_scores(
    folder: Path | None,
    scores: Path,
    to: str,
    out: Path | None = None,
    rosters: Sequence[Path] = (),
    slugs: Sequence[str] = (),
    students: Sequence[str] = (),
    column: str | None = None,
    scale: bool = False,
    bom: bool = False,
) -> None:
    """Writes the results below `scores` as format `to`, to `out` or to standard output.

    A format that holds one student becomes one file for each, in folders below `out`, where there are several. Raises
    `UsageProblem` where that cannot be.
    """
    form = find_format(to)
    course = _find_course(folder, scores)
    everything, problems = _list_entries(scores, course)
    entries = [one for one in everything if one.exercise in (slugs or [one.exercise])]
    entries = [one for one in entries if one.student in (students or [one.student])]
    if not entries and problems:
        sys.exit(UNGRADED)
    if not entries:
        raise ExportError(f"{show(scores)}: no result of these students and exercises that can be read")
    context = make_context(course, os.environ, [read_list(path) for path in rosters], column)
    context = msgspec.structs.replace(context, people=open_run(scores).people, scale=scale)
    groups = group_by_student(entries)
    if form.holds == "class" or len(groups) == 1:
        data = form.render(entries, context)
        for note in context.notes:
            click.echo(f"grader: {note}", err=True)
        _write(add_bom(data) if bom and form.file_name.endswith(".csv") else data, out, form.file_name)
    elif out is None:
        raise ExportError(f"{to} holds one student and there are {len(groups)}; give --out FOLDER or --student NAME")
    else:
        files = {_folder(student): form.render(group, context) for student, group in groups.items()}
        for name, data in files.items():
            write_atomically(out / name / form.file_name, data)
    blank = sum(entry.score is None and not entry.excused for entry in entries)
    if blank:
        click.echo(f"grader: {blank} results are not graded and have no score in the export", err=True)
    if problems:
        click.echo(f"grader: {len(problems)} results cannot be read and are not in the export", err=True)
        sys.exit(UNGRADED)


def _list_entries(scores: Path, course: Course | None) -> tuple[list[Entry], list[str]]:
    """Returns the results with lateness and the adjustments that lie beside them, and a line for each unreadable one.

    Those, and adjustments that are misspelt, are told.
    """
    run = open_run(scores)
    contents = run.read()
    for line in [*contents.problems, *run.find_strangers(contents.results)]:
        click.echo(f"grader: {line}", err=True)
    if course is None and run.times is not None:
        click.echo("grader: no course here, so no late rule is applied; go to its folder or give --course", err=True)
    return run.derive_entries(contents.results, course.settings.policy if course else None), contents.problems


def _find_course(folder: Path | None, scores: Path) -> Course | None:
    if folder is not None:
        return open_course(folder)
    for start in (Path.cwd(), scores.absolute()):
        try:
            root = find_root(start)
        except CourseError:
            continue
        return load_course(root)
    return None


def _write(data: bytes, out: Path | None, name: str) -> None:
    if out is None:
        click.echo(data, nl=False)
    else:
        write_atomically(out / name if out.is_dir() else out, data)


def _folder(student: str) -> str:
    return student.replace("/", "_").replace("\\", "_") if student not in ("", ".", "..") else f"_{student}"
