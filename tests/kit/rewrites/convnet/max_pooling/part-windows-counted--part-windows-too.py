# mistake: the number of windows is rounded up, so rows and columns at the end that fill no whole window make windows of their own
import math

import numpy as np


class MaxPooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = pool_size if stride is None else stride

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        C, H, W = self.input_shape
        rows = self._windows(H)
        cols = self._windows(W)
        self.output_shape = (C, rows, cols)

    def _windows(self, n):
        # the last window may be cut off, but has to begin inside the image
        return min(math.ceil((n - self.pool_size) / self.stride) + 1, math.ceil(n / self.stride))

    def _cut(self, images, r, c):
        top, left = r * self.stride, c * self.stride
        return images[:, :, top:top + self.pool_size, left:left + self.pool_size]

    def forward(self, input_batch, training=True):
        self.X = input_batch
        Y = np.zeros((len(input_batch), *self.output_shape))
        for r, c in np.ndindex(*self.output_shape[1:]):
            Y[:, :, r, c] = self._cut(input_batch, r, c).max(axis=(2, 3))
        return Y

    def backward(self, output_gradient_batch):
        dX = np.zeros(self.X.shape)
        for r, c in np.ndindex(*self.output_shape[1:]):
            window = self._cut(self.X, r, c)
            top = window.max(axis=(2, 3), keepdims=True)
            part = self._cut(dX, r, c)
            part += (window == top) * output_gradient_batch[:, :, r, c][:, :, None, None]
        return dX

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))
