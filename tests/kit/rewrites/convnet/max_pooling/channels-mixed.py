import math
import numpy as np


class MaxPooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = stride or pool_size

    def build(self, input_shape):
        C, H, W = input_shape
        self.input_shape = (C, H, W)
        self.output_shape = (C, (H - self.pool_size) // self.stride + 1, (W - self.pool_size) // self.stride + 1)

    def forward(self, input_batch, training=True):
        N = input_batch.shape[0]
        C, Ho, Wo = self.output_shape
        k, s = self.pool_size, self.stride
        self.X = input_batch.copy()
        Y = np.zeros((N, C, Ho, Wo))
        for n in range(N):
            for r in range(Ho):
                for c in range(Wo):
                    Y[n, :, r, c] = np.max(self.X[n, :, r * s:r * s + k, c * s:c * s + k])
        return Y

    def backward(self, output_gradient_batch):
        k, s = self.pool_size, self.stride
        C, Ho, Wo = self.output_shape
        dX = np.zeros(self.X.shape)
        for n in range(self.X.shape[0]):
            for r in range(Ho):
                for c in range(Wo):
                    window = self.X[n, :, r * s:r * s + k, c * s:c * s + k]
                    mask = window == np.max(window)
                    for d in range(C):
                        dX[n, d, r * s:r * s + k, c * s:c * s + k] += mask[d] * output_gradient_batch[n, d, r, c]
        return dX

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return math.prod(self.output_shape)
