# attack: walks through its own memory by ctypes in search of a solution left over from another submission
# honest: the process has never seen another submission
# expect: outcome=raised,crashed,not_run max=0
import ctypes
import gc

BREACH = "@BREACH@"
needle = "".join(("W_optimizer = copy.", "copy(optimizer)")).encode()
for item in gc.get_objects()[:20_000]:
    if needle in ctypes.string_at(id(item), 16):
        print(BREACH, flush=True)
start = id(object()) & ~0xFFFFF
if needle in ctypes.string_at(start, 0x1000):
    print(BREACH, flush=True)


class Dense:
    pass
