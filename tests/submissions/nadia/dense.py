"""My own base class, single precision, einsum, and a flat bias."""

from copy import deepcopy

import numpy as np


class Layer:
    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return type(self).__name__


class Dense(Layer):
    def __init__(self, n_units, input_shape=None):
        self.n_units, self.input_shape, self.trainable = n_units, input_shape, True
        self.W, self.w0 = None, None

    def initialize(self, optimizer):
        (n_in,) = self.input_shape
        limit = 1 / np.sqrt(n_in)
        self.W = np.random.uniform(-limit, limit, size=(n_in, self.n_units))
        self.w0 = np.zeros(self.n_units)
        self.optimizers = [deepcopy(optimizer) for _ in range(2)]

    def parameters(self):
        return int(self.W.size + self.w0.size)

    def forward_pass(self, X, training=True):
        self.X = np.asarray(X, dtype=np.float32)
        return np.einsum("ni,io->no", self.X, self.W) + self.w0

    def backward_pass(self, accum_grad):
        grad = np.asarray(accum_grad, dtype=np.float32)
        back = np.einsum("no,io->ni", grad, self.W)
        if self.trainable:
            self.W = self.optimizers[0].update(self.W, np.einsum("ni,no->io", self.X, grad))
            self.w0 = self.optimizers[1].update(self.w0, grad.sum(axis=0))
        return back

    def output_shape(self):
        return (self.n_units,)
