"""Zips of feedback as Moodle and Canvas take them: what counts there is how each file is called.

- Moodle (an assignment's "Upload multiple feedback files in a zip") finds the participant in a folder's name,
  `Full name_PARTICIPANT_assignsubmission_file`; the name before it is not looked at, but an underscore in it would shift
  the number.
- Canvas ("Upload submissions" of an assignment) takes back what it let one download: a name in which the first two whole
  numbers between underscores are the student's and one of the student's own files'. It shows the feedback under that
  file's name, so what is sent is text, which opens whatever it is called.

Both numbers stand in the platform's own download alone, so that is asked for.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from grader.collecting.downloads import find_entries
from grader.collecting.folders import name_folders, student_key
from grader.collecting.platforms import read_platform
from grader.records.errors import UsageProblem
from grader.records.text import show

PLATFORMS = {"moodle": ".html", "canvas": ".md"}
"""The platforms, and what each is sent."""


class Place(msgspec.Struct, frozen=True):
    """The name under which a platform takes a student's feedback, without its ending."""

    student: str
    name: str


def find_places(platform: str, download: Path) -> tuple[list[Place], list[str]]:
    """Returns each student's place, by what the platform let one download, and a line for each entry that was passed over.

    Students are called as `grader collect` called their folders. Raises `UsageProblem` where nothing fits.
    """
    entries, lines = find_entries(download)
    handed = list(read_platform(platform, download, entries, lines))
    if not handed:
        raise UsageProblem(f"{show(download)}: nothing in it is named as in a download from {platform}")
    folders = name_folders(handed)
    places: dict[str, Place] = {}
    for one in sorted(handed, key=lambda one: one.attempt):
        student = folders[student_key(one)]
        if platform == "moodle":
            name = f"{_moodle_name(one.person.name)}_{one.person.id}_assignsubmission_file/feedback"
        else:
            name = re.sub(r"\.[^.]*$", "", one.entry.name)
        places[student] = Place(student, name)
    return [places[student] for student in sorted(places)], lines


def _moodle_name(text: str) -> str:
    return " ".join(re.sub(r"[_/\\.~]", " ", text).split()) or "student"


def pack(platform: str, places: Sequence[Place], files: Mapping[str, bytes]) -> bytes:
    """Returns the zip of these students' feedback; the same files give the same bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for place in places:
            if place.student in files:
                info = zipfile.ZipInfo(f"{place.name}{PLATFORMS[platform]}", (2000, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                archive.writestr(info, files[place.student])
    return data.getvalue()


def find_lost(places: Iterable[Place], students: Iterable[str]) -> list[str]:
    """Returns the students for whom the platform's download has no place."""
    known = {place.student for place in places}
    return [student for student in students if student not in known]
