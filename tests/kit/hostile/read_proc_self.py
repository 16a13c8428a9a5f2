# attack: reads /proc/self for paths, memory, descriptors and the command line
# honest: /proc is out of reach
# expect: outcome=raised max=0
import os

BREACH = "@BREACH@"
for name in (
    "environ",
    "maps",
    "mem",
    "cmdline",
    "cwd",
    "root",
    "fd/3",
    "fdinfo/3",
    "status",
    "mountinfo",
    "task",
    "stat",
    "exe",
    "ns/net",
    "limits",
):
    for root in ("/proc/self/", "/proc/thread-self/", f"/proc/{os.getpid()}/"):
        try:
            with open(root + name, "rb") as file:
                print(BREACH, name, file.read(20), flush=True)
        except OSError:
            pass


class Dense:
    pass
