import math
import numpy as np


class AveragePooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = stride or pool_size

    def _windows(self, length):
        return math.ceil((length - self.pool_size) / self.stride) + 1

    def build(self, input_shape):
        depth, height, width = input_shape
        self.input_shape = tuple(input_shape)
        self.output_shape = (depth, self._windows(height), self._windows(width))

    def _slices(self):
        k, s = self.pool_size, self.stride
        _, H, W = self.input_shape
        for r in range(self.output_shape[1]):
            for c in range(self.output_shape[2]):
                yield r, c, slice(r * s, min(r * s + k, H)), slice(c * s, min(c * s + k, W))

    def forward(self, input_batch, training=True):
        output = np.empty((input_batch.shape[0], *self.output_shape))
        for r, c, rows, columns in self._slices():
            output[:, :, r, c] = input_batch[:, :, rows, columns].mean(axis=(-2, -1))
        return output

    def backward(self, output_gradient_batch):
        gradient = np.zeros((output_gradient_batch.shape[0], *self.input_shape))
        for r, c, rows, columns in self._slices():
            size = (rows.stop - rows.start) * (columns.stop - columns.start)
            gradient[:, :, rows, columns] += output_gradient_batch[:, :, r:r + 1, c:c + 1] / size
        return gradient

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return math.prod(self.output_shape)
