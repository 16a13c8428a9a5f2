import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p
        self.keep_prob = 1 - p
        self.keep = None

    def forward_pass(self, X, training=True):
        if not training:
            self.keep = np.ones_like(X)
            return X
        self.keep = np.random.rand(*X.shape) < self.keep_prob
        return X * self.keep

    def backward_pass(self, accum_grad):
        return accum_grad * self.keep

    def output_shape(self):
        return self.input_shape
