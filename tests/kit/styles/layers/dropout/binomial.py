"""A binomial mask, the factor applied apart from it, single precision; no mask at all in evaluation."""

import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p
        self.keep = 1.0 - p
        self.mask = None

    def forward_pass(self, X, training=True):
        if not training:
            self.mask = None
            return X
        self.mask = np.random.binomial(1, self.keep, size=X.shape).astype(np.float32)
        return (X * self.mask / self.keep).astype(np.float32)

    def backward_pass(self, accum_grad):
        if self.mask is None:
            return accum_grad
        return accum_grad * self.mask / self.keep

    def output_shape(self):
        return self.input_shape
