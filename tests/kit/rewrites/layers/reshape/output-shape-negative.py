import numpy as np
from layer import Layer


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.shape = shape
        self.input_shape = input_shape
        self.old_shape = None

    def forward_pass(self, X, training=True):
        self.old_shape = X.shape
        return X.reshape(X.shape[:1] + tuple(self.shape))

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.old_shape)

    def output_shape(self):
        sizes = list(self.shape)
        if -1 in sizes:
            total = int(np.prod(self.input_shape))
            sizes[sizes.index(-1)] = total // int(np.prod(sizes))
        return tuple(sizes)
