"""How course platforms name what they let an instructor download: who handed in which file, and when.

- Canvas, `submissions.zip`: `doejane_LATE_12345_67890_dense-1.py`: the sortable name in small letters without anything but
  letters and digits, LATE where it was, the user's id, the file's id, the file's name; `anon_AbC1d` instead of name and id
  where the assignment is anonymous. The newest attempt alone is in it; a number after the name counts attempts.
- Moodle: a folder `Jane Doe_12345_assignsubmission_file_/` (newer versions: without the last underscore) for each
  participant, or the same as a prefix of every file's name; the number is the participant's within the assignment.
- Gradescope, `assignment_1_export.zip`: a folder `submission_123/` for each, and `submission_metadata.yml`.
- Classroom: `gh classroom clone` makes `dense-submissions/dense-jdoe/`, a clone for each student.
"""

from __future__ import annotations

import datetime
import itertools
import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from grader.course.trees import Entry, Refused
from grader.records.roster import Person


class HandedIn(msgspec.Struct, frozen=True):
    """One file, as a platform names it. `folder` is the student's; `attempt` grows; `time` is ISO 8601 or empty."""

    person: Person
    folder: str
    file: str
    entry: Entry
    attempt: tuple[str | int, ...] = ()
    time: str = ""
    late: bool = False


def read_platform(platform: str, download: Path, entries: Sequence[Entry], lines: list[str]) -> Iterator[HandedIn]:
    """Yields what students have handed in; adds a line for each entry that does not fit the platform's naming."""
    match platform:
        case "canvas":
            return _read_canvas(entries, lines)
        case "moodle":
            return _read_moodle(entries, lines)
        case "gradescope":
            return _read_gradescope(entries, lines)
        case "classroom":
            return _read_classroom(download, _unwrap(download, entries), lines)
    return _read_folder(_unwrap(download, entries), lines)


_CANVAS = re.compile(
    r"(?:(?P<name>.+?)_)??(?P<late>LATE_)?(?:(?P<id>\d+)|anon_(?P<anon>[A-Za-z0-9]+))_(?P<number>\d+)_(?P<file>.+)"
)


def _read_canvas(entries: Sequence[Entry], lines: list[str]) -> Iterator[HandedIn]:
    for entry in entries:
        found = _CANVAS.fullmatch(entry.name)
        if entry.is_folder:
            continue
        if found is None:
            if entry.name.endswith(("_text.html", "_link.html")):
                lines.append(f"{entry.path}: a text or a link instead of a file; passed over")
            else:
                lines.append(f"{entry.path}: not named as Canvas names a file; passed over")
            continue
        number = found["id"] or f"anon_{found['anon']}"
        person = Person("canvas", name=found["name"] or "", id=number)
        folder = f"{found['name']}_{number}" if found["name"] else number
        yield HandedIn(person, folder, found["file"], entry, (int(found["number"]),), late=bool(found["late"]))


_MOODLE = re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?P<kind>[a-z]+)_?(?P<file>.*)", re.DOTALL)


def _read_moodle(entries: Sequence[Entry], lines: list[str]) -> Iterator[HandedIn]:
    for entry in entries:
        found = next(filter(None, map(_MOODLE.fullmatch, entry.parts)), None)
        if found is None:
            lines.append(f"{entry.path}: not named as Moodle names a file; passed over")
            continue
        flat = found["file"] if entry.parts[-1] == found[0] else ""
        file = "" if entry.is_folder or found["kind"] != "file" else flat or entry.name
        yield HandedIn(Person("moodle", name=found["name"], id=found["id"]), found["name"], file, entry)


def _read_gradescope(entries: Sequence[Entry], lines: list[str]) -> Iterator[HandedIn]:
    records: dict[str, Submission] = {}
    for entry in entries:
        if entry.name == "submission_metadata.yml":
            try:
                records.update(parse_metadata(entry.read().decode("utf-8", "replace")))
            except Refused as refused:
                lines.append(str(refused))
    if not records:
        lines.append("submission_metadata.yml: missing or empty; students are called after their submissions")
    for entry in entries:
        number = next((part for part in entry.parts if re.fullmatch(r"submission_\d+", part)), None)
        if number is None:
            if entry.name != "submission_metadata.yml":
                lines.append(f"{entry.path}: in no submission's folder; passed over")
            continue
        record = records.get(number, Submission())
        file = "" if entry.is_folder or entry.name == number else entry.name
        attempt = (record.created_at, int(number.removeprefix("submission_")))
        for person in record.submitters or [Person("gradescope", id=number)]:
            folder = person.email or person.id or person.name
            yield HandedIn(person, folder, file, entry, attempt, record.created_at)


class Submission(msgspec.Struct):
    """What `submission_metadata.yml` says of one submission."""

    submitters: list[Person] = []
    created_at: str = ""


