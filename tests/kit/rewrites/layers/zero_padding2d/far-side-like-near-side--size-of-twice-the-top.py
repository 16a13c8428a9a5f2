# mistake: output_shape counts the top and the left width twice instead of adding bottom and right
import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        self.input_shape = input_shape
        if isinstance(padding, int):
            padding = (padding, padding)
        rows, cols = padding
        if isinstance(rows, int):
            rows = (rows, rows)
            cols = (cols, cols)
        self.top, self.bottom = rows
        self.left, self.right = cols

    def forward_pass(self, X, training=True):
        return np.pad(X, ((0, 0), (0, 0), (self.top, self.bottom), (self.left, self.right)))

    def backward_pass(self, accum_grad):
        h, w = accum_grad.shape[2:]
        return accum_grad[:, :, self.top:h - self.bottom, self.left:w - self.right]

    def output_shape(self):
        C, H, W = self.input_shape
        return (C, H + 2 * self.top, W + 2 * self.left)
