import numpy as np
from layer import Layer


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.kh, self.kw = pool_shape
        self.sh, self.sw = pool_shape if stride is None else (stride, stride) if isinstance(stride, int) else stride
        self.input_shape = input_shape

    def output_shape(self):
        c, h, w = self.input_shape
        return (c, (h - self.kh) // self.sh + 1, (w - self.kw) // self.sw + 1)

    def each_window(self, X):
        for top in range(0, X.shape[2] - self.kh + 1, self.sh):
            for left in range(0, X.shape[3] - self.kw + 1, self.sw):
                yield np.s_[:, :, top : top + self.kh, left : left + self.kw]

    def forward_pass(self, X, training=True):
        self.X = X
        columns = (X.shape[3] - self.kw) // self.sw + 1
        means = np.stack([X[place].mean(axis=(2, 3)) for place in self.each_window(X)], axis=-1)
        return means.reshape(*X.shape[:2], -1, columns)

    def backward_pass(self, accum_grad):
        grad = np.zeros_like(self.X)
        flat = accum_grad.reshape(*accum_grad.shape[:2], -1)
        for number, place in enumerate(self.each_window(self.X)):
            part = self.X[place]
            mask = part == part.mean(axis=(2, 3), keepdims=True)
            grad[place] += mask * flat[:, :, number, None, None]
        return grad
