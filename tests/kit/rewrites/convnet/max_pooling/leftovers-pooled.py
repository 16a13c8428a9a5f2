import numpy as np


class MaxPooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = stride
        if self.stride is None:
            self.stride = self.pool_size
        self.X = None

    def build(self, input_shape):
        channels, height, width = input_shape
        out_h = 1 + -(-(height - self.pool_size) // self.stride)
        out_w = 1 + -(-(width - self.pool_size) // self.stride)
        self.input_shape = input_shape
        self.output_shape = (channels, out_h, out_w)

    def window(self, r, c):
        top, left = r * self.stride, c * self.stride
        return slice(top, top + self.pool_size), slice(left, left + self.pool_size)

    def forward(self, input_batch, training=True):
        extra_h = max(0, (self.output_shape[1] - 1) * self.stride + self.pool_size - input_batch.shape[2])
        extra_w = max(0, (self.output_shape[2] - 1) * self.stride + self.pool_size - input_batch.shape[3])
        input_batch = np.pad(input_batch, ((0, 0), (0, 0), (0, extra_h), (0, extra_w)), constant_values=-np.inf)
        self.X = input_batch
        channels, out_h, out_w = self.output_shape
        result = np.empty((len(input_batch), channels, out_h, out_w))
        for r in range(out_h):
            for c in range(out_w):
                ys, xs = self.window(r, c)
                result[:, :, r, c] = np.max(input_batch[:, :, ys, xs], axis=(2, 3))
        return result

    def backward(self, output_gradient_batch):
        G = output_gradient_batch
        grad = np.zeros_like(self.X)
        _, out_h, out_w = self.output_shape
        for r in range(out_h):
            for c in range(out_w):
                ys, xs = self.window(r, c)
                patch = self.X[:, :, ys, xs]
                mask = patch == patch.max(axis=(2, 3), keepdims=True)
                grad[:, :, ys, xs] += mask * G[:, :, r, c][:, :, None, None]
        return grad[:, :, : self.input_shape[1], : self.input_shape[2]]

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        c, h, w = self.output_shape
        return c * h * w
