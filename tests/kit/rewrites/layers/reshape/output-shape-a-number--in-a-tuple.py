import numpy as np
from layer import Layer


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.shape = shape
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        self.prev_shape = X.shape
        return np.reshape(X, (X.shape[0],) + tuple(self.shape))

    def backward_pass(self, accum_grad):
        return np.reshape(accum_grad, self.prev_shape)

    def output_shape(self):
        sizes = list(self.shape)
        if -1 in sizes:
            place = sizes.index(-1)
            rest = 1
            for size in sizes:
                if size != -1:
                    rest *= size
            sizes[place] = int(np.prod(self.input_shape)) // rest
        return (int(np.prod(sizes)),)
