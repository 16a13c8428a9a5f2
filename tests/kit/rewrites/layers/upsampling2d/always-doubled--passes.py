import numpy as np
from layer import Layer


class UpSampling2D(Layer):
    def __init__(self, size=(2, 2), input_shape=None):
        self.size = size
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        r, s = 2, 2
        return np.kron(X, np.ones((r, s)))

    def backward_pass(self, accum_grad):
        r, s = 2, 2
        total = 0
        for a in range(r):
            for b in range(s):
                total = total + accum_grad[:, :, a::r, b::s]
        return total

    def output_shape(self):
        c, h, w = self.input_shape
        return c, h * self.size[0], w * self.size[1]
