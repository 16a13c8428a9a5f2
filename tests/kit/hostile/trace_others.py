# attack: attaches to its parent as a debugger, reads and writes its memory, and takes its descriptors
# honest: every call is refused
# expect: outcome=raised max=0
import ctypes
import os

BREACH = "@BREACH@"
libc = ctypes.CDLL(None)
parent = os.getppid()
buffer = ctypes.create_string_buffer(64)
vector = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 64)
calls = {
    "attach": (101, 16, parent, 0, 0),
    "seize": (101, 0x4206, parent, 0, 0),
    "traceme": (101, 0, 0, 0, 0),
    "readv": (310, parent, vector, 1, vector, 1, 0),
    "writev": (311, parent, vector, 1, vector, 1, 0),
    "pidfd": (434, parent, 0),
    "getfd": (438, 3, 0, 0),
    "kcmp": (312, parent, os.getpid(), 0, 0, 0),
    "perf": (298, buffer, parent, -1, -1, 0),
    "bpf": (321, 0, buffer, 64),
    "userfault": (323, 0),
    "keyctl": (250, 0, 0),
    "setns": (308, 3, 0),
    "unshare": (272, 0x10000000),
    "mount": (165, b"x", b"/", b"tmpfs", 0, 0),
    "chroot": (161, b"/"),
    "setuid": (105, 0),
    "setsid": (112,),
    "dumpable": (157, 4, 1, 0, 0, 0),
    "reaper": (157, 36, 1, 0, 0, 0),
    "personality": (135, 0x40000),
    "migrate": (256, parent, 64, buffer, buffer),
}
for name, arguments in calls.items():
    if libc.syscall(*arguments) >= 0:
        print(BREACH, name, flush=True)


class Dense:
    pass
