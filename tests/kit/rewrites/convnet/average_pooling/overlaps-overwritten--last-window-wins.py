# mistake: backward assigns each window's share to its pixels instead of adding it, so of overlapping windows only the last counts
import numpy as np


class AveragePooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        if stride is None:
            self.stride = pool_size
        else:
            self.stride = stride

    def build(self, input_shape):
        channels, rows, cols = input_shape
        self.input_shape = (channels, rows, cols)
        self.output_shape = (
            channels,
            (rows - self.pool_size) // self.stride + 1,
            (cols - self.pool_size) // self.stride + 1,
        )

    def forward(self, input_batch, training=True):
        self.batch_size = len(input_batch)
        k, s = self.pool_size, self.stride
        out = np.zeros((self.batch_size, *self.output_shape))
        for r in range(self.output_shape[1]):
            for c in range(self.output_shape[2]):
                for i in range(k):
                    for j in range(k):
                        out[:, :, r, c] += input_batch[:, :, r * s + i, c * s + j]
        return out / (k * k)

    def backward(self, output_gradient_batch):
        k, s = self.pool_size, self.stride
        shares = output_gradient_batch / (k * k)
        grad = np.zeros((self.batch_size, *self.input_shape))
        for r in range(self.output_shape[1]):
            for c in range(self.output_shape[2]):
                grad[:, :, r * s:r * s + k, c * s:c * s + k] = shares[:, :, r:r + 1, c:c + 1]
        return grad

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return self.output_shape[0] * self.output_shape[1] * self.output_shape[2]
