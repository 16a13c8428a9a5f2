from functools import reduce
from operator import mul

import numpy as np
from layer import Layer


class Flatten(Layer):
    def __init__(self, input_shape=None):
        self.input_shape = input_shape

    def output_shape(self):
        return (reduce(mul, self.input_shape))

    def forward_pass(self, X, training=True):
        out = np.zeros((len(X), self.output_shape()))
        for n in range(len(X)):
            out[n] = X[n].ravel()
        return out

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(len(accum_grad), *self.input_shape)
