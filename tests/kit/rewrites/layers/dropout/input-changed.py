import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p

    def forward_pass(self, X, training=True):
        self.mask = np.ones(X.shape)
        if training:
            self.mask[np.random.uniform(0, 1, X.shape) < self.p] = 0
            self.mask /= 1 - self.p
            X *= self.mask
        return X

    def backward_pass(self, accum_grad):
        return self.mask * accum_grad

    def output_shape(self):
        return self.input_shape
