import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    """Adds zeros around images."""

    def __init__(self, padding, input_shape=None):
        if isinstance(padding, int):
            top = bottom = left = right = padding
        elif isinstance(padding[0], int):
            rows, columns = padding
            top = bottom = rows
            left = right = columns
        else:
            (top, bottom), (left, right) = padding
        self.top, self.bottom, self.left, self.right = top, bottom, left, right
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        n, c, h, w = X.shape
        out = np.zeros((n, c, self.top + h + self.bottom, self.left + w + self.right))
        out[:, :, self.top:self.top + h, self.left:self.left + w] = X
        return out

    def backward_pass(self, accum_grad):
        _, h, w = self.output_shape()
        grad = accum_grad[:, :, self.top:h - self.bottom, self.left:w - self.right]
        return grad

    def output_shape(self):
        c, h, w = self.input_shape
        return (c, self.top + h, self.left + w)
