import copy

import numpy as np
from layer import Layer


class Dense(Layer):
    def __init__(self, n_units, input_shape=None):
        self.n_units = n_units
        self.input_shape = input_shape
        self.trainable = True
        self.W = None
        self.w0 = None

    def initialize(self, optimizer):
        n_in = self.input_shape[0]
        limit = 1.0 / n_in**0.5
        self.W = np.random.uniform(-limit, limit, size=(n_in, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.w_update = copy.copy(optimizer).update
        self.b_update = copy.copy(optimizer).update

    def parameters(self):
        return self.input_shape[0] * self.n_units + self.n_units

    def output_shape(self):
        return (self.n_units,)

    def forward_pass(self, X, training=True):
        self.inputs = X
        return np.matmul(X, self.W) + self.w0

    def backward_pass(self, accum_grad):
        returned = np.matmul(accum_grad, self.W.T)
        if not self.trainable:
            return returned
        self.W = self.w_update(self.W, np.matmul(self.inputs.T, accum_grad))
        self.w0 = self.b_update(self.w0, np.mean(accum_grad))
        return returned
