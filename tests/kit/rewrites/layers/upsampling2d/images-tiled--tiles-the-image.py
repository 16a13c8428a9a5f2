# mistake: forward_pass lays copies of the whole image side by side instead of repeating each pixel
import numpy as np
from layer import Layer


class UpSampling2D(Layer):
    def __init__(self, size=(2, 2), input_shape=None):
        self.size = size
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        r, s = self.size
        return np.tile(X, (1, 1, r, s))

    def backward_pass(self, accum_grad):
        r, s = self.size
        N, C, h, w = accum_grad.shape
        blocks = accum_grad.reshape(N, C, h // r, r, w // s, s)
        return blocks.sum(axis=(3, 5))

    def output_shape(self):
        C, H, W = self.input_shape
        r, s = self.size
        return (C, r * H, s * W)
