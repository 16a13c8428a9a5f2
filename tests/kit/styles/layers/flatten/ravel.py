"""Ravels sample by sample in single precision; brings its own base class."""

import numpy as np


class Base:
    input_shape = None

    def set_input_shape(self, shape):
        self.input_shape = shape

    def parameters(self):
        return 0


class Flatten(Base):
    def __init__(self, input_shape=None):
        if input_shape is not None:
            self.set_input_shape(input_shape)
        self.prev_shape = None

    def forward_pass(self, X, training=True):
        self.prev_shape = np.shape(X)
        return np.stack([np.ravel(x) for x in X]).astype("float32")

    def backward_pass(self, accum_grad):
        return np.reshape(accum_grad, self.prev_shape)

    def output_shape(self):
        return (np.prod(self.input_shape),)
