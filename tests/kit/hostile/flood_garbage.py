# attack: leaves cycles with finalisers, callbacks and a collector that is switched off
# honest: a worthless layer
# expect: outcome=raised,crashed,timeout,not_run max=0
import gc
import sys

gc.disable()
gc.callbacks.append(lambda phase, info: sys.exit(0))


class Cycle:
    def __init__(self):
        self.me = self

    def __del__(self):
        Cycle()


for _ in range(10_000):
    Cycle()
gc.collect()


class Dense:
    pass
