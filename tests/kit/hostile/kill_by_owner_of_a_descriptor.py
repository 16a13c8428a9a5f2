# attack: makes the kernel send signals for it: owner and signal of a descriptor, timers and limits of others
# honest: every one is refused
# expect: outcome=raised max=0
import ctypes
import fcntl
import os
import resource

BREACH = "@BREACH@"
libc = ctypes.CDLL(None)
parent = os.getppid()
actions = [
    lambda: fcntl.fcntl(3, 8, parent),
    lambda: fcntl.fcntl(3, 10, 9),
    lambda: fcntl.fcntl(3, 1024, 1),
    lambda: fcntl.ioctl(3, 0x8901, b"\x01\0\0\0"),
    lambda: fcntl.ioctl(0, 0x5412, b"x"),
    lambda: resource.prlimit(parent, resource.RLIMIT_CPU, (1, 1)),
    lambda: resource.setrlimit(resource.RLIMIT_AS, (-1, -1)),
    lambda: resource.setrlimit(resource.RLIMIT_CPU, (-1, -1)),
    lambda: os.setpriority(os.PRIO_PROCESS, parent, 19),
    lambda: os.sched_setaffinity(parent, {0}),
    lambda: os.sched_setaffinity(0, set(range(64))),
    lambda: os.nice(-5),
]
for number, action in enumerate(actions):
    try:
        action()
    except BaseException:
        continue
    print(BREACH, number, flush=True)


class Dense:
    pass
