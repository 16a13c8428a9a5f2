# attack: kills its parent, its group, its session and everything else that it may
# honest: nobody else is hit
# expect: outcome=raised,crashed,not_run max=0
import ctypes
import os
import signal

BREACH = "@BREACH@"
libc = ctypes.CDLL(None)
near = [os.getppid(), *range(max(2, os.getpid() - 12), os.getpid())]
calls = [
    *((libc.syscall, 62, pid, 9) for pid in near),
    *((libc.syscall, 234, pid, pid, 9) for pid in near),
    *((libc.syscall, 200, pid, 9) for pid in near),
    *((libc.syscall, 129, pid, 9, ctypes.create_string_buffer(128)) for pid in near),
    *((libc.syscall, 434, pid, 0) for pid in near),
    (libc.kill, -1, 9),
    (libc.killpg, os.getpgid(os.getppid()), 9),
    (libc.kill, 0, 0),
    (libc.kill, -os.getpgid(0), 0),
]
for function, *arguments in calls:
    if function(*arguments) >= 0:
        print(BREACH, arguments[:3], flush=True)
for pid in near:
    try:
        os.kill(pid, signal.SIGKILL)
        print(BREACH, pid, flush=True)
    except OSError:
        pass


class Dense:
    pass
