# attack: closes and replaces the standard streams by objects that raise and loop
# honest: only its own process is confused
# expect: outcome=raised,crashed,timeout,not_run max=0
import os
import sys


class Stream:
    def flush(self):
        raise SystemExit

    def write(self, text):
        raise KeyboardInterrupt


sys.stdout.close()
sys.stdout = sys.stderr = sys.__stdout__ = Stream()
os.dup2(0, 1)
os.dup2(3, 2)
os.write(2, b"")


class Dense:
    pass
