"""Confines the calling process before the first byte of a submission runs in it.

Theory of operation. `prepare` runs once in the zygote, while it may still look at the file system: it opens the
Landlock ruleset and assembles the seccomp filter. `confine` runs in each worker, between fork and submission, in this
order, and each step needs those before it:

1. rlimits: no core file, no file growth, few descriptors, address space, CPU seconds (soft = hard, so no handler).
2. identity, where root: a uid of its own; where the interpreter is out of that uid's reach, root without capabilities.
   Then PR_SET_PDEATHSIG, which setuid clears: a worker does not outlive its zygote.
3. PR_SET_NO_NEW_PRIVS, which the next two need.
4. Landlock: read the standard library, numpy and the shared libraries; write nothing, execute nothing, nowhere.
5. seccomp, last, because the steps above need calls that it forbids: a list of allowed calls, all others EPERM.

Where the kernel has no Landlock, the filter answers ENOENT to everything that opens or looks up a path: what a layer
may import is in memory already. Each step that did not work is left out of the answer of `confine`, and the result
records what was on. Whether less than everything is enough is the judge's decision.

Rejected: namespaces and bubblewrap (not in containers, an exec per worker), a library for seccomp (its own is a system
package, and the filter is forty lines), Landlock bindings (they build the rules in the child: 1.6 ms each time).
"""

from __future__ import annotations

import ctypes
import dataclasses
import os
import signal
import struct
import sys
import sysconfig
from pathlib import Path

import numpy as np

from grader.worker import landlock, seccomp
from grader.worker.protections import (
    LANDLOCK,
    LIMITS,
    NO_CAPABILITIES,
    NO_NEW_PRIVS,
    OWN_UID,
    SECCOMP,
    SECCOMP_NO_FILES,
    Protections,
)

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 4, 24, 36, 38
_FIRST_UID, _UIDS = 61_000, 4_000

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclasses.dataclass(frozen=True)
class Preparation:
    """What `confine` needs and only a free process can make."""

    ruleset: int = -1
    """Descriptor of the Landlock ruleset, or -1."""
    uid: int = 0
    """The uid to become, or 0 to stay."""
    processes: int = 64
    """How many processes and threads that uid may have in all."""
    program: bytes = b""
    """The seccomp filter; the worker's pid goes in at `pid_offsets`."""
    pid_offsets: tuple[int, ...] = ()


def prepare(wanted: Protections) -> Preparation:
    """Opens the ruleset and assembles the filter."""
    if _libc is None:
        return Preparation()
    ruleset = landlock.make_ruleset() if wanted.landlock else -1
    program, offsets = seccomp.assemble(files=ruleset >= 0) if wanted.seccomp else (b"", ())
    uid = _FIRST_UID + os.getpid() % _UIDS if os.geteuid() == 0 and _others_can_import() else 0
    processes = 64 if uid or os.geteuid() == 0 else 256 + _count_threads(os.getuid())
    return Preparation(ruleset, uid, processes, program, offsets)


def confine(prepared: Preparation, memory_mb: int, cpu_s: float) -> list[str]:
    """Gives up everything a layer does not need; returns the protections that are on. Cannot be undone."""
    active = [LIMITS] if _set_limits(memory_mb, cpu_s, prepared.processes) else []
    if _libc is None:
        return active
    if os.geteuid() == 0:
        active += _change_identity(prepared.uid)
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
        active.append(NO_NEW_PRIVS)
    if prepared.ruleset >= 0:
        landlock.restrict(prepared.ruleset)
        active.append(LANDLOCK)
    if prepared.program and seccomp.load_filter(prepared.program, prepared.pid_offsets):
        active.append(SECCOMP if prepared.ruleset >= 0 else SECCOMP_NO_FILES)
    return active


def hide_process() -> None:
    """Keeps other processes of the same user from reading this one's memory; not available everywhere."""
    if _libc is not None:
        _libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def die_with_parent(parent: int) -> None:
    """Has the kernel kill this process when its parent dies; `parent` is who that should be."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def adopt_orphans() -> None:
    """Makes this process the parent of its descendants' orphans, so that it can find and kill them."""
    if _libc is not None:
        _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _set_limits(memory_mb: int, cpu_s: float, processes: int) -> bool:
    try:
        import resource
    except ImportError:  # Windows
        return False
    seconds = int(cpu_s) + 2
    wanted = [
        ("CORE", 0),
        ("FSIZE", 0),
        ("NOFILE", 64),
        ("AS", memory_mb * 2**20),
        ("CPU", seconds),
        ("MEMLOCK", 0),
        ("MSGQUEUE", 0),
        ("NPROC", processes),
    ]
    held = True
    for name, value in wanted:
        kind = getattr(resource, f"RLIMIT_{name}", None)
        if kind is None:
            continue
        try:
            resource.setrlimit(kind, (value, value))
        except (OSError, ValueError):  # macOS refuses AS; a hard limit that is lower already is as good
            hard = resource.getrlimit(kind)[1]
            held = held and (0 <= hard <= value or name not in _ESSENTIAL)
    return held


_ESSENTIAL = ("FSIZE", "NOFILE", "CPU", *(("AS",) if sys.platform == "linux" else ()))


def _change_identity(uid: int) -> list[str]:
    assert _libc is not None
    if uid:
        try:
            os.setgroups([])
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
            return [OWN_UID]
        except OSError:  # a user namespace that maps no other uid
            pass
    for capability in range(64):
        _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    header, data = struct.pack("=Ii", 0x20080522, 0), bytes(24)
    return [NO_CAPABILITIES] if _libc.capset(header, data) == 0 else []


def _count_threads(uid: int) -> int:
    """Returns how many threads the user has on this machine: the kernel counts them all against NPROC."""
    count = 0
    for path in Path("/proc").glob("[0-9]*/status"):
        try:  # as bytes: the name of a process can end inside a character
            fields = dict(line.split(b":", 1) for line in path.read_bytes().splitlines() if b":" in line)
            if int(fields[b"Uid"].split()[0]) == uid:
                count += int(fields[b"Threads"])
        except (OSError, KeyError, ValueError, IndexError):  # it has just ended
            continue
    return count


def _others_can_import() -> bool:
    """Tells whether an unprivileged uid can reach the standard library and numpy."""
    for path in (Path(sysconfig.get_path("stdlib")), Path(np.__file__)):
        for folder in [path, *path.resolve().parents, *path.parents]:
            if not folder.stat().st_mode & (0o001 if folder.is_dir() else 0o004):
                return False
    return True
