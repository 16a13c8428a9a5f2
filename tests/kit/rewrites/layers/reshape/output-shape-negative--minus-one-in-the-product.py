# mistake: output_shape leaves the -1 in the product of the known sizes, so the missing size comes out negative
import numpy as np
from layer import Layer


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.shape = list(shape)
        self.input_shape = input_shape

    def output_shape(self):
        sizes = list(self.shape)
        if -1 in sizes:
            total = np.prod(self.input_shape)
            where = sizes.index(-1)
            sizes[where] = int(total // np.prod(sizes))
        return tuple(sizes)

    def forward_pass(self, X, training=True):
        return np.reshape(X, (len(X), *self.shape))

    def backward_pass(self, accum_grad):
        return np.reshape(accum_grad, (len(accum_grad), *self.input_shape))
