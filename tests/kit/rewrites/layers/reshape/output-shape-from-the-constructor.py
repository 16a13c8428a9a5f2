import numpy as np
from layer import Layer


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.input_shape = input_shape
        self.shape = shape
        self.target = None
        if input_shape is not None:
            size = int(np.prod(input_shape) // abs(np.prod(shape)))
            self.target = tuple(size if n == -1 else n for n in shape)

    def forward_pass(self, X, training=True):
        self.before = X.shape
        return np.reshape(X, (X.shape[0], *self.shape))

    def backward_pass(self, accum_grad):
        return np.reshape(accum_grad, self.before)

    def output_shape(self):
        return self.target
