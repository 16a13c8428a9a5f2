# attack: answers with empty arrays whose other axes are enormous: a sum over them would fill the memory
# honest: a wrong shape
# expect: outcome=failed,raised,crashed,not_run max=0
import numpy as np

empty = np.empty((2**31, 0))


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.n_units = empty

    def initialize(self, optimizer):
        self.W, self.w0 = empty, np.empty((0, 2**39))

    def forward_pass(self, X, training=True):
        return empty

    def backward_pass(self, accum_grad):
        return np.empty((0, 2**31))

    def parameters(self):
        return empty
