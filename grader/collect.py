"""`grader collect`: what a course platform lets an instructor download becomes a folder that `grader grade` reads.

One folder for each student with `<slug>.py` or `<slug>.ipynb`, and beside them `roster.json` (folder, and what the platform
calls the student) and `times.json` (student, exercise, when it was handed in, where the platform tells). The newest attempt
counts. Nothing is overwritten silently: a file that is there and differs is kept, with a line, unless `--force` is given.
"""

from __future__ import annotations

import datetime
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
import msgspec

from grader.course import find_root, load_course
from grader.downloads import Refused, find_entries, show
from grader.exits import UNGRADED
from grader.overrides import TIMES, Times, load_times
from grader.platforms import HandedIn, Person, find_commit_time, read_platform
from grader.results import encode_json, write_atomically
from grader.submissions import SubmissionsError

PLATFORMS = ("canvas", "moodle", "gradescope", "classroom", "folder")
ROSTER = "roster.json"


class Record(Person, frozen=True, omit_defaults=True):
    """A line of `roster.json`: the person, and the exercises that the platform calls late."""

    late: tuple[str, ...] = ()


class Roster(msgspec.Struct, frozen=True):
    """`roster.json`: every student's record, by the name of the folder."""

    schema: str = "layer-grader/roster/v1"
    students: dict[str, Record] = {}


class Chosen(msgspec.Struct, frozen=True):
    """A file that counts: whose, for which exercise, with which ending."""

    student: str
    slug: str
    ending: str
    handed: HandedIn


def collect_submissions(folder: Path | None, download: Path, platform: str, out: Path, force: bool) -> None:
    """Collects a download into `out`; exits with 4 where an entry was refused or a file was kept."""
    course = load_course(find_root((folder or Path.cwd()).absolute()))
    slugs = [exercise.slug for exercise in course.exercises]
    entries, lines = find_entries(download)
    handed = list(read_platform(platform, download, entries, lines))
    if not handed:
        for line in lines:
            click.echo(f"grader: {line}", err=True)
        raise SubmissionsError(f"{download}: nothing in it is named as in a download from {platform}")
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
        student = students[_key(one)]
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
        files = sorted({one.file for one in handed if students[_key(one)] == student and one.file})
        click.echo(f"grader: {student}: no file is named after an exercise ({', '.join(map(show, files)) or 'none at all'})",
                   err=True)  # fmt: skip
    click.echo(f"{out}: {written} files of {len(set(students.values()))} students; {older} older attempts left out")
    if lines:
        sys.exit(UNGRADED)


def _key(handed: HandedIn) -> tuple[str, str]:
    return handed.folder, handed.person.id


def name_folders(handed: Iterable[HandedIn]) -> dict[tuple[str, str], str]:
    """Returns each student's folder in the class: the platform's name, made fit for every file system.

    Students whose folders would be one, on a file system without small and capital letters as well, get their ids behind.
    """
    keys = sorted({_key(one) for one in handed})
    plain = {key: clean_folder(key[0]) for key in keys}
    names: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for key in keys:
        shared = [other for other in keys if plain[other].casefold() == plain[key].casefold()]
        name = clean_folder(f"{key[0]} {key[1]}") if len(shared) > 1 and key[1] else plain[key]
        number = 2
        while name.casefold() in taken:
            name, number = f"{plain[key]} {number}", number + 1
        taken.add(name.casefold())
        names[key] = name
    return names


def clean_folder(text: str) -> str:
    """Returns a text as the name of a folder that every system accepts."""
    text = unicodedata.normalize("NFC", text)
    text = "".join("_" if c in '/\\:*?"<>|' or not c.isprintable() else c for c in text).strip().rstrip(". ")
    text = text.encode("utf-8", "replace")[:180].decode("utf-8", "ignore")
    if not text or text.startswith(".") or re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d|roster|times)(\..*)?", text):
        text = f"_{text}"
    return text


def match_file(name: str, slugs: Sequence[str]) -> tuple[str, str, int] | None:
    """Returns the exercise that a file is named after, its ending, and the number that a platform or a browser has added.

    `Dense-2.py` and `dense (2).py` are both the second `dense.py`.
    """
    found = re.fullmatch(r"(?is)(.+?)(?: *\((\d{1,6})\)|-(\d{1,6}))?\.(py|ipynb)", unicodedata.normalize("NFC", name))
    if found is None:
        return None
    slug = next((slug for slug in slugs if slug.casefold() == found[1].strip().casefold()), None)
    return None if slug is None else (slug, f".{found[4].lower()}", int(found[2] or found[3] or 0))


def choose_newest(
    handed: Sequence[HandedIn], students: dict[tuple[str, str], str], slugs: Sequence[str], lines: list[str]
) -> tuple[list[Chosen], int]:
    """Returns the files that count, and how many older ones do not.

    An attempt is newer by the platform's own time or number, then by the number behind the file's name, then by the time
    in the archive. Of one attempt both endings count. Two files that nothing tells apart are a line.
    """
    found: dict[tuple[str, str], list[tuple[tuple[str | int, ...], tuple[int, ...], str, HandedIn]]] = {}
    for one in handed:
        match = match_file(one.file, slugs)
        if match:
            rank = (match[2], *one.entry.when)
            found.setdefault((students[_key(one)], match[0]), []).append((one.attempt, rank, match[1], one))
    chosen, older = [], 0
    for (student, slug), candidates in sorted(found.items(), key=lambda pair: pair[0]):
        by_file = any(
            one.person.platform == "canvas" for *_, one in candidates
        )  # its numbers are files', not attempts'
        newest = max(attempt for attempt, *_ in candidates)
        for ending in (".py", ".ipynb"):
            mine = [c for c in candidates if c[2] == ending and (by_file or c[0] == newest)]
            if not mine:
                continue
            best = max(mine, key=lambda c: (c[0], c[1], -len(c[3].entry.parts)))
            same = [c for c in mine if (c[0], c[1], len(c[3].entry.parts)) == (*best[:2], len(best[3].entry.parts))]
            if len(same) > 1:
                paths = " and ".join(show(c[3].entry.path) for c in same)
                lines.append(
                    f"{student}: nothing tells which is newer of {paths}; hand one of them to the class by hand"
                )
                continue
            chosen.append(Chosen(student, slug, ending, best[3]))
        older += len(candidates) - sum(item.student == student and item.slug == slug for item in chosen)
    return chosen, older


def _make_folders(out: Path, students: Iterable[str], lines: list[str]) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        for student in students:
            if not (out / student).is_symlink():
                (out / student).mkdir(exist_ok=True)
    except OSError as error:
        raise SubmissionsError(f"{out}: cannot be written ({error.strerror}); give another folder with --out") from None


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


def load_roster(folder: Path) -> Roster:
    """Returns `roster.json` of a class's folder; an empty one where there is none. Raises `SubmissionsError`."""
    path = folder / ROSTER
    try:
        return msgspec.json.decode(path.read_bytes(), type=Roster)
    except FileNotFoundError:
        return Roster()
    except (OSError, msgspec.DecodeError) as error:
        raise SubmissionsError(f"{path}: cannot be read ({error}); move it away and collect again") from None


def _load_times(folder: Path, slugs: Sequence[str]) -> dict[str, dict[str, datetime.datetime]]:
    """Returns the times of earlier collections; one time for all exercises is spread, so that others can be added."""
    found = load_times(folder)
    return {
        student: times if isinstance(times, dict) else dict.fromkeys(slugs, times)
        for student, times in (found.times if found else {}).items()
    }
