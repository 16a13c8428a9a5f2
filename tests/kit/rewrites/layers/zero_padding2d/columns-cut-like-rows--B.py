from layer import Layer
import numpy as np


def widths(padding):
    """Returns top, bottom, left, right."""
    if not isinstance(padding, tuple):
        return [padding] * 4
    out = []
    for p in padding:
        out += [p, p] if not isinstance(p, tuple) else list(p)
    return out


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        self.padding = padding
        self.w = widths(padding)
        self.input_shape = input_shape
        self.x_shape = None

    def forward_pass(self, X, training=True):
        t, b, l, r = self.w
        self.x_shape = X.shape
        N, C, H, W = X.shape
        y = np.concatenate([np.zeros((N, C, t, W)), X, np.zeros((N, C, b, W))], axis=2)
        rows = y.shape[2]
        y = np.concatenate([np.zeros((N, C, rows, l)), y, np.zeros((N, C, rows, r))], axis=3)
        return y

    def backward_pass(self, accum_grad):
        t, b, l, r = self.w
        N, C, H, W = self.x_shape
        dX = np.zeros(self.x_shape)
        for i in range(H):
            for j in range(W):
                dX[:, :, i, j] = accum_grad[:, :, i + t, j + t]
        return dX

    def output_shape(self):
        t, b, l, r = self.w
        return (self.input_shape[0], self.input_shape[1] + t + b, self.input_shape[2] + l + r)
