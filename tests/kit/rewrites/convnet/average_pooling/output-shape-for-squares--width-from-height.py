# mistake: build computes the width of the output from the height of the input
import numpy as np


class AveragePooling2D:
    """Adds up shifted, thinned-out copies of the images."""

    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = stride or pool_size

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        depth, h, w = self.input_shape
        self.output_shape = (depth, 1 + (h - self.pool_size) // self.stride, 1 + (h - self.pool_size) // self.stride)

    def _slices(self):
        s = self.stride
        rows_end = s * (self.output_shape[1] - 1) + 1
        cols_end = s * (self.output_shape[2] - 1) + 1
        return [
            (slice(None), slice(None), slice(i, i + rows_end, s), slice(j, j + cols_end, s))
            for i in range(self.pool_size)
            for j in range(self.pool_size)
        ]

    def forward(self, input_batch, training=True):
        self.N = input_batch.shape[0]
        total = sum(input_batch[where] for where in self._slices())
        return total / self.pool_size ** 2

    def backward(self, output_gradient_batch):
        share = output_gradient_batch / self.pool_size ** 2
        back = np.zeros((self.N,) + self.input_shape)
        for where in self._slices():
            back[where] += share
        return back

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))
