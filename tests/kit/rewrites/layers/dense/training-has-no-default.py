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
        n = self.input_shape[0]
        self.W = np.random.uniform(low=-1 / n**0.5, high=1 / n**0.5, size=(n, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.opt_W = copy.copy(optimizer)
        self.opt_w0 = copy.copy(optimizer)

    def parameters(self):
        return self.W.size + self.w0.size

    def forward_pass(self, X, training):
        self.X = X
        return X.dot(self.W) + self.w0

    def backward_pass(self, accum_grad):
        out = accum_grad.dot(self.W.T)
        if self.trainable:
            self.W = self.opt_W.update(self.W, self.X.T.dot(accum_grad))
            self.w0 = self.opt_w0.update(self.w0, accum_grad.sum(axis=0, keepdims=True))
        return out

    def output_shape(self):
        return (self.n_units,)
