"""`grader export`: scores that are graded, in the format of another platform."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from grader.course import Course, CourseError, find_root, load_course
from grader.exports import FORMATS, Context, Entry, ExportError, find_format
from grader.exports.entry import group_by_student
from grader.exports.environment import Choice, choose_exports, deliver, describe_choices
from grader.gradebook import Gradebook, load_results
from grader.overrides import (
    check_rule,
    derive_entries,
    find_strangers,
    find_times,
    keep_times,
    load_adjustments,
    load_times,
    render_changed_csv,
)
from grader.results import Result, write_atomically
from grader.submissions import SubmissionsError


def export_scores(
    folder: Path | None,
    scores: Path,
    to: str,
    out: Path | None = None,
    rosters: Sequence[Path] = (),
    slugs: Sequence[str] = (),
    students: Sequence[str] = (),
    column: str | None = None,
) -> None:
    """Writes the results below `scores` as format `to`, to `out` or to standard output.

    A format that holds one student becomes one file for each, in folders below `out`, where there are several. Raises
    `SubmissionsError` where that cannot be.
    """
    try:
        form = find_format(to)
        course = _find_course(folder, scores)
        results = load_results(scores)
        if not results:
            raise ExportError(f"{scores}: no results; give the folder that was --out of `grader grade`")
        entries = list_entries(results, scores, course)
        entries = [one for one in entries if one.exercise in (slugs or [one.exercise])]
        entries = [one for one in entries if one.student in (students or [one.student])]
        if not entries:
            raise ExportError(f"{scores}: no result of these students and exercises")
        context = make_context(course, os.environ, [_read(path) for path in rosters], column)
        groups = group_by_student(entries)
        if form.holds == "class" or len(groups) == 1:
            _write(form.render(entries, context), out, form.file_name)
        elif out is None:
            raise ExportError(
                f"{to} holds one student and there are {len(groups)}; give --out FOLDER or --student NAME"
            )
        else:
            files = {_folder(student): form.render(group, context) for student, group in groups.items()}
            for name, data in files.items():
                write_atomically(out / name / form.file_name, data)
    except ExportError as error:
        raise SubmissionsError(str(error)) from None
    except OSError as error:
        raise SubmissionsError(f"{error.filename}: cannot be written ({error.strerror})") from None
    blank = sum(entry.score is None and not entry.excused for entry in entries)
    if blank:
        click.echo(f"grader: {blank} results are not graded and have no score in the export", err=True)


def list_entries(results: Sequence[Result], scores: Path, course: Course | None) -> list[Entry]:
    """Returns the results with lateness and the adjustments that lie beside them; misspelt ones are named."""
    adjustments, times = load_adjustments(scores), load_times(scores)
    for line in find_strangers(load_results(scores), adjustments):
        click.echo(f"grader: {line}", err=True)
    if course is not None:
        check_rule(course)
    elif times is not None:
        click.echo("grader: no course here, so no late rule is applied; go to its folder or give --course", err=True)
    return derive_entries(results, course.settings.late if course else None, times, adjustments)


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
    """Raises `SubmissionsError` for a `--format` that there is not, before anything is graded."""
    for text in formats:
        name = text.partition("=")[0]
        if name != "none" and name not in FORMATS:
            raise SubmissionsError(f"--format {name}: there are none, {', '.join(FORMATS)}; FORMAT or FORMAT=FILE")


def prepare_scores(course: Course, submissions: Path, out: Path, formats: Sequence[str]) -> None:
    """Reads everything that scores are changed by, so that a slip in it is told before the class is graded."""
    check_formats(formats)
    check_rule(course)
    load_adjustments(out)
    load_times(out)
    find_times(submissions, [exercise.slug for exercise in course.exercises])


def finish_scores(
    course: Course,
    submissions: Path,
    out: Path,
    gradebook: Gradebook,
    results: Sequence[Result],
    formats: Sequence[str] = (),
    quiet: bool = False,
) -> None:
    """After grading: keeps the times of submission, writes changed scores into the CSV, and exports what is asked for."""
    keep_times(find_times(submissions, [exercise.slug for exercise in course.exercises]), out)
    entries = list_entries(results, out, course)
    if any(entry.changes or entry.excused for entry in entries):
        write_atomically(out / "gradebook.csv", render_changed_csv(gradebook, entries).encode())
    write_formats(entries, course, formats, os.environ, quiet)


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
    except ExportError as error:
        raise SubmissionsError(str(error)) from None
    except OSError as error:
        raise SubmissionsError(f"{error.filename}: cannot be written ({error.strerror})") from None
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


def _find_course(folder: Path | None, scores: Path) -> Course | None:
    if folder is not None:
        return load_course(find_root(folder.absolute()))
    for start in (Path.cwd(), scores.absolute()):
        try:
            root = find_root(start)
        except CourseError:
            continue
        return load_course(root)
    return None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ExportError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise ExportError(f"{path}: not UTF-8; save it as UTF-8") from None


def _write(data: bytes, out: Path | None, name: str) -> None:
    if out is None:
        click.echo(data, nl=False)
    else:
        write_atomically(out / name if out.is_dir() else out, data)


def _folder(student: str) -> str:
    return student.replace("/", "_").replace("\\", "_") if student not in ("", ".", "..") else f"_{student}"
