# attack: reads and writes the memory, environment and descriptors of the processes above it
# honest: /proc is out of reach
# expect: outcome=raised max=0
import os

BREACH = "@BREACH@"
for pid in {os.getppid(), 1, *range(max(2, os.getpid() - 40), os.getpid())}:
    for name, mode in (("environ", "rb"), ("maps", "rb"), ("mem", "r+b"), ("cmdline", "rb"), ("fd/3", "r+b")):
        try:
            with open(f"/proc/{pid}/{name}", mode) as file:
                print(BREACH, pid, name, file.read(20) if name != "mem" else "", flush=True)
        except (OSError, ValueError):
            pass


class Dense:
    pass
