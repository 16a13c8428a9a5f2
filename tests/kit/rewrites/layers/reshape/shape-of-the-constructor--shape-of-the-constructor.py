# mistake: backward_pass uses the input shape that the constructor got and does not notice set_input_shape
import numpy as np
from layer import Layer


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.shape = list(shape)
        self.input_shape = input_shape
        self.old_shape = input_shape

    def output_shape(self):
        sizes = list(self.shape)
        if -1 in sizes:
            total = np.prod(self.input_shape)
            where = sizes.index(-1)
            sizes[where] = int(total // abs(np.prod(sizes)))
        return tuple(sizes)

    def forward_pass(self, X, training=True):
        target = self.output_shape()
        if np.prod(X.shape[1:]) != np.prod(target):
            raise ValueError("sample does not fit")
        return np.reshape(X, (len(X), *target))

    def backward_pass(self, accum_grad):
        return np.reshape(accum_grad, (len(accum_grad), *self.old_shape))
