"""What a zip holds, entry by entry, read as if its author were hostile: nothing of it is ever unpacked to disk."""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from grader.course import trees
from grader.course.trees import Entry, Refusal, Refused, is_clutter, show, split_name

MAX_TOTAL = 16 * 2**30
MAX_RATIO = 200
"""How many times its packed size an entry above 1 MiB may have; text and notebooks stay below 50."""
MAX_DIRECTORY = 16 * 2**20
"""Bytes of a zip's directory: some 200,000 entries."""


class UnreadableZip(Exception):
    """The file is no zip that can be read. Some words that say why."""


def walk_zip(source: Path | bytes, most: int = 0) -> Iterator[Entry | Refusal]:
    """Yields the entries of a zip, given by its path or its bytes, and a refusal for what is not read.

    Raises `UnreadableZip` where it is none, or holds far too much.
    """
    most = most or trees.MAX_ENTRIES
    try:
        with open(source, "rb") if isinstance(source, Path) else io.BytesIO(source) as file:
            if _directory_size(file) > MAX_DIRECTORY:
                raise UnreadableZip("it has too many entries; nothing of it is read")
        archive = zipfile.ZipFile(source if isinstance(source, Path) else io.BytesIO(source))
    except _BROKEN as error:
        raise UnreadableZip(show(str(error))) from None
    total, seen = 0, set()
    for number, info in enumerate(archive.infolist(), start=1):
        name = _decode_name(info)
        if number > most:
            yield Refusal((name,), f"more than {most:,} entries; this one and the rest are refused")
            return
        parts: tuple[str, ...] = (name,)
        try:
            parts = split_name(name)
            if is_clutter(parts):
                continue
            if info.is_dir():
                yield Entry(parts, info.date_time, bytes, is_folder=True)
                continue
            _check_kind(info)
            if parts in seen:
                raise Refused("the name is there twice; the second one is refused")
            if total + info.file_size > MAX_TOTAL:
                raise Refused(f"more than {MAX_TOTAL // 2**30} GiB unpacked; refused")
        except Refused as refused:
            yield Refusal(parts, str(refused).rpartition(": ")[2])
            continue
        seen.add(parts)
        total += info.file_size
        yield Entry(parts, info.date_time, _reader_of_zip(archive, info, show(name)))


_BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(NotImplementedError, RuntimeError, ValueError, OSError, EOFError, IndexError, MemoryError),
)
"""What the readers of archives raise over bytes that lie."""


def _check_kind(info: zipfile.ZipInfo) -> None:
    """Raises `Refused` for an entry that is no plain file, or unpacks to more than it should."""
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        raise Refused("a link; refused")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise Refused("neither a file nor a folder; refused")
    if info.flag_bits & 0x1:
        raise Refused("encrypted; refused")
    if info.file_size > trees.MAX_FILE:
        raise Refused(f"{info.file_size:,} bytes, at most {trees.MAX_FILE:,} are read; refused")
    if info.file_size > 2**20 and info.file_size > MAX_RATIO * max(1, info.compress_size):
        raise Refused(f"{info.file_size:,} bytes packed into {info.compress_size:,}; refused")


def _reader_of_zip(archive: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with archive.open(info) as file:
                data = file.read(info.file_size + 1)  # never more than it declares, which was checked
        except _BROKEN as error:
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


def _directory_size(file: IO[bytes]) -> int:
    """Returns how long a zip says that its directory is; 0 where it says nothing."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 22 - 65_535))
    tail = file.read()
    place = tail.rfind(b"PK\5\6")
    if place < 0 or len(tail) < place + 22:
        return 0
    length: int = struct.unpack_from("<I", tail, place + 12)[0]
    return length
