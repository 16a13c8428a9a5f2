import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        self.stride = pool_shape if stride is None else stride
        if isinstance(self.stride, (int, np.integer)):
            self.stride = (self.stride, self.stride)
        self.input_shape = input_shape

    def _views(self, X):
        windows = np.lib.stride_tricks.sliding_window_view(X, self.pool_shape, axis=(2, 3))
        return windows[:, :, ::self.stride[0], ::self.stride[1]]

    def forward_pass(self, X, training=True):
        self.shape = X.shape
        w = self._views(X)
        flat = w.reshape(*w.shape[:4], -1)
        self.arg = flat.argmax(axis=-1)
        return flat.max(axis=-1)

    def backward_pass(self, accum_grad):
        out = np.zeros(self.shape)
        n, c, i, j = np.indices(self.arg.shape)
        r = i * self.stride[0] + self.arg // self.pool_shape[1]
        s = j * self.stride[1] + self.arg % self.pool_shape[1]
        np.add.at(out, (n, c, r, s), accum_grad)
        return out

    def output_shape(self):
        c, h, w = self.input_shape
        ho = (h - self.pool_shape[0]) / self.stride[0] + 1
        wo = (w - self.pool_shape[1]) / self.stride[1] + 1
        return (c, ho, wo)
