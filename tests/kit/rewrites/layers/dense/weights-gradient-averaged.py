from copy import deepcopy

import numpy as np
from layer import Layer


class Dense(Layer):
    def __init__(self, n_units, input_shape=None):
        self.n_units = n_units
        self.input_shape = input_shape
        self.trainable = True
        self.W = self.w0 = self.cache = None

    def initialize(self, optimizer):
        lim = 1.0 / np.sqrt(self.input_shape[0])
        self.W = np.random.uniform(-lim, lim, (self.input_shape[0], self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.optimizer = {name: deepcopy(optimizer) for name in ("W", "w0")}

    def parameters(self):
        return np.prod(self.W.shape) + np.prod(self.w0.shape)

    def forward_pass(self, X, training=True):
        self.cache = X
        return np.einsum("bi,io->bo", X, self.W) + self.w0

    def backward_pass(self, accum_grad):
        dX = np.einsum("bo,io->bi", accum_grad, self.W)
        if self.trainable:
            outer = np.einsum("bi,bo->bio", self.cache, accum_grad)
            for name, grad in (("W", outer.mean(axis=0)), ("w0", accum_grad.sum(axis=0)[np.newaxis])):
                setattr(self, name, self.optimizer[name].update(getattr(self, name), grad))
        return dX

    def output_shape(self):
        return (self.n_units,)
