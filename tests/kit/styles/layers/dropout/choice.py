"""np.random.choice between the two factors."""

import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        super().__init__()
        self.p = float(p)

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        q = 1 - self.p
        self.factor = np.random.choice([0.0, 1 / q], size=X.shape, p=[self.p, q]) if training else 1
        return np.multiply(X, self.factor)

    def backward_pass(self, accum_grad):
        return np.multiply(accum_grad, self.factor)
