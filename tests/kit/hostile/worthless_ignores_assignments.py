# attack: properties swallow every W and w0 that the cases assign, and the layer computes with its own
# honest: only the worked examples, which assign nothing, are right
# expect: outcome=failed,raised max=2
import numpy as np


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.columns, self.rows = n_units, (input_shape or (1,))[0]

    def initialize(self, optimizer):
        self.own = np.random.uniform(-1, 1, (self.rows, self.columns)) / np.sqrt(self.rows)

    W = property(lambda self: self.own * 2, lambda self, value: None)
    w0 = property(lambda self: np.ones((1, self.columns)), lambda self, value: None)

    def forward_pass(self, X, training=True):
        return X @ self.own

    def backward_pass(self, accum_grad):
        return accum_grad @ self.own.T
