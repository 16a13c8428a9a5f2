# mistake: backward places window (r, c) at pixel (r, c) instead of (r s, c s)
import math

import numpy as np


class AveragePooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = pool_size if stride is None else stride

    def build(self, input_shape):
        C, H, W = input_shape
        k, s = self.pool_size, self.stride
        self.input_shape = (C, H, W)
        H_out = (H - k) // s + 1
        W_out = (W - k) // s + 1
        self.output_shape = (C, H_out, W_out)

    def forward(self, input_batch, training=True):
        k, s = self.pool_size, self.stride
        self.shape = input_batch.shape
        C, H_out, W_out = self.output_shape
        Y = np.zeros((len(input_batch), C, H_out, W_out))
        for r in range(H_out):
            for c in range(W_out):
                window = input_batch[:, :, r * s:r * s + k, c * s:c * s + k]
                Y[:, :, r, c] = window.mean(axis=(2, 3))
        return Y

    def backward(self, output_gradient_batch):
        k, s = self.pool_size, self.stride
        C, H_out, W_out = self.output_shape
        dX = np.zeros(self.shape)
        for r in range(H_out):
            for c in range(W_out):
                g = output_gradient_batch[:, :, r, c] / (k * k)
                dX[:, :, r:r + k, c:c + k] += g[:, :, None, None]
        return dX

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return math.prod(self.output_shape)
