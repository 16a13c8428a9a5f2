"""What a platform lets an instructor download, entry by entry: a folder or a zip, read as if its author were hostile.

Nothing is unpacked: an entry's name is only looked at, and its bytes are read when they are asked for, never more than
`MAX_FILE`. An entry that is refused costs itself and one line; the others are read.
"""

from __future__ import annotations

import dataclasses
import io
import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from grader.records.errors import UsageProblem

MAX_FILE = 64 * 2**20
MAX_TOTAL = 16 * 2**30
MAX_ENTRIES = 50_000
MAX_RATIO = 200
"""How many times its packed size an entry above 1 MiB may have; text and notebooks stay below 50."""
MAX_DIRECTORY = 16 * 2**20
"""Bytes of a zip's directory: some 200,000 entries."""


class Refused(Exception):
    """An entry is not read. One line that says why."""


@dataclasses.dataclass(frozen=True)
class Entry:
    """One file of a download: its parts, the time that the archive gives it, and how to read it; or an empty folder."""

    parts: tuple[str, ...]
    when: tuple[int, ...]
    read: Callable[[], bytes]
    is_folder: bool = False

    @property
    def name(self) -> str:
        return self.parts[-1]

    @property
    def path(self) -> str:
        return "/".join(self.parts)


def find_entries(download: Path) -> tuple[list[Entry], list[str]]:
    """Returns the files of a folder or a zip, and a line for each entry that is refused.

    Raises `UsageProblem` where there is no such thing, or it is neither.
    """
    if download.is_dir():
        found = _walk_folder(download)
    elif download.is_file():
        found = _walk_zip(download)
    else:
        raise UsageProblem(f"{download}: no such file or folder; give what the platform let you download")
    entries: list[Entry] = []
    lines: list[str] = []
    for item in found:
        if isinstance(item, Entry):
            entries.append(item)
        else:
            lines.append(item)
    return entries, lines


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
    if not kept or len(kept) > 40 or any(len(part.encode("utf-8", "replace")) > 255 for part in kept):
        raise Refused(f"{shown}: the name is too long; refused")
    return kept


def show(name: str) -> str:
    """Returns a name as it can be printed in a line."""
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
    return text if len(text) <= 120 else f"{text[:119]}…"


def _is_clutter(parts: tuple[str, ...]) -> bool:
    return parts[0] == "__MACOSX" or any(part == ".git" for part in parts) or parts[-1].startswith("._")


def _walk_folder(root: Path) -> Iterator[Entry | str]:
    count = 0
    unread: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=unread.append, followlinks=False):
        while unread:
            yield _describe_unread(root, unread.pop())
        folders[:] = sorted(name for name in folders if name not in (".git", "__MACOSX"))
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        folders[:] = [name for name in folders if name not in links]
        if not files and not folders and Path(folder) != root:
            yield Entry(Path(folder).relative_to(root).parts, (), bytes, is_folder=True)
        for name in sorted([*files, *links]):
            path = Path(folder, name)
            shown = show(path.relative_to(root).as_posix())
            count += 1
            if count > MAX_ENTRIES:
                yield f"{shown}: more than {MAX_ENTRIES:,} entries; this one and the rest are refused"
                return
            status = os.lstat(path)
            if stat.S_ISLNK(status.st_mode):
                yield f"{shown}: a link; refused"
            elif not stat.S_ISREG(status.st_mode):
                yield f"{shown}: neither a file nor a folder; refused"
            else:
                try:
                    parts = split_name(path.relative_to(root).as_posix())
                except Refused as refused:
                    yield str(refused)
                    continue
                if not _is_clutter(parts):
                    yield Entry(parts, (), _reader_of_file(path, shown))
    for error in unread:
        yield _describe_unread(root, error)


def _describe_unread(root: Path, error: OSError) -> str:
    name = Path(error.filename).relative_to(root).as_posix()
    return f"{show(name)}: cannot be read ({error.strerror}); nothing of it is collected"


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


def _walk_zip(path: Path) -> Iterator[Entry | str]:
    if _directory_size(path) > MAX_DIRECTORY:
        raise UsageProblem(f"{path}: too many entries for a class's submissions; nothing of it is read")
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
        raise UsageProblem(f"{path}: neither a folder nor a zip that can be read ({error})") from None
    total, seen = 0, set()
    for number, info in enumerate(archive.infolist(), start=1):
        name = _decode_name(info)
        shown = show(name)
        if number > MAX_ENTRIES:
            yield f"{shown}: more than {MAX_ENTRIES:,} entries; this one and the rest are refused"
            return
        try:
            parts = split_name(name)
            if _is_clutter(parts):
                continue
            if info.is_dir():
                yield Entry(parts, info.date_time, bytes, is_folder=True)
                continue
            _check_kind(info, shown)
            if parts in seen:
                raise Refused(f"{shown}: the name is there twice; the second one is refused")
            if total + info.file_size > MAX_TOTAL:
                raise Refused(f"{shown}: more than {MAX_TOTAL // 2**30} GiB unpacked; refused")
        except Refused as refused:
            yield str(refused)
            continue
        seen.add(parts)
        total += info.file_size
        yield Entry(parts, info.date_time, _reader_of_zip(archive, info, shown))


def _check_kind(info: zipfile.ZipInfo, shown: str) -> None:
    """Raises `Refused` for an entry that is no plain file, or unpacks to more than it should."""
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        raise Refused(f"{shown}: a link; refused")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise Refused(f"{shown}: neither a file nor a folder; refused")
    if info.flag_bits & 0x1:
        raise Refused(f"{shown}: encrypted; refused")
    if info.file_size > MAX_FILE:
        raise Refused(f"{shown}: {info.file_size:,} bytes, at most {MAX_FILE:,} are read; refused")
    if info.file_size > 2**20 and info.file_size > MAX_RATIO * max(1, info.compress_size):
        raise Refused(f"{shown}: {info.file_size:,} bytes packed into {info.compress_size:,}; refused")


def _reader_of_zip(archive: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with archive.open(info) as file:
                data = file.read(info.file_size + 1)  # never more than it declares, which was checked
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error) as error:
            raise Refused(f"{shown}: cannot be unpacked ({show(str(error))})") from None
        if len(data) != info.file_size:
            raise Refused(f"{shown}: not as long as the archive says; refused")
        return data

    return read


def _decode_name(info: zipfile.ZipInfo) -> str:
    """Returns an entry's name; many tools write UTF-8 without saying so."""
    if info.flag_bits & 0x800:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.orig_filename


def _directory_size(path: Path) -> int:
    """Returns how long a zip says that its directory is; 0 where it says nothing."""
    with open(path, "rb") as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - 22 - 65_535))
        tail = file.read()
    place = tail.rfind(b"PK\5\6")
    if place < 0 or len(tail) < place + 22:
        return 0
    length: int = struct.unpack_from("<I", tail, place + 12)[0]
    return length
