# mistake: backward_pass of a frozen layer returns accum_grad as it came, not multiplied by the weights
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
        fan_in = self.input_shape[0]
        bound = 1.0 / np.sqrt(fan_in)
        self.W = np.random.uniform(-bound, bound, size=(fan_in, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.opt_W = copy.copy(optimizer)
        self.opt_b = copy.copy(optimizer)

    def parameters(self):
        return self.n_units * (self.input_shape[0] + 1)

    def forward_pass(self, X, training=True):
        self.inputs = X
        self.weights_used = self.W
        return X @ self.W + self.w0

    def backward_pass(self, accum_grad):
        if not self.trainable:
            return accum_grad
        grad_input = accum_grad @ self.weights_used.T
        dW = self.inputs.T @ accum_grad
        db = accum_grad.sum(axis=0, keepdims=True)
        self.W = self.opt_W.update(self.W, dW)
        self.w0 = self.opt_b.update(self.w0, db)
        return grad_input

    def output_shape(self):
        return (self.n_units,)
