import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        if stride is None:
            stride = pool_shape
        if np.ndim(stride) == 0:
            stride = (stride, stride)
        self.stride = stride
        self.input_shape = input_shape

    def output_shape(self):
        C, H, W = self.input_shape
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return (C, (H - kh) // sh + 1, (W - kw) // sw + 1)

    def forward_pass(self, X, training):
        self.X = X.copy()
        C, Ho, Wo = self.output_shape()
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        Y = np.empty((len(X), C, Ho, Wo))
        for i in range(Ho):
            for j in range(Wo):
                Y[:, :, i, j] = X[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(2, 3))
        return Y

    def backward_pass(self, accum_grad):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        dX = np.zeros(self.X.shape)
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                rows, cols = slice(i * sh, i * sh + kh), slice(j * sw, j * sw + kw)
                window = self.X[:, :, rows, cols]
                largest = window == window.max(axis=(2, 3), keepdims=True)
                dX[:, :, rows, cols] += largest * accum_grad[:, :, i, j][:, :, None, None]
        return dX
