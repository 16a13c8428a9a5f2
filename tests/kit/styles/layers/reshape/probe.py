"""Finds output_shape by reshaping an empty sample; single precision; its own base class."""

import numpy as np


class Layer:
    def set_input_shape(self, shape):
        self.input_shape = shape

    def parameters(self):
        return 0


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.prev_shape = None
        self.shape = shape
        self.set_input_shape(input_shape)

    def forward_pass(self, X, training=True):
        self.prev_shape = X.shape
        return X.astype(np.float32).reshape((X.shape[0], *self.shape))

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.prev_shape)

    def output_shape(self):
        return np.zeros(self.input_shape).reshape(self.shape).shape
