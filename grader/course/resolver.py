"""Which file of all that a student handed in counts for an exercise; one place for every command.

An exact name at the top of the folder, or in the course's own layout, comes first. Then an exact name in a folder or a zip,
then a near name (`grader.course.names`); both are graded with a notice. A file that still is the stub steps back. Of several
that are left, the same bytes count once; the higher number behind the same name is newer, and else the later time of saving,
by a minute or more. Where nothing tells, the exercise stays ungraded: a choice is never silent.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Iterator, Sequence
from pathlib import Path

from grader.course.names import ENDINGS, Name, read_name
from grader.course.notebooks import MAX_NOTEBOOK, describe_redefinitions, is_handed_out
from grader.course.submissions import (
    MAX_SOURCE,
    Code,
    HandIn,
    Missing,
    OurFault,
    Source,
    check_source,
    read_file,
)
from grader.course.trees import Entry, Refusal, Refused, walk_folder
from grader.course.zips import UnreadableZip, walk_zip
from grader.records.text import show

MAX_FILES, MAX_ZIPS = 20_000, 20
"""How many files and zips of one student are looked at."""
APART_S = 60.0
_NOT_OURS = {"__pycache__", "__MACOSX", "node_modules", "site-packages", "venv", "env"}
_TELLING = (*ENDINGS, ".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".txt", ".pdf", ".docx", ".html", ".pyc")
"""Endings of files that are named where nothing was found: what somebody may take for having handed in."""


@dataclasses.dataclass(frozen=True)
class Candidate:
    """A file that may be an exercise's; `zip` is the archive it lies in, from the student's folder."""

    name: Name
    item: Entry | Refusal
    zip: str = ""

    @property
    def path(self) -> str:
        """Where it lies, as it can be printed: between marks where blanks could not be seen."""
        text = show("/".join([*filter(None, [self.zip]), *self.item.parts]))
        return f"`{text}`" if any(part != part.strip() for part in (*self.item.parts, Path(text).stem)) else text

    @property
    def rank(self) -> int:
        """0 for an exact name in its place, 1 for one elsewhere, 2 for a near name."""
        if not self.name.exact:
            return 2
        parts = self.item.parts
        at_home = len(parts) == 4 and parts[0] == "exercises" and parts[2] == self.name.slug
        return 0 if not self.zip and (len(parts) == 1 or at_home) else 1

    def read(self) -> bytes | Missing | OurFault:
        """Returns the file's bytes, or why there are none."""
        file = f"{self.name.slug}{self.name.ending}"
        path = self.item.file if isinstance(self.item, Entry) else self.item.path
        if path is not None:
            found = read_file(path, MAX_NOTEBOOK if self.name.ending == ".ipynb" else MAX_SOURCE)
            gone = isinstance(found, Missing) and not path.is_symlink() and not path.exists()
            return OurFault(file, f"{self.path} was there and is gone") if gone else found
        if isinstance(self.item, Refusal):
            return Missing(file, self.item.line)
        try:
            return self.item.read()
        except Refused as refused:
            return Missing(file, str(refused))

    @functools.cached_property
    def saved(self) -> float:
        """When it was last written, in seconds, as far as its disk or its zip tells."""
        if not isinstance(self.item, Entry):
            return 0.0
        if self.item.when:
            try:
                return datetime.datetime(*self.item.when, tzinfo=datetime.UTC).timestamp()  # type: ignore[arg-type, misc]
            except ValueError:
                return 0.0
        return self.item.changed


@dataclasses.dataclass(frozen=True)
class Holdings:
    """What a student's folder holds: candidates by exercise, files that are nobody's, and what could not be read."""

    candidates: dict[str, list[Candidate]]
    others: list[str]
    faults: list[str]


