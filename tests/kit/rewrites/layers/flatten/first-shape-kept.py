import numpy as np
from layer import Layer


class Flatten(Layer):
    before = None

    def __init__(self, input_shape=None):
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        if not self.before:
            self.before = X.shape
        return np.reshape(X, (len(X), np.prod(X.shape[1:])))

    def backward_pass(self, accum_grad):
        return np.reshape(accum_grad, self.before)

    def output_shape(self):
        return (np.prod(self.input_shape),)
