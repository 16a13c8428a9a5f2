import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        stride = pool_shape if stride is None else stride
        self.step = stride[0] if isinstance(stride, tuple) else stride
        self.input_shape = input_shape

    def starts(self, size, axis):
        return range(0, size - self.pool_shape[axis] + 1, self.step)

    def output_shape(self):
        c, h, w = self.input_shape
        return (c, len(self.starts(h, 0)), len(self.starts(w, 1)))

    def forward_pass(self, X, training=True):
        self.X = X
        kh, kw = self.pool_shape
        rows = [
            np.stack([X[:, :, a : a + kh, b : b + kw].max(axis=(2, 3)) for b in self.starts(X.shape[3], 1)], axis=-1)
            for a in self.starts(X.shape[2], 0)
        ]
        return np.stack(rows, axis=2)

    def backward_pass(self, accum_grad):
        kh, kw = self.pool_shape
        grad = np.zeros(self.X.shape)
        for i, a in enumerate(self.starts(self.X.shape[2], 0)):
            for j, b in enumerate(self.starts(self.X.shape[3], 1)):
                patch = self.X[:, :, a : a + kh, b : b + kw]
                best = patch == patch.max(axis=(2, 3), keepdims=True)
                grad[:, :, a : a + kh, b : b + kw] += best * accum_grad[:, :, i, j][:, :, None, None]
        return grad
