"""A sliding window view forward, strided slices backward, a list for the sizes in between."""

import numpy as np
from layer import Layer
from numpy.lib.stride_tricks import sliding_window_view


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape, self.input_shape = pool_shape, input_shape
        self.stride = [stride] * 2 if isinstance(stride, int) else list(stride or pool_shape)

    def forward_pass(self, X, training=True):
        self.X = X
        windows = sliding_window_view(X, self.pool_shape, axis=(2, 3))[:, :, :: self.stride[0], :: self.stride[1]]
        return np.einsum("ncijab->ncij", windows) / np.prod(self.pool_shape)

    def backward_pass(self, accum_grad):
        dX = np.zeros_like(self.X)
        rows, columns = accum_grad.shape[2:]
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        for a in range(kh):
            for b in range(kw):
                part = dX[:, :, a::sh, b::sw]
                part[:, :, :rows, :columns] += accum_grad / kh / kw
        return dX

    def output_shape(self):
        C, H, W = self.input_shape
        return (C, (H - self.pool_shape[0]) // self.stride[0] + 1, (W - self.pool_shape[1]) // self.stride[1] + 1)
