# attack: answers with infinities and with numbers whose difference or sum overflows in the judge
# honest: a wrong answer
# expect: outcome=failed,raised max=0
import numpy as np

signs = [np.inf, -np.inf, 1.7e308, -1.7e308]


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.n_units, self.size = 1e400, (input_shape or (1,)) + (n_units,)

    def initialize(self, optimizer):
        self.W = np.full(self.size, 1.7e308)
        self.w0 = np.full((1, self.size[1]), -1.7e308)

    def forward_pass(self, X, training=True):
        signs.append(signs.pop(0))
        return np.full((len(X), self.size[1]), signs[0])

    def backward_pass(self, accum_grad):
        self.W = -self.W
        return np.full((len(accum_grad), self.size[0]), signs[0])

    def parameters(self):
        return float("inf")
