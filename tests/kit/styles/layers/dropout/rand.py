"""np.random.rand and boolean indexing on copies."""

import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p

    def forward_pass(self, X, training=True):
        self.training = training
        if training:
            self.dropped = np.random.rand(*X.shape) < self.p
        return self._apply(X)

    def backward_pass(self, accum_grad):
        return self._apply(accum_grad)

    def _apply(self, values):
        result = np.array(values, dtype=float)
        if self.training:
            result[self.dropped] = 0
            result /= 1 - self.p
        return result

    def output_shape(self):
        return self.input_shape
