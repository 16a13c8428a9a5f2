# attack: registers exit hooks that loop and print, then exits
# honest: nothing of the submission runs once its process is to be gone
# expect: outcome=raised,crashed,timeout,not_run max=0
import atexit
import sys
import threading


def again():
    while True:
        print("20 passed", flush=True)


atexit.register(again)
threading._register_atexit(again)
sys.exitfunc = again
raise SystemExit(0)
