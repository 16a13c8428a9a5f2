import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p
        self._mask = 1.0

    def forward_pass(self, X, training=True):
        if training:
            keep = np.random.uniform(size=X.shape) > self.p
            self._mask = keep * (1 - self.p)
        else:
            self._mask = np.ones_like(X)
        return self._mask * X

    def backward_pass(self, accum_grad):
        return self._mask * accum_grad

    def output_shape(self):
        return self.input_shape
