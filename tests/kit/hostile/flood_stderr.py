# attack: writes to standard error without end, past Python's own streams
# honest: what is printed is cut, and the process is stopped
# expect: outcome=crashed,timeout,not_run max=0
import os

while True:
    os.write(2, b"\xff\x1b[31m\x00" * 10_000)
