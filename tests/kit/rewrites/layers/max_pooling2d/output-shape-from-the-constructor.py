import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        if stride is None:
            stride = pool_shape
        elif isinstance(stride, int):
            stride = (stride, stride)
        self.stride = stride
        self.input_shape = input_shape
        self.out = self.count() if input_shape is not None else None

    def count(self):
        c, h, w = self.input_shape
        return (c, (h - self.pool_shape[0]) // self.stride[0] + 1, (w - self.pool_shape[1]) // self.stride[1] + 1)

    def _slices(self, i, j):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return slice(i * sh, i * sh + kh), slice(j * sw, j * sw + kw)

    def forward_pass(self, X, training=True):
        self.X = X
        _, ho, wo = self.out
        out = np.zeros(X.shape[:2] + (ho, wo))
        for i in range(ho):
            for j in range(wo):
                r, c = self._slices(i, j)
                out[:, :, i, j] = X[:, :, r, c].max(axis=(2, 3))
        return out

    def backward_pass(self, accum_grad):
        dX = np.zeros(self.X.shape)
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                r, c = self._slices(i, j)
                win = self.X[:, :, r, c]
                mask = win == win.max(axis=(2, 3), keepdims=True)
                dX[:, :, r, c] += mask * accum_grad[:, :, i, j][:, :, None, None]
        return dX

    def output_shape(self):
        return self.out
