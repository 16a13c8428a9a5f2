"""Single precision: pooling as two matrix products, one for rows and one for columns."""

import numpy as np
from layer import Layer


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape, self.input_shape = pool_shape, input_shape
        self.stride = np.broadcast_to(pool_shape if stride is None else stride, 2)

    def matrix(self, axis, size):
        k, s = self.pool_shape[axis], self.stride[axis]
        A = np.zeros(((size - k) // s + 1, size), np.float32)
        for i in range(len(A)):
            A[i, i * s : i * s + k] = 1 / k
        return A

    def forward_pass(self, X, training=True):
        self.A, self.B = self.matrix(0, X.shape[2]), self.matrix(1, X.shape[3])
        return self.A @ X.astype(np.float32) @ self.B.T

    def backward_pass(self, accum_grad):
        return self.A.T @ accum_grad.astype(np.float32) @ self.B

    def output_shape(self):
        C, H, W = self.input_shape
        return (C, len(self.matrix(0, H)), len(self.matrix(1, W)))
