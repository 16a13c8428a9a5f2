# mistake: backward_pass lets the block of pixel (i, j) begin at (i, j) instead of at (r i, s j)
import numpy as np
from layer import Layer


class UpSampling2D(Layer):
    def __init__(self, size=(2, 2), input_shape=None):
        self.size = size
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        r, s = self.size
        return np.kron(X, np.ones((1, 1, r, s)))

    def backward_pass(self, accum_grad):
        r, s = self.size
        N, C, big_h, big_w = accum_grad.shape
        H, W = big_h // r, big_w // s
        dX = np.zeros((N, C, H, W))
        for i in range(H):
            for j in range(W):
                block = accum_grad[:, :, i:i + r, j:j + s]
                dX[:, :, i, j] = block.sum(axis=(2, 3))
        return dX

    def output_shape(self):
        return (self.input_shape[0], self.size[0] * self.input_shape[1], self.size[1] * self.input_shape[2])
