import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.kh, self.kw = pool_shape
        if stride is None:
            self.sh, self.sw = pool_shape
        elif isinstance(stride, tuple):
            self.sh, self.sw = stride
        else:
            self.sh = self.sw = stride
        self.input_shape = input_shape

    def output_shape(self):
        c, h, w = self.input_shape
        return (c, (h - self.kh) // self.sh + 1, (w - self.kw) // self.sw + 1)

    def forward_pass(self, X, training=True):
        n = X.shape[0]
        c, ho, wo = self.output_shape()
        best = np.zeros((n, c, ho, wo))
        self.row = np.zeros((n, c, ho, wo), dtype=int)
        self.col = np.zeros((n, c, ho, wo), dtype=int)
        i = np.arange(ho)[:, None]
        j = np.arange(wo)[None, :]
        for a in range(self.kh):
            for b in range(self.kw):
                row = i * self.sh + a
                col = j * self.sw + b
                values = X[:, :, row, col]
                larger = values > best
                best = np.where(larger, values, best)
                self.row = np.where(larger, row, self.row)
                self.col = np.where(larger, col, self.col)
        self.shape = X.shape
        return best

    def backward_pass(self, accum_grad):
        grad = np.zeros(self.shape)
        n, c = self.shape[:2]
        ni = np.arange(n)[:, None, None, None]
        ci = np.arange(c)[None, :, None, None]
        np.add.at(grad, (ni, ci, self.row, self.col), accum_grad)
        return grad
