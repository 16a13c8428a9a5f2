import numpy as np
from layer import Layer


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.shape = shape
        self.input_shape = input_shape
        self.prev_shape = None

    def forward_pass(self, X, training):
        self.prev_shape = X.shape
        out_shape = self.output_shape()
        if np.prod(X.shape[1:]) != np.prod(out_shape):
            raise ValueError(f"cannot make {out_shape} of {X.shape[1:]}")
        return X.reshape((X.shape[0],) + out_shape)

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.prev_shape)

    def output_shape(self):
        sizes = list(self.shape)
        if -1 in sizes:
            position = sizes.index(-1)
            sizes[position] = 1
            sizes[position] = int(np.prod(self.input_shape)) // int(np.prod(sizes))
        return tuple(sizes)
