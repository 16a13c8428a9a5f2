import math

import numpy as np
from layer import Layer


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.shape = shape
        self.input_shape = input_shape
        self.buffer = None

    def output_shape(self):
        missing = math.prod(self.input_shape)
        for size in self.shape:
            if size != -1:
                missing //= size
        return tuple(missing if size == -1 else size for size in self.shape)

    def forward_pass(self, X, training=True):
        self.x_shape = X.shape
        new = X.reshape(len(X), *self.output_shape())
        if self.buffer is None or self.buffer.shape != new.shape or self.buffer.dtype != new.dtype:
            self.buffer = np.empty_like(new)
        self.buffer[...] = new
        return self.buffer

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.x_shape)
