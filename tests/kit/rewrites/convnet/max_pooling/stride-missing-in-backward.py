import numpy as np


class MaxPooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = pool_size if stride is None else stride

    def build(self, input_shape):
        c, h, w = input_shape
        self.input_shape = tuple(input_shape)
        self.output_shape = (c, (h - self.pool_size) // self.stride + 1, (w - self.pool_size) // self.stride + 1)

    def forward(self, input_batch, training=True):
        k, s = self.pool_size, self.stride
        c, rows, cols = self.output_shape
        out = np.empty((len(input_batch), c, rows, cols))
        self.images = input_batch
        for r in range(rows):
            for q in range(cols):
                out[:, :, r, q] = np.amax(input_batch[:, :, r * s:r * s + k, q * s:q * s + k], axis=(2, 3))
        self.maxima = out
        return out.copy()

    def backward(self, output_gradient_batch):
        k, s = self.pool_size, self.stride
        dx = np.zeros(self.images.shape)
        _, rows, cols = self.output_shape
        for r in range(rows):
            for q in range(cols):
                window = self.images[:, :, r * s:r * s + k, q * s:q * s + k]
                hit = window == self.maxima[:, :, r, q][:, :, None, None]
                dx[:, :, r:r + k, q:q + k] += hit * output_gradient_batch[:, :, r, q][:, :, None, None]
        return dx

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        c, rows, cols = self.output_shape
        return c * rows * cols
