from copy import deepcopy

import numpy as np
from layer import Layer


class Dense(Layer):
    def __init__(self, n_units, input_shape=None):
        self.n_units = n_units
        self.input_shape = input_shape
        self.W, self.w0 = None, None
        self.trainable = True

    def initialize(self, optimizer):
        (n_in,) = self.input_shape
        bound = 1 / np.sqrt(n_in)
        self.W = np.random.uniform(-bound, bound, (n_in, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.opts = {"W": deepcopy(optimizer), "w0": deepcopy(optimizer)}

    def parameters(self):
        return (self.input_shape[0] + 1) * self.n_units

    def forward_pass(self, X, training=True):
        self.cache = (X, self.W)
        return np.einsum("ij,jk->ik", X, self.W) + self.w0

    def backward_pass(self, accum_grad):
        X, W = self.cache
        grads = {
            "W": np.einsum("ij,ik->jk", X, accum_grad),
            "w0": np.mean(accum_grad, axis=0, keepdims=True),
        }
        if self.trainable:
            for name, grad in grads.items():
                setattr(self, name, self.opts[name].update(getattr(self, name), grad))
        return np.einsum("ik,jk->ij", accum_grad, W)

    def output_shape(self):
        return (self.n_units,)
