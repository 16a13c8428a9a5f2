import numpy as np


class AveragePooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = pool_size if stride is None else stride

    def build(self, input_shape):
        channels, height, width = input_shape
        self.input_shape = tuple(input_shape)
        rows = (height - self.pool_size) // self.stride + 1
        cols = (width - self.pool_size) // self.stride + 1
        self.output_shape = (channels, rows, cols)

    def _slices(self):
        k, s = self.pool_size, self.stride
        for r in range(self.output_shape[1]):
            for c in range(self.output_shape[2]):
                yield r, c, slice(r * s, r * s + k), slice(c * s, c * s + k)

    def forward(self, input_batch, training=True):
        result = np.zeros((len(input_batch),) + self.output_shape)
        for r, c, ys, xs in self._slices():
            result[:, :, r, c] = input_batch[:, :, ys, xs].mean(axis=3).mean(axis=2)
        self.batch = len(input_batch)
        return result

    def backward(self, output_gradient_batch):
        dx = np.zeros((self.batch,) + self.input_shape)
        for r, c, ys, xs in self._slices():
            dx[:, :, ys, xs] += output_gradient_batch[:, :, r:r + 1, c:c + 1] / self.pool_size
        return dx

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))
