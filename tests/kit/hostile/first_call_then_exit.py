# attack: answers the first forward_pass of a process and ends it at the second, so that each case is first
# honest: only cases that one single call decides are passed
# expect: outcome=failed,raised,crashed,not_run max=2
import os

import numpy as np

calls = []


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.columns, self.rows = n_units, (input_shape or (1,))[0]

    def initialize(self, optimizer):
        self.W = np.random.uniform(-1, 1, (self.rows, self.columns)) / np.sqrt(self.rows)
        self.w0 = np.zeros((1, self.columns))

    def forward_pass(self, X, training=True):
        calls.append(X)
        if len(calls) > 1:
            os._exit(0)
        return X @ self.W + self.w0

    def backward_pass(self, accum_grad):
        os._exit(0)
