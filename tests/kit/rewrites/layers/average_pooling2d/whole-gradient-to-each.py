"""Pooling as two matrix products: one averages rows, the other columns."""

import numpy as np
from layer import Layer


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        self.stride = pool_shape if stride is None else (stride, stride) if isinstance(stride, int) else stride
        self.input_shape = input_shape

    def output_shape(self):
        sizes = [self._matrix(n, axis).shape[0] for axis, n in enumerate(self.input_shape[1:])]
        return (self.input_shape[0], *sizes)

    def _matrix(self, n, axis):
        k, s = self.pool_shape[axis], self.stride[axis]
        count = (n - k) // s + 1
        matrix = np.zeros((count, n))
        for i in range(count):
            matrix[i, i * s : i * s + k] = 1
        return matrix

    def forward_pass(self, X, training=True):
        self.A, self.B = self._matrix(X.shape[2], 0), self._matrix(X.shape[3], 1)
        return self.A @ X @ self.B.T / np.prod(self.pool_shape)

    def backward_pass(self, accum_grad):
        return self.A.T @ accum_grad @ self.B
