import math

import numpy as np


class AveragePooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = stride if stride is not None else pool_size

    def build(self, input_shape):
        channels, height, width = input_shape
        rows = (height - self.pool_size) // self.stride + 1
        cols = (width - self.pool_size) // self.stride + 1
        self.input_shape = tuple(input_shape)
        self.output_shape = (channels, rows, cols)

    def _corner(self, r, c):
        top, left = r * self.stride, c * self.stride
        return slice(top, top + self.pool_size), slice(left, left + self.pool_size)

    def forward(self, input_batch, training=True):
        self.n = input_batch.shape[0]
        means = np.zeros((self.n,) + self.output_shape)
        for n in range(self.n):
            for r in range(self.output_shape[1]):
                for c in range(self.output_shape[2]):
                    rows, cols = self._corner(r, c)
                    window = input_batch[n, :, rows, cols]
                    means[n, :, r, c] = window.mean()
        return means

    def backward(self, output_gradient_batch):
        gradient = np.zeros((self.n,) + self.input_shape)
        share = output_gradient_batch / self.pool_size ** 2
        for r in range(self.output_shape[1]):
            for c in range(self.output_shape[2]):
                rows, cols = self._corner(r, c)
                gradient[:, :, rows, cols] += share[:, :, r, c, None, None]
        return gradient

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return math.prod(self.output_shape)
