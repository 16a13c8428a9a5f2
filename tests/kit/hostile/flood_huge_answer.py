# attack: answers with an array that is far larger than any message may be
# honest: the answer is refused
# expect: outcome=raised,failed,crashed,not_run max=0
import numpy as np


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.n_units = np.zeros(2**22)

    def initialize(self, optimizer):
        self.W = np.broadcast_to(0.0, (2**40,))
        self.w0 = np.zeros(2**22)

    def forward_pass(self, X, training=True):
        return self.w0
