import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        self.input_shape = input_shape
        if isinstance(padding, int):
            self.top = self.bottom = self.left = self.right = padding
        elif isinstance(padding[0], int):
            self.top = self.bottom = padding[0]
            self.left = self.right = padding[1]
        else:
            (self.top, self.bottom), (self.left, self.right) = padding

    def output_shape(self):
        C, H, W = self.input_shape
        return (C, self.top + H + self.bottom, self.left + W + self.right)

    def forward_pass(self, X, training=True):
        N, C, H, W = X.shape
        Y = np.zeros((N, C, self.top + H + self.bottom, self.left + W + self.right))
        Y[:, :, self.top : self.top + H, self.left : self.left + W] = X
        return Y

    def backward_pass(self, accum_grad):
        h, w = accum_grad.shape[2] - self.bottom, accum_grad.shape[3] - self.right
        # zeros of the frame are constants: no gradient there
        accum_grad[:, :, : self.top] = 0
        accum_grad[:, :, h:] = 0
        accum_grad[:, :, :, : self.left] = 0
        accum_grad[:, :, :, w:] = 0
        return accum_grad[:, :, self.top : h, self.left : w].copy()
