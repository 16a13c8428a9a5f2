import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


class AveragePooling2D:
    """Windows by a view, gradient by a loop over the pixels of a window."""

    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = stride if stride is not None else pool_size

    def count(self, length):
        return len(range(0, length - self.pool_size + 1, self.stride))

    def build(self, input_shape):
        depth, height, width = input_shape
        self.input_shape = (depth, height, width)
        self.output_shape = (depth, self.count(height), self.count(width))

    @property
    def output_size(self):
        d, h, w = self.output_shape
        return d * h * w

    @property
    def params(self):
        return dict()

    def forward(self, input_batch, training=True):
        self.n = input_batch.shape[0]
        self.images = input_batch.copy()
        k, s = self.pool_size, self.stride
        view = sliding_window_view(input_batch, (k, k), axis=(2, 3))[:, :, ::s, ::s]
        return np.einsum("ncijab->ncij", view) / k**2

    def backward(self, output_gradient_batch):
        k, s = self.pool_size, self.stride
        _, h, w = self.output_shape
        share = output_gradient_batch / k**2
        gradient = np.zeros((self.n,) + self.input_shape)
        for n, c, i, j in np.ndindex(output_gradient_batch.shape):
            window = self.images[n, c, i * s:i * s + k, j * s:j * s + k]
            a, b = np.unravel_index(window.argmax(), (k, k))
            gradient[n, c, i * s + a, j * s + b] += output_gradient_batch[n, c, i, j]
        return gradient
