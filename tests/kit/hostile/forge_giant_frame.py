# attack: announces a frame of four gigabytes
# honest: the connection is broken by the submission
# expect: outcome=crashed,not_run max=0
import os

os.write(3, b"\xff" * 4096)
while True:
    pass
