"""Which folder is whose: the one that a person has from an earlier download, or a new one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from grader.collecting.platforms import HandedIn
from grader.records.roster import Person, Record
from grader.records.text import fold

Key = tuple[str, str]


def student_key(handed: HandedIn) -> Key:
    """Returns what tells one student of a download from another."""
    return handed.folder, handed.person.id


def name_folders(
    handed: Iterable[HandedIn], known: Mapping[str, Record] | None = None, slugs: Iterable[str] = ()
) -> dict[Key, str]:
    """Returns each student's folder in the class: that of an earlier download, or the platform's name for the student.

    New names are made fit for every file system. Students whose folders would be one, on a file system without small and
    capital letters as well, get their ids behind. `slugs` are the exercises of this download: Moodle's numbers are those
    of one assignment.
    """
    known = known or {}
    by_key: dict[Key, list[HandedIn]] = {}
    for one in handed:
        by_key.setdefault(student_key(one), []).append(one)
    keys = sorted(by_key)
    names = {key: folder for key in keys if (folder := _find_earlier(by_key[key], known, by_key, frozenset(slugs)))}
    plain = {key: clean_folder(key[0]) for key in keys}
    taken = {folder.casefold() for folder in known} | {name.casefold() for name in names.values()}
    for key in keys:
        if key in names:
            continue
        shared = [other for other in keys if plain[other].casefold() == plain[key].casefold()]
        several = len(shared) > 1 or plain[key].casefold() in taken
        name = clean_folder(f"{key[0]} {key[1]}") if several and key[1] else plain[key]
        number = 2
        while name.casefold() in taken:
            name, number = f"{plain[key]} {number}", number + 1
        taken.add(name.casefold())
        names[key] = name
    return names


def _find_earlier(
    mine: Sequence[HandedIn],
    known: Mapping[str, Record],
    everybody: Mapping[Key, Sequence[HandedIn]],
    slugs: frozenset[str],
) -> str | None:
    """Returns the folder of the one record that is certainly this person's."""
    person = mine[0].person
    found = [folder for folder, record in known.items() if _is_same(mine, person, record, slugs)]
    if not found and person.platform == "moodle":
        found = [folder for folder, record in known.items() if fold(record.name) == fold(person.name)]
        namesakes = {key for key, them in everybody.items() if fold(them[0].person.name) == fold(person.name)}
        found = found if len(namesakes) == 1 else []
    if not found:  # a class that was collected before rosters told more, or a folder that was named by hand
        names = {fold(name) for name in (person.id, person.username, person.email, mine[0].folder) if name}
        found = [folder for folder, record in known.items() if names & {fold(alias) for alias in record.aliases}]
    if not found and person.platform in ("folder", "classroom"):
        found = [folder for folder in known if folder == clean_folder(mine[0].folder)]
    return found[0] if len(found) == 1 else None


def _is_same(mine: Sequence[HandedIn], person: Person, record: Record, slugs: frozenset[str]) -> bool:
    emails = {fold(one) for one in (record.email, *record.emails) if one}
    if person.platform != record.platform or (person.platform == "moodle" and person.email and emails):
        return bool(person.email) and fold(person.email) in emails
    match person.platform:
        case "moodle":
            numbers = {number for slug, number in record.numbers.items() if slug in slugs}
            return person.id in numbers and fold(person.name) == fold(record.name)
        case "canvas":
            files = {str(one.attempt[0]) for one in mine}
            return person.id == record.id or bool(files & set(record.files))
        case "gradescope":
            return (bool(person.id) and person.id == record.id) or fold(person.email) in emails
        case "classroom":
            return bool(person.username) and fold(person.username) == fold(record.username)
    return False


def clean_folder(text: str) -> str:
    """Returns a text as the name of a folder that every system accepts."""
    text = unicodedata.normalize("NFC", text)
    text = "".join("_" if c in '/\\:*?"<>|' or not c.isprintable() else c for c in text).strip().rstrip(". ")
    text = text.encode("utf-8", "replace")[:180].decode("utf-8", "ignore")
    if not text or text.startswith(".") or re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d|roster|times)(\..*)?", text):
        text = f"_{text}"
    return text
