"""Single precision, one strided slice for each place in the window, every tied maximum gets the whole gradient."""

import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape, self.input_shape = np.array(pool_shape), input_shape
        self.stride = np.broadcast_to(pool_shape if stride is None else stride, 2)

    def slices(self, size):
        output = (np.array(size) - self.pool_shape) // self.stride + 1
        (sh, sw), (rows, columns) = self.stride, output
        return [
            (Ellipsis, slice(a, a + (rows - 1) * sh + 1, sh), slice(b, b + (columns - 1) * sw + 1, sw))
            for a in range(self.pool_shape[0])
            for b in range(self.pool_shape[1])
        ]

    def forward_pass(self, X, training=True):
        self.X = X.astype(np.float32)
        self.Y = np.max([self.X[place] for place in self.slices(X.shape[2:])], axis=0)
        return self.Y

    def backward_pass(self, accum_grad):
        dX = np.zeros_like(self.X)
        for place in self.slices(self.X.shape[2:]):
            dX[place] += (self.X[place] == self.Y) * accum_grad.astype(np.float32)
        return dX

    def output_shape(self):
        output = (np.array(self.input_shape[1:]) - self.pool_shape) // self.stride + 1
        return (self.input_shape[0], *output)
