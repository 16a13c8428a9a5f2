import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = tuple(pool_shape)
        if stride is None:
            self.stride = self.pool_shape
        elif np.isscalar(stride):
            self.stride = (int(stride), int(stride))
        else:
            self.stride = tuple(stride)
        self.input_shape = input_shape
        self.cache = None

    def _windows(self):
        _, ho, wo = self.output_shape()
        for i in range(ho):
            for j in range(wo):
                r, c = i * self.stride[0], j * self.stride[1]
                yield i, j, np.s_[:, :, r:r + self.pool_shape[0], c:c + self.pool_shape[1]]

    def forward_pass(self, X, training=True):
        out = np.empty((len(X),) + self.output_shape())
        for i, j, part in self._windows():
            out[:, :, i, j] = X[part].max(axis=(2, 3))
        self.cache = (X.copy(), out.copy())
        return out

    def backward_pass(self, accum_grad):
        X, out = self.cache
        grad = np.zeros(X.shape)
        for i, j, part in self._windows():
            hit = X[part] == out[:, :, i, j, None, None]
            grad[part] += hit * accum_grad[:, :, i, j, None, None]
        self.cache = None
        return grad

    def output_shape(self):
        c, h, w = self.input_shape
        return (c, (h - self.pool_shape[0]) // self.stride[0] + 1, (w - self.pool_shape[1]) // self.stride[1] + 1)
