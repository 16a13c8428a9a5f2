import numpy as np
from layer import Layer


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        self.stride = pool_shape if stride is None else stride if isinstance(stride, tuple) else (stride, stride)
        self.input_shape = input_shape

    def output_shape(self):
        c, h, w = self.input_shape
        return (c, int(h / self.stride[0]), int(w / self.stride[1]))

    def _span(self, i, axis):
        start = i * self.stride[axis]
        return slice(start, start + self.pool_shape[axis])

    def forward_pass(self, X, training=True):
        self.shape = X.shape
        out = np.zeros((*X.shape[:2], int(X.shape[2] / self.stride[0]), int(X.shape[3] / self.stride[1])))
        for i in range(out.shape[2]):
            for j in range(out.shape[3]):
                out[:, :, i, j] = X[:, :, self._span(i, 0), self._span(j, 1)].mean(axis=2).mean(axis=2)
        return out

    def backward_pass(self, accum_grad):
        grad = np.zeros(self.shape)
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                grad[:, :, self._span(i, 0), self._span(j, 1)] += accum_grad[:, :, i, j, None, None] / np.prod(self.pool_shape)
        return grad
