# attack: writes garbage to each descriptor from 0 to 64 that it may have inherited
# honest: the connection breaks at the submission's cost, and no other process hears of it
# expect: outcome=crashed,raised,not_run max=0
import os

BREACH = "@BREACH@"
for descriptor in range(4, 1024):
    try:
        os.fstat(descriptor)
        print(BREACH, descriptor, flush=True)
    except OSError:
        pass
for descriptor in range(65):
    try:
        os.write(descriptor, b"hostile\n" * 100)
    except OSError:
        pass


class Dense:
    pass
