"""Loops over every number, and a Layer base of its own."""

import numpy as np


class Layer:
    def set_input_shape(self, shape):
        self.input_shape = shape

    def parameters(self):
        return 0


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.kh, self.kw = pool_shape
        if stride is None:
            self.sh, self.sw = pool_shape
        elif type(stride) is tuple:
            self.sh, self.sw = stride
        else:
            self.sh = self.sw = stride
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        N, C, H, W = X.shape
        self.X_shape = X.shape
        out = np.zeros((N, C, (H - self.kh) // self.sh + 1, (W - self.kw) // self.sw + 1))
        for n, c, i, j in np.ndindex(*out.shape):
            total = 0.0
            for a in range(self.kh):
                for b in range(self.kw):
                    total += X[n, c, i * self.sh + a, j * self.sw + b]
            out[n, c, i, j] = total / (self.kh * self.kw)
        return out

    def backward_pass(self, accum_grad):
        dX = np.zeros(self.X_shape)
        for n, c, i, j in np.ndindex(*accum_grad.shape):
            for a in range(self.kh):
                for b in range(self.kw):
                    dX[n, c, i * self.sh + a, j * self.sw + b] += accum_grad[n, c, i, j] / (self.kh * self.kw)
        return dX

    def output_shape(self):
        C, H, W = self.input_shape
        return (C, (H - self.kh) // self.sh + 1, (W - self.kw) // self.sw + 1)
