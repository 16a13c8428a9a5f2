# attack: sends a frame of five megabytes that decodes into a million small objects
# honest: the connection is broken by the submission, at little cost to the judge
# expect: outcome=crashed,not_run max=0
import os
import struct

count = 1_000_000
head = b"\x82\xa4type\xa4done\xa5value" + b"\x93\xa1l\xc3\xdd" + struct.pack(">I", count)
body = head + b"\x93\xa1l\xc2\x90" * count
data = struct.pack(">I", len(body)) + body
while data:
    data = data[os.write(3, data) :]
