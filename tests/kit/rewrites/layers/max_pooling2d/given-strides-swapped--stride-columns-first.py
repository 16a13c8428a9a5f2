# mistake: a stride tuple is read as (columns, rows) instead of (rows, columns)
import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        self.input_shape = input_shape
        if stride is None:
            self.step_down, self.step_right = pool_shape
        elif np.ndim(stride) == 0:
            self.step_down = self.step_right = stride
        else:
            self.step_right, self.step_down = stride

    def output_shape(self):
        C, H, W = self.input_shape
        kh, kw = self.pool_shape
        return (C, (H - kh) // self.step_down + 1, (W - kw) // self.step_right + 1)

    def places(self):
        kh, kw = self.pool_shape
        _, Ho, Wo = self.output_shape()
        for i in range(Ho):
            for j in range(Wo):
                y, x = i * self.step_down, j * self.step_right
                yield i, j, slice(y, y + kh), slice(x, x + kw)

    def forward_pass(self, X, training=True):
        self.X = X.copy()
        Y = np.zeros((len(X),) + self.output_shape())
        for i, j, rows, cols in self.places():
            Y[:, :, i, j] = np.max(X[:, :, rows, cols], axis=(2, 3))
        return Y

    def backward_pass(self, accum_grad):
        dX = np.zeros(self.X.shape)
        for i, j, rows, cols in self.places():
            window = self.X[:, :, rows, cols]
            hit = window == window.max(axis=(2, 3), keepdims=True)
            hit = hit / hit.sum(axis=(2, 3), keepdims=True)
            dX[:, :, rows, cols] += hit * accum_grad[:, :, i:i + 1, j:j + 1]
        return dX
