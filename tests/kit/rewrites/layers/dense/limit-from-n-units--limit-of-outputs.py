# mistake: initialize takes the limit of the draw from the number of units instead of the number of inputs
from copy import deepcopy
from math import sqrt

import numpy as np
from layer import Layer


class Dense(Layer):
    W = None
    w0 = None

    def __init__(self, n_units, input_shape=None):
        self.n_units, self.input_shape = n_units, input_shape
        self.trainable = True

    def initialize(self, optimizer):
        (n,) = self.input_shape
        r = 1 / sqrt(self.n_units)
        self.W = np.random.uniform(-r, r, (n, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self._optimizers = {"W": deepcopy(optimizer), "w0": deepcopy(optimizer)}

    def parameters(self):
        (n,) = self.input_shape
        return n * self.n_units + self.n_units

    def forward_pass(self, X, training=True):
        self._memory = (X, self.W)
        return np.einsum("ij,jk->ik", X, self.W) + self.w0

    def backward_pass(self, accum_grad):
        X, W = self._memory
        steps = {
            "W": np.einsum("ij,ik->jk", X, accum_grad),
            "w0": np.einsum("ik->k", accum_grad)[np.newaxis],
        }
        if self.trainable:
            for name, step in steps.items():
                setattr(self, name, self._optimizers[name].update(getattr(self, name), step))
        return np.einsum("ik,jk->ij", accum_grad, W)

    def output_shape(self):
        return (self.n_units,)
