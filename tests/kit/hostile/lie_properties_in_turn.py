# attack: W is an array of the right shape when it is read once, and a single number when read again
# honest: nothing was drawn, so initialize is not passed
# expect: outcome=failed,raised max=0
import numpy as np


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.rows, self.columns, self.reads = (input_shape or (1,))[0], n_units, 0

    def initialize(self, optimizer):
        pass

    @property
    def W(self):
        self.reads += 1
        return np.zeros((self.rows, self.columns)) if self.reads % 2 else np.zeros(1)

    @property
    def w0(self):
        return np.zeros((1, self.columns))

    def parameters(self):
        return self.rows * self.columns + self.columns
