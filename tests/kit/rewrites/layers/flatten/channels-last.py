import numpy as np
from layer import Layer


class Flatten(Layer):
    def __init__(self, input_shape=None):
        self.input_shape = input_shape
        self.shape = None

    def forward_pass(self, X, training=True):
        self.shape = X.shape
        N = X.shape[0]
        size = int(np.prod(X.shape[1:]))
        rows = X.transpose(0, 2, 3, 1).reshape((N, size))
        return rows

    def backward_pass(self, accum_grad):
        grad = np.reshape(accum_grad, self.shape)
        return grad

    def output_shape(self):
        size = int(np.prod(self.input_shape))
        return (size,)
