# attack: makes system calls by the numbers of the 32-bit tables, which a filter may forget
# honest: the process dies, or the calls are refused
# expect: outcome=crashed,raised,not_run max=0
import ctypes
import mmap

BREACH = "@BREACH@"
libc = ctypes.CDLL(None)
page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(b"\xb8\x02\x00\x00\x00\xcd\x80\xc3")  # mov eax, 2 (fork); int 0x80; ret
if libc.syscall(0x40000000 + 39) > 0:
    print(BREACH, "x32", flush=True)
run = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
if run() > 0:
    print(BREACH, "fork", flush=True)


class Dense:
    pass
