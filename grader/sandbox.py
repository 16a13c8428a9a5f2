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
import platform
import signal
import struct
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from grader import syscalls

LIMITS = "rlimits"
OWN_UID = "own-uid"
NO_CAPABILITIES = "no-capabilities"
NO_NEW_PRIVS = "no-new-privs"
LANDLOCK = "landlock"
SECCOMP = "seccomp"
SECCOMP_NO_FILES = "seccomp-no-files"

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_CAPBSET_DROP = 1, 4, 22, 24
_PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 36, 38
_PR_SET_NAME, _PR_GET_NAME = 15, 16
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


def prepare(landlock: bool = True, seccomp: bool = True) -> Preparation:
    """Opens the ruleset and assembles the filter. The two flags switch a protection off, for tests and for doctor."""
    if _libc is None:
        return Preparation()
    ruleset = _make_ruleset() if landlock else -1
    program, offsets = _assemble(files=ruleset >= 0) if seccomp else (b"", ())
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
        if _libc.syscall(446, prepared.ruleset, 0) != 0:
            raise OSError(ctypes.get_errno(), "landlock_restrict_self failed")
        os.close(prepared.ruleset)
        active.append(LANDLOCK)
    if prepared.program and _load_filter(prepared):
        active.append(SECCOMP if prepared.ruleset >= 0 else SECCOMP_NO_FILES)
    return active


def is_confined(protections: list[str]) -> bool:
    """Tells whether these protections keep a submission from files, network and other processes."""
    return SECCOMP_NO_FILES in protections or (SECCOMP in protections and LANDLOCK in protections)


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
    wanted = [("CORE", 0), ("FSIZE", 0), ("NOFILE", 64), ("AS", memory_mb * 2**20), ("CPU", seconds),
              ("MEMLOCK", 0), ("MSGQUEUE", 0), ("NPROC", processes)]  # fmt: skip
    for name, value in wanted:
        kind = getattr(resource, f"RLIMIT_{name}", None)
        if kind is None:
            continue
        try:
            resource.setrlimit(kind, (value, value))
        except (OSError, ValueError):  # macOS refuses AS; a lower hard limit is as good
            if name == "CPU":
                return False
    return True


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
        try:
            fields = dict(line.split(":", 1) for line in path.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if int(fields["Uid"].split()[0]) == uid:
            count += int(fields["Threads"])
    return count


def _others_can_import() -> bool:
    """Tells whether an unprivileged uid can reach the standard library and numpy."""
    for path in (Path(sysconfig.get_path("stdlib")), Path(np.__file__)):
        for folder in [path, *path.resolve().parents, *path.parents]:
            if not folder.stat().st_mode & (0o001 if folder.is_dir() else 0o004):
                return False
    return True


# --- Landlock ---------------------------------------------------------------------------------------------------

_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}


def landlock_abi() -> int:
    """Returns the kernel's Landlock version, 0 where there is none."""
    if _libc is None or platform.machine() not in syscalls.AUDIT_ARCH:
        return 0
    return max(0, int(_libc.syscall(444, None, 0, 1)))


def _make_ruleset() -> int:
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
    for name in ("/lib", "/lib64", f"/usr/lib/{triplet}" if triplet else "", "/usr/lib64", "/etc/ld.so.cache",
                 "/dev/null", "/dev/urandom", "/usr/share/zoneinfo"):  # fmt: skip
        path = Path(name) if name else None
        if path and path.exists() and not (path.is_symlink() and path.resolve() == Path("/usr/lib")):
            yield path


# --- seccomp ----------------------------------------------------------------------------------------------------

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_EPERM, _ENOENT, _ENOSYS = _ERRNO | 1, _ERRNO | 2, _ERRNO | 38
_NUMBER, _ARCH, _ARGUMENT = 0, 4, (16, 24)
_CLONE_THREAD = 0x10000
_FCNTL = (
    0,
    1,
    2,
    3,
    4,
    1030,
)  # dup, get and set descriptor flags, get and set status flags, dup close-on-exec
_IOCTL = (
    0x5401,
    0x5413,
    0x541B,
    0x5421,
    0x5450,
    0x5451,
)  # TCGETS, window size, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX


def _assemble(files: bool) -> tuple[bytes, tuple[int, ...]]:
    """Returns the filter and where in it the worker's pid goes. Empty on an architecture that is not known."""
    machine = platform.machine()
    if machine not in syscalls.AUDIT_ARCH or sys.byteorder != "little":
        return b"", ()
    column = list(syscalls.AUDIT_ARCH).index(machine)
    code: list[tuple[int, int, int, int]] = []
    pids: list[int] = []

    def add(operation: int, value: int, if_true: int = 0, if_false: int = 0) -> None:
        code.append((operation, if_true, if_false, value))

    def answer(number: int | None, verdict: int) -> None:
        if number is not None:
            add(_EQUAL, number, 0, 1)
            add(_RETURN, verdict)

    def allow_if(number: tuple[int, int], argument: int, values: tuple[int, ...], test: int = _EQUAL) -> None:
        """Allows call `number` where its argument is one of `values` (or has that bit set), else EPERM."""
        add(_EQUAL, number[column], 0, 2 + 2 * len(values))
        add(_LOAD, _ARGUMENT[argument])
        for value in values:
            if value == _PID:
                pids.append(8 * len(code) + 4)
            add(test, value, 0, 1)
            add(_RETURN, _ALLOW)
        add(_RETURN, _EPERM)

    add(_LOAD, _ARCH)
    add(_EQUAL, syscalls.AUDIT_ARCH[machine], 1, 0)
    add(_RETURN, _KILL)
    add(_LOAD, _NUMBER)
    add(_AT_LEAST, 0x40000000, 0, 1)  # the x32 numbers
    add(_RETURN, _KILL)
    for numbers in syscalls.ALLOWED.values():
        answer(numbers[column], _ALLOW)
    for numbers in syscalls.FILES.values():
        answer(numbers[column], _ALLOW if files else _ENOENT)
    answer(syscalls.CLONE3[column], _ENOSYS)  # its flags lie behind a pointer; libc then uses clone
    add(_AT_LEAST, syscalls.NEWEST + 1, 0, 1)
    add(_RETURN, _ENOSYS)
    allow_if(syscalls.CLONE, 0, (_CLONE_THREAD,), _ANY_BIT)
    # each block below begins with the number in the accumulator: a block that matched has returned
    allow_if(syscalls.KILL, 0, (_PID,))
    allow_if(syscalls.TGKILL, 0, (_PID,))
    allow_if(syscalls.FCNTL, 1, _FCNTL)
    allow_if(syscalls.IOCTL, 1, _IOCTL)
    allow_if(syscalls.PRCTL, 0, (_PR_SET_NAME, _PR_GET_NAME))
    allow_if(syscalls.PRLIMIT64, 0, (0,))
    add(_RETURN, _EPERM)
    return b"".join(struct.pack("=HBBI", *line) for line in code), tuple(pids)


_PID = 0x7FFFFFFF


def _load_filter(prepared: Preparation) -> bool:
    assert _libc is not None
    program = bytearray(prepared.program)
    for offset in prepared.pid_offsets:
        struct.pack_into("=I", program, offset, os.getpid())
    buffer = (ctypes.c_char * len(program)).from_buffer(program)

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    argument = Program(len(program) // 8, ctypes.addressof(buffer))
    return int(_libc.prctl(_PR_SET_SECCOMP, 2, ctypes.byref(argument), 0, 0)) == 0
