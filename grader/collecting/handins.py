"""What was handed in, of all that a download holds: a folder for each student, for each exercise the file that counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import msgspec

from grader.collecting.platforms import HandedIn
from grader.course.trees import show


class Chosen(msgspec.Struct, frozen=True):
    """A file that counts: whose, for which exercise, with which ending."""

    student: str
    slug: str
    ending: str
    handed: HandedIn


def student_key(handed: HandedIn) -> tuple[str, str]:
    return handed.folder, handed.person.id


def name_folders(handed: Iterable[HandedIn]) -> dict[tuple[str, str], str]:
    """Returns each student's folder in the class: the platform's name, made fit for every file system.

    Students whose folders would be one, on a file system without small and capital letters as well, get their ids behind.
    """
    keys = sorted({student_key(one) for one in handed})
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
            found.setdefault((students[student_key(one)], match[0]), []).append((one.attempt, rank, match[1], one))
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