def parse_metadata(text: str) -> dict[str, Submission]:
    """Returns the submissions of a `submission_metadata.yml`: submitters and time, and nothing else of it.

    Reads the block style that Ruby writes, by indentation: a key for each submission, `:submitters:` with a list of
    `:name:`, `:sid:`, `:email:`, and `:created_at:`. Keys of the same name further in, as in `:history:`, are not meant.
    """
    found: dict[str, Submission] = {}
    anchors: dict[str, str] = {}
    record, people, level, section = Submission(), list[dict[str, str]](), 0, ""
    for line in text.splitlines():
        item = re.fullmatch(r"(?P<indent> *)(?P<dash>- )?(?P<key>:?[\w.]+):(?: +(?P<value>.*))?", line.rstrip())
        if item is None:
            continue
        indent, value = len(item["indent"]), _scalar(item["value"] or "", anchors)
        if indent == 0 and not item["dash"]:
            record, people, level, section = Submission(), [], 0, ""
            found[item["key"]] = record
            continue
        level = level or indent
        if indent == level and not item["dash"]:
            section = item["key"]
        if section == ":submitters" and item["key"] != section:
            if item["dash"]:
                people.append({})
                if indent > level + 2:
                    continue
            if people:
                people[-1][item["key"]] = value
            record.submitters = [_submitter(person) for person in people]
        elif section == ":created_at" and item["key"] in (":created_at", "utc") and not record.created_at:
            record.created_at = to_utc(value)
    return found


def _submitter(keys: dict[str, str]) -> Person:
    return Person("gradescope", name=keys.get(":name", ""), id=keys.get(":sid", ""), email=keys.get(":email", ""))


def _scalar(value: str, anchors: dict[str, str]) -> str:
    """Returns the text of a plain or quoted scalar; remembers `&1 text` for `*1`."""
    if value.startswith("*"):
        return anchors.get(value[1:], "")
    anchor = re.match(r"&(\S+) +", value)
    value = value[anchor.end() :] if anchor else value
    if value[:1] == value[-1:] == "'" and len(value) > 1:
        value = value[1:-1].replace("''", "'")
    elif value[:1] == value[-1:] == '"' and len(value) > 1:
        escape = re.compile(r"\\(?:x(\w\w)|u(\w{4})|(.))")
        value = escape.sub(lambda m: m[3] or chr(int(m[1] or m[2], 16)), value[1:-1])
    if value in ("null", "~", "!binary |-") or value.startswith("!ruby/"):
        value = ""
    if anchor:
        anchors[anchor[1]] = value
    return value


def to_utc(text: str) -> str:
    """Returns a time as ISO 8601 in UTC, such as `2026-03-01T21:05:10Z`; empty where it is none."""
    found = re.match(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? *(Z|UTC|[+-]\d\d:?\d\d)?", text)
    if found is None:
        return ""
    zone = "+00:00" if found[3] in (None, "Z", "UTC") else found[3]
    try:
        time = datetime.datetime.fromisoformat(f"{found[1]}T{found[2]}{zone}")
    except ValueError:
        return ""
    return time.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _unwrap(download: Path, entries: Sequence[Entry]) -> list[tuple[tuple[str, ...], Entry]]:
    """Returns the entries with the parts below the folder that holds the students' folders."""
    pairs = [(entry.parts, entry) for entry in entries]
    tops = {parts[0] for parts, _ in pairs}
    wrapped = download.is_file() or any(top.endswith("-submissions") for top in tops)
    if len(tops) == 1 and wrapped and all(len(parts) > 2 or entry.is_folder for parts, entry in pairs):
        pairs = [(parts[1:], entry) for parts, entry in pairs if len(parts) > 1]
    return pairs


def _read_classroom(
    download: Path, pairs: Sequence[tuple[tuple[str, ...], Entry]], lines: list[str]
) -> Iterator[HandedIn]:
    names = sorted({parts[0] for parts, entry in pairs if len(parts) > 1 or entry.is_folder})
    same = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(names[0], names[-1], strict=False)) if names else ()
    prefix = "".join(one for one, _ in same) if len(names) > 1 else ""
    prefix = prefix[: prefix.rfind("-") + 1]
    for item in _read_folder(pairs, lines):
        user = item.folder.removeprefix(prefix)
        person = Person("classroom", username=user, repository=item.folder)
        yield msgspec.structs.replace(item, person=person, folder=user)


def find_commit_time(download: Path, entry: Entry) -> str:
    """Returns when a file of a clone was last committed; empty where that is not known.

    The clone is a student's: nothing of its settings may start a program or reach for the network.
    """
    if not download.is_dir() or not any((download / Path(*entry.parts[:n]) / ".git").exists() for n in (1, 2)):
        return ""
    path = download.absolute() / Path(*entry.parts)
    command = [
        "git",
        "-c",
        "log.showSignature=false",
        "-c",
        "core.fsmonitor=false",
        "-c",
        "protocol.allow=never",
        "-c",
        "core.hooksPath=/dev/null",
        "-C",
        str(path.parent),
        "--no-pager",
        "log",
        "-1",
        "--no-ext-diff",
        "--no-textconv",
        "--format=%cI",
        "--",
        path.name,
    ]
    quiet = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=20, env={**os.environ, **quiet}, check=True
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    return to_utc(done.stdout)


def _read_folder(pairs: Sequence[tuple[tuple[str, ...], Entry]], lines: list[str]) -> Iterator[HandedIn]:
    for parts, entry in pairs:
        if parts[0].startswith("."):
            continue
        if len(parts) == 1 and not entry.is_folder:
            if entry.name not in ("roster.json", "times.json"):
                lines.append(f"{entry.path}: a file among the students' folders; passed over")
            continue
        yield HandedIn(Person("folder", name=parts[0]), parts[0], "" if entry.is_folder else entry.name, entry)
