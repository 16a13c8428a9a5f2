"""Prefix sums in single precision: each window is four corners of a table; the table goes back the same way."""

import numpy as np
from layer import Layer


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape, self.input_shape = pool_shape, input_shape
        self.stride = pool_shape if stride is None else tuple(np.broadcast_to(stride, 2).tolist())

    def corners(self, size):
        _, rows, columns = self._count(0, *size)
        tops, lefts = self.stride[0] * np.arange(rows)[:, None], self.stride[1] * np.arange(columns)
        return tops, tops + self.pool_shape[0], lefts, lefts + self.pool_shape[1]

    def forward_pass(self, X, training=True):
        self.X_shape = X.shape
        table = np.zeros((*X.shape[:2], X.shape[2] + 1, X.shape[3] + 1), dtype=np.float32)
        np.cumsum(X, axis=2, out=table[:, :, 1:, 1:], dtype=np.float32)
        np.cumsum(table, axis=3, out=table, dtype=np.float32)
        top, bottom, left, right = self.corners(X.shape[2:])
        sums = table[:, :, bottom, right] - table[:, :, top, right] - table[:, :, bottom, left] + table[:, :, top, left]
        return sums / np.float32(self.pool_shape[0] * self.pool_shape[1])

    def backward_pass(self, accum_grad):
        share = accum_grad.astype(np.float32) / (self.pool_shape[0] * self.pool_shape[1])
        table = np.zeros((*self.X_shape[:2], self.X_shape[2] + 1, self.X_shape[3] + 1), dtype=np.float32)
        top, bottom, left, right = self.corners(self.X_shape[2:])
        for rows, columns, sign in [(top, left, 1), (bottom, left, -1), (top, right, -1), (bottom, right, 1)]:
            np.add.at(table, (slice(None), slice(None), rows, columns), sign * share)
        return table.cumsum(axis=2).cumsum(axis=3)[:, :, :-1, :-1]

    def _count(self, channels, height, width):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return channels, (height - kh) // sh + 1, (width - kw) // sw + 1

    def output_shape(self):
        return self._count(*self.input_shape)
