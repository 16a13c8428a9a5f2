"""A Landlock ruleset: the standard library, numpy and shared libraries can be read; nothing else, and nothing written.

Rules are hierarchical and cannot except, and site-packages lies inside the standard library's folder: so each child of
that folder has a rule of its own, and numpy is named. Opening two hundred paths costs 1.6 ms, once, in the zygote;
a worker only restricts itself. System calls 444 to 446 have the same number on every architecture.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from grader.worker import syscalls

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}


def landlock_abi() -> int:
    """Returns the kernel's Landlock version, 0 where there is none."""
    if _libc is None or platform.machine() not in syscalls.AUDIT_ARCH:
        return 0
    return max(0, int(_libc.syscall(444, None, 0, 1)))


def make_ruleset() -> int:
    """Returns the descriptor of the ruleset, or -1 where the kernel has no Landlock."""
    abi = landlock_abi()
    if abi < 1:
        return -1
    assert _libc is not None
    rights = _FILE_RIGHTS[min(abi, 5)]
    attributes = struct.pack("=QQQ", rights, 3 if abi >= 4 else 0, 3 if abi >= 6 else 0)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    ruleset = int(_libc.syscall(444, attributes, size, 0))
    if ruleset < 0:
        return -1
    for path in _readable_paths():
        _allow_reading(ruleset, path)
    return ruleset


def _allow_reading(ruleset: int, path: Path) -> None:
    assert _libc is not None
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights = _READ_FILE | (_READ_DIR if path.is_dir() else 0)
        _libc.syscall(445, ruleset, 1, struct.pack("=Qi", rights, descriptor), 0)
    finally:
        os.close(descriptor)


def _readable_paths() -> Iterator[Path]:
    """The standard library without site-packages (which lies inside it), numpy, shared libraries."""
    stdlib = Path(sysconfig.get_path("stdlib"))
    for child in sorted(stdlib.iterdir()):
        if child.name not in ("site-packages", "dist-packages", "__pycache__"):
            yield child
    yield stdlib / "__pycache__"
    numpy = Path(np.__file__).parent
    yield numpy
    yield numpy.with_name("numpy.libs")
    triplet = sysconfig.get_config_var("MULTIARCH") or ""
    # Where /lib is a link to /usr/lib it holds far more than libraries; the triplet's folder is enough there.
    for name in (
        "/lib",
        "/lib64",
        f"/usr/lib/{triplet}" if triplet else "",
        "/usr/lib64",
        "/etc/ld.so.cache",
        "/dev/null",
        "/dev/urandom",
        "/usr/share/zoneinfo",
    ):
        path = Path(name) if name else None
        if path and path.exists() and not (path.is_symlink() and path.resolve() == Path("/usr/lib")):
            yield path


def restrict(ruleset: int) -> None:
    """Puts the calling thread, which should be the only one, under the ruleset, and closes it."""
    assert _libc is not None
    if _libc.syscall(446, ruleset, 0) != 0:
        raise OSError(ctypes.get_errno(), "landlock_restrict_self failed")
    os.close(ruleset)
