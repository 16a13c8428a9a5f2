import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from layer import Layer


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        self.stride = stride
        self.input_shape = input_shape

    @property
    def strides(self):
        s = self.pool_shape if self.stride is None else self.stride
        return (s, s) if isinstance(s, (int, np.integer)) else tuple(s)

    def forward_pass(self, X, training=True):
        self.in_shape = X.shape
        sh, sw = self.strides
        windows = sliding_window_view(X, self.pool_shape, axis=(2, 3))[:, :, ::sh, ::sw]
        return windows.mean(axis=-2).sum(axis=-1)

    def backward_pass(self, accum_grad):
        kh, kw = self.pool_shape
        sh, sw = self.strides
        N, C, Ho, Wo = accum_grad.shape
        dX = np.zeros(self.in_shape)
        for n in range(N):
            for c in range(C):
                for i in range(Ho):
                    for j in range(Wo):
                        dX[n, c, i * sh:i * sh + kh, j * sw:j * sw + kw] += accum_grad[n, c, i, j] / kh
        return dX

    def output_shape(self):
        C, H, W = self.input_shape
        (kh, kw), (sh, sw) = self.pool_shape, self.strides
        return (C, (H - kh) // sh + 1, (W - kw) // sw + 1)
