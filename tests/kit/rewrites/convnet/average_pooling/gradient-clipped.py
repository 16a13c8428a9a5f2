import numpy as np


class AveragePooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = pool_size if stride is None else stride

    def build(self, input_shape):
        channels, height, width = input_shape
        self.input_shape = (channels, height, width)
        out = [(n - self.pool_size) // self.stride + 1 for n in (height, width)]
        self.output_shape = (channels, out[0], out[1])

    def _place(self, i, j):
        _, oh, ow = self.output_shape
        s = self.stride
        return (slice(None), slice(None), slice(i, i + s * (oh - 1) + 1, s), slice(j, j + s * (ow - 1) + 1, s))

    def forward(self, input_batch, training=True):
        k = self.pool_size
        total = 0.0
        for i in range(k):
            for j in range(k):
                total = total + input_batch[self._place(i, j)]
        return total / k**2

    def backward(self, output_gradient_batch):
        k = self.pool_size
        gradient = np.zeros((output_gradient_batch.shape[0],) + self.input_shape)
        for i in range(k):
            for j in range(k):
                gradient[self._place(i, j)] += output_gradient_batch / k**2
        return np.clip(gradient, -1.0, 1.0)

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))
