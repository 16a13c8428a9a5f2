"""A seccomp filter: the calls of `grader.worker.syscalls` are allowed, all others answered EPERM.

Two instructions for each allowed call avoid the limit of 255 on jumps. Some calls are allowed on conditions: `clone` for
threads only, signals to the process itself only (its pid is known after the fork and is put in then), no `fcntl` or
`ioctl` that reaches others. Numbers above the newest known are ENOSYS, so that a newer libc falls back; another
architecture than the one this was assembled for is killed.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys

from grader.worker import syscalls

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_PR_SET_SECCOMP, _PR_SET_NAME, _PR_GET_NAME = 22, 15, 16
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


def assemble(files: bool) -> tuple[bytes, tuple[int, ...]]:
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


def load_filter(assembled: bytes, pid_offsets: tuple[int, ...]) -> bool:
    """Puts the calling process under the filter; tells whether the kernel took it."""
    assert _libc is not None
    program = bytearray(assembled)
    for offset in pid_offsets:
        struct.pack_into("=I", program, offset, os.getpid())
    buffer = (ctypes.c_char * len(program)).from_buffer(program)

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    argument = Program(len(program) // 8, ctypes.addressof(buffer))
    return int(_libc.prctl(_PR_SET_SECCOMP, 2, ctypes.byref(argument), 0, 0)) == 0
