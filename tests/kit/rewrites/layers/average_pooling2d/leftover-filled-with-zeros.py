import math

import numpy as np
from layer import Layer


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        self.stride = pool_shape if stride is None else stride
        if isinstance(self.stride, int):
            self.stride = (self.stride, self.stride)
        self.input_shape = input_shape

    def output_shape(self):
        c, h, w = self.input_shape
        ho = math.ceil((h - self.pool_shape[0]) / self.stride[0]) + 1
        wo = math.ceil((w - self.pool_shape[1]) / self.stride[1]) + 1
        return (c, ho, wo)

    def _window(self, i, j):
        top, left = i * self.stride[0], j * self.stride[1]
        return (..., slice(top, top + self.pool_shape[0]), slice(left, left + self.pool_shape[1]))

    def forward_pass(self, X, training=True):
        self.X_shape = X.shape
        _, ho, wo = self.output_shape()
        Y = np.zeros((X.shape[0], X.shape[1], ho, wo))
        area = self.pool_shape[0] * self.pool_shape[1]
        for i in range(ho):
            for j in range(wo):
                Y[..., i, j] = X[self._window(i, j)].sum(axis=(-2, -1)) / area
        return Y

    def backward_pass(self, accum_grad):
        dX = np.zeros(self.X_shape)
        area = self.pool_shape[0] * self.pool_shape[1]
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                dX[self._window(i, j)] += accum_grad[:, :, i : i + 1, j : j + 1] / area
        return dX
