# attack: replaces json, msgspec, struct, pickle and hashlib by things that always agree
# honest: only its own process is confused
# expect: outcome=raised,failed,crashed,timeout,not_run max=0
import hashlib
import json
import struct
import sys

agree = lambda *args, **kwargs: b"passed"  # noqa: E731
json.dumps = json.loads = json.dump = agree
hashlib.sha256 = struct.pack = agree
msgspec = sys.modules.get("msgspec")
if msgspec is not None:
    msgspec.json.encode = msgspec.json.decode = msgspec.msgpack.encode = agree


class Dense:
    pass
