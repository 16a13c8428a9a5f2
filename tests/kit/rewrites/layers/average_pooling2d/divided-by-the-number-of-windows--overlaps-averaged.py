# mistake: backward_pass divides each element's gradient by the number of windows it lies in, instead of leaving it as the sum
import numpy as np
from layer import Layer


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        self.input_shape = input_shape
        if stride is None:
            stride = pool_shape
        self.stride = stride if isinstance(stride, tuple) else (stride, stride)

    def output_shape(self):
        C, H, W = self.input_shape
        Ho = (H - self.pool_shape[0]) // self.stride[0] + 1
        Wo = (W - self.pool_shape[1]) // self.stride[1] + 1
        return (C, Ho, Wo)

    def _window(self, i, j):
        top, left = i * self.stride[0], j * self.stride[1]
        return np.s_[:, :, top:top + self.pool_shape[0], left:left + self.pool_shape[1]]

    def forward_pass(self, X, training=True):
        self.X_shape = X.shape
        C, Ho, Wo = self.output_shape()
        Y = np.zeros((X.shape[0], C, Ho, Wo))
        for i, j in np.ndindex(Ho, Wo):
            Y[:, :, i, j] = X[self._window(i, j)].mean(axis=(2, 3))
        return Y

    def backward_pass(self, accum_grad):
        grad = np.zeros(self.X_shape)
        times = np.zeros(self.X_shape)
        kh, kw = self.pool_shape
        for i, j in np.ndindex(*accum_grad.shape[2:]):
            grad[self._window(i, j)] += accum_grad[:, :, i, j, None, None] / (kh * kw)
            times[self._window(i, j)] += 1
        return grad / np.maximum(times, 1)
