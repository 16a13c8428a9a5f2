import math
import numpy as np


class MaxPooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = pool_size if stride is None else stride

    def build(self, input_shape):
        c, h, w = input_shape
        self.input_shape = input_shape
        self.output_shape = (c, self._count(h), self._count(w))

    def _count(self, length):
        return math.floor((length - self.pool_size) / self.stride) + 1

    def _window(self, r, c):
        top, left = r * self.stride, c * self.stride
        return (slice(None), slice(None), slice(top, top + self.pool_size), slice(left, left + self.pool_size))

    def forward(self, input_batch, training=True):
        self.images = np.array(input_batch, dtype=float)
        out = np.zeros((len(input_batch),) + self.output_shape)
        for r in range(self.output_shape[1]):
            for c in range(self.output_shape[2]):
                out[:, :, r, c] = np.mean(self.images[self._window(r, c)], axis=(2, 3))
        return out

    def backward(self, output_gradient_batch):
        grad = np.zeros_like(self.images)
        for r in range(self.output_shape[1]):
            for c in range(self.output_shape[2]):
                w = self._window(r, c)
                patch = self.images[w]
                is_max = patch == np.max(patch, axis=(2, 3), keepdims=True)
                grad[w] += is_max * output_gradient_batch[:, :, r, c][..., np.newaxis, np.newaxis]
        return grad

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return math.prod(self.output_shape)
