import copy

import numpy as np


class Base:
    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return self.__class__.__name__


class Dense(Base):
    """Frees the memory of the batch as soon as it has been used."""

    def __init__(self, n_units, input_shape=None):
        self.n_units, self.input_shape = n_units, input_shape
        self.trainable = True
        self.W, self.w0, self.batch = None, None, None

    def initialize(self, optimizer):
        scale = np.sqrt(1 / self.input_shape[0])
        self.W = scale * np.random.uniform(-1, 1, (*self.input_shape, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.steps = [copy.deepcopy(optimizer), copy.deepcopy(optimizer)]

    def parameters(self):
        return (1 + self.input_shape[0]) * self.n_units

    def forward_pass(self, X, training=True):
        self.batch = np.array(X)
        return self.batch @ self.W + self.w0

    def backward_pass(self, accum_grad):
        old = self.W
        if self.trainable:
            gradients = self.batch.T @ accum_grad, accum_grad.sum(0).reshape(1, -1)
            self.W = self.steps[0].update(self.W, gradients[0])
            self.w0 = self.steps[1].update(self.w0, gradients[1])
        self.batch = None
        return accum_grad @ old.T

    def output_shape(self):
        return (self.n_units,)
