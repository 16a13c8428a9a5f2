import math
import numpy as np


class AveragePooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = stride if stride is not None else pool_size
        self.batch_size = None

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        C, H, W = self.input_shape
        self.output_shape = (C, (H - self.pool_size) // self.stride + 1, (W - self.pool_size) // self.stride + 1)

    def forward(self, input_batch, training=True):
        if self.batch_size is None:
            self.batch_size = input_batch.shape[0]
        k, s = self.pool_size, self.stride
        C, oh, ow = self.output_shape
        out = np.zeros((self.batch_size, C, oh, ow))
        for n in range(self.batch_size):
            for r in range(oh):
                for c in range(ow):
                    window = input_batch[n, :, r * s:r * s + k, c * s:c * s + k]
                    out[n, :, r, c] = window.sum(axis=(1, 2)) / (k * k)
        return out

    def backward(self, output_gradient_batch):
        k, s = self.pool_size, self.stride
        C, oh, ow = self.output_shape
        dX = np.zeros((self.batch_size,) + self.input_shape)
        for n in range(self.batch_size):
            for d in range(C):
                for r in range(oh):
                    for c in range(ow):
                        dX[n, d, r * s:r * s + k, c * s:c * s + k] += output_gradient_batch[n, d, r, c] / (k * k)
        return dX

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        C, oh, ow = self.output_shape
        return C * oh * ow
