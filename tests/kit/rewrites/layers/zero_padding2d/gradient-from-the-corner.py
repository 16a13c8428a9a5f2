import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        if isinstance(padding, int):
            padding = ((padding, padding), (padding, padding))
        elif isinstance(padding[0], int):
            padding = tuple((p, p) for p in padding)
        self.padding = padding
        self.input_shape = input_shape

    def output_shape(self):
        return (self.input_shape[0], *(n + a + b for n, (a, b) in zip(self.input_shape[1:], self.padding, strict=True)))

    def forward_pass(self, X, training=True):
        self.h, self.w = X.shape[-2:]
        frame = np.zeros((*X.shape[:2], self.h + sum(self.padding[0]), self.w + sum(self.padding[1])))
        for i in range(self.h):
            for j in range(self.w):
                frame[:, :, i + self.padding[0][0], j + self.padding[1][0]] = X[:, :, i, j]
        return frame

    def backward_pass(self, accum_grad):
        grad = np.zeros((*accum_grad.shape[:2], self.h, self.w))
        for i in range(self.h):
            for j in range(self.w):
                grad[:, :, i, j] = accum_grad[:, :, i, j]
        return grad
