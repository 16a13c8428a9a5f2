# attack: makes files that need no folder: memfd, shared memory, message queues, unnamed temporary files
# honest: none of them is made
# expect: outcome=raised max=0
import ctypes
import os
from multiprocessing import shared_memory

BREACH = "@BREACH@"
libc = ctypes.CDLL(None)


def checked(*arguments):
    if libc.syscall(*arguments) < 0:
        raise OSError


actions = [
    lambda: os.memfd_create("x"),
    lambda: shared_memory.SharedMemory(create=True, size=4096),
    lambda: checked(29, 0, 4096, 0o1666),
    lambda: checked(68, 1234, 0o1666),
    lambda: os.open("/dev/shm", os.O_TMPFILE | os.O_RDWR),
    lambda: os.open("/tmp", os.O_TMPFILE | os.O_RDWR),
    lambda: os.open("/dev/tty", os.O_RDWR),
]
for number, action in enumerate(actions):
    try:
        action()
    except BaseException:
        continue
    print(BREACH, number, flush=True)


class Dense:
    pass
