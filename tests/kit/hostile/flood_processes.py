# attack: forks for ever, by every call that makes a process
# honest: no process is made
# expect: outcome=raised max=0
import ctypes
import multiprocessing
import os
import subprocess
import sys

BREACH = "@BREACH@"
libc = ctypes.CDLL(None)


def fork():
    if os.fork() == 0:
        os._exit(0)


def vfork():
    if libc.syscall(57) < 0:
        raise OSError


def clone():
    if libc.syscall(56, 17, 0, 0, 0, 0) < 0:
        raise OSError


def clone3():
    flags = ctypes.create_string_buffer(88)
    ctypes.c_uint64.from_buffer(flags, 32).value = 17
    if libc.syscall(435, flags, 88) < 0:
        raise OSError


def execute():
    libc.execv(b"/bin/true", (ctypes.c_char_p * 2)(b"true", None))
    raise OSError


ways = [
    fork,
    vfork,
    clone,
    clone3,
    execute,
    lambda: os.posix_spawn("/bin/true", ["true"], {}),
    lambda: subprocess.run(["/bin/true"], check=True),
    lambda: subprocess.run([sys.executable, "-c", "0"], check=True),
    lambda: multiprocessing.Process(target=int).start(),
    lambda: multiprocessing.Queue(),
    lambda: os.popen("true").close(),
]
for way in ways:
    try:
        way()
    except BaseException:
        continue
    print(BREACH, "a process", way, flush=True)


class Dense:
    pass
