import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p
        self.mask = None

    def forward_pass(self, X, training=True):
        self.mask = None
        out = np.array(X, dtype=float)
        if training:
            self.mask = np.random.random(X.shape) >= self.p
            out[~self.mask] = 0
            out /= 1 - self.p
        return out

    def backward_pass(self, accum_grad):
        if self.mask is not None:
            accum_grad *= self.mask / (1 - self.p)
        return accum_grad

    def output_shape(self):
        return self.input_shape
