"""Weights and bias in one matrix, which W and w0 are windows of; `training` by keyword only."""

import copy

import numpy as np
from layer import Layer


class Dense(Layer):
    def __init__(self, n_units, input_shape=None):
        self.n_units = n_units
        self.input_shape = input_shape
        self.trainable = True
        self.theta = None

    @property
    def W(self):
        return None if self.theta is None else self.theta[1:]

    @W.setter
    def W(self, value):
        self.theta = np.vstack([self.theta[:1], value])

    @property
    def w0(self):
        return None if self.theta is None else self.theta[:1]

    @w0.setter
    def w0(self, value):
        self.theta = np.vstack([value, self.theta[1:]])

    def initialize(self, optimizer):
        (n_in,) = self.input_shape
        limit = (1 / n_in) ** 0.5
        draws = np.random.uniform(-limit, limit, (n_in, self.n_units))
        self.theta = np.concatenate([np.zeros((1, self.n_units)), draws])
        self.update_W, self.update_w0 = (copy.copy(optimizer).update for _ in range(2))

    def parameters(self):
        return self.theta.size

    def forward_pass(self, X, *, training=True):
        self.rows = np.insert(X.astype(float), 0, 1, axis=1)
        return self.rows @ self.theta

    def backward_pass(self, accum_grad):
        inputs, both = accum_grad @ self.theta[1:].T, self.rows.T @ accum_grad
        if self.trainable:
            self.theta = np.vstack([self.update_w0(self.w0, both[:1]), self.update_W(self.W, both[1:])])
        return inputs

    def output_shape(self):
        return (self.n_units,)
