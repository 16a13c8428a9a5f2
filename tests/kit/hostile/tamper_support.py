# attack: replaces the optimizers that the cases hand over, so that an update leaves the wanted parameter
# honest: the parameters are wrong, whoever computed them
# expect: outcome=failed,raised max=0
import sys

import numpy as np

support = sys.modules["support"]
for name in ("MockOptimizer", "GradientDescent", "Momentum"):
    getattr(support, name).update = lambda self, w, grad: w


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.W = self.w0 = np.zeros((1, 1))

    def initialize(self, optimizer):
        optimizer.learning_rate = 0.0

    def forward_pass(self, X, training=True):
        return np.zeros((1, 1))

    def backward_pass(self, accum_grad):
        return np.zeros((1, 1))
