"""What lies below a folder, file by file, read as if its author were hostile.

Nothing is followed and nothing is unpacked: a name is only looked at, and bytes are read when they are asked for, never
more than `MAX_FILE`. What is refused costs itself and one line; the others are read.
"""

from __future__ import annotations

import dataclasses
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

MAX_FILE = 64 * 2**20
MAX_ENTRIES = 50_000
MAX_DEPTH = 40


class Refused(Exception):
    """An entry is not read. One line that says why."""


@dataclasses.dataclass(frozen=True)
class Entry:
    """One file: its parts, the time that an archive gives it, and how to read it; or an empty folder.

    `file` is the path of a file on disk and `changed` when it was last written, in seconds; an archive's entry has neither.
    """

    parts: tuple[str, ...]
    when: tuple[int, ...]
    read: Callable[[], bytes]
    is_folder: bool = False
    file: Path | None = None
    changed: float = 0.0

    @property
    def name(self) -> str:
        return self.parts[-1]

    @property
    def path(self) -> str:
        return "/".join(self.parts)


@dataclasses.dataclass(frozen=True)
class Refusal:
    """Something that is not read, and a line that says why; `ours` where whoever handed it in cannot mend it."""

    parts: tuple[str, ...]
    problem: str
    ours: bool = False
    path: Path | None = None

    @property
    def line(self) -> str:
        """Where it is, and the problem."""
        return f"{show('/'.join(self.parts))}: {self.problem}"


def split_name(name: str) -> tuple[str, ...]:
    """Returns the parts of an entry's name. Raises `Refused` for a name that leads elsewhere."""
    shown = show(name)
    if not name or "\0" in name or any(unicodedata.category(character) == "Cc" for character in name):
        raise Refused(f"{shown}: the name holds control characters; refused")
    parts = tuple(unicodedata.normalize("NFC", name).replace("\\", "/").split("/"))
    if parts[0] == "" or re.match(r"[A-Za-z]:", parts[0]):
        raise Refused(f"{shown}: an absolute name; refused")
    if ".." in parts:
        raise Refused(f"{shown}: the name leads out of the folder; refused")
    kept = tuple(part for part in parts if part not in ("", "."))
    if not kept or len(kept) > MAX_DEPTH or any(len(part.encode("utf-8", "replace")) > 255 for part in kept):
        raise Refused(f"{shown}: the name is too long; refused")
    return kept


def show(name: str) -> str:
    """Returns a name as it can be printed in a line."""
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
    return text if len(text) <= 120 else f"{text[:119]}…"


def is_clutter(parts: tuple[str, ...]) -> bool:
    """Tells whether a tool has left it behind."""
    return parts[0] == "__MACOSX" or any(part == ".git" for part in parts) or parts[-1].startswith("._")


def walk_folder(root: Path, skip: Callable[[str], bool] | None = None, most: int = 0) -> Iterator[Entry | Refusal]:
    """Yields the files below `root`, folders in the order of their names, and a refusal for what is not read.

    `skip` names folders that are not looked into; `most` is how many files are looked at.
    """
    most = most or MAX_ENTRIES
    count = 0
    unread: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=unread.append, followlinks=False):
        yield from _take_unread(root, unread)
        below = Path(folder).relative_to(root).parts
        folders[:] = sorted(name for name in folders if name not in (".git", "__MACOSX"))
        folders[:] = [name for name in folders if skip is None or not skip(name)]
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        folders[:] = [name for name in folders if name not in links]
        if not files and not folders and below:
            yield Entry(below, (), bytes, is_folder=True, file=Path(folder))
        if len(below) >= MAX_DEPTH:
            folders.clear()
        for name in sorted([*files, *links]):
            count += 1
            if count > most:
                yield Refusal(
                    (*below, name), f"is behind more than {most:,} entries; it and the rest are refused", ours=True
                )
                return
            found = _look_at(root, Path(folder, name))
            if found is not None:
                yield found
    yield from _take_unread(root, unread)


def _look_at(root: Path, path: Path) -> Entry | Refusal | None:
    parts = path.relative_to(root).parts
    try:
        status = os.lstat(path)
    except OSError as error:
        return Refusal(parts, f"cannot be read ({error.strerror})", ours=True)
    if stat.S_ISLNK(status.st_mode):
        return Refusal(parts, "a link; refused", path=path)
    if not stat.S_ISREG(status.st_mode):
        return Refusal(parts, "neither a file nor a folder; refused", path=path)
    try:
        parts = split_name(path.relative_to(root).as_posix())
    except Refused as refused:
        return Refusal(parts, str(refused).rpartition(": ")[2])
    if is_clutter(parts):
        return None
    return Entry(parts, (), _reader_of_file(path, show("/".join(parts))), file=path, changed=status.st_mtime)


def _take_unread(root: Path, unread: list[OSError]) -> Iterator[Refusal]:
    while unread:
        error = unread.pop()
        parts = Path(error.filename).relative_to(root).parts
        yield Refusal(parts, f"cannot be read ({error.strerror}); nothing of it is collected", ours=True)


def _reader_of_file(path: Path, shown: str) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
            with os.fdopen(descriptor, "rb") as file:
                data = file.read(MAX_FILE + 1)
        except OSError as error:
            raise Refused(f"{shown}: cannot be read ({error.strerror})") from None
        if len(data) > MAX_FILE:
            raise Refused(f"{shown}: more than {MAX_FILE:,} bytes; refused")
        return data

    return read
