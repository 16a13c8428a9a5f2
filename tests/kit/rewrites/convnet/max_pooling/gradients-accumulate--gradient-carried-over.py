# mistake: the input gradient's array is made in forward and backward adds to it, so a second backward returns twice the gradient
import numpy as np


class MaxPooling2D:
    """Finds the position of each maximum in the forward pass and sends the gradient there."""

    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = pool_size if stride is None else stride
        self.input_shape = None
        self.output_shape = None

    def build(self, input_shape):
        c, h, w = input_shape
        k, s = self.pool_size, self.stride
        self.input_shape = (c, h, w)
        self.output_shape = (c, (h - k) // s + 1, (w - k) // s + 1)

    def forward(self, input_batch, training=True):
        k, s = self.pool_size, self.stride
        _, rows, cols = self.output_shape
        self.result = np.zeros(input_batch.shape)
        # all k * k shifted copies of the image, one after the other
        shifted = np.stack([
            input_batch[:, :, i:i + s * (rows - 1) + 1:s, j:j + s * (cols - 1) + 1:s]
            for i in range(k) for j in range(k)
        ])
        self.winner = shifted.argmax(axis=0)
        return shifted.max(axis=0)

    def backward(self, output_gradient_batch):
        k, s = self.pool_size, self.stride
        _, rows, cols = self.output_shape
        result = self.result
        for place in range(k * k):
            i, j = divmod(place, k)
            part = np.where(self.winner == place, output_gradient_batch, 0)
            result[:, :, i:i + s * (rows - 1) + 1:s, j:j + s * (cols - 1) + 1:s] += part
        return result

    @property
    def output_size(self):
        c, rows, cols = self.output_shape
        return c * rows * cols

    @property
    def params(self):
        return {}
