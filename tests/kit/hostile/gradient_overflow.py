# attack: answers the moved inputs of a gradient check with numbers so large that their differences are NaN
# honest: the values are compared as well, so nothing is earned
# expect: outcome=failed,raised max=0
import numpy as np


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.columns, self.rows = n_units, (input_shape or (1,))[0]

    def initialize(self, optimizer):
        self.W = np.zeros((self.rows, self.columns))
        self.w0 = np.zeros((1, self.columns))

    def forward_pass(self, X, training=True):
        return np.full((len(X), self.columns), 1.7e308)

    def backward_pass(self, accum_grad):
        return np.ones((len(accum_grad), self.rows))
