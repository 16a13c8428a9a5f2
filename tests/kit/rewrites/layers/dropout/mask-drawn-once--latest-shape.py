import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p
        self.scaled_mask = None
        self.first = None

    def _draw(self, shape):
        return np.random.rand(*shape) < 1 - self.p

    def forward_pass(self, X, training=True):
        if not training:
            self.scaled_mask = None
            return X.copy()
        if self.first is None or self.first.shape != X.shape:
            self.first = self._draw(X.shape) / (1 - self.p)
        self.scaled_mask = self.first
        return X * self.scaled_mask

    def backward_pass(self, accum_grad):
        if self.scaled_mask is None:
            return accum_grad.copy()
        return accum_grad * self.scaled_mask

    def output_shape(self):
        return self.input_shape
