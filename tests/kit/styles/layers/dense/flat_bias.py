"""Keeps the bias as a flat vector, and contracts with einsum."""

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
        limit = np.sqrt(1 / n_in)
        self.W = np.random.uniform(low=-limit, high=limit, size=(n_in, self.n_units))
        self.w0 = np.zeros(self.n_units)
        self.updates = [copy.deepcopy(optimizer).update for _ in range(2)]

    def parameters(self):
        return sum(np.size(p) for p in (self.W, self.w0))

    def forward_pass(self, X, training=True):
        self.seen = np.array(X, dtype=float)
        return np.einsum("ij,jk->ik", self.seen, self.W) + self.w0

    def backward_pass(self, accum_grad):
        returned = np.einsum("ik,jk->ij", accum_grad, self.W)
        if self.trainable:
            step_W, step_w0 = self.updates
            self.W = step_W(self.W, np.einsum("ij,ik->jk", self.seen, accum_grad))
            self.w0 = step_w0(self.w0, np.einsum("ik->k", accum_grad))
        return returned

    def output_shape(self):
        return (int(self.n_units),)
