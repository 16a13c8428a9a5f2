# attack: answers with arrays of NaN, which compare false with everything
# honest: an answer that is not finite is wrong
# expect: outcome=failed,raised max=0
import numpy as np


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.n_units, self.size = float("nan"), (input_shape or (1,)) + (n_units,)

    def initialize(self, optimizer):
        self.W = np.full(self.size, np.nan)
        self.w0 = np.full((1, self.size[1]), np.nan)

    def set_input_shape(self, shape):
        self.input_shape = shape

    def forward_pass(self, X, training=True):
        return np.full((len(X), self.size[1]), np.nan)

    def backward_pass(self, accum_grad):
        self.W = np.full(self.size, np.nan)
        return np.full((len(accum_grad), self.size[0]), np.nan)

    def parameters(self):
        return float("nan")

    def output_shape(self):
        return (float("nan"),)
