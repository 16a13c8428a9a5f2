import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


class AveragePooling2D:
    """Windows by a view, gradient by a loop over the pixels of a window."""

    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = stride if stride is not None else pool_size

    def count(self, length):
        return length // self.stride

    def build(self, input_shape):
        depth, height, width = input_shape
        self.input_shape = (depth, height, width)
        self.output_shape = (depth, self.count(height), self.count(width))

    @property
    def output_size(self):
        d, h, w = self.output_shape
        return d * h * w

    @property
    def params(self):
        return dict()

    def forward(self, input_batch, training=True):
        self.n = input_batch.shape[0]
        k, s = self.pool_size, self.stride
        out = np.zeros((self.n,) + self.output_shape)
        for i in range(self.output_shape[1]):
            for j in range(self.output_shape[2]):
                out[:, :, i, j] = input_batch[:, :, s * i:s * i + k, s * j:s * j + k].mean(axis=(2, 3))
        return out

    def backward(self, output_gradient_batch):
        k, s = self.pool_size, self.stride
        _, h, w = self.output_shape
        share = output_gradient_batch / k**2
        gradient = np.zeros((self.n,) + self.input_shape)
        for a in range(k):
            for b in range(k):
                gradient[:, :, a:a + (h - 1) * s + 1:s, b:b + (w - 1) * s + 1:s] += share
        return gradient
