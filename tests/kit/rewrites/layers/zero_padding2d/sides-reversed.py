import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        self.padding = self._four(padding)
        self.input_shape = input_shape

    @staticmethod
    def _four(padding):
        if not isinstance(padding, tuple):
            return (padding,) * 4
        vertical, horizontal = padding
        if not isinstance(vertical, tuple):
            return vertical, vertical, horizontal, horizontal
        bottom, top = vertical
        right, left = horizontal
        return top, bottom, left, right

    def forward_pass(self, X, training=True):
        top, bottom, left, right = self.padding
        self.H, self.W = X.shape[2:]
        return np.pad(X, [(0, 0), (0, 0), (top, bottom), (left, right)], mode="constant")

    def backward_pass(self, accum_grad):
        top, _, left, _ = self.padding
        return accum_grad[:, :, top : top + self.H, left : left + self.W]

    def output_shape(self):
        top, bottom, left, right = self.padding
        C, H, W = self.input_shape
        return (C, H + top + bottom, W + left + right)
