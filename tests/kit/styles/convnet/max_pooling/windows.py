from abc import ABC, abstractmethod

import numpy as np


class Layer(ABC):
    def __init__(self):
        self.input_shape = self.output_shape = None

    def build(self, input_shape):
        self.input_shape = input_shape

    @abstractmethod
    def forward(self, input_batch, training=True): ...

    @abstractmethod
    def backward(self, output_gradient_batch): ...

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))


class MaxPooling2D(Layer):
    """Sliding windows in single precision; equal maxima share the gradient."""

    def __init__(self, pool_size=2, stride=None):
        super().__init__()
        self.pool_size = pool_size
        self.stride = stride if stride is not None else pool_size

    def build(self, input_shape):
        super().build(input_shape)
        spatial = [1 + (n - self.pool_size) // self.stride for n in input_shape[1:]]
        self.output_shape = (input_shape[0], *spatial)

    def forward(self, input_batch, training=True):
        self.shape = input_batch.shape
        k, s = self.pool_size, self.stride
        images = input_batch.astype(np.float32)
        windows = np.lib.stride_tricks.sliding_window_view(images, (k, k), axis=(2, 3))[:, :, ::s, ::s]
        highest = windows.max(axis=(4, 5), keepdims=True)
        self.mask = windows == highest
        return highest[..., 0, 0]

    def backward(self, output_gradient_batch):
        shares = self.mask * (output_gradient_batch / self.mask.sum(axis=(4, 5)))[..., None, None]
        shares = shares.astype(np.float32)
        n, c, r, q, i, j = np.nonzero(self.mask)
        dx = np.zeros(self.shape, np.float32)
        np.add.at(dx, (n, c, r * self.stride + i, q * self.stride + j), shares[self.mask])
        return dx
