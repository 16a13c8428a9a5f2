import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.kh, self.kw = pool_shape
        self.sh, self.sw = pool_shape if stride is None else (stride, stride) if isinstance(stride, int) else stride
        self.input_shape = input_shape

    def output_shape(self):
        c, h, w = self.input_shape
        return (c, (h - self.kh + self.sh) // self.sh, (w - self.kw + self.sw) // self.sw)

    def forward_pass(self, X, training=True):
        self.shape = X.shape
        n, c, h, w = X.shape
        out = np.zeros((n, c, (h - self.kh + self.sh) // self.sh, (w - self.kw + self.sw) // self.sw))
        self.where = {}
        for i, j in np.ndindex(out.shape[2:]):
            part = X[:, :, i * self.sh : i * self.sh + self.kh, j * self.sw : j * self.sw + self.kw]
            out[:, :, i, j] = part.reshape(n, c, -1).max(axis=-1)
            self.where[i, j] = part[0].reshape(c, -1).argmax(axis=-1)
        return out

    def backward_pass(self, accum_grad):
        grad = np.zeros(self.shape)
        for (i, j), winners in self.where.items():
            for c, winner in enumerate(winners):
                a, b = winner // self.kw, winner % self.kw
                grad[:, c, i * self.sh + a, j * self.sw + b] += accum_grad[:, c, i, j]
        return grad