@dataclasses.dataclass(frozen=True)
class Student:
    """One student and the folder that holds their files; `only` is the one file that is graded, where it was named."""

    name: str
    folder: Path
    only: str = ""
    slugs: tuple[str, ...] = ()

    @functools.cached_property
    def holdings(self) -> Holdings:
        """What the folder holds, looked at once."""
        return look_into(self.folder, self.slugs, self.only)


def look_into(folder: Path, slugs: Sequence[str], only: str = "") -> Holdings:
    """Returns what a folder holds of these exercises."""
    holdings = Holdings({}, [], [])
    zips = 0
    for item in walk_folder(folder, _is_passed_over, MAX_FILES):
        if only and item.parts != (only,):
            continue
        if isinstance(item, Refusal) and item.ours:
            holdings.faults.append(_describe_fault(item))
            continue
        if isinstance(item, Entry) and item.is_folder:
            continue
        name = read_name(item.parts[-1], slugs)
        if name is not None:
            holdings.candidates.setdefault(name.slug, []).append(Candidate(name, item))
            continue
        if isinstance(item, Entry) and item.name.casefold().endswith(".zip") and zips < MAX_ZIPS:
            zips += 1
            if _look_into_zip(item, slugs, holdings):
                continue
        if item.parts[-1].casefold().endswith(_TELLING) and not item.parts[-1].startswith("."):
            holdings.others.append(show("/".join(item.parts)))
    return holdings


def _is_passed_over(folder: str) -> bool:
    return folder.startswith(".") or folder in _NOT_OURS


def _describe_fault(item: Refusal) -> str:
    where = f"`{show('/'.join(item.parts))}`" if item.parts else "the student's folder"
    return f"{where} {item.problem.partition(';')[0]}"


def _look_into_zip(item: Entry, slugs: Sequence[str], holdings: Holdings) -> bool:
    """Adds the candidates of a zip; tells whether there were any."""
    found = False
    try:
        for inner in walk_zip(item.file or item.read(), MAX_FILES):
            if (isinstance(inner, Entry) and inner.is_folder) or any(map(_is_passed_over, inner.parts[:-1])):
                continue
            name = read_name(inner.parts[-1], slugs)
            if name is not None:
                found = True
                holdings.candidates.setdefault(name.slug, []).append(Candidate(name, inner, item.path))
    except (UnreadableZip, Refused) as error:
        holdings.others.append(f"{show(item.path)} (which cannot be read: {error})")
        return True
    return found


def find_slugs(students: Sequence[Student], slugs: Sequence[str]) -> list[str]:
    """Returns the exercises for which at least one student has handed in a file."""
    found = {slug for student in students for slug in student.holdings.candidates}
    return [slug for slug in slugs if slug in found]


def read_source(student: Student, slug: str, stub: bytes | None = None) -> HandIn:
    """Returns what a student handed in for an exercise, with a notice wherever that was not plain to see."""
    holdings = student.holdings
    pool = holdings.candidates.get(slug, [])
    if not pool:
        return _nothing(student, slug)
    begun = [one for one in pool if not _is_stub(one, stub)] if len(pool) > 1 else []
    rank = min(one.rank for one in begun or pool)
    if rank and holdings.faults:
        return HandIn(OurFault(f"{slug}.py", f"{holdings.faults[0]}, and what counts may lie there"))
    best = [one for one in begun or pool if one.rank == rank]
    notices: list[str] = []
    chosen = []
    for ending in ENDINGS:
        mine = [one for one in best if one.name.ending == ending]
        newest, why = choose_newest(mine)
        if mine and newest is None:
            listed = " and ".join(one.path for one in mine[:3])
            return HandIn(OurFault(f"{slug}{ending}", _UNDECIDED.format(listed=listed)), (why,))
        if newest is not None:
            chosen.append(newest)
            notices += [why] if why else []
    counts = chosen[0 if begun or len(pool) == 1 else -1]  # of a stub and a notebook that is as empty, the notebook
    work = _read(counts)
    told = " ".join(notices)
    notices += _describe_choice(counts, [one for one in begun if one is not counts and one.path not in told])
    notices += [f"{fault}; {counts.path} is graded" for fault in holdings.faults]
    if counts.name.ending == ".ipynb" and isinstance(work, Code):
        notices += filter(None, [describe_redefinitions(work.data)])
    return HandIn(work, tuple(notices), counts.zip or "/".join(counts.item.parts))


