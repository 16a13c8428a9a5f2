# mistake: backward_pass lays the elements out in Fortran order, first axis fastest, within each sample
import math

import numpy as np

from layer import Layer


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.shape = shape
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        self.before = X.shape
        return X.reshape((X.shape[0],) + tuple(self.shape))

    def backward_pass(self, accum_grad):
        rows = [g.reshape(self.before[1:], order="F") for g in accum_grad]
        return np.array(rows)

    def output_shape(self):
        if -1 not in self.shape:
            return tuple(self.shape)
        known = math.prod(size for size in self.shape if size != -1)
        missing = math.prod(self.input_shape) // known
        return tuple(missing if size == -1 else size for size in self.shape)
