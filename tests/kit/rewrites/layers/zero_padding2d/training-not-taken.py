import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        pair = (padding, padding) if isinstance(padding, int) else padding
        self.widths = [[side, side] if isinstance(side, int) else list(side) for side in pair]
        self.input_shape = input_shape

    def forward_pass(self, X):
        self.shape = X.shape
        return np.pad(X, [[0, 0], [0, 0], *self.widths])

    def backward_pass(self, accum_grad):
        top, left = self.widths[0][0], self.widths[1][0]
        return accum_grad[:, :, top:, left:][:, :, : self.shape[2], : self.shape[3]]

    def output_shape(self):
        c, h, w = self.input_shape
        return (c, h + sum(self.widths[0]), w + sum(self.widths[1]))
