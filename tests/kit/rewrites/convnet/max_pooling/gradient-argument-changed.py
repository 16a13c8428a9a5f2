import math
import numpy as np


class MaxPooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = stride if stride is not None else pool_size

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        sides = [(n - self.pool_size) // self.stride + 1 for n in input_shape[1:]]
        self.output_shape = (input_shape[0], *sides)

    def forward(self, input_batch, training=True):
        k, s = self.pool_size, self.stride
        wins = np.lib.stride_tricks.sliding_window_view(input_batch, (k, k), axis=(2, 3))[:, :, ::s, ::s]
        Y = wins.max(axis=(4, 5))
        self.masks = wins == Y[..., None, None]
        self.batch_shape = input_batch.shape
        return Y

    def backward(self, output_gradient_batch):
        k, s = self.pool_size, self.stride
        G = output_gradient_batch
        dX = np.zeros(self.batch_shape)
        _, H, W = self.output_shape
        for i in range(k):
            for j in range(k):
                hit = self.masks[..., i, j]
                dX[:, :, i:i + s * H:s, j:j + s * W:s][:, :, :H, :W] += G * hit
                G[hit] = 0
        return dX

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return math.prod(self.output_shape)
