# attack: keeps the caller's arrays and changes them later, in place, from a thread
# honest: the judge's arrays are its own
# expect: outcome=failed,raised,timeout,not_run max=0
import threading

import numpy as np


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.w0 = np.zeros((1, n_units))

    def initialize(self, optimizer):
        self.W = np.zeros((1, 1))

    def forward_pass(self, X, training=True):
        X[...] = 0
        threading.Timer(0.01, lambda: X.fill(7)).start()
        return X

    def backward_pass(self, accum_grad):
        accum_grad[...] = 0
        return accum_grad
