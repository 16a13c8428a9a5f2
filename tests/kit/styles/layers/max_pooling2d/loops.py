"""Loops over every number, the last of tied maxima, and a Layer base of its own."""

import numpy as np


class Layer:
    def set_input_shape(self, shape):
        self.input_shape = shape

    def parameters(self):
        return 0


class MaxPooling2D(Layer):
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
        Ho = int((H - self.kh) / self.sh) + 1
        Wo = int((W - self.kw) / self.sw) + 1
        out = np.zeros((N, C, Ho, Wo))
        self.X_shape = X.shape
        self.places = {}
        for n in range(N):
            for c in range(C):
                for i in range(Ho):
                    for j in range(Wo):
                        best = -float("inf")
                        for a in range(i * self.sh, i * self.sh + self.kh):
                            for b in range(j * self.sw, j * self.sw + self.kw):
                                if X[n, c, a, b] >= best:
                                    best = X[n, c, a, b]
                                    self.places[n, c, i, j] = (n, c, a, b)
                        out[n, c, i, j] = best
        return out

    def backward_pass(self, accum_grad):
        dX = np.zeros(self.X_shape)
        for place, source in self.places.items():
            dX[source] += accum_grad[place]
        return dX

    def output_shape(self):
        C, H, W = self.input_shape
        return (C, int((H - self.kh) / self.sh) + 1, int((W - self.kw) / self.sw) + 1)
