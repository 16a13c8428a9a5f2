# mistake: a pair as padding is read as (columns, rows) instead of (rows, columns)
import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        self.padding, self.input_shape = padding, input_shape

    @property
    def frame(self):
        """((top, bottom), (left, right)), however it was written."""
        if np.isscalar(self.padding):
            return ((self.padding, self.padding),) * 2
        first, second = self.padding
        if np.isscalar(first):
            x, y = first, second
            return (y, y), (x, x)
        return first, second

    def output_shape(self):
        (t, b), (l, r) = self.frame
        C, H, W = self.input_shape
        return C, H + t + b, W + l + r

    def forward_pass(self, X, training=True):
        (t, _), (l, _) = self.frame
        Y = np.zeros((len(X), *self.output_shape()))
        for i in range(X.shape[2]):
            for j in range(X.shape[3]):
                Y[:, :, t + i, l + j] = X[:, :, i, j]
        return Y

    def backward_pass(self, accum_grad):
        (t, _), (l, _) = self.frame
        _, H, W = self.input_shape
        return accum_grad[:, :, t:t + H, l:l + W]
