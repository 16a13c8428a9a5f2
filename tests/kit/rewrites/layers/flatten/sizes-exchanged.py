import numpy as np
from layer import Layer


class Flatten(Layer):
    def __init__(self, input_shape=None):
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        self.before = X.shape
        return X.reshape(-1, X.shape[0])

    def backward_pass(self, accum_grad):
        return np.reshape(accum_grad, self.before)

    def output_shape(self):
        count = 1
        for size in self.input_shape:
            count *= size
        return (count,)
