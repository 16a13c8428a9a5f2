import numpy as np
from layer import Layer


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.shape = shape
        self.input_shape = input_shape

    def output_shape(self):
        product = 1
        for size in self.shape:
            if size != -1:
                product *= size
        rest = int(np.prod(self.input_shape)) // product
        return tuple([rest if size == -1 else size for size in self.shape])

    def forward_pass(self, X, training=True):
        self.before = X.shape
        return np.reshape(X, [-1] + list(self.output_shape()))

    def backward_pass(self, accum_grad):
        return np.reshape(accum_grad, self.before)
