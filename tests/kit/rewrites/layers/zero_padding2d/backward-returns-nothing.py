import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        if type(padding) is int:
            padding = ((padding, padding), (padding, padding))
        elif type(padding[0]) is int:
            padding = ((padding[0], padding[0]), (padding[1], padding[1]))
        self.padding = padding
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        self.H, self.W = X.shape[2], X.shape[3]
        return np.pad(X, ((0, 0), (0, 0)) + self.padding, mode="constant")

    def backward_pass(self, accum_grad):
        top = self.padding[0][0]
        left = self.padding[1][0]
        accum_grad[:, :, top:top + self.H, left:left + self.W]

    def output_shape(self):
        C, H, W = self.input_shape
        (t, b), (l, r) = self.padding
        return C, H + t + b, W + l + r
