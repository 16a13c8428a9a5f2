import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    """Keeps the largest value of each window."""

    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        self.stride = pool_shape if stride is None else (stride, stride) if np.isscalar(stride) else stride
        self.input_shape = input_shape

    def output_shape(self):
        c, h, w = self.input_shape
        kh, kw = self.pool_shape
        sh, sw = self.stride
        return (c, (h - kh) // sh + 1, (w - kw) // sw + 1)

    def forward_pass(self, X, training=True):
        kh, kw = self.pool_shape
        sh, sw = self.stride
        windows = np.lib.stride_tricks.sliding_window_view(X, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
        flat = windows.reshape(*windows.shape[:4], kh * kw)
        self.argmax = flat.argmax(axis=-1)
        self.X_shape = X.shape
        return flat.max(axis=-1)

    def backward_pass(self, accum_grad):
        kh, kw = self.pool_shape
        sh, sw = self.stride
        dX = np.zeros(self.X_shape)
        N, C, Ho, Wo = accum_grad.shape
        for n in range(N):
            for c in range(C):
                for i in range(Ho):
                    for j in range(Wo):
                        a, b = divmod(self.argmax[n, c, i, j], kh)
                        dX[n, c, i * sh + a, j * sw + b] += accum_grad[n, c, i, j]
        return dX
