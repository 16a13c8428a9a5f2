# mistake: backward_pass takes only the top left gradient of each block instead of the sum
import numpy as np
from layer import Layer


class UpSampling2D(Layer):
    def __init__(self, size=(2, 2), input_shape=None):
        self.rows, self.cols = size
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
        return accum_grad[:, :, ::self.rows, ::self.cols].copy()
