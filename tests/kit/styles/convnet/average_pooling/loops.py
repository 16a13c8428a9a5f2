import numpy as np


class AveragePooling2D:
    def __init__(self, pool_size=2, strides=None):
        self.pool_size = pool_size
        self.stride = strides or pool_size
        self.params = {}

    def build(self, input_shape):
        self.input_shape = input_shape
        c, h, w = input_shape
        self.output_shape = (c, (h - self.pool_size) // self.stride + 1, (w - self.pool_size) // self.stride + 1)
        self.output_size = np.prod(self.output_shape)

    def forward(self, input_batch, training=True):
        k, s = self.pool_size, self.stride
        self.shape = input_batch.shape
        out = np.zeros((len(input_batch), *self.output_shape))
        for n, c, i, j in np.ndindex(out.shape):
            total = 0.0
            for a in range(k):
                for b in range(k):
                    total += input_batch[n, c, i * s + a, j * s + b]
            out[n, c, i, j] = total / (k * k)
        return out

    def backward(self, output_gradient_batch):
        k, s = self.pool_size, self.stride
        dx = np.zeros(self.shape)
        for n, c, i, j in np.ndindex(output_gradient_batch.shape):
            for a in range(k):
                for b in range(k):
                    dx[n, c, i * s + a, j * s + b] += output_gradient_batch[n, c, i, j] / (k * k)
        return dx
