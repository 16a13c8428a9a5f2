# attack: random numbers of the right shape
# honest: nothing is earned
# expect: outcome=failed,raised max=0
import numpy as np


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.columns, self.rows = n_units, (input_shape or (1,))[0]

    def initialize(self, optimizer):
        self.W = np.random.normal(size=(self.rows, self.columns))
        self.w0 = np.random.normal(size=(1, self.columns))

    def forward_pass(self, X, training=True):
        return np.random.normal(size=(len(X), self.columns))

    def backward_pass(self, accum_grad):
        self.W = np.random.normal(size=(self.rows, self.columns))
        return np.random.normal(size=(len(accum_grad), self.rows))
