# mistake: forward_pass reshapes with the batch as the last axis and moves it to the front, so the elements of the samples are mixed
import numpy as np
from layer import Layer


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.shape = shape
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        self.old_shape = X.shape
        target = self.output_shape()
        if np.prod(target) != np.prod(X.shape[1:]):
            raise ValueError("cannot reshape a sample of %s into %s" % (X.shape[1:], target))
        stacked = X.reshape(target + (len(X),))
        return np.moveaxis(stacked, -1, 0)

    def backward_pass(self, accum_grad):
        return np.array(accum_grad).reshape(self.old_shape)

    def output_shape(self):
        if -1 not in self.shape:
            return tuple(self.shape)
        known = 1
        for size in self.shape:
            if size != -1:
                known *= size
        missing = int(np.prod(self.input_shape)) // known
        return tuple(missing if size == -1 else size for size in self.shape)
