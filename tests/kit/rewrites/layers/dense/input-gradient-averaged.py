import copy

import numpy as np
from layer import Layer


class Dense(Layer):
    def __init__(self, n_units, input_shape=None):
        self.n_units = n_units
        self.input_shape = input_shape
        self.trainable = True
        self.W, self.w0 = None, None
        self.X = None

    def initialize(self, optimizer):
        n_in = self.input_shape[0]
        limit = n_in ** -0.5
        self.W = np.random.uniform(-limit, limit, (n_in, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.W_opt, self.w0_opt = copy.copy(optimizer), copy.copy(optimizer)

    def parameters(self):
        return int(np.prod((self.input_shape[0], self.n_units))) + self.n_units

    def forward_pass(self, X, training=True):
        self.X = X
        return np.einsum("ij,jk->ik", X, self.W) + self.w0

    def backward_pass(self, accum_grad):
        batch = accum_grad.shape[0]
        grad_input = np.einsum("ik,jk->ij", accum_grad, self.W) / batch
        if not self.trainable:
            return grad_input
        self.W = self.W_opt.update(self.W, np.einsum("ij,ik->jk", self.X, accum_grad))
        self.w0 = self.w0_opt.update(self.w0, np.einsum("ik->k", accum_grad)[None, :])
        return grad_input

    def output_shape(self):
        return (self.n_units,)
