"""Where a page's record comes from: a run's folder, the class's folder or a class list, and the run before."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from grader.course.layout import Course
from grader.course.notebooks import MAX_NOTEBOOK
from grader.course.submissions import read_file
from grader.exports.roster import parse_roster
from grader.pages.web.class_record import ClassRecord
from grader.pages.web.feedback import Sight
from grader.records.entries import Entry
from grader.records.errors import UsageProblem
from grader.records.results import Result
from grader.records.roster import ROSTER, load_roster
from grader.records.run import Contents, Run, open_run
from grader.records.text import show

MAX_FILES = 200
"""How many entries of a student's folder are looked at for the name of what was graded."""


@dataclasses.dataclass(frozen=True)
class Sources:
    """What an instructor names besides the run: the class's folder, a class list, the run before."""

    submissions: Path | None = None
    roster: Path | None = None
    before: Path | None = None


def find_people(run: Run, sources: Sources) -> dict[str, str]:
    """Returns who should be there, by folder, with the platform's names; empty where nobody says so.

    A class list that is named comes first, then `roster.json` of the class's folder, then one that lies beside the results.
    """
    if sources.roster is not None and sources.roster.suffix.lower() != ".json" and not sources.roster.is_dir():
        try:
            people = parse_roster(sources.roster.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise UsageProblem(f"{show(sources.roster)}: cannot be read as a class list ({error})") from None
        return {one.student: f"{one.first_name} {one.last_name}".strip() for one in people.values()}
    if sources.roster is not None:
        folder = sources.roster if sources.roster.is_dir() else sources.roster.parent
        if not (folder / ROSTER).is_file():
            raise UsageProblem(
                f"{show(sources.roster)}: no {ROSTER} there; give it, its folder, or a class list in CSV"
            )
        folders = [folder]
    else:
        folders = [folder for folder in (sources.submissions, run.folder) if folder is not None]
    for folder in folders:
        people_there = load_roster(folder).students
        if people_there:
            return {student: record.name for student, record in people_there.items()}
    return {}


def find_before(sources: Sources) -> list[Result] | None:
    """Returns the results of the run before, or None. The one place that knows where those are kept."""
    return None if sources.before is None else open_run(sources.before).read().results


def find_files(entries: Sequence[Entry], submissions: Path | None) -> dict[tuple[str, str], str]:
    """Returns the name of the file that was graded, found by its digest among what the student handed in."""
    found: dict[tuple[str, str], str] = {}
    if submissions is None:
        return found
    wanted: dict[str, dict[str, str]] = {}
    for entry in entries:
        if entry.result.submission_sha256:
            wanted.setdefault(entry.student, {})[entry.result.submission_sha256] = entry.exercise
    for student, digests in wanted.items():
        for name, path in _list_files(submissions / student):
            data = read_file(path, MAX_NOTEBOOK)
            slug = digests.get(hashlib.sha256(data).hexdigest()) if isinstance(data, bytes) else None
            if slug is not None:
                found.setdefault((student, slug), name)
    return found


def _list_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yields the files that may be submissions, of a student's folder and of the folders in it. No link is followed."""
    folders = [folder]
    for _ in range(2):
        entries: list[os.DirEntry[str]] = []
        for place in folders:
            with contextlib.suppress(OSError):
                entries += (
                    [] if place.is_symlink() else sorted(os.scandir(place), key=lambda entry: entry.name)[:MAX_FILES]
                )
        for entry in entries:
            if entry.is_file(follow_symlinks=False) and Path(entry.name).suffix.lower() in (".py", ".ipynb", ".txt"):
                yield Path(entry.path).relative_to(folder).as_posix(), Path(entry.path)
        folders = [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]


def make_sight(course: Course, entries: Sequence[Entry], names: Mapping[str, str], submissions: Path | None) -> Sight:
    """Returns what feedback needs of the course and the class."""
    return Sight(
        course.settings.title,
        {exercise.slug: exercise for exercise in course.exercises},
        course.settings.hidden_feedback == "diagnosis",
        names,
        find_files(entries, submissions),
    )


def make_record(
    course: Course, run: Run, contents: Contents, sources: Sources, slugs: Sequence[str] = (), *, ended: bool = True
) -> ClassRecord:
    """Returns the record of a run's class, exercises in the order of the course. Raises `UsageProblem` where it is empty."""
    if not contents.results:
        raise UsageProblem(f"{show(run.folder)}: no result is there yet, so there is no page; grade somebody first")
    entries = run.derive_entries(contents.results, course.settings.policy)
    known = [exercise.slug for exercise in course.exercises]
    there = {entry.exercise for entry in entries}
    people = find_people(run, sources)
    return ClassRecord(
        title=course.settings.title,
        folder=show(run.folder, 400),
        entries=entries,
        slugs=[*(slug for slug in known if slug in there), *sorted(there - set(known))],
        sight=make_sight(course, entries, people, sources.submissions),
        submissions=show(sources.submissions, 400) if sources.submissions else "",
        roster=people,
        before=find_before(sources),
        before_folder=show(sources.before, 400) if sources.before else "",
        notes=_find_notes(course, contents, ended),
    )


def _find_notes(course: Course, contents: Contents, ended: bool) -> list[str]:
    notes = []
    if not ended:
        notes.append(f"This run has not ended: the page shows the {len(contents.results)} results that were there.")
    seeds = sorted({result.seed for result in contents.results})
    if len(seeds) > 1 and course.settings.seeds == "course":
        listed = ", ".join(map(str, seeds[:5]))
        notes.append(
            f"Results of {len(seeds)} seeds are here ({listed}), which do not compare; grade again with --force."
        )
    suites: dict[str, set[str]] = {}
    for result in contents.results:
        suites.setdefault(result.exercise, set()).add(result.suite_sha256)
    stale = sorted(slug for slug, found in suites.items() if len(found) > 1)
    if stale:
        notes.append(f"Results of more than one version of the suite are here: {', '.join(stale)}; grade again.")
    if contents.problems:
        notes.append(f"{len(contents.problems)} files are no results and are left out: {contents.problems[0]}")
    return notes
