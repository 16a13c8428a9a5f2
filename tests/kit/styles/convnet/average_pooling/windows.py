import numpy as np


class AveragePooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = pool_size if stride is None else stride

    params = property(lambda self: {})

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        depth, height, width = self.input_shape
        self.output_shape = (
            depth,
            1 + (height - self.pool_size) // self.stride,
            1 + (width - self.pool_size) // self.stride,
        )

    @property
    def output_size(self):
        depth, height, width = self.output_shape
        return depth * height * width

    def forward(self, input_batch, training=True):
        k, s = self.pool_size, self.stride
        windows = np.lib.stride_tricks.sliding_window_view(input_batch, (k, k), axis=(2, 3))
        return np.einsum("ncrqij->ncrq", windows[:, :, ::s, ::s]) / k**2

    def backward(self, output_gradient_batch):
        k, s = self.pool_size, self.stride
        dx = np.zeros((len(output_gradient_batch), *self.input_shape))
        for r in range(self.output_shape[1]):
            for q in range(self.output_shape[2]):
                block = output_gradient_batch[:, :, r : r + 1, q : q + 1]
                dx[:, :, r * s : r * s + k, q * s : q * s + k] += block / k**2
        return dx
