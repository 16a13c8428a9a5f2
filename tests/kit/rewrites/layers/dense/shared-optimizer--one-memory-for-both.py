# mistake: initialize makes a single copy of the optimizer and uses it for W and for w0, so the two share one memory
import copy

import numpy as np
from layer import Layer


class Dense(Layer):
    def __init__(self, n_units, input_shape=None):
        self.n_units, self.input_shape = n_units, input_shape
        self.trainable = True
        self.W, self.w0 = None, None

    def initialize(self, optimizer):
        (n_in,) = self.input_shape
        limit = n_in ** -0.5
        self.W = np.random.uniform(-limit, limit, (n_in, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.optimizer = copy.deepcopy(optimizer)

    def parameters(self):
        (n_in,) = self.input_shape
        return n_in * self.n_units + self.n_units

    def forward_pass(self, X, training=True):
        self.X, self.W_then = X, self.W
        return np.einsum("ij,jk->ik", X, self.W) + self.w0

    def backward_pass(self, accum_grad):
        to_input = np.einsum("ik,jk->ij", accum_grad, self.W_then)
        if self.trainable:
            self.W = self.optimizer.update(self.W, np.einsum("ij,ik->jk", self.X, accum_grad))
            self.w0 = self.optimizer.update(self.w0, np.einsum("ik->k", accum_grad)[None, :])
        return to_input

    def output_shape(self):
        return (self.n_units,)
