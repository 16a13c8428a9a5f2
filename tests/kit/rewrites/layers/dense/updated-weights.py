import copy

import numpy as np


class Module:
    """What all my layers have."""

    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return type(self).__name__


class Dense(Module):
    def __init__(self, n_units, input_shape=None):
        self.n_units = n_units
        self.input_shape = input_shape
        self.trainable = True
        self.W = self.w0 = None
        self.opts = {}

    def initialize(self, optimizer):
        (n,) = self.input_shape
        a = 1.0 / np.sqrt(n)
        self.W = a * (2 * np.random.random((n, self.n_units)) - 1)
        self.w0 = np.zeros((1, self.n_units))
        for name in ("W", "w0"):
            self.opts[name] = copy.deepcopy(optimizer)

    def parameters(self):
        return sum(getattr(self, name).size for name in self.opts)

    def output_shape(self):
        return (self.n_units,)

    def forward_pass(self, X, training=True):
        self.cache = X
        out = np.einsum("ni,ij->nj", X, self.W)
        return out + self.w0

    def backward_pass(self, accum_grad):
        grads = {"W": np.einsum("ni,nj->ij", self.cache, accum_grad), "w0": accum_grad.sum(0)[None]}
        if self.trainable:
            for name, grad in grads.items():
                setattr(self, name, self.opts[name].update(getattr(self, name), grad))
        return np.einsum("nj,ij->ni", accum_grad, self.W)
