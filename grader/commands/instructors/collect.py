"""`grader collect`: what a course platform lets an instructor download becomes a folder that `grader grade` reads.

One folder for each student with `<slug>.py` or `<slug>.ipynb`, and beside them `roster.json` (folder, and what the platform
calls the student) and `times.json` (student, exercise, when it was handed in, where the platform tells). The newest attempt
counts. Nothing is overwritten silently: a file that is there and differs is kept, with a line, unless `--force` is given.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
import msgspec

from grader.collecting.downloads import find_entries
from grader.collecting.handins import Chosen, choose_newest, name_folders, student_key
from grader.collecting.platforms import find_commit_time, read_platform
from grader.course.layout import open_course
from grader.course.trees import Refused, show
from grader.records.adjustments import TIMES, Times, load_times
from grader.records.errors import UNGRADED, UsageProblem
from grader.records.results import encode_json, write_atomically
from grader.records.roster import ROSTER, Record, Roster, load_roster


def collect_submissions(folder: Path | None, download: Path, platform: str, out: Path, force: bool) -> None:
    """Collects a download into `out`; exits with 4 where an entry was refused or a file was kept."""
    course = open_course(folder)
    slugs = [exercise.slug for exercise in course.exercises]
    entries, lines = find_entries(download)
    handed = list(read_platform(platform, download, entries, lines))
    if not handed:
        for line in lines:
            click.echo(f"grader: {line}", err=True)
        raise UsageProblem(f"{download}: nothing in it is named as in a download from {platform}")
    students = name_folders(handed)
    chosen, older = choose_newest(handed, students, slugs, lines)
    roster = dict(load_roster(out).students)
    times = _load_times(out, slugs)
    _make_folders(out, sorted(set(students.values())), lines)
    written = 0
    for item in chosen:
        if _write(out, item, chosen, force, lines):
            written += 1
            time = item.handed.time or (
                find_commit_time(download, item.handed.entry) if platform == "classroom" else ""
            )
            if time:
                times.setdefault(item.student, {})[item.slug] = datetime.datetime.fromisoformat(time)
    for one in handed:
        student = students[student_key(one)]
        late = {item.slug for item in chosen if item.student == student and item.handed.late}
        early = {item.slug for item in chosen if item.student == student and not item.handed.late}
        known = set(roster[student].late) if student in roster else set()
        roster[student] = Record(**msgspec.structs.asdict(one.person), late=tuple(sorted((known - early) | late)))
    write_atomically(out / ROSTER, encode_json(Roster(students=dict(sorted(roster.items())))))
    write_atomically(out / TIMES, encode_json(Times(times=dict(sorted(times.items())))))
    for line in lines:
        click.echo(f"grader: {line}", err=True)
    nobody = sorted(set(students.values()) - {item.student for item in chosen})
    for student in nobody:
        files = sorted({one.file for one in handed if students[student_key(one)] == student and one.file})
        click.echo(
            f"grader: {student}: no file is named after an exercise ({', '.join(map(show, files)) or 'none at all'})",
            err=True,
        )
    click.echo(f"{out}: {written} files of {len(set(students.values()))} students; {older} older attempts left out")
    if lines:
        sys.exit(UNGRADED)


def _make_folders(out: Path, students: Iterable[str], lines: list[str]) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        for student in students:
            if not (out / student).is_symlink():
                (out / student).mkdir(exist_ok=True)
    except OSError as error:
        raise UsageProblem(f"{out}: cannot be written ({error.strerror}); give another folder with --out") from None


def _write(out: Path, item: Chosen, chosen: Sequence[Chosen], force: bool, lines: list[str]) -> bool:
    """Puts a file into its place; tells whether what is there now is this attempt's."""
    place = f"{item.student}/{item.slug}{item.ending}"
    target = out / item.student / f"{item.slug}{item.ending}"
    try:
        data = item.handed.entry.read()
    except Refused as refused:
        lines.append(str(refused))
        return False
    if target.parent.is_symlink() or target.is_symlink() or (target.exists() and not target.is_file()):
        lines.append(f"{place}: a link or a folder is in its place; nothing is written there")
        return False
    if target.is_file() and target.read_bytes() != data and not force:
        lines.append(f"{place}: another version is there already and is kept; --force replaces it")
        return False
    if not target.is_file() or target.read_bytes() != data:
        write_atomically(target, data)
    other = target.with_suffix(".py" if item.ending == ".ipynb" else ".ipynb")
    mine = {(one.student, one.slug, one.ending) for one in chosen}
    if other.is_file() and (item.student, item.slug, other.suffix) not in mine:
        lines.append(f"{item.student}/{other.name}: of another attempt than {target.name}; remove one of the two")
    return True


def _load_times(folder: Path, slugs: Sequence[str]) -> dict[str, dict[str, datetime.datetime]]:
    """Returns the times of earlier collections; one time for all exercises is spread, so that others can be added."""
    found = load_times(folder)
    return {
        student: times if isinstance(times, dict) else dict.fromkeys(slugs, times)
        for student, times in (found.times if found else {}).items()
    }
