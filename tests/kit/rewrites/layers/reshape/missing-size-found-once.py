import numpy as np
from layer import Layer


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.shape = shape
        self.input_shape = input_shape
        self.full = None

    def output_shape(self):
        if self.full is None:
            elements = int(np.prod(self.input_shape))
            others = int(np.prod([n for n in self.shape if n > 0]))
            self.full = tuple(elements // others if n == -1 else n for n in self.shape)
        return self.full

    def forward_pass(self, X, training=True):
        self.rows = X
        return X.reshape(X.shape[:1] + tuple(self.shape))

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.rows.shape)
