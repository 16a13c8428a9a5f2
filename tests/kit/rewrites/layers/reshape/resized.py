import math

import numpy as np
from layer import Layer


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.shape = tuple(shape)
        self.input_shape = input_shape

    def output_shape(self):
        if -1 not in self.shape:
            return self.shape
        rest = -math.prod(self.shape)
        missing = math.prod(self.input_shape) // rest
        return tuple(missing if size == -1 else size for size in self.shape)

    def forward_pass(self, X, training=True):
        self.X_shape = X.shape
        target = self.output_shape()
        return np.stack([np.resize(sample, target) for sample in X])

    def backward_pass(self, accum_grad):
        sample_shape = self.X_shape[1:]
        return np.stack([np.resize(g, sample_shape) for g in accum_grad])
