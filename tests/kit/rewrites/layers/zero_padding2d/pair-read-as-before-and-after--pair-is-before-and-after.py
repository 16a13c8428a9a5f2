# mistake: a pair (rows, columns) is read as (before, after), the same for rows and for columns
import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        self.padding = padding
        self.input_shape = input_shape

    def widths(self):
        p = self.padding
        if np.ndim(p) == 0:
            return p, p, p, p
        if np.ndim(p) == 1:
            before, after = p
            return before, after, before, after
        (t, b), (l, r) = p
        return t, b, l, r

    def output_shape(self):
        t, b, l, r = self.widths()
        channels, height, width = self.input_shape
        return channels, height + t + b, width + l + r

    def forward_pass(self, X, training=True):
        t, b, l, r = self.widths()
        n, c, h, w = X.shape
        framed = np.zeros((n, c, t + h + b, l + w + r))
        framed[:, :, t:t + h, l:l + w] = X
        return framed

    def backward_pass(self, accum_grad):
        t, b, l, r = self.widths()
        _, h, w = self.input_shape
        return accum_grad[:, :, t:t + h, l:l + w].copy()
