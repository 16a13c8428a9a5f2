# attack: opens the reference through low-level calls: openat2, file handles, io_uring, O_PATH
# honest: the file is out of reach by any of them
# expect: outcome=raised,unimplemented max=0
import ctypes
import os

BREACH = "@BREACH@"
libc = ctypes.CDLL(None)
path = b"@COURSE@/reference/layers/dense.py"
calls = [
    lambda: libc.open(path, 0),
    lambda: libc.openat(-100, path, 0),
    lambda: libc.syscall(437, -100, path, ctypes.create_string_buffer(24), 24),
    lambda: os.open(path, os.O_PATH),
    lambda: os.open("/", os.O_RDONLY | os.O_DIRECTORY),
    lambda: libc.syscall(303, -100, path, ctypes.create_string_buffer(64), ctypes.create_string_buffer(8), 0),
    lambda: libc.syscall(425, 8, ctypes.create_string_buffer(256)),
]
for call in calls:
    try:
        descriptor = call()
    except OSError:
        continue
    try:
        data = os.read(descriptor, 10**6) if descriptor >= 0 else b""
    except OSError:
        data = b""
    if data:
        print(BREACH, data[:60], flush=True)
        exec(data)
