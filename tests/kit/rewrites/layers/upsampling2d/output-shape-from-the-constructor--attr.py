import numpy as np
from layer import Layer


class UpSampling2D(Layer):
    def __init__(self, size=(2, 2), input_shape=None):
        self.size = size
        self.input_shape = input_shape
        if input_shape is not None:
            c, h, w = input_shape
            self.shape = (c, h * size[0], w * size[1])

    def forward_pass(self, X, training=True):
        r, s = self.size
        return np.kron(X, np.ones((r, s)))

    def backward_pass(self, accum_grad):
        r, s = self.size
        total = 0
        for a in range(r):
            for b in range(s):
                total = total + accum_grad[:, :, a::r, b::s]
        return total

    def output_shape(self):
        return self.shape