def _read(candidate: Candidate) -> Source:
    data = candidate.read()
    return check_source(data, f"{candidate.name.slug}{candidate.name.ending}") if isinstance(data, bytes) else data


def _is_stub(candidate: Candidate, stub: bytes | None) -> bool:
    """Tells whether a file still is what was handed out. Line ends do not count."""
    if stub is None:
        return False
    data = candidate.read()
    if not isinstance(data, bytes):
        return False
    if candidate.name.ending == ".ipynb":
        return is_handed_out(data, candidate.name.slug, stub.decode(errors="replace"))
    return data.replace(b"\r\n", b"\n") == stub.replace(b"\r\n", b"\n")


def _nothing(student: Student, slug: str) -> HandIn:
    """Returns why there is no file: it was not handed in, or could not be looked at."""
    holdings, file = student.holdings, student.only or f"{slug}.py"
    if holdings.faults:
        return HandIn(OurFault(file, f"{holdings.faults[0]}, so nobody knows what was handed in"))
    if (student.folder / file).is_dir():
        return HandIn(Missing(file, f"{file} is a folder; hand in a file of that name"))
    problem = f"{file} was not handed in"
    if holdings.others:
        listed = ", ".join(holdings.others[:5]) + (", …" if len(holdings.others) > 5 else "")
        problem = f"{problem}; not named after an exercise: {listed}"
        return HandIn(Missing(file, problem), (problem,))
    return HandIn(Missing(file, problem))


def choose_newest(candidates: Sequence[Candidate]) -> tuple[Candidate | None, str]:
    """Returns the candidate that is the newest, and by which rule it was chosen; None where nothing tells."""
    if len(candidates) < 2:
        return (candidates[0] if candidates else None), ""
    kept = list(_drop_copies(candidates))
    if len(kept) == 1:
        return kept[0], f"the same in {' and '.join(one.path for one in candidates[:3])}"
    listed = " and ".join(one.path for one in kept[:3])
    if len({one.name.words for one in kept}) == 1:
        first, second = sorted(kept, key=lambda one: one.name.numbers, reverse=True)[:2]
        if first.name.numbers != second.name.numbers:
            return first, f"of {listed} the one with the highest number counts: {first.path}"
    if len({one.zip for one in kept}) == 1:
        first, second = sorted(kept, key=lambda one: one.saved, reverse=True)[:2]
        if first.saved - second.saved >= APART_S:
            return first, f"of {listed} the one that was saved last counts: {first.path}"
    return None, f"nothing tells which is newer of {listed}"


def _drop_copies(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    seen: set[bytes] = set()
    for one in candidates:
        data = one.read()
        if not isinstance(data, bytes) or data not in seen:
            yield one
        if isinstance(data, bytes):
            seen.add(data)


def _describe_choice(chosen: Candidate, others: Sequence[Candidate]) -> Iterator[str]:
    """Yields what is to be told of a choice: a name that is not exact, and files that do not count."""
    name = chosen.name
    file = f"{name.slug}{name.ending}"
    if chosen.rank == 1:
        yield f"{chosen.path} is graded; hand in {file} by itself, in no folder and no zip"
    elif chosen.rank == 2:
        yield f"{chosen.path} is graded; the file should be called {file}"
    if others:
        listed = ", ".join(one.path for one in others[:5]) + (", …" if len(others) > 5 else "")
        yield f"{chosen.path} is graded; there as well, and not graded: {listed}"


_UNDECIDED = "nothing tells which file counts, {listed}; keep one of them, or grade that file by its name"
