"""Exponential draws, kept where they are long; the mask is stored as places that are set to zero."""

import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p
        self.places = None

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        self.places, self.scale = np.zeros(0, dtype=int), 1.0
        if training:
            waits = np.random.exponential(size=X.shape)
            self.places = np.flatnonzero(waits <= -np.log1p(-self.p)) if self.p else self.places
            self.scale = 1 / (1 - self.p)
        return self.cut(X)

    def cut(self, values):
        out = values.flatten() * self.scale
        out[self.places] = 0
        return out.reshape(values.shape)

    def backward_pass(self, accum_grad):
        return self.cut(accum_grad)
