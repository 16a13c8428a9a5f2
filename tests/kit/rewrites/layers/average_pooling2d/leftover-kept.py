import numpy as np
from layer import Layer


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        self.input_shape = input_shape
        if stride is None:
            stride = pool_shape
        if np.ndim(stride) == 0:
            stride = (stride, stride)
        self.stride = stride

    def _sizes(self, H, W):
        rows = int(np.ceil((H - self.pool_shape[0]) / self.stride[0])) + 1
        cols = int(np.ceil((W - self.pool_shape[1]) / self.stride[1])) + 1
        return rows, cols

    def output_shape(self):
        C, H, W = self.input_shape
        rows, cols = self._sizes(H, W)
        return (C, rows, cols)

    def forward_pass(self, X, training=True):
        self.x_shape = X.shape
        N, C, H, W = X.shape
        rows, cols = self._sizes(H, W)
        ph, pw = self.pool_shape
        sh, sw = self.stride
        out = np.zeros((N, C, rows, cols))
        for r in range(rows):
            for c in range(cols):
                window = X[:, :, r * sh:r * sh + ph, c * sw:c * sw + pw]
                out[:, :, r, c] = np.mean(window, axis=(2, 3))
        return out

    def backward_pass(self, accum_grad):
        N, C, H, W = self.x_shape
        ph, pw = self.pool_shape
        sh, sw = self.stride
        dX = np.zeros(self.x_shape)
        share = accum_grad / (ph * pw)
        for r in range(accum_grad.shape[2]):
            for c in range(accum_grad.shape[3]):
                dX[:, :, r * sh:r * sh + ph, c * sw:c * sw + pw] += share[:, :, r, c][:, :, None, None]
        return dX
