# attack: finalisers and weak references run code of the submission's while the worker encodes an answer
# honest: only its own process is confused
# expect: outcome=raised,failed,crashed,timeout,not_run max=0
import gc
import os
import weakref

gc.set_threshold(1, 1, 1)


class Bomb:
    def __del__(self):
        try:
            os.write(3, b"\0\0\0\x01\xc0")
        except OSError:
            pass


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.me = self
        self.bomb = Bomb()
        weakref.finalize(self, Bomb)
