"""What was handed in, of all that a download holds: a folder for each student, for each exercise the file that counts."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence

import msgspec

from grader.collecting.folders import student_key
from grader.collecting.platforms import HandedIn
from grader.course.trees import show
from grader.records.roster import Record


class Chosen(msgspec.Struct, frozen=True):
    """A file that counts: whose, for which exercise, with which ending."""

    student: str
    slug: str
    ending: str
    handed: HandedIn


def share_in_groups(chosen: Sequence[Chosen], roster: Mapping[str, Record]) -> list[tuple[Chosen, str]]:
    """Returns what members of a group hand in by another member's hands, and whose hands these were: the newest file.

    Groups are those of class lists; a submission that the platform itself gives to several people is in everybody's
    folder already. Who has handed in something of their own keeps it.
    """
    groups: dict[str, list[str]] = {}
    for student, record in roster.items():
        if record.group and not record.group.startswith("submission_"):
            groups.setdefault(record.group, []).append(student)
    own: dict[tuple[str, str], list[Chosen]] = {}
    for item in chosen:
        own.setdefault((item.slug, item.student), []).append(item)
    shared = []
    for (slug, _), members in itertools.product(own, groups.values()):
        givers = [member for member in members if (slug, member) in own]
        if not givers:
            continue
        newest = max(givers, key=lambda member: (own[slug, member][0].handed.time, own[slug, member][0].handed.attempt))
        for member in sorted(set(members) - set(givers)):
            shared += [(msgspec.structs.replace(item, student=member), newest) for item in own[slug, newest]]
    return list(dict.fromkeys(shared))


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
