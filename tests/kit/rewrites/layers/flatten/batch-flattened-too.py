import numpy as np
from layer import Layer


class Flatten(Layer):
    def __init__(self, input_shape=None):
        self.input_shape = input_shape
        self.original = ()

    def forward_pass(self, X, training=True):
        self.original = np.shape(X)
        return np.ravel(X)

    def backward_pass(self, accum_grad):
        gradient = np.empty(self.original)
        gradient.flat = accum_grad
        return gradient

    def output_shape(self):
        return (int(np.multiply.reduce(self.input_shape)),)
