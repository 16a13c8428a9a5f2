# mistake: the constructor uses the first factor of size for the columns too
import numpy as np
from layer import Layer


class UpSampling2D(Layer):
    def __init__(self, size=(2, 2), input_shape=None):
        self.rows = self.cols = size[0]
        self.input_shape = input_shape

    def output_shape(self):
        channels, height, width = self.input_shape
        return channels, height * self.rows, width * self.cols

    def forward_pass(self, X, training=True):
        _, height, width = self.output_shape()
        i = np.arange(height) // self.rows
        j = np.arange(width) // self.cols
        return X[:, :, i[:, None], j]

    def backward_pass(self, accum_grad):
        total = 0
        for a in range(self.rows):
            for b in range(self.cols):
                total = total + accum_grad[:, :, a::self.rows, b::self.cols]
        return total
