import numpy as np
from layer import Layer


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.kh, self.kw = pool_shape
        self.sh, self.sw = pool_shape if stride is None else (stride, stride) if isinstance(stride, int) else stride
        self.input_shape = input_shape

    def output_shape(self):
        c, h, w = self.input_shape
        return (c, 1 + (h - self.kh) // self.sh, 1 + (w - self.kw) // self.sw)

    def forward_pass(self, X, training=True):
        self.dims = n, c, h, w = X.shape
        rows, columns = 1 + (h - self.kh) // self.sh, 1 + (w - self.kw) // self.sw
        out = np.zeros((n, c, rows, columns))
        for a in range(self.kh):
            for b in range(self.kw):
                out += X[:, :, a : a + rows * self.sh : self.sh, b : b + columns * self.sw : self.sw][:, :, :rows, :columns]
        return out * 0.25

    def backward_pass(self, accum_grad):
        grad = np.zeros(self.dims)
        for n, c, i, j in np.ndindex(accum_grad.shape):
            grad[n, c, i * self.sh : i * self.sh + self.kh, j * self.sw : j * self.sw + self.kw] += accum_grad[n, c, i, j] * 0.25
        return grad
