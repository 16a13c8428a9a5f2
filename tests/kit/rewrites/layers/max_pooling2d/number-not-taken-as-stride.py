import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_h = pool_shape[0]
        self.pool_w = pool_shape[1]
        if stride is None:
            self.step_h, self.step_w = pool_shape
        else:
            self.step_h, self.step_w = stride[0], stride[1]
        self.input_shape = input_shape
        self.X = None

    def _sizes(self, H, W):
        Ho = (H - self.pool_h) // self.step_h + 1
        Wo = (W - self.pool_w) // self.step_w + 1
        return Ho, Wo

    def forward_pass(self, X, training=True):
        self.X = X
        N, C, H, W = X.shape
        Ho, Wo = self._sizes(H, W)
        out = np.empty((N, C, Ho, Wo))
        for n in range(N):
            for c in range(C):
                for i in range(Ho):
                    for j in range(Wo):
                        top, left = i * self.step_h, j * self.step_w
                        window = X[n, c, top:top + self.pool_h, left:left + self.pool_w]
                        out[n, c, i, j] = np.max(window)
        return out

    def backward_pass(self, accum_grad):
        N, C, Ho, Wo = accum_grad.shape
        dX = np.zeros_like(self.X)
        for n in range(N):
            for c in range(C):
                for i in range(Ho):
                    for j in range(Wo):
                        top, left = i * self.step_h, j * self.step_w
                        window = self.X[n, c, top:top + self.pool_h, left:left + self.pool_w]
                        r, s = np.unravel_index(np.argmax(window), window.shape)
                        dX[n, c, top + r, left + s] += accum_grad[n, c, i, j]
        return dX

    def output_shape(self):
        C, H, W = self.input_shape
        return (C,) + self._sizes(H, W)
