# attack: makes sockets by system call numbers, and through io_uring, where a filter may have a gap
# honest: the listener hears nothing
# expect: outcome=raised max=0
import ctypes
import struct

BREACH = "@BREACH@"
libc = ctypes.CDLL(None)
address = struct.pack("=HH4s8x", 2, int("@PORT@") % 256 << 8 | int("@PORT@") >> 8, bytes((127, 0, 0, 1)))
for domain in (1, 2, 10, 16, 17, 38, 40):
    descriptor = libc.syscall(41, domain, 1, 0)
    if descriptor >= 0:
        libc.syscall(42, descriptor, address, len(address))
        print(BREACH, domain, flush=True)
if libc.syscall(425, 8, ctypes.create_string_buffer(256)) >= 0:
    print(BREACH, "ring", flush=True)
if libc.syscall(46, 3, ctypes.create_string_buffer(64), 0) >= 0:
    print(BREACH, "sendmsg", flush=True)
pair = (ctypes.c_int * 2)()
if libc.syscall(53, 1, 1, 0, pair) >= 0:
    print(BREACH, "pair", flush=True)


class Dense:
    pass
