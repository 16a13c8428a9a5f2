"""Sums over windows as differences of running sums over the whole image, in single precision."""

from collections import defaultdict

import numpy as np


class AveragePooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = stride or pool_size

    def build(self, input_shape):
        self.input_shape = input_shape
        c, h, w = input_shape
        self.rows = np.arange(0, h - self.pool_size + 1, self.stride)
        self.columns = np.arange(0, w - self.pool_size + 1, self.stride)
        self.output_shape = (c, len(self.rows), len(self.columns))

    output_size = property(lambda self: int(np.prod(self.output_shape)))
    params = property(lambda self: defaultdict(list))

    def corners(self):
        """Yields the sign of each corner of all windows, and its rows and columns in the running sums."""
        for sign, down in ((-1, 0), (1, self.pool_size)):
            for sign_too, right in ((-1, 0), (1, self.pool_size)):
                yield sign * sign_too, np.ix_(self.rows + down, self.columns + right)

    def forward(self, input_batch, training=True):
        self.shape = input_batch.shape
        n, c, h, w = self.shape
        sums = np.zeros((n, c, h + 1, w + 1), np.float32)
        sums[:, :, 1:, 1:] = input_batch.astype(np.float32).cumsum(axis=2, dtype="f4").cumsum(axis=3, dtype="f4")
        return sum(sign * sums[:, :, *place] for sign, place in self.corners()) / self.pool_size**2

    def backward(self, output_gradient_batch):
        n, c, h, w = self.shape
        starts = np.zeros((n, c, h + 1, w + 1), np.float32)
        share = (output_gradient_batch / self.pool_size**2).astype(np.float32)
        for sign, (rows, columns) in self.corners():
            np.add.at(starts, (slice(None), slice(None), rows, columns), sign * share)
        return starts.cumsum(axis=2, dtype="f4").cumsum(axis=3, dtype="f4")[:, :, :h, :w]
