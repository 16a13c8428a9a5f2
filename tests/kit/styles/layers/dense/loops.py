"""One multiplication at a time; no matrix product anywhere."""

from copy import deepcopy

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
        (n_in,) = self.input_shape
        limit = n_in**-0.5
        self.W = np.random.uniform(-limit, limit, (n_in, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.optimizers = {"W": deepcopy(optimizer), "w0": deepcopy(optimizer)}

    def parameters(self):
        (n_in,) = self.input_shape
        return (n_in + 1) * self.n_units

    def forward_pass(self, X, training=True):
        self.rows = [[float(value) for value in row] for row in X]
        output = np.empty((len(self.rows), self.n_units))
        for i, row in enumerate(self.rows):
            for k in range(self.n_units):
                total = self.w0[0, k]
                for j, value in enumerate(row):
                    total += value * self.W[j, k]
                output[i, k] = total
        return output

    def backward_pass(self, accum_grad):
        input_grad = np.zeros((len(self.rows), len(self.W)))
        grad_W = np.zeros(self.W.shape)
        grad_w0 = np.zeros(self.w0.shape)
        for i, row in enumerate(self.rows):
            for k in range(self.n_units):
                slope = accum_grad[i, k]
                grad_w0[0, k] += slope
                for j, value in enumerate(row):
                    grad_W[j, k] += value * slope
                    input_grad[i, j] += self.W[j, k] * slope
        if self.trainable:
            self.W = self.optimizers["W"].update(self.W, grad_W)
            self.w0 = self.optimizers["w0"].update(self.w0, grad_w0)
        return input_grad

    def output_shape(self):
        return (self.n_units,)
