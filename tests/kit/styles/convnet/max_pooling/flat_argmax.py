from collections import OrderedDict

import numpy as np


class MaxPooling2D:
    """Columns and argmax; the last maximum of a window gets the gradient."""

    def __init__(self, pool_size=2, stride=None):
        self.pool_size, self.stride = pool_size, pool_size if stride is None else stride
        self.params = OrderedDict()

    def build(self, input_shape):
        self.input_shape = input_shape
        depth, height, width = input_shape
        self.rows = list(range(0, height - self.pool_size + 1, self.stride))
        self.columns = list(range(0, width - self.pool_size + 1, self.stride))
        self.output_shape = depth, len(self.rows), len(self.columns)
        self.output_size = depth * len(self.rows) * len(self.columns)

    def forward(self, input_batch, training=True):
        count = input_batch.shape[0] * input_batch.shape[1]
        maps = input_batch.reshape(count, *input_batch.shape[2:])
        numbers = np.arange(maps.size).reshape(maps.shape)
        output = np.zeros((count, len(self.rows), len(self.columns)))
        self.chosen = np.zeros(output.shape, dtype=int)
        k = self.pool_size
        for r, top in enumerate(self.rows):
            for c, left in enumerate(self.columns):
                window = maps[:, top : top + k, left : left + k].reshape(count, -1)[:, ::-1]
                places = numbers[:, top : top + k, left : left + k].reshape(count, -1)[:, ::-1]
                best = window.argmax(axis=1)
                output[:, r, c] = window[np.arange(count), best]
                self.chosen[:, r, c] = places[np.arange(count), best]
        self.shape = input_batch.shape
        return output.reshape(len(input_batch), *self.output_shape)

    def backward(self, output_gradient_batch):
        size = int(np.prod(self.shape))
        weights = output_gradient_batch.ravel()
        return np.bincount(self.chosen.ravel(), weights=weights, minlength=size).reshape(self.shape)
