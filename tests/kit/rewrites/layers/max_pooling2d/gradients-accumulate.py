import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.kh, self.kw = pool_shape
        stride = pool_shape if stride is None else stride
        self.sh, self.sw = (stride, stride) if np.isscalar(stride) else stride
        self.input_shape = input_shape
        self.dX = None

    def output_shape(self):
        C, H, W = self.input_shape
        return (C, (H - self.kh) // self.sh + 1, (W - self.kw) // self.sw + 1)

    def forward_pass(self, X, training=True):
        self.X = X
        if self.dX is None or self.dX.shape != X.shape:
            self.dX = np.zeros(X.shape)
        _, Ho, Wo = self.output_shape()
        return np.stack(
            [np.stack([self._window(i, j).max(axis=(2, 3)) for j in range(Wo)], axis=-1) for i in range(Ho)], axis=2
        )

    def _window(self, i, j, A=None):
        A = self.X if A is None else A
        return A[:, :, i * self.sh : i * self.sh + self.kh, j * self.sw : j * self.sw + self.kw]

    def backward_pass(self, accum_grad):
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                window = self._window(i, j)
                hit = window == window.max(axis=(2, 3), keepdims=True)
                target = self._window(i, j, self.dX)
                target += hit * accum_grad[:, :, i : i + 1, j : j + 1]
        return self.dX.copy()
