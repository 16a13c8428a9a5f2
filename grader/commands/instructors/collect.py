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
from grader.collecting.folders import name_folders, student_key
from grader.collecting.handins import Chosen, choose_newest, match_file, share_in_groups
from grader.collecting.platforms import HandedIn, find_commit_time, read_platform
from grader.collecting.pushes import describe_times, find_push, read_pushes
from grader.course.layout import open_course
from grader.course.trees import Refused, show
from grader.exports.roster import complete, enrich, name_some, read_list
from grader.records.errors import UNGRADED, UsageProblem
from grader.records.results import encode_json, write_atomically
from grader.records.roster import Record, load_roster, renew, save_roster
from grader.records.times import TIMES, load_times, make_times


def collect_submissions(
    folder: Path | None, download: Path, platform: str, out: Path, force: bool, lists: Sequence[Path] = ()
) -> None:
    """Collects a download into `out`; exits with 4 where an entry was refused or a file was kept.

    `lists` are the platform's own class lists, which tell more of the people in the download.
    """
    course = open_course(folder)
    slugs = course.slugs
    entries, lines = find_entries(download)
    handed = list(read_platform(platform, download, entries, lines))
    if not handed:
        for line in lines:
            click.echo(f"grader: {line}", err=True)
        raise UsageProblem(f"{download}: nothing in it is named as in a download from {platform}")
    texts = [read_list(path) for path in lists]
    handed = [msgspec.structs.replace(one, person=complete(one.person, texts)) for one in handed] if texts else handed
    roster = dict(load_roster(out).students)
    there = {match[0] for one in handed if (match := match_file(one.file, slugs))}
    students = name_folders(handed, roster, there)
    chosen, older = choose_newest(handed, students, slugs, lines)
    times, by_commit = _load_times(out, slugs)
    _make_folders(out, sorted(set(students.values())), lines)
    pushes = read_pushes(texts) if platform == "classroom" else {}
    pushed: list[str] = []
    committed: list[str] = []
    written = 0
    for item in chosen:
        if _write(out, item, chosen, force, lines):
            written += 1
            told = time = item.handed.time
            if platform == "classroom":
                told = find_push(pushes, item.handed)
                time = told or find_commit_time(download, item.handed.entry)
                pushed += [item.student] if told else []
                committed += [item.student] if time and not told else []
            if time:
                times.setdefault(item.student, {})[item.slug] = datetime.datetime.fromisoformat(time)
                others = by_commit.get(item.student, set()) - {item.slug}
                by_commit[item.student] = others if told else others | {item.slug}
    for student in sorted(set(students.values())):
        mine = [one for one in handed if students[student_key(one)] == student]
        own = [item for item in chosen if item.student == student]
        roster[student] = _renew(roster.get(student), mine, own, there)
    if line := describe_times(pushed, committed):
        click.echo(f"grader: {line}", err=True)
    for path, text in zip(lists, texts, strict=True):
        roster, strangers = enrich(roster, text)
        if strangers:
            click.echo(f"grader: {path}: {len(strangers)} lines fit nobody here: {name_some(strangers)}", err=True)
    for item, giver in share_in_groups(chosen, roster):
        click.echo(f"grader: {item.student}: {item.slug} was handed in by {giver}, of the same group", err=True)
        if _write(out, item, chosen, force, lines) and item.slug in times.get(giver, {}):
            times.setdefault(item.student, {})[item.slug] = times[giver][item.slug]
            by_commit.setdefault(item.student, set()).update({item.slug} & by_commit.get(giver, set()))
    save_roster(out, roster)
    write_atomically(
        out / TIMES, encode_json(make_times(times, {name: sorted(found) for name, found in by_commit.items()}))
    )
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


def _renew(
    earlier: Record | None, handed: Sequence[HandedIn], chosen: Sequence[Chosen], slugs: Iterable[str]
) -> Record:
    """Returns a student's record: what this download, of an assignment with `slugs`, says over what earlier ones said."""
    record = renew(earlier, handed[-1].person)
    late = {item.slug for item in chosen if item.handed.late}
    early = {item.slug for item in chosen if not item.handed.late}
    numbers, files = dict(record.numbers), set(record.files)
    if record.platform == "moodle":
        numbers |= dict.fromkeys(sorted(slugs), record.id)
    if record.platform == "canvas":
        files |= {str(one.attempt[0]) for one in handed}
    kept = files if record.id.startswith("anon_") or any(alias.startswith("anon_") for alias in record.aliases) else ()
    return msgspec.structs.replace(
        record, late=tuple(sorted((set(record.late) - early) | late)), numbers=numbers, files=tuple(sorted(kept))
    )


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


def _load_times(
    folder: Path, slugs: Sequence[str]
) -> tuple[dict[str, dict[str, datetime.datetime]], dict[str, set[str]]]:
    """Returns the times of earlier collections, and which are commits' dates.

    One time for all exercises is spread, so that others can be added.
    """
    found = load_times(folder)
    times = {
        student: times if isinstance(times, dict) else dict.fromkeys(slugs, times)
        for student, times in (found.times if found else {}).items()
    }
    return times, {student: set(names) for student, names in (found.by_commit if found else {}).items()}
