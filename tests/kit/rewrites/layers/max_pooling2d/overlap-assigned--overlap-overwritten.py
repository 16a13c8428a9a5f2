# mistake: backward_pass assigns the gradient to the largest element instead of adding it, so of overlapping windows only the last counts
import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.kh, self.kw = pool_shape
        if stride is None:
            stride = pool_shape
        if isinstance(stride, (int, np.integer)):
            stride = (stride, stride)
        self.sh, self.sw = stride
        self.input_shape = input_shape

    def output_shape(self):
        channels, height, width = self.input_shape
        return channels, 1 + (height - self.kh) // self.sh, 1 + (width - self.kw) // self.sw

    def forward_pass(self, X, training=True):
        self.X = X
        c, ho, wo = self.output_shape()
        out = np.empty((X.shape[0], c, ho, wo))
        for i in range(ho):
            for j in range(wo):
                top, left = i * self.sh, j * self.sw
                out[:, :, i, j] = X[:, :, top:top + self.kh, left:left + self.kw].max(axis=(2, 3))
        return out

    def backward_pass(self, accum_grad):
        dX = np.zeros(self.X.shape)
        n, c, ho, wo = accum_grad.shape
        for s in range(n):
            for ch in range(c):
                for i in range(ho):
                    for j in range(wo):
                        top, left = i * self.sh, j * self.sw
                        window = self.X[s, ch, top:top + self.kh, left:left + self.kw]
                        a, b = np.unravel_index(np.argmax(window), window.shape)
                        dX[s, ch, top + a, left + b] = accum_grad[s, ch, i, j]
        return dX
