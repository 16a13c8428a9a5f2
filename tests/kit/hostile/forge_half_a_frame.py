# attack: announces a frame of sixteen megabytes, sends half of it and waits
# honest: it gave no answer in time
# expect: outcome=timeout,crashed,not_run max=0
import os
import struct
import time

os.write(3, struct.pack(">I", 16 * 2**20) + bytes(2**16))
time.sleep(3600)
