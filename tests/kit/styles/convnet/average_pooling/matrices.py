import math

import numpy as np


class Layer:
    def build(self, input_shape):
        self.input_shape = input_shape
        self.output_shape = input_shape

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return math.prod(self.output_shape)


class AveragePooling2D(Layer):
    """A mean over a window is a mean over rows of a mean over columns: two matrices, in single precision."""

    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = pool_size if stride is None else stride

    def build(self, input_shape):
        super().build(input_shape)
        self.down, self.across = self.make_matrix(input_shape[1]), self.make_matrix(input_shape[2])
        self.output_shape = (input_shape[0], len(self.down), len(self.across))

    def make_matrix(self, length):
        starts = np.arange(0, length - self.pool_size + 1, self.stride)[:, None]
        places = np.arange(length)
        inside = (places >= starts) & (places < starts + self.pool_size)
        return (inside / self.pool_size).astype(np.float32)

    def forward(self, input_batch, training=True):
        return self.down @ input_batch.astype(np.float32) @ self.across.T

    def backward(self, output_gradient_batch):
        return np.einsum("rh,ncrq,qw->nchw", self.down, output_gradient_batch.astype(np.float32), self.across)
