import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from layer import Layer


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool = tuple(pool_shape)
        self.stride = self.pool if stride is None else stride
        if isinstance(self.stride, int):
            self.stride = (self.stride,) * 2
        self.input_shape = input_shape

    def forward_pass(self, X):
        self.seen = X.shape
        sh, sw = self.stride
        windows = sliding_window_view(X, self.pool, axis=(2, 3))[:, :, ::sh, ::sw]
        return windows.mean(axis=(-2, -1))

    def backward_pass(self, accum_grad):
        kh, kw = self.pool
        sh, sw = self.stride
        G = accum_grad / (kh * kw)
        result = np.zeros(self.seen)
        for a in range(kh):
            for b in range(kw):
                result[:, :, a : a + sh * G.shape[2] : sh, b : b + sw * G.shape[3] : sw][:, :, : G.shape[2], : G.shape[3]] += G
        return result

    def output_shape(self):
        c, h, w = self.input_shape
        return (c, (h - self.pool[0]) // self.stride[0] + 1, (w - self.pool[1]) // self.stride[1] + 1)
