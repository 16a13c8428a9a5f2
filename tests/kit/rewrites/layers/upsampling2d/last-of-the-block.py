import numpy as np
from layer import Layer


class UpSampling2D(Layer):
    def __init__(self, size=(2, 2), input_shape=None):
        self.size = size
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        r, s = self.size
        N, C, H, W = X.shape
        out = np.zeros((N, C, H * r, W * s))
        for i in range(H * r):
            for j in range(W * s):
                out[:, :, i, j] = X[:, :, i // r, j // s]
        return out

    def backward_pass(self, accum_grad):
        r, s = self.size
        N, C, H, W = accum_grad.shape
        dX = np.zeros((N, C, H // r, W // s))
        for i in range(H):
            for j in range(W):
                dX[:, :, i // r, j // s] = accum_grad[:, :, i, j]
        return dX

    def output_shape(self):
        C, H, W = self.input_shape
        return (C, H * self.size[0], W * self.size[1])
