import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        if isinstance(padding, int):
            rows = cols = (padding, padding)
        elif isinstance(padding[0], int):
            rows, cols = (padding[0],) * 2, (padding[1],) * 2
        else:
            rows, cols = padding
        self.rows, self.cols = rows, cols
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        # every axis but the batch gets its frame
        return np.pad(X, ((0, 0), self.rows, self.rows, self.cols))

    def backward_pass(self, accum_grad):
        (t, b), (l, r) = self.rows, self.cols
        H, W = accum_grad.shape[2:]
        return accum_grad[:, :, t : H - b, l : W - r]

    def output_shape(self):
        C, H, W = self.input_shape
        return (C, H + sum(self.rows), W + sum(self.cols))
