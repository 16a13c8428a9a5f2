"""The content of a course as bytes with a digest, for machines that do not have it: files only, no objects."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import msgspec

from grader.records.errors import GraderFault

PLACES = ("exercises", "reference", "tests/public", "tests/hidden")
"""What a judge may need. The tests of the engine, the sample class and whatever else lies beside stay at home."""

_Files = list[tuple[bytes, bytes]]


def pack_content(root: Path) -> bytes:
    """Returns every file of the course at `root`, compressed; the same files give the same bytes."""
    files: _Files = [(os.fsencode(path.relative_to(root).as_posix()), path.read_bytes()) for path in _find_files(root)]
    return zlib.compress(msgspec.msgpack.encode(files), 6)


def hash_content(content: bytes) -> str:
    """Returns the digest by which packed content is known."""
    return hashlib.sha256(content).hexdigest()


def unpack_content(content: bytes, folder: Path) -> None:
    """Writes packed content below `folder`. Raises `GraderFault` where it is none, or would leave the folder."""
    try:
        files = msgspec.msgpack.decode(zlib.decompress(content), type=_Files)
    except (zlib.error, msgspec.DecodeError) as error:
        raise GraderFault(f"the course arrived damaged ({error})") from None
    for name, data in files:
        relative = PurePosixPath(os.fsdecode(name))
        if relative.is_absolute() or ".." in relative.parts:
            raise GraderFault(f"the course holds a file outside of it: {relative}")
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _find_files(root: Path) -> Iterator[Path]:
    for place in PLACES:
        for folder, folders, names in os.walk(root / place):
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__pycache__")
            paths = (Path(folder, name) for name in sorted(names) if not name.startswith("."))
            yield from (path for path in paths if path.is_file())
