"""One draw at a time with np.random.random, and its own base class."""

import numpy as np


class Layer:
    def set_input_shape(self, shape):
        self.input_shape = shape

    def parameters(self):
        return 0


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p
        self.factors = []

    def forward_pass(self, X, training=True):
        out = np.zeros(X.shape)
        self.factors = []
        for place in np.ndindex(*X.shape):
            factor = 1.0
            if training:
                factor = 0.0 if np.random.random() < self.p else 1 / (1 - self.p)
            self.factors.append(factor)
            out[place] = X[place] * factor
        return out

    def backward_pass(self, accum_grad):
        gradient = np.array(accum_grad)
        for place, factor in zip(np.ndindex(*gradient.shape), self.factors, strict=True):
            gradient[place] *= factor
        return gradient

    def output_shape(self):
        return self.input_shape
