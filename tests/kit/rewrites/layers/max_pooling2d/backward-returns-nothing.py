import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.kh, self.kw = pool_shape
        if stride is None:
            self.sh, self.sw = pool_shape
        elif isinstance(stride, (tuple, list)):
            self.sh, self.sw = stride
        else:
            self.sh = self.sw = stride
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        n = X.shape[0]
        c, ho, wo = self.output_shape()
        self.x_shape = X.shape
        out = np.zeros((n, c, ho, wo))
        self.where = np.zeros((n, c, ho, wo, 2), dtype=int)
        for b in range(n):
            for ch in range(c):
                for i in range(ho):
                    for j in range(wo):
                        top, left = i * self.sh, j * self.sw
                        window = X[b, ch, top:top + self.kh, left:left + self.kw]
                        r, s = np.unravel_index(np.argmax(window), window.shape)
                        out[b, ch, i, j] = window[r, s]
                        self.where[b, ch, i, j] = (top + r, left + s)
        return out

    def backward_pass(self, accum_grad):
        grad = np.zeros(self.x_shape)
        n, c, ho, wo = accum_grad.shape
        for b in range(n):
            for ch in range(c):
                for i in range(ho):
                    for j in range(wo):
                        r, s = self.where[b, ch, i, j]
                        grad[b, ch, r, s] += accum_grad[b, ch, i, j]

    def output_shape(self):
        c, h, w = self.input_shape
        return (c, (h - self.kh) // self.sh + 1, (w - self.kw) // self.sw + 1)
