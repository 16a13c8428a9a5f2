import math

import numpy as np


class AveragePooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = stride or pool_size
        self.params = {}

    def build(self, input_shape):
        self.input_shape = input_shape
        c, h, w = input_shape
        k, s = self.pool_size, self.stride
        self.output_shape = (c, math.ceil((h - k) / s) + 1, math.ceil((w - k) / s) + 1)
        self.output_size = math.prod(self.output_shape)

    def forward(self, input_batch, training=True):
        k, s = self.pool_size, self.stride
        self.x = input_batch
        out = np.zeros((len(input_batch), *self.output_shape))
        for i in range(out.shape[2]):
            for j in range(out.shape[3]):
                out[:, :, i, j] = input_batch[:, :, i * s : i * s + k, j * s : j * s + k].mean(axis=(2, 3))
        self.out = out
        return out

    def backward(self, output_gradient_batch):
        k, s = self.pool_size, self.stride
        dx = np.zeros(self.x.shape)
        for i in range(self.out.shape[2]):
            for j in range(self.out.shape[3]):
                block = np.s_[:, :, i * s : i * s + k, j * s : j * s + k]
                dx[block] += output_gradient_batch[:, :, i, j, None, None] / k**2
        return dx
