from copy import deepcopy
import numpy as np
from layer import Layer


class Dense(Layer):
    """Fully connected, with biases of shape (n,)."""

    def __init__(self, n_units, input_shape=None):
        self.n_units, self.input_shape, self.trainable = n_units, input_shape, True
        self.W = self.w0 = None
        self.batch = None
        self.optimizers = {}

    def initialize(self, optimizer):
        (n_in,) = self.input_shape
        bound = n_in ** -0.5
        self.W = np.random.uniform(low=-bound, high=bound, size=(n_in, self.n_units))
        self.w0 = np.zeros(self.n_units)
        self.optimizers = {name: deepcopy(optimizer) for name in ("W", "w0")}

    def parameters(self):
        return len(self.W.ravel()) + len(self.w0.ravel())

    def forward_pass(self, X, training=True):
        if self.batch is None:
            self.batch = X.copy()
        return np.einsum("ij,jk->ik", X, self.W) + self.w0

    def gradients(self, g):
        total = np.zeros_like(self.W)
        bias = np.zeros_like(self.w0)
        for row, up in zip(self.batch, g):
            total += np.outer(row, up)
            bias += up
        return {"W": total, "w0": bias}

    def backward_pass(self, accum_grad):
        back = np.einsum("ik,jk->ij", accum_grad, self.W)
        if not self.trainable:
            return back
        grads = self.gradients(accum_grad)
        for name, optimizer in self.optimizers.items():
            setattr(self, name, optimizer.update(getattr(self, name), grads[name]))
        return back

    def output_shape(self):
        return tuple([self.n_units])
