"""`grader feedback`: a page for each student, with what that student may see and nothing else; zips for platforms."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from grader.course.layout import open_course
from grader.pages.progress import show_progress
from grader.pages.web.feedback import derive_feedback
from grader.pages.web.sources import Sources, find_people, make_sight
from grader.pages.web.student_page import render_student_markdown, render_student_page
from grader.pages.web.uploads import PLATFORMS, find_lost, find_places, pack
from grader.records.entries import group_by_student
from grader.records.errors import UNGRADED, UsageProblem
from grader.records.results import write_atomically
from grader.records.run import open_run
from grader.records.text import show


def write_feedback(
    folder: Path | None,
    scores: Path,
    out: Path,
    students: Sequence[str] = (),
    slugs: Sequence[str] = (),
    submissions: Path | None = None,
    platform: str | None = None,
    download: Path | None = None,
) -> None:
    """Writes `<student>.html` and `<student>.md` below `out`, and a platform's zip where one is asked for.

    Exits with 4 where a file of the run could not be read, or a student has no place in the platform's download.
    """
    course = open_course(folder)
    if (platform is None) != (download is None):
        raise UsageProblem("--for and --download go together: a platform takes feedback only under its own names")
    places, lines = find_places(platform, download) if platform and download else ([], [])
    run = open_run(scores)
    contents = run.read()
    problems = [*contents.problems]
    entries = run.derive_entries(contents.results, course.settings.policy)
    order = {exercise.slug: number for number, exercise in enumerate(course.exercises)}
    entries = [one for one in entries if one.exercise in (slugs or [one.exercise])]
    entries.sort(key=lambda one: (order.get(one.exercise, len(order)), one.exercise))
    groups = group_by_student(entries)
    for name in students:
        if name not in groups:
            raise UsageProblem(f"nobody called `{show(name)}` has a result in {show(scores)}")
    groups = {name: group for name, group in groups.items() if not students or name in students}
    if not groups:
        raise UsageProblem(f"{show(scores)}: no result of these students and exercises, so there is no feedback")
    mine = [entry for group in groups.values() for entry in group]
    sight = make_sight(course, mine, find_people(run, Sources(submissions)), submissions)
    packed: dict[str, bytes] = {}
    try:
        with show_progress("writing", len(groups)) as advance:
            for name, group in groups.items():
                feedback = derive_feedback(name, group, sight)
                pages = {".html": render_student_page(feedback), ".md": render_student_markdown(feedback)}
                for ending, page in pages.items():
                    write_atomically(out / f"{name_file(name)}{ending}", page)
                if platform:
                    packed[name] = pages[PLATFORMS[platform]]
                advance(name)
        if platform:
            write_atomically(out / f"{platform}.zip", pack(platform, places, packed))
    except OSError as error:
        raise UsageProblem(f"{show(error.filename)}: cannot be written ({error.strerror})") from None
    for line in [*lines, *problems, *run.find_strangers(contents.results)]:
        click.echo(f"grader: {line}", err=True)
    lost = find_lost(places, groups) if platform else []
    if lost:
        click.echo(
            f"grader: no file of theirs in the download, so not in the zip: {', '.join(map(show, lost))}", err=True
        )
    click.echo(
        f"feedback for {len(groups)} student{'' if len(groups) == 1 else 's'} is in {show(out)}, as .html and .md"
    )
    if platform:
        click.echo(
            f"{show(out / f'{platform}.zip')}: {len(groups) - len(lost)} of {len(groups)} students, for {platform}"
        )
    if problems or lost:
        sys.exit(UNGRADED)


def name_file(student: str) -> str:
    """Returns the name of a student's files, without ending: the folder's name, shortened where a file system needs it."""
    name = student.replace("/", "_").replace("\\", "_").lstrip(".") or "_"
    if len(name.encode("utf-8", "replace")) <= 200:
        return name
    digest = hashlib.sha256(student.encode("utf-8", "replace")).hexdigest()[:12]
    return f"{name.encode('utf-8', 'replace')[:180].decode('utf-8', 'ignore')}-{digest}"
