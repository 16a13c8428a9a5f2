import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        self.padding = padding
        self.input_shape = input_shape
        if isinstance(padding, int):
            self.sides = (padding, padding, padding, padding)
        elif isinstance(padding[0], int):
            rows, columns = padding
            self.sides = (rows, rows, columns, columns)
        else:
            (top, bottom), (left, right) = padding
            self.sides = (top, bottom, left, right)

    def forward_pass(self, X, training=True):
        top, bottom, left, right = self.sides
        N, C, H, W = X.shape
        return np.pad(X, ((0, 0), (0, 0), (top, bottom), (left, right)), mode="edge")

    def backward_pass(self, accum_grad):
        top, bottom, left, right = self.sides
        H = accum_grad.shape[2] - top - bottom
        W = accum_grad.shape[3] - left - right
        return accum_grad[:, :, top:top + H, left:left + W]

    def output_shape(self):
        top, bottom, left, right = self.sides
        C, H, W = self.input_shape
        return (C, top + H + bottom, left + W + right)
