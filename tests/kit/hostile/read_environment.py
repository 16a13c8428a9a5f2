# attack: prints the environment, arguments, paths and what is left of them in memory
# honest: nothing of the run's environment is there
# expect: outcome=raised max=0
import ctypes
import os
import sys

print(dict(os.environ), sys.argv, sys.orig_argv[3:], sys.flags)
libc = ctypes.CDLL(None)
libc.getenv.restype = ctypes.c_char_p
print(libc.getenv(b"GRADER_TEST_SECRET"), libc.getenv(b"HOME"), libc.getenv(b"PATH"))
block = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, "environ")
number = 0
while block and block[number]:
    print(block[number])
    number += 1


class Dense:
    pass
