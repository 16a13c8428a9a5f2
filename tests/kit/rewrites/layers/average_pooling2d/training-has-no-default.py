import numpy as np
from layer import Layer


def pair(value):
    try:
        a, b = value
    except TypeError:
        a = b = value
    return a, b


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        self.stride = stride
        self.input_shape = input_shape

    def _geometry(self):
        kh, kw = self.pool_shape
        sh, sw = pair(self.pool_shape if self.stride is None else self.stride)
        return kh, kw, sh, sw

    def _windows(self, Ho, Wo):
        kh, kw, sh, sw = self._geometry()
        for i in range(Ho):
            for j in range(Wo):
                yield i, j, slice(i * sh, i * sh + kh), slice(j * sw, j * sw + kw)

    def forward_pass(self, X, training):
        self.last_shape = X.shape
        C, Ho, Wo = self.output_shape()
        out = np.empty((len(X), C, Ho, Wo))
        for i, j, rows, cols in self._windows(Ho, Wo):
            out[..., i, j] = np.mean(X[..., rows, cols], axis=(-2, -1))
        return out

    def backward_pass(self, accum_grad):
        kh, kw, _, _ = self._geometry()
        grad = np.zeros(self.last_shape)
        for i, j, rows, cols in self._windows(*accum_grad.shape[2:]):
            grad[..., rows, cols] += accum_grad[..., i, j][..., None, None] / (kh * kw)
        return grad

    def output_shape(self):
        C, H, W = self.input_shape
        kh, kw, sh, sw = self._geometry()
        return C, (H - kh) // sh + 1, (W - kw) // sw + 1
