import math

import numpy as np


class AveragePooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = stride
        if self.stride is None:
            self.stride = self.pool_size

    def build(self, input_shape):
        C, H, W = input_shape
        self.input_shape = (C, H, W)
        self.output_shape = (C, H // self.pool_size, W // self.pool_size)

    def forward(self, input_batch, training=True):
        k = self.pool_size
        self.N = input_batch.shape[0]
        C, rows, cols = self.output_shape
        whole = input_batch[:, :, : rows * k, : cols * k]
        return whole.reshape(self.N, C, rows, k, cols, k).mean(axis=(3, 5))

    def backward(self, output_gradient_batch):
        k = self.pool_size
        C, rows, cols = self.output_shape
        grad = np.zeros((self.N,) + self.input_shape)
        spread = np.repeat(np.repeat(output_gradient_batch, k, axis=2), k, axis=3)
        grad[:, :, : rows * k, : cols * k] = spread / k**2
        return grad

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return math.prod(self.output_shape)
