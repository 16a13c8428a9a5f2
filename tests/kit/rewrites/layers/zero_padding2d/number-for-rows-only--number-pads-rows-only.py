# mistake: a single number as padding is put above and below only, the left and right sides get none
import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        self.padding = padding
        self.input_shape = input_shape
        if isinstance(padding, int):
            self.top = self.bottom = padding
            self.left = self.right = 0
        elif isinstance(padding[0], int):
            self.top = self.bottom = padding[0]
            self.left = self.right = padding[1]
        else:
            (self.top, self.bottom), (self.left, self.right) = padding

    def forward_pass(self, X, training=True):
        return np.pad(X, ((0, 0), (0, 0), (self.top, self.bottom), (self.left, self.right)))

    def backward_pass(self, accum_grad):
        height, width = accum_grad.shape[2:]
        return accum_grad[:, :, self.top:height - self.bottom, self.left:width - self.right]

    def output_shape(self):
        C, H, W = self.input_shape
        return (C, self.top + H + self.bottom, self.left + W + self.right)
